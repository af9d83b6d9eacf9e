"""Whether boxes around prims touch."""

from __future__ import annotations

import itertools
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
