"""Surfaces of prims as triangles, to draw points from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from pxr import Usd, UsdGeom

from kitless.replicator.authoring import meshes
from kitless.replicator.authoring.errors import AuthoringError
from kitless.replicator.authoring.meshes import MeshArrays

Points = npt.NDArray[np.float64]

_TO_AXIS = {"X": [2, 0, 1], "Y": [1, 2, 0], "Z": [0, 1, 2]}


@dataclass(frozen=True)
class Surface:
    """Triangles in the world.

    Attributes:
        corners: float64 (T, 3, 3).
        normals: float64 (T, 3), of length 1.
        areas: float64 (T,), above 0.
    """

    corners: Points
    normals: Points
    areas: Points

    def draw(self, generator: np.random.Generator) -> Points:
        """A point, every part of the surface being as likely as its area says."""
        along, across, which = generator.random(3)
        shares = np.cumsum(self.areas)
        triangle = min(int(np.searchsorted(shares, which * shares[-1], side="right")), len(shares) - 1)
        first, second, third = self.corners[triangle]
        # The square root makes up for the triangle's growing width.
        root = np.sqrt(along)
        point: Points = (1.0 - root) * first + root * (1.0 - across) * second + root * across * third
        return point

    def moved(self, offset: float) -> Surface:
        """The surface as far in front of itself."""
        return Surface(self.corners + offset * self.normals[:, None, :], self.normals, self.areas)

    def inside(self, low: Points, high: Points) -> Surface:
        """The part of it that is in a box; it may be empty."""
        whole = ((self.corners >= low) & (self.corners <= high)).all(axis=(1, 2))
        out = ((self.corners < low).all(axis=1) | (self.corners > high).all(axis=1)).any(axis=1)
        cut = ~(whole | out)
        pieces = list(self.corners[whole])
        normals = list(self.normals[whole])
        for triangle, normal in zip(self.corners[cut], self.normals[cut], strict=True):
            polygon = _clipped(_clipped(triangle, low, 1.0), high, -1.0)
            for corner in range(1, len(polygon) - 1):
                pieces.append(polygon[[0, corner, corner + 1]])
                normals.append(normal)
        return _with_area(np.array(pieces).reshape(-1, 3, 3), np.array(normals).reshape(-1, 3))


def surface_of(wanted_by: str, prims: Iterable[Usd.Prim], time: Usd.TimeCode) -> Surface:
    """The surfaces of prims and of all that is below them, hidden or not.

    Raises:
        AuthoringError: None of them has an area.
    """
    cache = UsdGeom.XformCache(time)
    found: list[Points] = []
    names: list[str] = []
    for prim in prims:
        names.append(str(prim.GetPath()))
        for each in Usd.PrimRange(prim, Usd.TraverseInstanceProxies(Usd.PrimDefaultPredicate)):
            triangles = _triangles(each, time)
            if triangles is not None:
                matrix = np.array(cache.GetLocalToWorldTransform(each))
                if np.linalg.det(matrix[:3, :3]) < 0.0:
                    # A mirrored surface faces where its mirror image does.
                    triangles = triangles[:, ::-1]
                found.append(triangles @ matrix[:3, :3] + matrix[3, :3])
    corners = np.concatenate(found) if found else np.zeros((0, 3, 3))
    surface = _with_area(corners)
    if not len(surface.areas):
        raise AuthoringError(
            f"{wanted_by}: expected surfaces with an area, got {', '.join(names) or 'no prim'}; give meshes, cubes, "
            "planes, spheres, cylinders or cones, or prims above them"
        )
    return surface


def _with_area(corners: Points, normals: Points | None = None) -> Surface:
    """The triangles that have an area, with normals by their corners' order if none are given."""
    crosses = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    lengths = np.linalg.norm(crosses, axis=1)
    kept = np.isfinite(lengths) & (lengths > 0.0)
    directions = crosses[kept] / lengths[kept, None] if normals is None else normals[kept]
    return Surface(corners[kept], directions, lengths[kept] / 2.0)


def _clipped(polygon: Points, bounds: Points, side: float) -> Points:
    """What of a convex polygon is not below (side 1) or not above (side -1) a bound of each axis."""
    for axis in range(3):
        depths = side * (polygon[:, axis] - bounds[axis])
        corners: list[Points] = []
        for index, (corner, depth) in enumerate(zip(polygon, depths, strict=True)):
            before, depth_before = polygon[index - 1], depths[index - 1]
            if depth_before * depth < 0.0:
                corners.append(before + (corner - before) * depth_before / (depth_before - depth))
            if depth >= 0.0:
                corners.append(corner)
        polygon = np.array(corners).reshape(-1, 3)
    return polygon


def _triangles(prim: Usd.Prim, time: Usd.TimeCode) -> Points | None:
    """Triangles in the prim's own space, (T, 3, 3), counter-clockwise from outside; None if it has none."""
    if prim.IsA(UsdGeom.Mesh):
        return _of_mesh(UsdGeom.Mesh(prim), time)
    reader = _READERS.get(str(prim.GetTypeName()))
    return None if reader is None else reader(prim, time)


def _of_mesh(mesh: UsdGeom.Mesh, time: Usd.TimeCode) -> Points | None:
    points = np.asarray(mesh.GetPointsAttr().Get(time) or [], np.float64).reshape(-1, 3)
    counts = np.asarray(mesh.GetFaceVertexCountsAttr().Get(time) or [], np.int64)
    indices = np.asarray(mesh.GetFaceVertexIndicesAttr().Get(time) or [], np.int64)
    if counts.sum() != len(indices) or not len(indices) or indices.min() < 0 or indices.max() >= len(points):
        return None
    triangles = _fans(points, counts, indices)
    if mesh.GetOrientationAttr().Get(time) == UsdGeom.Tokens.leftHanded:
        triangles = triangles[:, ::-1]
    return triangles


def _fans(points: Points, counts: npt.NDArray[np.int64], indices: npt.NDArray[np.int64]) -> Points:
    """Faces as fans around their first corners."""
    starts = np.cumsum(counts) - counts
    corners = [
        (start, start + corner, start + corner + 1)
        for start, count in zip(starts.tolist(), counts.tolist(), strict=True)
        for corner in range(1, count - 1)
    ]
    triangles: Points = points[indices[np.array(corners, np.int64).reshape(-1, 3)]]
    return triangles


def _turned(arrays: MeshArrays, scale: tuple[float, float, float], axis: str = "Z") -> Points:
    points = (arrays.points * np.array(scale))[:, _TO_AXIS[axis]]
    return _fans(points, np.array(arrays.counts), np.array(arrays.indices))


def _of_cube(prim: Usd.Prim, time: Usd.TimeCode) -> Points:
    size = UsdGeom.Cube(prim).GetSizeAttr().Get(time)
    return _turned(meshes.box(), (size, size, size))


def _of_sphere(prim: Usd.Prim, time: Usd.TimeCode) -> Points:
    diameter = 2.0 * UsdGeom.Sphere(prim).GetRadiusAttr().Get(time)
    return _turned(meshes.sphere(), (diameter, diameter, diameter))


def _of_cylinder(prim: Usd.Prim, time: Usd.TimeCode) -> Points:
    cylinder = UsdGeom.Cylinder(prim)
    diameter, height = 2.0 * cylinder.GetRadiusAttr().Get(time), cylinder.GetHeightAttr().Get(time)
    return _turned(meshes.cylinder(), (diameter, diameter, height), cylinder.GetAxisAttr().Get(time))


def _of_cone(prim: Usd.Prim, time: Usd.TimeCode) -> Points:
    cone = UsdGeom.Cone(prim)
    diameter, height = 2.0 * cone.GetRadiusAttr().Get(time), cone.GetHeightAttr().Get(time)
    return _turned(meshes.cone(), (diameter, diameter, height), cone.GetAxisAttr().Get(time))


def _of_plane(prim: Usd.Prim, time: Usd.TimeCode) -> Points:
    plane = UsdGeom.Plane(prim)
    width, length = plane.GetWidthAttr().Get(time), plane.GetLengthAttr().Get(time)
    axis = plane.GetAxisAttr().Get(time)
    # USD lays the width along X, or along Z where X is the axis; the length along Y, or along Z where Y is the axis.
    # Of the square that faces Z, X becomes Y and Y becomes Z where X is the axis; Z and X where Y is.
    sizes = {"X": (length, width, 1.0), "Y": (length, width, 1.0), "Z": (width, length, 1.0)}[axis]
    return _turned(meshes.plane(), sizes, axis)


_READERS: dict[str, Callable[[Usd.Prim, Usd.TimeCode], Points]] = {
    "Cone": _of_cone,
    "Cube": _of_cube,
    "Cylinder": _of_cylinder,
    "Plane": _of_plane,
    "Sphere": _of_sphere,
}
