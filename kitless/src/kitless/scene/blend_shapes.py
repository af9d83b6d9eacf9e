"""Blend shapes of a mesh, inbetweens included (UsdSkel.BlendShape)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from pxr import Usd, UsdSkel, Vt

from kitless.render import TriangleMesh

from .findings import SceneFindings
from .normals import rotated, smooth_normals, unit
from .polygons import FloatArray, IntArray
from .primvars import integers, rows_of


@dataclass(frozen=True)
class _SubShape:
    """A blend shape at full weight, or one of its inbetweens.

    Attributes:
        points: Indices of the points it moves.
        offsets: (len(points), 3) of these points.
        normal_offsets: (len(points), 3) of the normals of these points; None when not authored.
    """

    points: IntArray
    offsets: FloatArray
    normal_offsets: FloatArray | None


class BlendShapes:
    """The blend shapes that an animation puts on one mesh.

    Args:
        skinning: The mesh's binding; it has blend shapes.
        animation: The animation of its skeleton.
        findings: Receives shapes that cannot be used.
    """

    def __init__(
        self, skinning: UsdSkel.SkinningQuery, animation: UsdSkel.AnimQuery, findings: SceneFindings
    ) -> None:
        self._animation = animation
        self._prim = skinning.GetPrim()
        self._findings = findings
        self._names = [str(name) for name in skinning.GetBlendShapeOrder()]
        self._sub_shapes: dict[tuple[int, int], _SubShape] = {}
        targets = skinning.GetBlendShapeTargetsRel().GetForwardedTargets()
        stage = self._prim.GetStage()
        missing = [target for target in targets if not UsdSkel.BlendShape.Get(stage, target)]
        if missing or len(targets) != len(self._names):
            self._names = []
            self._report(
                f"{missing[0]} is no BlendShape"
                if missing
                else f"{len(self._names)} names for {len(targets)} shapes"
            )
        else:
            self._query = UsdSkel.BlendShapeQuery(UsdSkel.BindingAPI(self._prim))

    @property
    def time_varying(self) -> bool:
        """Whether another time may need other weights."""
        return bool(self._animation.BlendShapeWeightsMightBeTimeVarying())

    def applied_to(self, mesh: TriangleMesh, time: Usd.TimeCode) -> TriangleMesh:
        """The mesh with its shapes at their weights of `time`; the same one when all weights are 0."""
        active = self._active(time)
        if not active:
            return mesh
        usable = [(weight, shape) for weight, shape in active if self._fits(shape, len(mesh.points))]
        if len(usable) < len(active):
            self._report("the offsets and point indices of one do not fit each other or the mesh")
        offsets = np.zeros(mesh.points.shape)
        for weight, shape in usable:
            np.add.at(offsets, shape.points, weight * shape.offsets.astype(np.float64))
        points = (mesh.points + offsets).astype(np.float32)
        return replace(mesh, points=points, normals=_normals(mesh, points, usable))

    def _active(self, time: Usd.TimeCode) -> list[tuple[float, _SubShape]]:
        if not self._names:
            return []
        names = map(str, self._animation.GetBlendShapeOrder())
        given = dict(zip(names, self._animation.ComputeBlendShapeWeights(time), strict=False))
        weights = Vt.FloatArray([given.get(name, 0.0) for name in self._names])
        return [
            (float(weight), self._sub_shape(int(shape), int(sub_shape)))
            for weight, shape, sub_shape in zip(*self._query.ComputeSubShapeWeights(weights), strict=True)
            if weight != 0.0
        ]

    def _sub_shape(self, index: int, sub_shape: int) -> _SubShape:
        """Shapes are uniform: they are read once."""
        known = self._sub_shapes.get((index, sub_shape))
        if known is None:
            shape, inbetween = self._query.GetBlendShape(index), self._query.GetInbetween(sub_shape)
            offsets = inbetween.GetOffsets() if inbetween else shape.GetOffsetsAttr().Get()
            normals = inbetween.GetNormalOffsets() if inbetween else shape.GetNormalOffsetsAttr().Get()
            offsets, normals = rows_of(offsets, 3), rows_of(normals, 3)
            indices = shape.GetPointIndicesAttr().Get()
            points = np.arange(len(offsets), dtype=np.int32) if indices is None else integers(indices)
            known = _SubShape(points, offsets, normals if len(normals) else None)
            self._sub_shapes[index, sub_shape] = known
        return known

    def _report(self, problem: str) -> None:
        self._findings.add("blend-shape", self._prim.GetPath(), f"blend shape not drawn: {problem}")

    @staticmethod
    def _fits(shape: _SubShape, point_count: int) -> bool:
        normals_fit = shape.normal_offsets is None or len(shape.normal_offsets) == len(shape.points)
        in_range = ((shape.points >= 0) & (shape.points < point_count)).all()
        return len(shape.points) == len(shape.offsets) and normals_fit and bool(in_range)


def _normals(
    mesh: TriangleMesh, points: FloatArray, shapes: list[tuple[float, _SubShape]]
) -> FloatArray | None:
    """Authored normals with the shapes' offsets; turned as the surface turns where a shape has none."""
    if mesh.normals is None:
        return None
    corners = mesh.triangles.reshape(-1)
    if any(shape.normal_offsets is None for _, shape in shapes):
        before = smooth_normals(mesh.points, mesh.triangles)
        return rotated(mesh.normals, before[corners], smooth_normals(points, mesh.triangles)[corners])
    offsets = np.zeros((len(points), 3))
    for weight, shape in shapes:
        np.add.at(offsets, shape.points, weight * np.asarray(shape.normal_offsets, dtype=np.float64))
    return unit(mesh.normals + offsets[corners])
