"""Polygon meshes with smooth normals and texture coordinates, as plain arrays.

A point that needs two normals (a crease) or two texture coordinates (a seam) is there twice, so normals are one per
point everywhere. Faces are counter-clockwise seen from outside, in metres, Z up.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True)
class Mesh:
    """One mesh.

    Attributes:
        points: float64 ``(N, 3)``, metres.
        normals: float64 ``(N, 3)``, unit length.
        texture_coordinates: float64 ``(N, 2)``, (0, 0) is the lower left corner of the texture.
        faces: Indices of the corners of each face.
    """

    points: Points
    normals: Points
    texture_coordinates: Points
    faces: tuple[tuple[int, ...], ...]

    def moved(self, x: float, y: float, z: float) -> "Mesh":
        """Return the mesh, translated."""
        return replace(self, points=self.points + np.array([x, y, z]))

    def turned(self, degrees: float, axis: str = "z") -> "Mesh":
        """Return the mesh, rotated about a coordinate axis."""
        cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        first, second = {"x": (1, 2), "y": (2, 0), "z": (0, 1)}[axis]
        matrix = np.eye(3)
        matrix[first, first] = matrix[second, second] = cosine
        matrix[first, second], matrix[second, first] = -sine, sine
        return replace(self, points=self.points @ matrix.T, normals=self.normals @ matrix.T)


def join(meshes: Iterable[Mesh]) -> Mesh:
    """Put several meshes into one."""
    parts = list(meshes)
    faces: list[tuple[int, ...]] = []
    offset = 0
    for part in parts:
        faces += [tuple(offset + corner for corner in face) for face in part.faces]
        offset += len(part.points)
    return Mesh(
        np.concatenate([part.points for part in parts]),
        np.concatenate([part.normals for part in parts]),
        np.concatenate([part.texture_coordinates for part in parts]),
        tuple(faces),
    )


def patch(points: Points, normals: Points, texture_coordinates: Points) -> Mesh:
    """Make quads of a grid; where two corners coincide (a pole) the quad becomes a triangle.

    Args:
        points: ``(rows, columns, 3)``. Counter-clockwise is: next column, then next row.
        normals: ``(rows, columns, 3)``, any length.
        texture_coordinates: ``(rows, columns, 2)``.
    """
    rows, columns = points.shape[:2]
    flat = points.reshape(-1, 3)
    faces = []
    for row in range(rows - 1):
        for column in range(columns - 1):
            start = row * columns + column
            corners = (start, start + 1, start + columns + 1, start + columns)
            face = tuple(
                corner
                for corner, following in zip(corners, corners[1:] + corners[:1], strict=True)
                if np.abs(flat[corner] - flat[following]).max() > 1e-7
            )
            if len(face) > 2:
                faces.append(face)
    unit = normals / np.linalg.norm(normals, axis=-1, keepdims=True)
    return Mesh(flat, unit.reshape(-1, 3), texture_coordinates.reshape(-1, 2), tuple(faces))


def surface(
    function: Callable[[Points, Points], Points], rows: Points, columns: Points
) -> tuple[Points, Points]:
    """Sample a parametric surface and its normals.

    Args:
        function: Points ``(..., 3)`` at row and column parameters ``(...)``; smooth a little beyond the sampled range.
        rows: ``(R,)`` parameters of the rows.
        columns: ``(C,)`` parameters of the columns; the normal is d/dcolumn x d/drow.

    Returns:
        Points and normals, ``(R, C, 3)`` each. The first and the last row, which may be poles where the derivative
        vanishes, take their normals from just beside them.
    """
    step = 1e-4
    v, u = np.meshgrid(rows, columns, indexing="ij")
    beside = v.copy()
    beside[0] += 1e-3 * (rows[-1] - rows[0])
    beside[-1] -= 1e-3 * (rows[-1] - rows[0])
    along = function(beside + step, u) - function(beside - step, u)
    around = function(beside, u + step) - function(beside, u - step)
    return function(v, u), np.cross(around, along)


def lathe(profile: list[tuple[float, float]], segments: int, uv: Rectangle) -> Mesh:
    """Turn a smooth profile around Z.

    Args:
        profile: ``(radius, height)`` from below to above on the outside.
        segments: Facets around.
        uv: ``(left, bottom, right, top)`` of the texture: once around, counter-clockwise seen from above, from -X.
    """
    angles = np.arange(segments + 1) * (2.0 * np.pi / segments) - np.pi
    radius, height = np.array(profile).T
    along = np.stack([np.gradient(radius), np.gradient(height)], axis=-1)
    around = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    around[-1] = around[0]
    shape = (len(profile), segments + 1)
    points = np.concatenate(
        [radius[:, None, None] * around[None], np.broadcast_to(height[:, None, None], (*shape, 1))], axis=-1
    )
    normals = np.concatenate(
        [along[:, None, 1:] * around[None], np.broadcast_to(-along[:, None, :1], (*shape, 1))], axis=-1
    )
    travelled = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(radius), np.diff(height)))])
    u = np.broadcast_to(np.linspace(uv[0], uv[2], segments + 1)[None], shape)
    v = np.broadcast_to((uv[1] + (uv[3] - uv[1]) * travelled / travelled[-1])[:, None], shape)
    return patch(points, normals, np.stack([u, v], axis=-1))


def disc(radius: float, height: float, segments: int, uv: Rectangle, *, up: bool) -> Mesh:
    """Make a flat disc that carries the circle inscribed in ``uv``; seen from outside it is never mirrored."""
    angles = np.arange(segments) * (2.0 * np.pi / segments) - np.pi / 2.0
    rim = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    facing = 1.0 if up else -1.0
    points = np.concatenate([radius * rim, np.full((segments, 1), height)], axis=-1)
    centre, half = np.array([uv[0] + uv[2], uv[1] + uv[3]]) / 2, np.array([uv[2] - uv[0], uv[3] - uv[1]]) / 2
    corners = tuple(range(segments)) if up else tuple(range(segments))[::-1]
    return Mesh(
        points, np.tile([0.0, 0.0, facing], (segments, 1)), centre + half * rim * [facing, 1.0], (corners,)
    )


def box(size: tuple[float, float, float], uv: dict[str, Rectangle]) -> Mesh:
    """Make a box that stands on z = 0, centred on x = y = 0.

    Args:
        size: Extent along x, y and z.
        uv: ``(left, bottom, right, top)`` for "front" (-Y), "right" (+X), "back" (+Y), "left" (-X), "top" and
            "bottom", each upright when it is looked at from outside.
    """
    x, y, z = size[0] / 2, size[1] / 2, size[2]
    corners = {
        "front": ((-x, -y, 0), (x, -y, 0), (x, -y, z), (-x, -y, z)),
        "right": ((x, -y, 0), (x, y, 0), (x, y, z), (x, -y, z)),
        "back": ((x, y, 0), (-x, y, 0), (-x, y, z), (x, y, z)),
        "left": ((-x, y, 0), (-x, -y, 0), (-x, -y, z), (-x, y, z)),
        "top": ((-x, -y, z), (x, -y, z), (x, y, z), (-x, y, z)),
        "bottom": ((-x, y, 0), (x, y, 0), (x, -y, 0), (-x, -y, 0)),
    }
    return join(quad(corners[name], uv[name]) for name in corners)


def quad(corners: tuple[tuple[float, float, float], ...], uv: Rectangle) -> Mesh:
    """Make a flat quad whose first corner is the lower left one of ``uv``."""
    points = np.array(corners, np.float64)
    normal = np.cross(points[1] - points[0], points[3] - points[0])
    left, bottom, right, top = uv
    texture_coordinates = np.array([[left, bottom], [right, bottom], [right, top], [left, top]])
    return Mesh(
        points, np.tile(normal / np.linalg.norm(normal), (4, 1)), texture_coordinates, ((0, 1, 2, 3),)
    )


def ellipsoid(radii: tuple[float, float, float], rows: int = 12, columns: int = 24) -> Mesh:
    """Make an ellipsoid around the origin."""
    latitude = np.linspace(-np.pi / 2.0, np.pi / 2.0, rows + 1)[:, None]
    longitude = np.linspace(0.0, 2.0 * np.pi, columns + 1)[None, :]
    sphere = np.stack(
        np.broadcast_arrays(
            np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)
        ),
        axis=-1,
    )
    uv = np.stack(np.broadcast_arrays(longitude / (2.0 * np.pi), latitude / np.pi + 0.5), axis=-1)
    return patch(sphere * np.array(radii), sphere / np.array(radii), uv)
