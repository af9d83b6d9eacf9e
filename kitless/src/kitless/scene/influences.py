"""Which joints pull at which points, and how strongly: what can be wrong with that."""

from __future__ import annotations

import numpy as np
from pxr import Usd, UsdGeom, UsdSkel

from kitless.render import AnalyticShape, TriangleMesh

from .findings import SceneFindings
from .primvars import DECIMALS, integers, list_of

UNIT_TOLERANCE = 1e-3
"""How far the weights of a point may be from adding up to 1."""


def influence_problem(
    skinning: UsdSkel.SkinningQuery,
    skeleton: UsdSkel.SkeletonQuery,
    geometry: TriangleMesh | AnalyticShape,
    time: Usd.TimeCode,
    findings: SceneFindings,
) -> str | None:
    """Why a gprim cannot follow its joints at `time`; None when it can.

    Args:
        skinning: The gprim's binding; it has joint influences.
        skeleton: The skeleton that it is bound to.
        geometry: The gprim's.
        time: Time code of the stage.
        findings: Receives weights that do not add up to 1, which can be drawn nevertheless.
    """
    indices = integers(skinning.GetJointIndicesPrimvar().ComputeFlattened(time))
    weights = list_of(skinning.GetJointWeightsPrimvar().ComputeFlattened(time), DECIMALS).astype(np.float64)
    per_component = skinning.GetNumInfluencesPerComponent()
    rigid = skinning.IsRigidlyDeformed()
    if not rigid and not skinning.GetPrim().IsA(UsdGeom.Mesh):
        return "only a mesh can have joints for each point"
    components = len(geometry.points) if isinstance(geometry, TriangleMesh) and not rigid else 1
    expected = per_component * components
    if expected == 0 or not len(indices) == len(weights) == expected:
        return (
            f"expected {expected} joint indices and weights, {per_component} for "
            f"{'the prim' if rigid else f'each of {components} points'}; "
            f"got {len(indices)} indices and {len(weights)} weights"
        )
    if not np.isfinite(weights).all():
        return "a joint weight is not finite"
    own_order = skinning.GetJointOrder()
    joints = skeleton.GetJointOrder() if own_order is None else own_order
    if indices.min() < 0 or indices.max() >= len(joints):
        return f"joint indices reach from {indices.min()} to {indices.max()}, there are {len(joints)} joints"
    if own_order is not None:
        known = set(skeleton.GetJointOrder())
        absent = sorted({joints[index] for index in np.unique(indices[weights != 0.0]).tolist()} - known)
        if absent:
            return f"{skeleton.GetPrim().GetPath()} has no joint '{absent[0]}'"
    if np.abs(weights.reshape(-1, per_component).sum(axis=1) - 1.0).max() > UNIT_TOLERANCE:
        findings.add(
            "skinning-weights",
            skinning.GetPrim().GetPath(),
            "joint weights do not add up to 1: drawn with them as they are",
        )
    return None
