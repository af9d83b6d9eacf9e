"""Relationships and connections that point at prims which move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pxr import Sdf

if TYPE_CHECKING:
    from collections.abc import Callable


def retarget(
    layer: Sdf.Layer, path_from: Sdf.Path, path_to: Sdf.Path, before_change: Callable[[Sdf.Path], object]
) -> None:
    """Let what points into a prim of a layer point to where the prim has gone.

    Args:
        layer: The layer.
        path_from: Where the prim was.
        path_to: Where it is.
        before_change: Called with the path of every property before it is changed.
    """
    pointing: dict[Sdf.Path, None] = {}

    def collect(path: Sdf.Path) -> None:
        # Traversal gives a path of its own for every target: /A.rel[/B].
        if path.IsTargetPath() and path.targetPath.HasPrefix(path_from):
            pointing[path.GetParentPath()] = None

    layer.Traverse(Sdf.Path.absoluteRootPath, collect)
    for path in pointing:
        before_change(path)
        spec = layer.GetPropertyAtPath(path)
        targets = spec.targetPathList if isinstance(spec, Sdf.RelationshipSpec) else spec.connectionPathList
        targets.ModifyItemEdits(lambda target: target.ReplacePrefix(path_from, path_to))
