"""Joints of UsdPhysics."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from pxr import Gf, UsdPhysics

from kitless.scene.findings import SceneFindings

from .description import Body, Joint, Pose

_TYPES = UsdPhysics.ObjectType
_KINDS = {
    _TYPES.FixedJoint: "fixed",
    _TYPES.RevoluteJoint: "revolute",
    _TYPES.PrismaticJoint: "prismatic",
    _TYPES.SphericalJoint: "spherical",
    _TYPES.DistanceJoint: "distance",
}
_AXES = {UsdPhysics.Axis.X: "X", UsdPhysics.Axis.Y: "Y", UsdPhysics.Axis.Z: "Z"}


def read_joints(
    descriptions: Iterable[Any], bodies: Mapping[str, Body], units: float, findings: SceneFindings
) -> list[Joint]:
    """The joints that are simulated.

    Args:
        descriptions: What UsdPhysics has read.
        bodies: The bodies by path.
        units: Metres of the stage's unit.
        findings: Where what is not simulated as authored is said.
    """
    joints = []
    for description in descriptions:
        if description.jointEnabled:
            joint = _read_joint(description, bodies, units, findings)
            if joint is not None:
                joints.append(joint)
    return joints


def _read_joint(
    description: Any, bodies: Mapping[str, Body], units: float, findings: SceneFindings
) -> Joint | None:
    path = str(description.primPath)
    kind = _KINDS.get(description.type)
    if kind is None:
        findings.add(
            "physics-joint-ignored",
            path,
            "its bodies move without this joint, which has free axes of its own",
        )
        return None
    ends = [
        (
            str(description.body0),
            _local(description.localPose0Position, description.localPose0Orientation, units),
        ),
        (
            str(description.body1),
            _local(description.localPose1Position, description.localPose1Orientation, units),
        ),
    ]
    lower, upper = _limits(description, kind, units)
    if ends[1][0] not in bodies:
        ends.reverse()
        if kind != "distance":
            lower, upper = -upper, -lower
    (parent, parent_pose), (child, child_pose) = ends
    if child not in bodies or parent == child:
        findings.add("physics-joint-ignored", path, "it holds no body that moves")
        return None
    _report_parts(description, kind, path, findings)
    axis = _AXES[description.axis] if kind in ("revolute", "prismatic") else "X"
    return Joint(
        path, kind, parent if parent in bodies else "", child, parent_pose, child_pose, axis, lower, upper
    )


def _limits(description: Any, kind: str, units: float) -> tuple[float, float]:
    if kind == "distance":
        limit = description.limit
        lower = limit.lower * units if description.minEnabled else -1.0
        return lower, limit.upper * units if description.maxEnabled else -1.0
    if kind not in ("revolute", "prismatic"):
        return -math.inf, math.inf
    lower, upper = float(description.limit.lower), float(description.limit.upper)
    in_si = math.radians(1.0) if kind == "revolute" else units
    if not lower <= upper:
        return 0.0, 0.0
    return max(lower * in_si, -1e10), min(upper * in_si, 1e10)


def _report_parts(description: Any, kind: str, path: str, findings: SceneFindings) -> None:
    if kind in ("revolute", "prismatic") and description.drive.enabled:
        findings.add("physics-drive-ignored", path, "nothing drives the joint: it moves freely")
    if kind == "spherical" and (description.limit.lower >= 0.0 or description.limit.upper >= 0.0):
        findings.add("physics-limit-ignored", path, "the cone of a spherical joint is not kept to")
    if math.isfinite(description.breakForce) or math.isfinite(description.breakTorque):
        findings.add("physics-break-ignored", path, "the joint does not break")


def _local(position: Gf.Vec3f, rotation: Gf.Quatf, units: float) -> Pose:
    x, y, z = (float(value) * units for value in position)
    turn = Gf.Quatd(rotation).GetNormalized()
    i, j, k = turn.GetImaginary()
    return Pose((x, y, z), (i, j, k, turn.GetReal()))
