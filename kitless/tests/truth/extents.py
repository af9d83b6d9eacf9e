"""How far shapes reach: exactly along any direction, and as lines all over their surface."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .analytic import Box, Capsule, Cone, Cylinder, Plane, Polygons, Shape, Sphere
from .ray_caster import is_below

if TYPE_CHECKING:
    from .ray_caster import Solid

# Columns of a point along a shape's own axis (x, y, z with z along the axis) in the shape's space.
_FROM_Z = {"X": [2, 0, 1], "Y": [1, 2, 0], "Z": [0, 1, 2]}
_BOX_EDGES = [(0, 1), (2, 3), (4, 5), (6, 7), (0, 2), (1, 3), (4, 6), (5, 7), (0, 4), (1, 5), (2, 6), (3, 7)]


def reach(shape: Shape, direction: np.ndarray) -> float:
    """The largest dot product of `direction` (3,), of any length, with a point of the shape."""
    match shape:
        case Box(size):
            return float(np.abs(direction).sum() * size / 2)
        case Sphere(radius):
            return float(np.linalg.norm(direction) * radius)
        case Polygons() | Plane():
            return float((corners(shape) @ direction).max())
    along, across = _along_and_across(direction, shape.axis)
    match shape:
        case Cylinder():
            return across * shape.radius + abs(along) * shape.height / 2
        case Cone():
            return max(along * shape.height / 2, across * shape.radius - along * shape.height / 2)
        case Capsule():
            return float(np.linalg.norm(direction)) * shape.radius + abs(along) * shape.height / 2
    raise TypeError(f"how far does {shape!r} reach?")


def extent(solids: list[Solid], path: str, world_to_space: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Smallest and largest coordinates, in the space given, of all solids at or below `path`."""
    low, high = np.full(3, np.inf), np.full(3, -np.inf)
    for solid in solids:
        if is_below(solid.path, path):
            local_to_space = solid.local_to_world @ world_to_space
            for axis in range(3):
                direction, offset = local_to_space[:3, axis], local_to_space[3, axis]
                high[axis] = max(high[axis], offset + reach(solid.shape, direction))
                low[axis] = min(low[axis], offset - reach(solid.shape, -direction))
    return low, high


def corners(shape: Box | Plane | Polygons) -> np.ndarray:
    """Points (N, 3) whose hull the shape is, or that its faces hang on."""
    match shape:
        case Box(size):
            return size / 2 * np.array([(x, y, z) for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)])
        case Plane(width, length, axis):
            across, along = {"X": (2, 1), "Y": (0, 2), "Z": (0, 1)}[axis]
            points = np.zeros((4, 3))
            points[:, across] = width / 2 * np.array([-1, 1, 1, -1])
            points[:, along] = length / 2 * np.array([-1, -1, 1, 1])
            return points
        case Polygons(points):
            return np.array(points)


def outlines(shape: Shape, count: int = 2) -> list[np.ndarray]:
    """Families of lines (L, P, 3) on which, for every direction and after any cut by a plane, the outermost points lie.

    Those of a shape with flat faces are its edges, `count` points on each; a round one has 300 from pole to pole, and
    rings around its axis.
    """
    match shape:
        case Box():
            ends = corners(shape)[_BOX_EDGES]
        case Plane():
            ends = np.stack([corners(shape), np.roll(corners(shape), -1, axis=0)], axis=1)
        case Polygons(points, faces):
            edges = [(a, b) for face in faces for a, b in zip(face, np.roll(face, -1), strict=True)]
            ends = np.array(points)[edges]
        case _:
            return _revolved(shape, 300)
    share = np.linspace(0.0, 1.0, count)[None, :, None]
    return [ends[:, :1] * (1 - share) + ends[:, 1:] * share]


def _revolved(shape: Sphere | Cylinder | Cone | Capsule, count: int) -> list[np.ndarray]:
    """`count` lines from pole to pole, and the rings that their points form."""
    share = np.linspace(0.0, 1.0, count)
    match shape:
        case Sphere(radius):
            angle = np.pi * share
            profile = [(radius * np.sin(angle), -radius * np.cos(angle))]
        case Cylinder(radius, height):
            profile = [(np.full(count, radius), height * (share - 0.5))]
        case Cone(radius, height):
            profile = [(radius * (1 - share), height * (share - 0.5))]
        case Capsule(radius, height):
            angle = np.pi / 2 * share
            profile = [
                (radius * np.sin(angle), -height / 2 - radius * np.cos(angle)),
                (np.full(count, radius), height * (share - 0.5)),
                (radius * np.cos(angle), height / 2 + radius * np.sin(angle)),
            ]
    away, up = (np.concatenate(parts) for parts in zip(*profile, strict=True))
    turn = 2 * np.pi * np.arange(count)[:, None] / count
    points = np.stack(
        [away * np.cos(turn), away * np.sin(turn), np.broadcast_to(up, (count, len(up)))], axis=-1
    )
    points = points[..., _FROM_Z[getattr(shape, "axis", "Z")]]
    rings = points.transpose(1, 0, 2)
    return [points, np.concatenate([rings, rings[:, :1]], axis=1)]


def _along_and_across(direction: np.ndarray, axis: str) -> tuple[float, float]:
    along = float(direction["XYZ".index(axis)])
    return along, float(np.sqrt(max(direction @ direction - along**2, 0.0)))
