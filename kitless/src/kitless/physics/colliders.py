"""The forms of colliders."""

from __future__ import annotations

from typing import Any

import numpy as np
from pxr import Gf, Usd, UsdGeom, UsdPhysics
from scipy.spatial import ConvexHull, QhullError

from kitless.scene.findings import SceneFindings
from kitless.scene.polygons import triangulate

from .description import FloatArray, Pose, Shape
from .poses import pose_of, rigid_part

_TYPES = UsdPhysics.ObjectType
_WITH_AXIS = {
    _TYPES.CapsuleShape: "capsule",
    _TYPES.CylinderShape: "cylinder",
    _TYPES.ConeShape: "cone",
}
# From Newton's axis, Z, to that of the prim.
_TO_AXIS = {
    UsdPhysics.Axis.X: Gf.Rotation(Gf.Vec3d(0, 1, 0), 90.0),
    UsdPhysics.Axis.Y: Gf.Rotation(Gf.Vec3d(1, 0, 0), -90.0),
    UsdPhysics.Axis.Z: Gf.Rotation(Gf.Vec3d(0, 0, 1), 0.0),
}


def read_shape(
    kind: Any,
    description: Any,
    prim: Usd.Prim,
    to_body: Gf.Matrix4d,
    units: float,
    moves: bool,
    findings: SceneFindings,
) -> tuple[Shape | None, Pose]:
    """The form of a collider and where that is in the body's frame; None for what is not simulated.

    Args:
        kind: Of `UsdPhysics.ObjectType`.
        description: What UsdPhysics has read.
        prim: The collider.
        to_body: From the prim's frame to the body's, in the stage's unit.
        units: Metres of that.
        moves: Whether physics moves the body.
        findings: Where what is not simulated as authored is said.
    """
    frame = rigid_part(to_body)
    if kind == _TYPES.MeshShape:
        return _read_mesh(description, prim, to_body, units, moves, findings)
    if kind == _TYPES.SphereShape:
        _require_uniform(prim, to_body, (0, 1, 2), findings)
        return Shape("sphere", (description.radius * units,)), pose_of(frame, units)
    if kind == _TYPES.CubeShape:
        x, y, z = (float(extent) * units for extent in description.halfExtents)
        return Shape("box", (x, y, z)), pose_of(frame, units)
    if kind == _TYPES.PlaneShape:
        return Shape("plane"), pose_of(_turned(description.axis, frame), units)
    if kind in _WITH_AXIS:
        rows = {UsdPhysics.Axis.X: (1, 2), UsdPhysics.Axis.Y: (0, 2), UsdPhysics.Axis.Z: (0, 1)}
        _require_uniform(prim, to_body, rows[description.axis], findings)
        size = (description.radius * units, description.halfHeight * units)
        return Shape(_WITH_AXIS[kind], size), pose_of(_turned(description.axis, frame), units)
    findings.add(
        "physics-collider-ignored", prim.GetPath(), f"nothing touches a collider of type {prim.GetTypeName()}"
    )
    return None, Pose()


def _turned(axis: Any, frame: Gf.Matrix4d) -> Gf.Matrix4d:
    return Gf.Matrix4d(_TO_AXIS[axis], Gf.Vec3d(0.0)) * frame


def _require_uniform(
    prim: Usd.Prim, to_body: Gf.Matrix4d, rows: tuple[int, ...], findings: SceneFindings
) -> None:
    scales = [to_body.GetRow3(row).GetLength() for row in rows]
    if max(scales) > 1.01 * min(scales):
        findings.add(
            "physics-collider-approximated",
            prim.GetPath(),
            f"a scale of {tuple(round(scale, 4) for scale in scales)} makes a form that is not simulated; "
            "it collides as the round one around it",
        )


def _read_mesh(
    description: Any,
    prim: Usd.Prim,
    to_body: Gf.Matrix4d,
    units: float,
    moves: bool,
    findings: SceneFindings,
) -> tuple[Shape | None, Pose]:
    mesh = UsdGeom.Mesh(prim)
    points = np.array(mesh.GetPointsAttr().Get(), dtype=np.float64).reshape(-1, 3)
    counts = np.array(mesh.GetFaceVertexCountsAttr().Get() or [], dtype=np.int32)
    indices = np.array(mesh.GetFaceVertexIndicesAttr().Get() or [], dtype=np.int32)
    is_broken = (
        not len(points)
        or not np.isfinite(points).all()
        or (counts < 0).any()
        or counts.sum() != len(indices)
        or (len(indices) and (indices.min() < 0 or indices.max() >= len(points)))
    )
    if is_broken:
        findings.add("physics-collider-ignored", prim.GetPath(), "nothing touches a mesh that is broken")
        return None, Pose()
    matrix = np.array(to_body)
    placed = (points @ matrix[:3, :3] + matrix[3, :3]) * units
    approximation = str(description.approximation)
    if approximation in ("boundingCube", "boundingSphere"):
        return _bounding(approximation, points * _scales(to_body) * units, rigid_part(to_body), units)
    is_hull = approximation in ("convexHull", "convexDecomposition")
    if not moves and not is_hull:
        corners, _ = triangulate(placed.astype(np.float32), counts, indices, np.zeros(0, np.int32))
        triangles = indices[corners].reshape(-1, 3)
        flipped = mesh.GetOrientationAttr().Get() == UsdGeom.Tokens.leftHanded
        if flipped != (to_body.GetDeterminant3() < 0.0):
            triangles = triangles[:, ::-1]
        return Shape("mesh", points=placed, triangles=triangles.reshape(-1).copy()), Pose()
    if approximation != "convexHull":
        findings.add(
            "physics-collider-approximated",
            prim.GetPath(),
            f'it collides as its convex hull instead of "{approximation}"',
        )
    hull = _hull(placed)
    if hull is None:
        findings.add("physics-collider-ignored", prim.GetPath(), "nothing touches a flat hull")
    return hull, Pose()


def _bounding(approximation: str, points: FloatArray, frame: Gf.Matrix4d, units: float) -> tuple[Shape, Pose]:
    low, high = points.min(axis=0), points.max(axis=0)
    centre = (low + high) / 2.0
    pose = pose_of(Gf.Matrix4d().SetTranslate(Gf.Vec3d(*(centre / units))) * frame, units)
    if approximation == "boundingSphere":
        return Shape("sphere", (float(np.linalg.norm(points - centre, axis=1).max()),)), pose
    x, y, z = (float(extent) for extent in np.maximum(high - low, 1e-6) / 2.0)
    return Shape("box", (x, y, z)), pose


def _scales(matrix: Gf.Matrix4d) -> FloatArray:
    scales = np.array([matrix.GetRow3(row).GetLength() for row in range(3)])
    return -scales if matrix.GetDeterminant3() < 0.0 else scales


def _hull(points: FloatArray) -> Shape | None:
    try:
        hull = ConvexHull(points)
    except (QhullError, ValueError):
        return None
    kept = np.sort(hull.vertices)
    row = np.zeros(len(points), dtype=np.int32)
    row[kept] = np.arange(len(kept))
    triangles = row[hull.simplices]
    corners = points[kept][triangles]
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    inwards = (normals * hull.equations[:, :3]).sum(axis=1) < 0.0
    triangles[inwards] = triangles[inwards][:, ::-1]
    return Shape("hull", points=points[kept], triangles=triangles.reshape(-1).astype(np.int32))
