"""Triangles around curves: tubes, and ribbons where a curve says how it is turned.

A tube's rings lie across the curve; at a corner they are stretched as a mitre is, up to twice. A ribbon lies across its
normals.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .polygons import IntArray
from .splines import Floats

_LONGEST_MITRE = 2.0


@dataclass(frozen=True, eq=False)
class Strips:
    """Triangles along C curves of S samples.

    Attributes:
        points: (C * S * W, 3), W around each sample.
        triangles: (T, 3) indices into points.
        normals: (T * 3, 3) at the corners.
        faces: (T,) in 0 to C - 1, the curve.
        samples: (T * 3,) in 0 to C * S - 1, the sample that each corner belongs to.
    """

    points: Floats
    triangles: IntArray
    normals: Floats
    faces: IntArray
    samples: IntArray


def tubes(centres: Floats, radii: Floats, sides: int, *, closed: bool) -> Strips:
    """Tubes with flat ends, or without ends where the curves are closed.

    Args:
        centres: (C, S, 3) finite points along the curves; S is 2 at least.
        radii: (C, S).
        sides: Corners of each ring. They lie on the circle.
        closed: Whether the last sample is followed by the first one.
    """
    before, after = _directions(centres, closed=closed)
    along = _unit(before + after, otherwise=before)
    across = _frames(along, closed=closed)
    angles = 2.0 * np.pi * np.arange(sides) / sides
    other = np.cross(along, across)
    outwards = across[:, :, None] * np.cos(angles)[:, None] + other[:, :, None] * np.sin(angles)[:, None]
    # Across a corner, the tube is wider in the direction of the bend by 1 / cos of half the angle.
    stretch = 1.0 / np.maximum(np.linalg.norm(before + after, axis=2) / 2.0, 1.0 / _LONGEST_MITRE)
    bend = _unit(after - before, otherwise=np.zeros_like(after))
    along_bend = np.einsum("cswi,csi->csw", outwards, bend) * (stretch - 1.0)[:, :, None]
    offsets = outwards + along_bend[..., None] * bend[:, :, None]
    points = centres[:, :, None] + radii[:, :, None, None] * offsets
    sides_of_one = _quads(centres.shape[1], sides, rows_closed=closed, columns_closed=True)
    strips = _assemble(points, outwards, sides_of_one)
    return strips if closed else _with_ends(strips, points, along)


def ribbons(centres: Floats, radii: Floats, normals: Floats, *, closed: bool) -> Strips:
    """Flat strips whose width lies across their normals.

    Args:
        centres: (C, S, 3) finite points along the curves; S is 2 at least.
        radii: (C, S) half the width.
        normals: (C, S, 3), of any length.
        closed: Whether the last sample is followed by the first one.
    """
    before, after = _directions(centres, closed=closed)
    along = _unit(before + after, otherwise=before)
    facing = _unit(
        normals - np.einsum("csi,csi->cs", normals, along)[..., None] * along, otherwise=_perpendicular(along)
    )
    side = radii[..., None] * np.cross(along, facing)
    points = np.stack([centres - side, centres + side], axis=2)
    directions = np.stack([facing, facing], axis=2)
    return _assemble(
        points, directions, _quads(centres.shape[1], 2, rows_closed=closed, columns_closed=False)
    )


def _directions(centres: Floats, *, closed: bool) -> tuple[Floats, Floats]:
    """(C, S, 3) unit directions in which the curve comes to each sample, and goes on from it."""
    steps = np.roll(centres, -1, axis=1) - centres
    if not closed:
        steps[:, -1] = steps[:, -2]
    lengths = np.linalg.norm(steps, axis=2)
    # Points in one place have no direction of their own: that of the last one before that has, or of the first after.
    known = lengths > 0.0
    rows = np.arange(steps.shape[1])
    last_known = np.maximum.accumulate(np.where(known, rows, -1), axis=1)
    first_known = np.argmax(known, axis=1)[:, None]
    chosen = np.where(last_known < 0, first_known, last_known)
    directions = np.take_along_axis(steps, chosen[..., None], axis=1)
    after = _unit(directions, otherwise=np.broadcast_to([0.0, 0.0, 1.0], steps.shape))
    before = np.roll(after, 1, axis=1)
    if not closed:
        before[:, 0] = after[:, 0]
    return before, after


def _frames(along: Floats, *, closed: bool) -> Floats:
    """(C, S, 3) unit vectors across the curve, that turn around it as little as can be."""
    across = np.empty_like(along)
    across[:, 0] = _perpendicular(along[:, 0])
    for row in range(1, along.shape[1]):
        across[:, row] = _turned_across(across[:, row - 1], along[:, row])
    if not closed:
        return across
    # What is left of a turn when the curve is back is spread over all of it.
    back, first, axis = _turned_across(across[:, -1], along[:, 0]), across[:, 0], along[:, 0]
    turn = np.arctan2(np.einsum("ci,ci->c", np.cross(back, first), axis), np.einsum("ci,ci->c", back, first))
    angles = (turn[:, None] * np.arange(along.shape[1]) / along.shape[1])[..., None]
    turned: Floats = across * np.cos(angles) + np.cross(along, across) * np.sin(angles)
    return turned


def _turned_across(vectors: Floats, along: Floats) -> Floats:
    projected = vectors - np.einsum("ci,ci->c", vectors, along)[:, None] * along
    return _unit(projected, otherwise=_perpendicular(along))


def _perpendicular(vectors: Floats) -> Floats:
    """A unit vector across each (…, 3) unit vector."""
    axes = np.eye(3)[np.argmin(np.abs(vectors), axis=-1)]
    crossed: Floats = np.cross(vectors, axes)
    return np.asarray(crossed / np.linalg.norm(crossed, axis=-1, keepdims=True), dtype=np.float64)


def _unit(vectors: Floats, *, otherwise: Floats) -> Floats:
    """(…, 3) vectors of length 1, or others where they have none to speak of."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    largest = lengths.max(initial=0.0)
    short = lengths <= 1e-12 * largest
    return np.where(short, otherwise, vectors / np.where(short, 1.0, lengths))


def _quads(rows: int, columns: int, *, rows_closed: bool, columns_closed: bool) -> IntArray:
    """(Q, 4) corners of the quads of a grid of rows * columns points, counter-clockwise seen with the rows going up."""
    row = np.arange(rows if rows_closed else rows - 1)[:, None]
    column = np.arange(columns if columns_closed else columns - 1)[None]
    up, right = (row + 1) % rows, (column + 1) % columns
    corners = [row * columns + column, row * columns + right, up * columns + right, up * columns + column]
    return np.stack(np.broadcast_arrays(*corners), axis=-1).reshape(-1, 4).astype(np.int32)


def _assemble(points: Floats, directions: Floats, quads: IntArray) -> Strips:
    """Strips of (C, S, W, 3) points with normals, and the quads of one curve."""
    curves, samples, width = points.shape[:3]
    first = np.arange(curves, dtype=np.int32) * samples * width
    triangles = (first[:, None, None] + quads[:, [0, 1, 2, 0, 2, 3]].reshape(-1, 3)).reshape(-1, 3)
    corners = triangles.reshape(-1)
    return Strips(
        points.reshape(-1, 3),
        triangles,
        directions.reshape(-1, 3)[corners],
        np.repeat(np.arange(curves, dtype=np.int32), 2 * len(quads)),
        corners // np.int32(width),
    )


def _with_ends(strips: Strips, points: Floats, along: Floats) -> Strips:
    """Tubes, closed by a flat fan at each end."""
    curves, samples, width = points.shape[:3]
    fan = np.stack([np.zeros(width - 2), np.arange(1, width - 1), np.arange(2, width)], axis=1)
    first = (np.arange(curves) * samples * width)[:, None, None]
    ends = np.concatenate([first + fan[:, ::-1], first + (samples - 1) * width + fan], axis=1)
    triangles = ends.reshape(-1, 3).astype(np.int32)
    outwards = np.stack([-along[:, 0], along[:, -1]], axis=1)
    normals = np.repeat(outwards, 3 * len(fan), axis=1).reshape(-1, 3)
    return Strips(
        strips.points,
        np.concatenate([strips.triangles, triangles]),
        np.concatenate([strips.normals, normals]),
        np.concatenate([strips.faces, np.repeat(np.arange(curves, dtype=np.int32), 2 * len(fan))]),
        np.concatenate([strips.samples, triangles.reshape(-1) // np.int32(width)]),
    )
