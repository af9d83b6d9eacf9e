"""The shapes as meshes, one unit in size and centred at the origin.

All but the box are turned on a lathe: a profile of (radius, height) goes around the axis. Normals are those of the
round surface; edges of the profile that are meant to be sharp have their points twice.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

SEGMENTS = 64
"""Corners of a circle."""

TORUS_RADIUS, TORUS_TUBE_RADIUS = 0.375, 0.125
"""Of a torus that is one unit wide."""

# Of points that are counted along X, then along Y, then from the top down: as in the cubes of Kit's own meshes, whose
# faces scripts label by their numbers.
_FACES = (
    (0, 1, 3, 2),  # +Z
    (4, 6, 7, 5),  # -Z
    (6, 2, 3, 7),  # +Y
    (4, 5, 1, 0),  # -Y
    (4, 0, 2, 6),  # -X
    (5, 7, 3, 1),  # +X
)
_FACE_NORMALS = ((0, 0, 1), (0, 0, -1), (0, 1, 0), (0, -1, 0), (-1, 0, 0), (1, 0, 0))
_CORNERS_ST = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))


@dataclass(frozen=True)
class MeshArrays:
    """A mesh, its faces counter-clockwise from outside.

    Attributes:
        points: float64 (P, 3).
        counts: Corners of each face.
        indices: Index of the point of each corner.
        normals: float64 (corners, 3).
        st: Texture coordinates, float64 (corners, 2), from 0 to 1.
    """

    points: npt.NDArray[np.float64]
    counts: list[int]
    indices: list[int]
    normals: npt.NDArray[np.float64]
    st: npt.NDArray[np.float64]


def box() -> MeshArrays:
    """A cube: eight points, six faces in the order +Z, -Z, +Y, -Y, -X, +X."""
    points = [[x, y, z] for z in (0.5, -0.5) for y in (-0.5, 0.5) for x in (-0.5, 0.5)]
    return MeshArrays(
        np.array(points),
        [4] * 6,
        [corner for face in _FACES for corner in face],
        np.repeat(np.array(_FACE_NORMALS, np.float64), 4, axis=0),
        np.tile(np.array(_CORNERS_ST), (6, 1)),
    )


def plane() -> MeshArrays:
    """A square in the plane of X and Y that faces +Z."""
    points = np.array([[-0.5, -0.5, 0], [0.5, -0.5, 0], [0.5, 0.5, 0], [-0.5, 0.5, 0]])
    return MeshArrays(points, [4], [0, 1, 2, 3], np.tile([0.0, 0.0, 1.0], (4, 1)), np.array(_CORNERS_ST))


def sphere() -> MeshArrays:
    """A ball of diameter 1 about Z."""
    angles = np.linspace(-math.pi / 2, math.pi / 2, SEGMENTS // 2 + 1)
    directions = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    return _turned(directions * 0.5, directions)


def cylinder() -> MeshArrays:
    """A can of diameter 1 and height 1 about Z, with both ends."""
    profile = [(0, -0.5), (0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (0.5, 0.5), (0, 0.5)]
    normals = [(0, -1), (0, -1), (1, 0), (1, 0), (0, 1), (0, 1)]
    return _turned(np.array(profile, np.float64), np.array(normals, np.float64))


def cone() -> MeshArrays:
    """A cone of diameter 1 and height 1 whose tip is at +Z, with its base."""
    profile = [(0, -0.5), (0.5, -0.5), (0.5, -0.5), (0, 0.5)]
    side = np.array([1.0, 0.5]) / math.hypot(1.0, 0.5)
    return _turned(np.array(profile, np.float64), np.array([(0, -1), (0, -1), side, side]))


def disk() -> MeshArrays:
    """A flat disk of diameter 1 that faces +Z."""
    return _turned(np.array([(0.5, 0.0), (0.0, 0.0)]), np.array([(0.0, 1.0), (0.0, 1.0)]))


def torus() -> MeshArrays:
    """A ring of diameter 1 about Z, a quarter of it thick."""
    angles = np.linspace(-math.pi, math.pi, SEGMENTS // 2 + 1)
    directions = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    return _turned(np.array([TORUS_RADIUS, 0.0]) + directions * TORUS_TUBE_RADIUS, directions)


def _turned(profile: npt.NDArray[np.float64], normals: npt.NDArray[np.float64]) -> MeshArrays:
    """A surface of revolution about Z.

    Args:
        profile: (R, 2) radius and height, so that the outside is on the right hand of the way along it.
        normals: (R, 2) direction away from the axis and along it, of each of these points.
    """
    angles = np.linspace(0.0, 2.0 * math.pi, SEGMENTS + 1)
    directions = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    directions[-1] = directions[0]
    # One ring of points for each point of the profile.
    points = np.concatenate([_ring(directions[:-1], radius, height) for radius, height in profile])
    ring_normals = [_ring(directions, outward, along) for outward, along in normals]
    along_profile = np.linspace(0.0, 1.0, len(profile))
    counts: list[int] = []
    indices: list[int] = []
    corner_normals: list[npt.NDArray[np.float64]] = []
    st: list[tuple[float, float]] = []
    for row in range(len(profile) - 1):
        if np.array_equal(profile[row], profile[row + 1]):
            continue
        for segment in range(SEGMENTS):
            corners = [(row, segment), (row, segment + 1), (row + 1, segment + 1), (row + 1, segment)]
            # A ring of radius 0 is a point: its face is a triangle.
            if profile[row + 1][0] < 1e-12:
                corners.pop()
            elif profile[row][0] < 1e-12:
                corners.pop(0)
            counts.append(len(corners))
            for ring, step in corners:
                indices.append(ring * SEGMENTS + step % SEGMENTS)
                corner_normals.append(ring_normals[ring][step])
                st.append((step / SEGMENTS, float(along_profile[ring])))
    return MeshArrays(points, counts, indices, np.array(corner_normals), np.array(st))


def _ring(directions: npt.NDArray[np.float64], radius: float, height: float) -> npt.NDArray[np.float64]:
    return np.column_stack([directions * radius, np.full(len(directions), height)])
