"""Layers and their files, with the names of `omni.usd`."""

from __future__ import annotations

import os
from pathlib import Path

from pxr import Sdf, Usd, UsdUtils

from kitless.errors import StageOpenError

_WRITABLE = frozenset({".usd", ".usda", ".usdc"})


def get_dirty_layers(stage: Usd.Stage, include_root_layer: bool = True) -> list[str]:
    """The identifiers of the stage's layers that have changes which are not saved, the session layer excepted.

    Args:
        stage: The stage.
        include_root_layer: Whether the root layer counts.
    """
    passed_over = {*session_layers(stage), *(() if include_root_layer else (stage.GetRootLayer(),))}
    return [
        str(layer.identifier) for layer in stage.GetUsedLayers() if layer.dirty and layer not in passed_over
    ]


def session_layers(stage: Usd.Stage) -> list[Sdf.Layer]:
    """The stage's session layer and its sublayers, the strongest first."""
    others = set(stage.GetLayerStack(False))
    return [layer for layer in stage.GetLayerStack(True) if layer not in others]


def is_usd_readable_filetype(path: str) -> bool:
    """Whether the path ends as a format that USD can read does."""
    return Sdf.FileFormat.FindByExtension(path) is not None


def is_usd_writable_filetype(path: str) -> bool:
    """Whether the path ends as a format that USD can write does: .usd, .usda or .usdc."""
    return Path(path).suffix.lower() in _WRITABLE


def resolve_paths(
    src_layer_identifier: str,
    dst_layer_identifier: str,
    store_relative_path: bool = True,
    relative_to_src_layer: bool = False,
    copy_sublayer_layer_offsets: bool = False,
) -> None:
    """Let the asset paths in a layer that was copied mean the same files as in the one it was copied from.

    Paths at which there is no file as seen from the first layer, such as those of MDL's own library, stay.

    Args:
        src_layer_identifier: The layer that the content comes from.
        dst_layer_identifier: The layer that has the content now, and whose paths are changed.
        store_relative_path: Whether paths are written relative to the layer, or absolute.
        relative_to_src_layer: Whether they are relative to the first layer.
        copy_sublayer_layer_offsets: Whether the sublayers' offsets are copied as well.

    Raises:
        StageOpenError: A layer cannot be opened.
    """
    source, target = _layer(src_layer_identifier), _layer(dst_layer_identifier)
    anchor = source if relative_to_src_layer else target
    folder = "" if anchor.anonymous else str(Path(anchor.realPath).parent)

    def moved(asset_path: str) -> str:
        absolute = str(source.ComputeAbsolutePath(asset_path))
        if not asset_path or not Path(absolute).is_file():
            return asset_path
        if not (store_relative_path and folder):
            return absolute
        relative = Path(os.path.relpath(absolute, folder)).as_posix()
        return relative if relative.startswith("..") else f"./{relative}"

    UsdUtils.ModifyAssetPaths(target, moved)
    if copy_sublayer_layer_offsets:
        for index, offset in enumerate(source.subLayerOffsets):
            target.subLayerOffsets[index] = offset


def _layer(identifier: str) -> Sdf.Layer:
    layer = Sdf.Layer.FindOrOpen(identifier)
    if layer is None:
        raise StageOpenError(identifier, "USD cannot open it as a layer")
    return layer
