"""Whether boxes around prims touch."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from pxr import Usd, UsdGeom

Points = npt.NDArray[np.float64]

_PURPOSES = [UsdGeom.Tokens.default_, UsdGeom.Tokens.render, UsdGeom.Tokens.proxy]

# Edges that are nearly parallel have no direction across them.
_PARALLEL = 1e-9


@dataclass(frozen=True)
class Box:
    """A parallelepiped in the world: the range of a prim in its own space, with the prim's transform.

    Attributes:
        corners: float64 (8, 3).
        edges: float64 (3, 3), its three edges.
    """

    corners: Points
    edges: Points

    def moved(self, by: Points) -> Box:
        """The same box elsewhere."""
        return Box(self.corners + by, self.edges)

    def overlaps(self, other: Box) -> bool:
        """Whether the two have a part in common that is more than a border.

        Two convex bodies are apart exactly if they are along the normal of a face, or along what stands across an edge
        of each.
        """
        mine, theirs = _directions(self.edges), _directions(other.edges)
        across = [
            np.cross(first, second)
            for first, second in itertools.chain(
                itertools.combinations(mine, 2),
                itertools.combinations(theirs, 2),
                itertools.product(mine, theirs),
            )
        ]
        # The edges themselves and the axes are enough for boxes that are flat, or lines.
        for direction in [*across, *mine, *theirs, *np.eye(3)]:
            if np.linalg.norm(direction) < _PARALLEL:
                continue
            own, others = self.corners @ direction, other.corners @ direction
            if own.max() <= others.min() or others.max() <= own.min():
                return False
        return True


class TakenSpace:
    """Boxes that others are not to touch.

    Args:
        boxes: Those that are there to begin with.
    """

    def __init__(self, boxes: Iterable[Box]) -> None:
        self._boxes: list[Box] = []
        # Spheres around the boxes, (centre, radius), tell at once which of thousands may touch.
        self._spheres = np.empty((16, 4))
        for box in boxes:
            self.add(box)

    def add(self, box: Box) -> None:
        """Take the space of one more box."""
        if len(self._boxes) == len(self._spheres):
            self._spheres = np.concatenate([self._spheres, np.empty_like(self._spheres)])
        self._spheres[len(self._boxes)] = _sphere_around(box)
        self._boxes.append(box)

    def is_free(self, box: Box) -> bool:
        """Whether a box overlaps none of them."""
        spheres, own = self._spheres[: len(self._boxes)], _sphere_around(box)
        distances = np.linalg.norm(spheres[:, :3] - own[:3], axis=1)
        near = np.flatnonzero(distances < spheres[:, 3] + own[3])
        return not any(box.overlaps(self._boxes[index]) for index in near)


def _sphere_around(box: Box) -> Points:
    centre = box.corners.mean(axis=0)
    return np.append(centre, np.linalg.norm(box.corners - centre, axis=1).max())


def _directions(edges: Points) -> list[Points]:
    """Directions of the edges that have a length."""
    lengths = np.linalg.norm(edges, axis=1)
    return [edge / length for edge, length in zip(edges, lengths, strict=True) if length > 0.0]


def box_of(prim: Usd.Prim, time: Usd.TimeCode, *, at_origin: bool = False) -> Box | None:
    """The box around a prim and all that is below it, hidden or not; None if nothing is drawn there.

    Args:
        prim: The prim.
        time: When.
        at_origin: Where it would be if the prim's origin were the world's, instead of where it is.
    """
    cache = UsdGeom.BBoxCache(time, _PURPOSES, useExtentsHint=False, ignoreVisibility=True)
    bound = cache.ComputeUntransformedBound(prim).ComputeAlignedRange()
    if bound.IsEmpty():
        return None
    matrix = np.array(UsdGeom.XformCache(time).GetLocalToWorldTransform(prim))
    turned = np.array([bound.GetCorner(corner) for corner in range(8)]) @ matrix[:3, :3]
    edges = np.diag(np.array(bound.GetSize())) @ matrix[:3, :3]
    return Box(turned if at_origin else turned + matrix[3, :3], edges)
