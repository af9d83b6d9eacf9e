"""UsdGeom's intrinsic shapes: cube and plane as triangles, the round ones solved exactly."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from pxr import Usd, UsdGeom

from kitless.render import AnalyticKind, AnalyticShape, TriangleMesh

from .findings import SceneFindings
from .limits import LARGEST
from .shape import Matrix, Shape

# Corners of the unit cube: bit 0 of the index is x, bit 1 y, bit 2 z. Faces run counter-clockwise seen from outside.
_CUBE_POINTS = np.array(
    [[x, y, z] for z in (-0.5, 0.5) for y in (-0.5, 0.5) for x in (-0.5, 0.5)], np.float32
)
_CUBE_QUADS = np.array(
    [[0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [2, 6, 7, 3], [0, 4, 6, 2], [1, 3, 7, 5]], np.int32
)
_PLANE_POINTS = np.array([[-0.5, -0.5, 0], [0.5, -0.5, 0], [0.5, 0.5, 0], [-0.5, 0.5, 0]], np.float32)
_PLANE_QUADS = np.array([[0, 1, 2, 3]], np.int32)


def _quads(points: npt.NDArray[np.float32], quads: npt.NDArray[np.int32]) -> TriangleMesh:
    triangles = quads[:, [0, 1, 2, 0, 2, 3]].reshape(-1, 3)
    return TriangleMesh(
        points, np.ascontiguousarray(triangles), np.repeat(np.arange(len(quads), dtype=np.int32), 2)
    )


_CUBE = _quads(_CUBE_POINTS, _CUBE_QUADS)
_PLANE = _quads(_PLANE_POINTS, _PLANE_QUADS)


def _scale(x: float, y: float, z: float) -> Matrix:
    return np.diag([x, y, z, 1.0])


def _along(axis: str) -> Matrix:
    """Rotation that takes the z axis to `axis`, and keeps the order of the axes."""
    rows = {"X": (1, 2, 0), "Y": (2, 0, 1), "Z": (0, 1, 2)}[axis]
    matrix = np.eye(4)
    matrix[:3, :3] = np.eye(3)[list(rows)]
    return matrix


def _read_cube(prim: Usd.Prim, time: Usd.TimeCode) -> Shape:
    size = UsdGeom.Cube(prim).GetSizeAttr().Get(time)
    return Shape(_CUBE, _scale(size, size, size))


def _read_sphere(prim: Usd.Prim, time: Usd.TimeCode) -> Shape:
    radius = UsdGeom.Sphere(prim).GetRadiusAttr().Get(time)
    return Shape(AnalyticShape(AnalyticKind.SPHERE), _scale(radius, radius, radius))


def _read_cylinder(prim: Usd.Prim, time: Usd.TimeCode) -> Shape:
    cylinder = UsdGeom.Cylinder(prim)
    return _cylinder(
        cylinder.GetRadiusAttr().Get(time),
        cylinder.GetHeightAttr().Get(time),
        cylinder.GetAxisAttr().Get(time),
    )


def _read_cylinder_1(prim: Usd.Prim, time: Usd.TimeCode) -> Shape | None:
    cylinder = UsdGeom.Cylinder_1(prim)
    radius = cylinder.GetRadiusBottomAttr().Get(time)
    if cylinder.GetRadiusTopAttr().Get(time) != radius:
        return None
    return _cylinder(radius, cylinder.GetHeightAttr().Get(time), cylinder.GetAxisAttr().Get(time))


def _cylinder(radius: float, height: float, axis: str) -> Shape:
    placement = _scale(radius, radius, height / 2) @ _along(axis)
    return Shape(AnalyticShape(AnalyticKind.CYLINDER), placement)


def _read_cone(prim: Usd.Prim, time: Usd.TimeCode) -> Shape:
    cone = UsdGeom.Cone(prim)
    radius, height = cone.GetRadiusAttr().Get(time), cone.GetHeightAttr().Get(time)
    placement = _scale(radius, radius, height / 2) @ _along(cone.GetAxisAttr().Get(time))
    return Shape(AnalyticShape(AnalyticKind.CONE), placement)


def _read_capsule(prim: Usd.Prim, time: Usd.TimeCode) -> Shape:
    capsule = UsdGeom.Capsule(prim)
    return _capsule(
        capsule.GetRadiusAttr().Get(time), capsule.GetHeightAttr().Get(time), capsule.GetAxisAttr().Get(time)
    )


def _read_capsule_1(prim: Usd.Prim, time: Usd.TimeCode) -> Shape | None:
    capsule = UsdGeom.Capsule_1(prim)
    radius = capsule.GetRadiusBottomAttr().Get(time)
    if capsule.GetRadiusTopAttr().Get(time) != radius:
        return None
    return _capsule(radius, capsule.GetHeightAttr().Get(time), capsule.GetAxisAttr().Get(time))


def _capsule(radius: float, height: float, axis: str) -> Shape:
    # In radii; with a radius of 0 nothing is drawn, however long the line.
    half_length = height / (2 * radius) if radius else 0.0
    if not abs(half_length) <= LARGEST:
        half_length, radius = 0.0, np.nan
    placement = _scale(radius, radius, radius) @ _along(axis)
    return Shape(AnalyticShape(AnalyticKind.CAPSULE, half_length), placement)


def _read_plane(prim: Usd.Prim, time: Usd.TimeCode) -> Shape:
    plane = UsdGeom.Plane(prim)
    placement = np.eye(4)
    # USD lays the width along x, or along z where x is the axis; the length along y, or along z where y is the axis.
    width_axis, length_axis = {"X": (2, 1), "Y": (0, 2), "Z": (0, 1)}[plane.GetAxisAttr().Get(time)]
    placement[:3, :3] = np.eye(3)[[width_axis, length_axis, 3 - width_axis - length_axis]]
    return Shape(
        _PLANE, _scale(plane.GetWidthAttr().Get(time), plane.GetLengthAttr().Get(time), 1.0) @ placement
    )


READERS: dict[str, Callable[[Usd.Prim, Usd.TimeCode], Shape | None]] = {
    "Capsule": _read_capsule,
    "Capsule_1": _read_capsule_1,
    "Cone": _read_cone,
    "Cube": _read_cube,
    "Cylinder": _read_cylinder,
    "Cylinder_1": _read_cylinder_1,
    "Plane": _read_plane,
    "Sphere": _read_sphere,
}
"""Reader of each intrinsic shape by its USD type name; None for a shape with two different radii."""


def read_gprim(prim: Usd.Prim, time: Usd.TimeCode, findings: SceneFindings) -> Shape | None:
    """Shape of an intrinsic gprim at `time`, or None, with a finding, when it is none that can be drawn.

    Args:
        prim: Its type name is one of `READERS`.
        time: Time code of the stage.
        findings: Receives what is not drawn.
    """
    with np.errstate(
        invalid="ignore"
    ):  # Infinite sizes become transforms that are not finite, and are said to be.
        shape = READERS[str(prim.GetTypeName())](prim, time)
    if shape is None:
        reason = f"{prim.GetTypeName()} with two different radii is not drawn yet"
        findings.add("shape-not-drawn", prim.GetPath(), reason)
    return shape
