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

    def draw(self, generator: np.random.Generator) -> tuple[Points, Points]:
        """A point, every part of the surface being as likely as its area says, and the normal there."""
        along, across, which = generator.random(3)
        shares = np.cumsum(self.areas)
        triangle = min(int(np.searchsorted(shares, which * shares[-1], side="right")), len(shares) - 1)
        first, second, third = self.corners[triangle]
        # The square root makes up for the triangle's growing width.
        root = np.sqrt(along)
        point = (1.0 - root) * first + root * (1.0 - across) * second + root * across * third
        return point, self.normals[triangle]


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
                found.append(triangles @ matrix[:3, :3] + matrix[3, :3])
    corners = np.concatenate(found) if found else np.zeros((0, 3, 3))
    crosses = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    lengths = np.linalg.norm(crosses, axis=1)
    kept = np.isfinite(lengths) & (lengths > 0.0)
    if not kept.any():
        raise AuthoringError(
            f"{wanted_by}: expected surfaces with an area, got {', '.join(names) or 'no prim'}; give meshes, cubes, "
            "planes, spheres, cylinders or cones, or prims above them"
        )
    return Surface(corners[kept], crosses[kept] / lengths[kept, None], lengths[kept] / 2.0)


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
