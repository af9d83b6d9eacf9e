"""A stage with a skinned arm of three joints that bends within a second."""

from __future__ import annotations

import numpy as np
from pxr import Gf, Usd, UsdGeom, UsdLux, UsdSkel, Vt

JOINTS = ("Shoulder", "Shoulder/Elbow", "Shoulder/Elbow/Wrist")
LENGTH, RADIUS, SIDES, RINGS = 1.0, 0.16, 16, 31


def rig_an_arm() -> Usd.Stage:
    """24 frames a second; every joint bends from 0 degrees at frame 0 to 60 at frame 24."""
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    stage.SetTimeCodesPerSecond(24)
    stage.SetEndTimeCode(24)
    UsdSkel.Root.Define(stage, "/World")
    _skeleton(stage)
    _arm(stage)
    UsdLux.DomeLight.Define(stage, "/Sky").CreateIntensityAttr(500)
    sun = UsdLux.DistantLight.Define(stage, "/Sun")
    sun.CreateIntensityAttr(1800)
    UsdGeom.XformCommonAPI(sun).SetRotate(Gf.Vec3f(40, 25, 0))
    camera = UsdGeom.Camera.Define(stage, "/Camera")
    camera.CreateFocalLengthAttr(24)
    camera.CreateClippingRangeAttr(Gf.Vec2f(0.1, 100))
    view = Gf.Matrix4d().SetLookAt(Gf.Vec3d(1.2, -7.6, 2.2), Gf.Vec3d(0.75, 0, 1.2), Gf.Vec3d(0, 0, 1))
    UsdGeom.Xformable(camera).AddTransformOp().Set(view.GetInverse())
    return stage


def _skeleton(stage: Usd.Stage) -> None:
    skeleton = UsdSkel.Skeleton.Define(stage, "/World/Skeleton")
    skeleton.CreateJointsAttr(JOINTS)
    up = [Gf.Matrix4d().SetTranslate(Gf.Vec3d(0, 0, LENGTH * number)) for number in range(3)]
    skeleton.CreateBindTransformsAttr(up)
    skeleton.CreateRestTransformsAttr([up[0], up[1], up[1]])
    animation = UsdSkel.Animation.Define(stage, "/World/Skeleton/Bend")
    animation.CreateJointsAttr(JOINTS)
    animation.CreateTranslationsAttr([(0, 0, 0), (0, 0, LENGTH), (0, 0, LENGTH)])
    animation.CreateScalesAttr(Vt.Vec3hArray([Gf.Vec3h(1, 1, 1)] * 3))
    rotations = animation.CreateRotationsAttr()
    for time in range(25):
        bent = Gf.Quatf(Gf.Rotation(Gf.Vec3d(0, 1, 0), 60 * time / 24).GetQuat())
        rotations.Set(Vt.QuatfArray([Gf.Quatf(1), bent, bent]), time)
    UsdSkel.BindingAPI.Apply(skeleton.GetPrim()).CreateAnimationSourceRel().SetTargets([animation.GetPath()])


def _arm(stage: Usd.Stage) -> None:
    """A tube from z = 0 to 3 whose rings follow the joint below them, and both joints where they meet."""
    heights = np.linspace(0, 3 * LENGTH, RINGS)
    angles = np.arange(SIDES) * 2 * np.pi / SIDES
    circle = np.column_stack([np.cos(angles), np.sin(angles)]) * RADIUS
    points = [(x, y, z) for z in heights for x, y in circle]
    quads = [
        (ring * SIDES + side, ring * SIDES + (side + 1) % SIDES, (ring + 1) * SIDES + (side + 1) % SIDES,
         (ring + 1) * SIDES + side)
        for ring in range(RINGS - 1)
        for side in range(SIDES)
    ]  # fmt: skip
    mesh = UsdGeom.Mesh.Define(stage, "/World/Arm")
    mesh.CreatePointsAttr([Gf.Vec3f(*map(float, point)) for point in points])
    mesh.CreateFaceVertexCountsAttr([4] * len(quads))
    mesh.CreateFaceVertexIndicesAttr([index for quad in quads for index in quad])
    mesh.CreateDisplayColorAttr([(0.9, 0.55, 0.2)])
    binding = UsdSkel.BindingAPI.Apply(mesh.GetPrim())
    binding.CreateSkeletonRel().SetTargets(["/World/Skeleton"])
    binding.CreateGeomBindTransformAttr(Gf.Matrix4d(1))
    indices, weights = [], []
    for _, _, z in points:
        joint = min(int(z / LENGTH), 2)
        # Within 0.3 of a joint its parent has a part in it.
        share = min(max((z - joint * LENGTH) / 0.6 + 0.5, 0.5), 1.0) if joint else 1.0
        indices += [joint, max(joint - 1, 0)]
        weights += [float(share), float(1 - share)]
    binding.CreateJointIndicesPrimvar(False, 2).Set(indices)
    binding.CreateJointWeightsPrimvar(False, 2).Set(weights)
