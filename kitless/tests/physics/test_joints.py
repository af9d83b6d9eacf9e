"""Joints, against mechanics by hand."""

import math

import pytest
from pxr import Gf, UsdGeom, UsdPhysics

from .worlds import add_ball, add_body

# Of a rod of 1 m x 0.1 m x 0.1 m about one end, by its mass: (1^2 + 0.1^2) / 12 + 0.5^2 m^2.
INERTIA = 1.01 / 12 + 0.25
PENDULUM = math.sqrt(INERTIA / (9.81 * 0.5))  # seconds; the period of small swings is 2 pi of it


def add_rod(stage, angle=0.0):
    """A body, a rod along X from the origin on, and turned down about Y there by degrees."""
    rod = UsdGeom.Cube.Define(stage, "/Rod")
    rod.CreateSizeAttr(1.0)
    rod.AddRotateYOp().Set(angle)
    add_body(rod, (0.5, 0, 0))
    rod.AddScaleOp().Set(Gf.Vec3f(1, 0.1, 0.1))
    return rod


def hung(stage, joint_type, angle=0.0, **attributes):
    """The rod, held to the world at its end."""
    rod = add_rod(stage, angle)
    joint = joint_type.Define(stage, "/Joint")
    joint.CreateBody1Rel().SetTargets([rod.GetPath()])
    joint.CreateLocalPos1Attr(Gf.Vec3f(-0.5, 0, 0))
    for name, value in attributes.items():
        getattr(joint, f"Create{name}Attr")(value)


def angle_of(player):
    """Degrees below the X axis; the rod's end is still at the origin."""
    x, y, z = player.place("/Rod")
    assert math.dist((x, y, z), (0, 0, 0)) == pytest.approx(0.5, abs=1e-3)
    assert y == pytest.approx(0, abs=1e-3)
    return math.degrees(math.atan2(-z, x))


def test_a_pendulum_when_it_swings_a_little_has_the_period_of_its_inertia(stage, played):
    hung(stage, UsdPhysics.RevoluteJoint, 85.0, Axis="Y")
    player = played(stage)
    assert angle_of(player) == pytest.approx(85)
    for eighth, angle in ((1, 90 - 5 * math.sqrt(0.5)), (2, 90), (4, 95)):
        player.go_to(2 * math.pi * PENDULUM * eighth / 8)
        assert angle_of(player) == pytest.approx(angle, abs=0.1)


@pytest.mark.parametrize("joint_type", [UsdPhysics.SphericalJoint, UsdPhysics.RevoluteJoint])
def test_a_pendulum_when_it_falls_from_level_is_down_after_the_elliptic_integral(stage, played, joint_type):
    hung(stage, joint_type, **({"Axis": "Y"} if joint_type is UsdPhysics.RevoluteJoint else {}))
    player = played(stage)
    # K(sin 45 degrees) = 1.85407
    player.go_to(1.85407 * PENDULUM)
    assert angle_of(player) == pytest.approx(90, abs=1.5)


def test_a_revolute_joint_when_it_has_limits_stops_there(stage, played):
    hung(stage, UsdPhysics.RevoluteJoint, Axis="Y", LowerLimit=-30.0, UpperLimit=30.0)
    player = played(stage)
    for seconds in (0.5, 2.0):
        player.go_to(seconds)
        assert angle_of(player) == pytest.approx(30, abs=0.5)


def test_a_prismatic_joint_when_it_has_a_limit_slides_that_far(stage, played):
    hung(stage, UsdPhysics.PrismaticJoint, Axis="Z", LowerLimit=-0.5, UpperLimit=0.5)
    player = played(stage)
    player.go_to(0.2)
    assert player.place("/Rod") == pytest.approx((0.5, 0, -9.81 / 2 * 0.04), abs=0.005)
    player.go_to(1.0)
    assert player.place("/Rod") == pytest.approx((0.5, 0, -0.5), abs=0.01)


def test_a_distance_joint_when_the_body_has_fallen_that_far_holds_it(stage, played):
    ball = add_ball(stage, "/Bob", (0, 0, 0), radius=0.05)
    joint = UsdPhysics.DistanceJoint.Define(stage, "/Joint")
    joint.CreateBody1Rel().SetTargets([ball.GetPath()])
    joint.CreateMaxDistanceAttr(0.7)
    player = played(stage)
    player.go_to(3.0)
    assert player.place("/Bob") == pytest.approx((0, 0, -0.7), abs=0.02)


def test_a_fixed_joint_when_it_is_to_the_world_holds(stage, played):
    hung(stage, UsdPhysics.FixedJoint)
    player = played(stage)
    player.go_to(1.0)
    assert angle_of(player) == pytest.approx(0, abs=0.1)


def test_a_joint_when_the_world_is_its_second_body_has_the_angles_of_the_world_in_the_body(stage, played):
    rod = add_rod(stage)
    joint = UsdPhysics.RevoluteJoint.Define(stage, "/Joint")
    joint.CreateBody0Rel().SetTargets([rod.GetPath()])
    joint.CreateLocalPos0Attr(Gf.Vec3f(-0.5, 0, 0))
    joint.CreateAxisAttr("Y")
    joint.CreateLowerLimitAttr(-30.0)
    joint.CreateUpperLimitAttr(10.0)
    player = played(stage)
    player.go_to(2.0)
    assert angle_of(player) == pytest.approx(30, abs=0.5)


def test_a_joint_when_it_starts_at_a_prim_that_is_no_body_is_where_that_is(stage, played):
    UsdGeom.Xform.Define(stage, "/Post").AddTranslateOp().Set(Gf.Vec3d(4, 0, 2))
    ball = add_ball(stage, "/Bob", (4, 0, 1), radius=0.05)
    joint = UsdPhysics.FixedJoint.Define(stage, "/Joint")
    joint.CreateBody0Rel().SetTargets(["/Post"])
    joint.CreateBody1Rel().SetTargets([ball.GetPath()])
    joint.CreateLocalPos1Attr(Gf.Vec3f(0, 0, 1))
    player = played(stage)
    player.go_to(1.0)
    assert player.place("/Bob") == pytest.approx((4, 0, 1), abs=0.01)
