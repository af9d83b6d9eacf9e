"""How a gprim follows a skeleton (UsdSkel).

    rest shape ──> blend shapes ──> geomBindTransform ──> joints ──> pose, in the skeleton's space

The skeleton's transform, and not the gprim's own, then places it in the world.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
from pxr import Gf, Usd, UsdGeom, UsdSkel, Vt

from kitless.render import TriangleMesh

from .blend_shapes import BlendShapes
from .findings import SceneFindings
from .influences import influence_problem
from .limits import within_limits
from .normals import smooth_normals
from .polygons import FloatArray
from .shape import Shape, source_path


class Skin:
    """The binding of one gprim to a skeleton.

    Args:
        skinning: The gprim's part of the binding.
        skeleton: The skeleton's prim.
        query: The skeleton's joints and their animation. Instances of one prototype share it.
        findings: Receives what cannot be posed.

    Attributes:
        skeleton: The skeleton's prim.
        has_joints: Joints move the gprim, and not blend shapes alone.
        time_varying: Another time may need another pose.
        moves: The skeleton may stand elsewhere at another time.
        key: Gprims with the same rest shape and the same key have the same pose.
    """

    def __init__(
        self,
        skinning: UsdSkel.SkinningQuery,
        skeleton: Usd.Prim,
        query: UsdSkel.SkeletonQuery,
        findings: SceneFindings,
    ) -> None:
        self.skeleton = skeleton
        self.has_joints: bool = skinning.HasJointInfluences()
        self._skinning = skinning
        self._skeleton_query = query
        self._findings = findings
        animation = query.GetAnimQuery()
        self._blend_shapes = (
            BlendShapes(skinning, animation, findings) if animation and skinning.HasBlendShapes() else None
        )
        influences = _influence_attributes(skinning)
        self.time_varying = any(attribute.ValueMightBeTimeVarying() for attribute in influences)
        if animation and self.has_joints:
            self.time_varying |= animation.JointTransformsMightBeTimeVarying()
        if self._blend_shapes is not None:
            self.time_varying |= self._blend_shapes.time_varying
        self.moves = _might_move(self.skeleton)
        self.key: tuple[str, ...] = (
            str(source_path(self.skeleton)),
            str(animation.GetPrim().GetPath()) if animation else "",
            *(str(source_path(attribute.GetPrim())) for attribute in influences),
        )

    def pose(self, rest: Shape, time: Usd.TimeCode) -> Shape:
        """The gprim's shape in its pose at `time`; without joints, and with a finding, when the binding is broken.

        A mesh keeps its triangles, and whatever else does not bend, as the same arrays.
        """
        shape = rest
        if self._blend_shapes is not None and isinstance(rest.geometry, TriangleMesh):
            shape = replace(rest, geometry=self._blend_shapes.applied_to(rest.geometry, time))
        if self.has_joints:
            shape = self._follow_joints(shape, time)
        geometry = shape.geometry
        if isinstance(geometry, TriangleMesh) and not within_limits(geometry.points).all():
            return self._unposed(rest, "a point of the pose is not finite")
        if shape.smooth and isinstance(geometry, TriangleMesh) and geometry is not rest.geometry:
            corners = geometry.triangles.reshape(-1)
            normals = smooth_normals(geometry.points, geometry.triangles)[corners]
            shape = replace(shape, geometry=replace(geometry, normals=normals))
        return shape

    def _follow_joints(self, shape: Shape, time: Usd.TimeCode) -> Shape:
        transforms = self._skeleton_query.ComputeSkinningTransforms(time)
        if not self._skeleton_query.HasBindPose() or len(transforms) == 0:
            problem: str | None = (
                f"not every joint of {self.skeleton.GetPath()} has a bind and a rest transform"
            )
        else:
            problem = influence_problem(
                self._skinning, self._skeleton_query, shape.geometry, time, self._findings
            )
        if problem is not None:
            return self._unposed(shape, problem)
        mesh = shape.geometry
        if self._skinning.IsRigidlyDeformed() or not isinstance(mesh, TriangleMesh):
            # The geometry itself stays as it is, and its copy on the device with it.
            whole = np.array(self._skinning.ComputeSkinnedTransform(transforms, time), dtype=np.float64)
            return replace(shape, placement=shape.placement @ whole, in_skeleton=True)
        points = Vt.Vec3fArray.FromNumpy(mesh.points)
        if not self._skinning.ComputeSkinnedPoints(transforms, points, time):
            return self._unposed(shape, "UsdSkel cannot use its joint indices and weights")
        normals = mesh.normals if shape.smooth else self._normals(mesh, transforms, time)
        geometry = replace(mesh, points=np.array(points, dtype=np.float32), normals=normals)
        return replace(shape, geometry=geometry, in_skeleton=True)

    def _unposed(self, shape: Shape, problem: str) -> Shape:
        path = self._skinning.GetPrim().GetPath()
        self._findings.add("skinning", path, f"drawn as authored and not posed: {problem}")
        return shape

    def _normals(
        self, mesh: TriangleMesh, transforms: Vt.Matrix4dArray, time: Usd.TimeCode
    ) -> FloatArray | None:
        """Authored normals, at the triangles' corners, bent as the points that they stand on."""
        if mesh.normals is None:
            return None
        corners = mesh.triangles.reshape(-1)
        per_point = self._skinning.GetNumInfluencesPerComponent()
        indices, weights = (
            np.asarray(values).reshape(-1, per_point)[corners].reshape(-1)
            for values in self._skinning.ComputeJointInfluences(time)
        )
        mapper = self._skinning.GetJointMapper()
        if mapper is not None:
            identities = Vt.Matrix4dArray(len(self._skinning.GetJointOrder()), Gf.Matrix4d(1.0))
            transforms = mapper.RemapTransforms(transforms, identities)
        bind = np.array(self._skinning.GetGeomBindTransform(time))
        normals = Vt.Vec3fArray.FromNumpy(mesh.normals)
        UsdSkel.SkinNormals(
            self._skinning.GetSkinningMethod(),
            Gf.Matrix3d(*_inverse_transposes(bind[np.newaxis]).reshape(-1).tolist()),
            Vt.Matrix3dArray.FromNumpy(_inverse_transposes(np.array(transforms))),
            Vt.IntArray.FromNumpy(indices.astype(np.int32)),
            Vt.FloatArray.FromNumpy(weights.astype(np.float32)),
            per_point,
            normals,
            inSerial=False,
        )
        return np.array(normals, dtype=np.float32)


def _influence_attributes(skinning: UsdSkel.SkinningQuery) -> list[Usd.Attribute]:
    attributes = (
        skinning.GetGeomBindTransformAttr(),
        skinning.GetSkinningMethodAttr(),
        skinning.GetJointIndicesPrimvar().GetAttr(),
        skinning.GetJointWeightsPrimvar().GetAttr(),
    )
    return [attribute for attribute in attributes if attribute]


def _might_move(prim: Usd.Prim) -> bool:
    while prim:
        xformable = UsdGeom.Xformable(prim)
        if xformable and xformable.TransformMightBeTimeVarying():
            return True
        prim = prim.GetParent()
    return False


def _inverse_transposes(matrices: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """(N, 3, 3) for the normals of (N, 4, 4) matrices; those of cofactors where there is no inverse."""
    rows = matrices[:, :3, :3]
    cofactors = np.stack(
        [np.cross(rows[:, (row + 1) % 3], rows[:, (row + 2) % 3]) for row in range(3)], axis=1
    )
    determinants = np.einsum("ni,ni->n", rows[:, 0], cofactors[:, 0])
    divisors = np.where(determinants == 0.0, 1.0, determinants)
    return np.asarray(cofactors / divisors[:, np.newaxis, np.newaxis], dtype=np.float64)
