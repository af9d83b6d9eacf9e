"""What is drawn of which prim, and what of it an edit or another time may change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pxr import Sdf, Usd, UsdGeom

from .shape import Shape, source_path
from .traversal import DrawnPrim, StageContents, may_look_different


@dataclass(eq=False)
class Placed:
    """All copies of a drawn prim, or of a part of one.

    Attributes:
        drawn: The prim.
        name_suffix: What follows the prim's name in the part's own.
        shape: Sits at `shape.placement` in `space`; another one where the prim was read again.
        space: The prim itself, or its skeleton.
        rows: Indices of its drawables, one for each copy.
    """

    drawn: DrawnPrim
    name_suffix: str
    shape: Shape
    space: Usd.Prim
    rows: range


class Whereabouts:
    """Finds what is to be placed, or read, anew.

    Args:
        contents: What is drawn.
        placed: What it is drawn as.
    """

    def __init__(self, contents: StageContents, placed: Sequence[Placed]) -> None:
        self._contents = contents
        self._placed = placed
        self._moving = {item: None for item in placed if item.drawn.moving}
        varying = contents.varying
        self.varying = [drawn for drawn in contents.drawn if source_path(drawn.prim) in varying]
        """Prims that may look different at another time."""

    def parts_of(self, drawn: DrawnPrim) -> list[Placed]:
        """What a prim is drawn as."""
        return self._parts.get(id(drawn), [])

    def moved(self, edited: Collection[Sdf.Path], *, later: bool) -> list[Placed]:
        """Everything that may stand somewhere else.

        Args:
            edited: Prims whose own transforms were edited.
            later: Whether it is another time.
        """
        found = [item for path in edited for item in self._below.get(path, ())]
        if later:
            found += self._moving
        return list(dict.fromkeys(found))

    def animate(self, path: Sdf.Path) -> None:
        """Note that what a prim's transform may move may stand somewhere else at each time."""
        self._moving |= dict.fromkeys(self._below.get(path, ()))

    def edited(self, paths: Iterable[Sdf.Path]) -> list[DrawnPrim] | None:
        """The prims at some paths, whose own shapes or colours were edited.

        Returns:
            None where that is not all that the edits may have changed: the prims are drawn elsewhere too, hand their
            colours down, or begin or cease to be animated.
        """
        found = []
        for path in paths:
            drawn = self._on_stage.get(path)
            if drawn is None or any(not child.IsA(UsdGeom.Subset) for child in drawn.prim.GetChildren()):
                return None
            if may_look_different(drawn.prim) != (path in self._contents.deforming | self._contents.colored):
                return None
            found.append(drawn)
        return found

    @cached_property
    def _parts(self) -> dict[int, list[Placed]]:
        parts: dict[int, list[Placed]] = {}
        for item in self._placed:
            parts.setdefault(id(item.drawn), []).append(item)
        return parts

    @cached_property
    def _on_stage(self) -> dict[Sdf.Path, DrawnPrim]:
        """Prims that are drawn only where they stand."""
        return {
            drawn.prim.GetPath(): drawn
            for drawn in self._contents.drawn
            if drawn.copies is None and not drawn.prim.IsInstanceProxy()
        }

    @cached_property
    def _below(self) -> dict[Sdf.Path, list[Placed]]:
        """What the transform of each prim places; of prims in instances, those of the prototype as well."""
        below: dict[Sdf.Path, list[Placed]] = {}
        for item in self._placed:
            for path in dict.fromkeys(_placing(item)):
                below.setdefault(path, []).append(item)
        return below


def _placing(item: Placed) -> Iterator[Sdf.Path]:
    """Paths of the prims whose transforms say where something stands."""
    yield from _ancestors(item.space)
    copies = item.drawn.copies
    while copies is not None:
        yield from _ancestors(copies.instancer)
        copies = copies.outer


def _ancestors(prim: Usd.Prim) -> Iterator[Sdf.Path]:
    while not prim.IsPseudoRoot():
        yield prim.GetPath()
        if prim.IsInstanceProxy():
            yield prim.GetPrimInPrototype().GetPath()
        prim = prim.GetParent()
