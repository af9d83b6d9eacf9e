"""Prims of the simple shapes, one metre in size whatever the stage's unit is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from pxr import Sdf, Usd, UsdGeom, Vt

from kitless.replicator.authoring import meshes
from kitless.replicator.authoring.meshes import MeshArrays

_MESHES: dict[str, Callable[[], MeshArrays]] = {
    "Cone": meshes.cone,
    "Cube": meshes.box,
    "Cylinder": meshes.cylinder,
    "Disk": meshes.disk,
    "Plane": meshes.plane,
    "Sphere": meshes.sphere,
    "Torus": meshes.torus,
}

_GPRIMS: dict[str, Any] = {
    "Cone": UsdGeom.Cone,
    "Cube": UsdGeom.Cube,
    "Cylinder": UsdGeom.Cylinder,
    "Sphere": UsdGeom.Sphere,
}

_WITH_AXIS = frozenset({"Cone", "Cylinder", "Disk", "Plane", "Torus"})


def define_shape(stage: Usd.Stage, path: Sdf.Path, shape: str, as_mesh: bool) -> Usd.Prim:
    """Define a shape that is one metre wide, its axis along the stage's up axis.

    Args:
        stage: The stage.
        path: Where; nothing is there yet.
        shape: Cone, Cube, Cylinder, Disk, Plane, Sphere or Torus.
        as_mesh: Make a mesh of what USD has a shape for: Cone, Cube, Cylinder and Sphere. The others always are.
    """
    size = 1.0 / UsdGeom.GetStageMetersPerUnit(stage)
    up_axis = UsdGeom.GetStageUpAxis(stage)
    if shape in _GPRIMS and not as_mesh:
        gprim = _GPRIMS[shape].Define(stage, path)
        half = size / 2.0
        if shape == "Cube":
            gprim.CreateSizeAttr(size)
        else:
            gprim.CreateRadiusAttr(half)
        if shape in _WITH_AXIS:
            gprim.CreateHeightAttr(size)
            gprim.CreateAxisAttr(up_axis)
        # What USD assumes without it is the extent of a shape of the default size.
        gprim.CreateExtentAttr([(-half, -half, -half), (half, half, half)])
        return gprim.GetPrim()
    return define_mesh(
        stage, path, _MESHES[shape](), size, up_axis if shape in _WITH_AXIS else UsdGeom.Tokens.z
    )


def define_mesh(stage: Usd.Stage, path: Sdf.Path, arrays: MeshArrays, size: float, up_axis: str) -> Usd.Prim:
    """Define a mesh of arrays in which Z is what is up."""
    mesh = UsdGeom.Mesh.Define(stage, path)
    points, normals = arrays.points * size, arrays.normals
    if up_axis == UsdGeom.Tokens.y:
        points, normals = points[:, [1, 2, 0]], normals[:, [1, 2, 0]]
    mesh.CreatePointsAttr(_vectors(points))
    mesh.CreateFaceVertexCountsAttr(arrays.counts)
    mesh.CreateFaceVertexIndicesAttr(arrays.indices)
    mesh.CreateNormalsAttr(_vectors(normals))
    mesh.SetNormalsInterpolation(UsdGeom.Tokens.faceVarying)
    mesh.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)
    mesh.CreateExtentAttr(UsdGeom.Mesh.ComputeExtent(mesh.GetPointsAttr().Get()))
    st = UsdGeom.PrimvarsAPI(mesh).CreatePrimvar(
        "st", Sdf.ValueTypeNames.TexCoord2fArray, UsdGeom.Tokens.faceVarying
    )
    st.Set(Vt.Vec2fArray.FromNumpy(np.ascontiguousarray(arrays.st, np.float32)))
    return mesh.GetPrim()


def _vectors(array: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Vt.Vec3fArray:
    return Vt.Vec3fArray.FromNumpy(np.ascontiguousarray(array, np.float32))
