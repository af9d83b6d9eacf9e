"""Which drawables have to be placed anew after an edit, or at another time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from pxr import Sdf, Usd

from .shape import Shape
from .traversal import DrawnPrim


@dataclass(frozen=True)
class Placed:
    """All copies of a drawn prim, or of a part of one.

    Attributes:
        drawn: The prim.
        shape: Sits at `shape.placement` in `space`.
        space: The prim itself, or its skeleton.
        rows: Indices of its drawables, one for each copy.
    """

    drawn: DrawnPrim
    shape: Shape
    space: Usd.Prim
    rows: range


class Whereabouts:
    """Finds what stands somewhere else.

    Args:
        placed: Everything that is drawn.
    """

    def __init__(self, placed: Sequence[Placed]) -> None:
        self._placed = placed
        self._moving = [item for item in placed if item.drawn.moving]

    def moved(self, edited: Collection[Sdf.Path], *, later: bool) -> list[Placed]:
        """Everything that may stand somewhere else.

        Args:
            edited: Prims whose own transforms were edited.
            later: Whether it is another time.
        """
        found = {id(item): item for item in self._moving} if later else {}
        for path in edited:
            for item in self._below.get(path, ()):
                found[id(item)] = item
        if edited:
            found |= {id(item): item for item in self._elsewhere}
        return list(found.values())

    @cached_property
    def _below(self) -> dict[Sdf.Path, list[Placed]]:
        """What stands in the space of each prim, itself included."""
        below: dict[Sdf.Path, list[Placed]] = {}
        for item in self._placed:
            path = item.space.GetPath()
            while path != Sdf.Path.absoluteRootPath:
                below.setdefault(path, []).append(item)
                path = path.GetParentPath()
        return below

    @cached_property
    def _elsewhere(self) -> list[Placed]:
        """What prims at other paths than its ancestors' may move: in prototypes, or as bones."""
        return [
            item
            for item in self._placed
            if item.drawn.copies is not None
            or item.drawn.skin is not None
            or item.drawn.prim.IsInstanceProxy()
        ]
