"""The file that labels are saved in: whether it may be written, and what is lost when it is replaced."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from pxr import Sdf, Tf

from synthetic_recorder.labels.semantics import PROPERTY_PREFIXES

if TYPE_CHECKING:
    from pathlib import Path

_WRITTEN_KINDS = (".usda", ".usdc", ".usd")

_OF_AN_OVER = frozenset({"apiSchemas", "specifier"})


class LabelLayerError(Exception):
    """A stage cannot be opened to label it, or a file is none that labels may be saved in; nothing was written."""


def require_place(file: Path, *, may_overwrite: bool) -> None:
    """Refuse a file that labels cannot be, or may not be, saved in.

    Raises:
        LabelLayerError: Its name, its folder, or that it is there already.
    """
    if file.suffix not in _WRITTEN_KINDS:
        raise LabelLayerError(
            f"--save {file}: expected a name that ends in {', '.join(_WRITTEN_KINDS)}, got {file.name}"
        )
    if not file.absolute().parent.is_dir():
        raise LabelLayerError(f"--save {file}: there is no folder {file.absolute().parent}; make it first")
    if not file.exists():
        return
    if not file.is_file():
        raise LabelLayerError(f"--save {file}: it is there already, and is no file")
    if not may_overwrite:
        raise LabelLayerError(
            f"--save {file}: it is there already. Choose another name, or replace it with --overwrite"
        )
    if not file.stat().st_mode & stat.S_IWUSR:
        raise LabelLayerError(f"--save {file}: it is read-only. Choose another name, or make it writable")


def labels_to_replace(file: Path) -> frozenset[Sdf.Path]:
    """Return the prims that a file has labels for, which are lost when another one takes its place.

    Raises:
        LabelLayerError: It is no layer of labels: more than labels would be lost.
    """
    try:
        layer = Sdf.Layer.OpenAsAnonymous(str(file))
    except Tf.ErrorException:
        layer = None
    if layer is None or not _has_labels_alone(layer):
        raise LabelLayerError(
            f"--save {file}: it holds more than labels, and all of it would be lost. Choose another name, or delete it "
            "first; to write labels into it, name it as the STAGE as well"
        )
    return labelled_in(layer)


def labelled_in(layer: Sdf.Layer) -> frozenset[Sdf.Path]:
    """Return the prims for which a layer has labels."""
    paths = _all_paths(layer)
    return frozenset(path.GetPrimPath() for path in paths if path.name.startswith(PROPERTY_PREFIXES))


def _has_labels_alone(layer: Sdf.Layer) -> bool:
    specs = [layer.GetObjectAtPath(path) for path in _all_paths(layer)]
    prims = [spec for spec in specs if isinstance(spec, Sdf.PrimSpec) and spec != layer.pseudoRoot]
    properties = [spec for spec in specs if isinstance(spec, Sdf.PropertySpec)]
    return (
        len(layer.subLayerPaths) == 1
        and all(spec.specifier == Sdf.SpecifierOver for spec in prims)
        and all(_OF_AN_OVER.issuperset(spec.ListInfoKeys()) for spec in prims)
        and all(spec.name.startswith(PROPERTY_PREFIXES) for spec in properties)
    )


def _all_paths(layer: Sdf.Layer) -> list[Sdf.Path]:
    paths: list[Sdf.Path] = []
    layer.Traverse(Sdf.Path.absoluteRootPath, paths.append)
    return paths
