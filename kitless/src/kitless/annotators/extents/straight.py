"""Triangles seen through a lens that keeps straight lines straight, where looking at their vertices is not enough."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kitless.annotators.extents.meshes import Triangles
from kitless.annotators.extents.view import View
from kitless.annotators.tolerance import HAIR
from kitless.render.lenses import Vectors

TRIANGLES_AT_ONCE = 2**15
_EDGES = ((0, 1), (1, 2), (2, 0))


def cut_positions(view: View, points: Vectors, triangles: Triangles) -> Vectors:
    """Where the near clipping plane cuts the edges of triangles.

    Args:
        view: The view.
        points: (P, 3) in camera space.
        triangles: (T, 3) indices into points.

    Returns:
        (C, 2) positions in the picture.
    """
    is_ahead = (view.distances(points) >= view.near)[triangles]
    mixed = triangles[is_ahead.any(axis=1) & ~is_ahead.all(axis=1)]
    cuts = [_cut(view, points[mixed[:, a]], points[mixed[:, b]], view.near) for a, b in _EDGES]
    positions = np.concatenate(cuts)
    return positions[np.isfinite(positions).all(axis=1)]


def any_inside(view: View, points: Vectors, triangles: Triangles) -> bool:
    """Whether a part of any triangle is in the picture and between the clipping planes; arguments as above."""
    distances = view.distances(points)
    with np.errstate(invalid="ignore"):
        positions = np.where((distances >= view.near)[:, np.newaxis], view.lens.project(points), np.nan)
    # What lies beyond one border of the view with all three corners is not looked at any further.
    beyond = [distances < view.near, distances > view.far]
    for axis, size in enumerate(view.size):
        beyond += [positions[:, axis] <= HAIR, positions[:, axis] >= size - HAIR]
    candidates = np.ones(len(triangles), dtype=bool)
    for side in beyond:
        candidates &= ~side[triangles].all(axis=1)
    chosen = triangles[candidates]
    return any(
        bool(_reach_inside(view, points[chosen[first : first + TRIANGLES_AT_ONCE]]).any())
        for first in range(0, len(chosen), TRIANGLES_AT_ONCE)
    )


def _reach_inside(view: View, corners: Vectors) -> npt.NDArray[np.bool_]:
    """(T,) for triangles (T, 3, 3), by the separating axis theorem for what is left of them and the picture.

    What the clipping planes leave of a triangle is a polygon, and the picture a rectangle: if they do not meet, a line
    along one of their sides is between them.
    """
    distances = view.distances(corners)
    within = (distances >= view.near) & (distances <= view.far)
    with np.errstate(invalid="ignore"):
        own = np.where(within[..., np.newaxis], view.lens.project(corners), np.nan)
    near, far = (
        np.stack([_cut(view, corners[:, a], corners[:, b], plane) for a, b in _EDGES], axis=1)
        for plane in (view.near, view.far)
    )
    polygon = np.concatenate([own, near, far], axis=1)
    sides = [_along_edge(own[:, a], own[:, b], near[:, i], far[:, i]) for i, (a, b) in enumerate(_EDGES)]
    sides += [cuts[:, b] - cuts[:, a] for cuts in (near, far) for a, b in _EDGES]
    sides += [np.broadcast_to(axis, (len(corners), 2)) for axis in np.eye(2)]
    half = np.array(view.size) / 2
    reach = half - HAIR
    meets = np.isfinite(polygon).any(axis=(1, 2))
    for side in sides:
        normal = np.stack([-side[:, 1], side[:, 0]], axis=1)
        along = np.einsum("tpc,tc->tp", polygon - half, normal)
        lowest = np.fmin.reduce(along, axis=1)
        highest = np.fmax.reduce(along, axis=1)
        border = np.abs(normal) @ reach
        # A side that is not there, or has no length, is NaN or 0 and separates nothing.
        meets &= ~((border > 0.0) & ((lowest >= border) | (highest <= -border)))
    return meets


def _along_edge(a: Vectors, b: Vectors, near: Vectors, far: Vectors) -> Vectors:
    """(T, 2) directions of what is left of edges between their ends or cuts, whichever two there are."""
    ends = np.stack([a, near, far, b])
    found = np.isfinite(ends).all(axis=-1)
    first = np.argmax(found, axis=0)
    last = len(ends) - 1 - np.argmax(found[::-1], axis=0)
    rows = np.arange(len(a))
    return np.asarray(ends[last, rows] - ends[first, rows])


def _cut(view: View, a: Vectors, b: Vectors, distance: float) -> Vectors:
    """(T, 2) where edges from a to b reach a distance from the image plane, in the picture; NaN where they do not."""
    from_a, from_b = view.distances(a) - distance, view.distances(b) - distance
    is_cut = (from_a < 0.0) != (from_b < 0.0)
    share = np.divide(from_a, from_a - from_b, out=np.full(len(a), np.nan), where=is_cut)
    points = a + share[:, np.newaxis] * (b - a)
    points[:, 2] = -distance
    with np.errstate(invalid="ignore"):
        return np.where(is_cut[:, np.newaxis], view.lens.project(points), np.nan)
