"""The layer that labels are written to: one of their own on top of the stage's, or the stage's root layer itself.

::

    --save labelled.usda      labelled.usda ──subLayers──> stage.usda      which stays as it is
    --save stage.usda         stage.usda, in place                         told to with --overwrite

The file is written whole beside its place and then put there, so that nobody ever finds half of it.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from pxr import Sdf, Tf, Usd, UsdUtils

from synthetic_recorder.app.stage_file import require_stage_file

from .place import LabelLayerError, labelled_in, labels_to_replace, require_place
from .request import LabelRequestError

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEXT_BEGINS = b"#usda"

# USD tells which stage was opened by the address of a layer without a name, which tells nobody anything.
_WHILE_OPENED = re.compile(r" \([^()]* on stage @anon:[^()]*\)")

# What a layer on top does not take over: it is about that layer's own content, or composed from all layers anyway.
_OF_ONE_LAYER = frozenset(
    {
        "comment",
        "documentation",
        "hasOwnedSubLayers",
        "layerRelocates",
        "owner",
        "sessionOwner",
        "subLayerOffsets",
        "subLayers",
    }
)


class LabelLayer:
    """A stage, open to be labelled; what is changed on it goes to one layer, and to a file only with `save`.

    Args:
        stage_file: File of the stage.
        save: File for the labels; None: a layer on top that nobody saves.
        may_overwrite: Whether ``save`` may be there already.

    Attributes:
        stage: The stage; its edit target is the layer.
        not_composed: What USD says of parts of the stage that are not there, such as references to a file that is
            gone: what they would bring cannot be labelled.

    Raises:
        LabelLayerError: The stage cannot be opened, or ``save`` is no file that may be written.
        StageOpenError: ``stage_file`` can be no stage, by its name and its first bytes.
    """

    def __init__(self, stage_file: Path, save: Path | None, *, may_overwrite: bool) -> None:
        require_stage_file(stage_file)
        # As it was named: what it refers to is looked for from there, even where that is a link to another folder.
        self._source = _absolute(stage_file)
        if save is not None:
            require_place(save, may_overwrite=may_overwrite)
        # What a link points to is written, not the link.
        self._target = None if save is None else save.resolve()
        self._named_target = None if save is None else _absolute(save)
        self._is_in_place = self._target == self._source.resolve()
        root = _open_layer(stage_file, self._source)
        self._layer = root if self._is_in_place else _layer_on_top_of(root)
        self.stage, self.not_composed = _opened(self._layer)
        self.stage.SetEditTarget(self._layer)
        self._refuse_a_layer_of_the_stage()
        self._replaced: frozenset[Sdf.Path] = frozenset()
        if self._target is not None and self._target.exists() and not self._is_in_place:
            self._replaced = labels_to_replace(self._target)

    def lost(self) -> tuple[Sdf.Path, ...]:
        """Return the prims for which the file that is replaced has labels, and this layer has none."""
        return tuple(sorted(self._replaced - labelled_in(self._layer)))

    def save(self) -> Path:
        """Write the layer to its file.

        Returns:
            The file, as an absolute path.

        Raises:
            OSError: It cannot be written; what was there is as it was.
        """
        target = self._target
        if target is None:
            raise LabelRequestError("There is no file to save in.")
        with _beside(target) as temporary:
            self._export(temporary)
            with temporary.open("rb+") as file:
                os.fsync(file.fileno())
            if target.exists():
                temporary.chmod(stat.S_IMODE(target.stat().st_mode))
            temporary.replace(target)
        return target

    def _export(self, file: Path) -> None:
        # A copy, because the stage would look for a relative path from where the layer is now: nowhere.
        copy = Sdf.Layer.CreateAnonymous(file.suffix)
        copy.TransferContent(self._layer)
        if not self._is_in_place:
            copy.subLayerPaths = [self._way_to_the_source()]
        arguments = {"format": self._format_of_the_target()} if file.suffix == ".usd" else {}
        try:
            is_written = copy.Export(str(file), args=arguments)
        except Tf.ErrorException as error:
            raise OSError(_reason(error)) from error
        if not is_written:
            raise OSError(f"{file.parent} does not take the file")

    def _way_to_the_source(self) -> str:
        """The stage as the layer on top names it: relative, so that both can be moved together.

        Absolute where a link leads to the layer, because ``..`` means another folder for who comes through the link;
        and from one drive to another.
        """
        target, named = self._target, self._named_target
        if target is None or named is None or target != named:
            return self._source.as_posix()
        try:
            way = Path(os.path.relpath(self._source, target.parent)).as_posix()
        except ValueError:
            return self._source.as_posix()
        return way if way.startswith("../") else f"./{way}"

    def _format_of_the_target(self) -> str:
        """A ``.usd`` that is text stays text, so that it can still be compared and reviewed."""
        if not self._is_in_place:
            return "usda"
        with self._source.open("rb") as file:
            return "usda" if file.read(len(_TEXT_BEGINS)) == _TEXT_BEGINS else "usdc"

    def _refuse_a_layer_of_the_stage(self) -> None:
        used = {Path(layer.realPath).resolve() for layer in self.stage.GetUsedLayers() if layer.realPath}
        if self._target in used and not self._is_in_place:
            raise LabelLayerError(
                f"--save {self._target} is a layer that {self._source} is made of, which would then be made of itself. "
                "Choose another file, or label that layer as the STAGE."
            )


def _open_layer(named: Path, file: Path) -> Sdf.Layer:
    try:
        layer = Sdf.Layer.FindOrOpen(str(file))
    except Tf.ErrorException as error:
        raise LabelLayerError(f"cannot open stage {named}: {_reason(error)}") from error
    if layer is None:
        raise LabelLayerError(f"cannot open stage {named}: USD cannot read it")
    return layer


def _opened(layer: Sdf.Layer) -> tuple[Usd.Stage, tuple[str, ...]]:
    """Return the stage of a root layer, and what USD says of it."""
    # USD prints every problem to the terminal unless somebody collects it.
    collected = UsdUtils.CoalescingDiagnosticDelegate()
    stage = Usd.Stage.Open(layer)
    said = [str(each.commentary) for each in collected.TakeUncoalescedDiagnostics()]
    return stage, tuple(_WHILE_OPENED.sub("", each).strip() for each in said)


def _reason(error: Tf.ErrorException) -> str:
    """Return what USD says, without the functions and line numbers of its own source."""
    commentaries = [str(each.commentary).strip() for each in error.args if hasattr(each, "commentary")]
    return "; ".join(commentaries) or str(error).strip()


def _layer_on_top_of(root: Sdf.Layer) -> Sdf.Layer:
    """Return a layer that makes the same stage: what a stage takes from its root layer alone, it has as well."""
    layer = Sdf.Layer.CreateAnonymous(".usda")
    for key in root.pseudoRoot.ListInfoKeys():
        if key not in _OF_ONE_LAYER:
            layer.pseudoRoot.SetInfo(key, root.pseudoRoot.GetInfo(key))
    layer.subLayerPaths = [root.identifier]
    layer.comment = "The labels of the stage in the sublayer."
    return layer


def _absolute(file: Path) -> Path:
    """Return a path without ``.`` and ``..``, through links as they are: so USD names layers."""
    return Path(os.path.abspath(file))  # noqa: PTH100 - Path.resolve() would follow the links


@contextlib.contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A name in the same folder for a file that takes the target's place, and is gone when it does not."""
    temporary = target.with_name(f".{secrets.token_hex(8)}{target.suffix}")
    try:
        yield temporary
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()
