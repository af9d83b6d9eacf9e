"""Triangles seen through a lens that bends straight lines: divided until they are small."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from kitless.annotators.extents.meshes import Triangles
from kitless.annotators.extents.view import View
from kitless.render.lenses import Vectors

TOLERANCE = 0.05
"""Pixels. How far a side may be from straight."""

BORDER = 0.5
"""Pixels. So small become triangles that the lens shows a part of, and those around a corner of the picture."""

TRIANGLES_AT_ONCE = 2**16
DIVIDED_AT_ONCE = 2**12

MOST_DIVISIONS = 48
"""In a row; for what touches the eye, of which a half is as large as the whole."""


def straight_enough(view: View) -> float:
    """The angle, in radians, over which a line is straight in the picture.

    A lens bends lines into curves with a radius of about a radian: over an angle they leave the chord by an eighth of
    its square.
    """
    return float(np.sqrt(8.0 * TOLERANCE * view.lens.pixel_spread))


def divided(view: View, points: Vectors, triangles: Triangles) -> Iterator[tuple[Vectors, Vectors]]:
    """What is left to look at of triangles besides their corners.

    Args:
        view: The view.
        points: (P, 3) in camera space.
        triangles: (T, 3) indices into points.

    Yields:
        Positions in the picture (C, 2), NaN where nothing is shown, and distances (C,) of points inside of the
        triangles.
    """
    positions, distances = view.look_at(points)
    for first in range(0, len(triangles), TRIANGLES_AT_ONCE):
        chosen = triangles[first : first + TRIANGLES_AT_ONCE]
        wide = chosen[_is_wide(view, points[chosen], positions[chosen], distances[chosen])]
        for first_wide in range(0, len(wide), DIVIDED_AT_ONCE):
            yield from _divided(view, points[wide[first_wide : first_wide + DIVIDED_AT_ONCE]])


def _divided(view: View, corners: Vectors) -> Iterator[tuple[Vectors, Vectors]]:
    for _ in range(MOST_DIVISIONS):
        if not len(corners):
            return
        # Of thin triangles only the long sides: halves of the others would be many and say nothing.
        first = np.argmax(_widths(corners), axis=1)
        rows = np.arange(len(corners))
        a, b, c = (corners[rows, (first + offset) % 3] for offset in range(3))
        middle = (a + b) / 2
        yield view.look_at(middle)
        corners = np.concatenate([np.stack([a, middle, c], axis=1), np.stack([middle, b, c], axis=1)])
        corners = corners[_is_wide(view, corners, *view.look_at(corners))]


def _is_wide(view: View, corners: Vectors, positions: Vectors, distances: Vectors) -> npt.NDArray[np.bool_]:
    """(T,) whether there is more to a triangle than its corners (T, 3, 3)."""
    at_a_border = _at_a_border(view, positions)
    limit = np.where(at_a_border, BORDER * view.lens.pixel_spread, straight_enough(view))
    # The whole of a triangle whose corners are too near is too near.
    return np.asarray((distances >= view.near).any(axis=1) & (_widths(corners).max(axis=1) > limit))


def _at_a_border(view: View, positions: Vectors) -> npt.NDArray[np.bool_]:
    """(T,) whether triangles seen at (T, 3, 2) are shown in part, or reach around a corner of the picture."""
    shown = np.isfinite(positions[..., 0])
    outside = np.zeros(len(positions), dtype=bool)
    corner_in_picture = shown.copy()
    for axis, size in enumerate(view.size):
        along = positions[..., axis]
        outside |= (np.fmax.reduce(along, axis=1) <= 0.0) | (np.fmin.reduce(along, axis=1) >= size)
        corner_in_picture &= (along > 0.0) & (along < size)
    around = shown.all(axis=1) & ~outside & ~corner_in_picture.any(axis=1)
    return np.asarray((shown.any(axis=1) & ~shown.all(axis=1)) | around)


def _widths(corners: Vectors) -> npt.NDArray[np.float64]:
    """(T, 3) angles between each corner and the next as the eye sees them, radians."""
    with np.errstate(invalid="ignore", divide="ignore"):
        directions = corners / np.linalg.norm(corners, axis=-1, keepdims=True)
    chords = np.linalg.norm(np.roll(directions, -1, axis=1) - directions, axis=-1)
    angles = 2.0 * np.arcsin(np.clip(chords, 0.0, 2.0) / 2.0)
    # What touches the eye may be seen anywhere.
    return np.nan_to_num(angles, nan=np.pi)
