"""What several layers say about a prim, as one spec."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pxr import Sdf, UsdUtils

if TYPE_CHECKING:
    from collections.abc import Sequence


def merge_into(
    target: Sdf.Layer, path_to: Sdf.Path, layers: Sequence[Sdf.Layer], path_from: Sdf.Path
) -> None:
    """Write to a layer what others say about a prim, stronger opinions before weaker ones.

    Args:
        target: The layer that is written.
        path_to: Where in it.
        layers: The layers that have a spec of the prim, the strongest first.
        path_from: The prim.
    """
    merged = Sdf.Layer.CreateAnonymous()
    for layer in layers:
        weaker = Sdf.Layer.CreateAnonymous()
        Sdf.CreatePrimInLayer(weaker, path_from)
        Sdf.CopySpec(layer, path_from, weaker, path_from)
        UsdUtils.StitchLayers(merged, weaker)
    Sdf.CreatePrimInLayer(target, path_to)
    Sdf.CopySpec(merged, path_from, target, path_to)
