"""Joints, against mechanics by hand."""

import math

import pytest
from pxr import Gf, UsdGeom, UsdPhysics

from .worlds import add_ball


def hung(stage, joint_type, at, anchor, **attributes):
    """A ball of 0.05 m that a joint holds to a place in the world."""
    ball = add_ball(stage, "/Bob", at, radius=0.05)
    joint = joint_type.Define(stage, "/Joint")
    joint.CreateBody1Rel().SetTargets(["/Bob"])
    joint.CreateLocalPos0Attr(Gf.Vec3f(*anchor))
    joint.CreateLocalPos1Attr(Gf.Vec3f(*(a - b for a, b in zip(anchor, at, strict=True))))
    for name, value in attributes.items():
        getattr(joint, f"Create{name}Attr")(value)
    return ball


def test_a_pendulum_when_it_swings_a_little_has_the_period_of_its_length(stage, played):
    angle = math.radians(5)
    hung(stage, UsdPhysics.RevoluteJoint, (math.sin(angle), 0, -math.cos(angle)), (0, 0, 0), Axis="Y")
    player = played(stage)
    # 2 pi sqrt(l / g) is 2.006 s; a ball of 0.05 m adds 0.05 % to it.
    period = 2 * math.pi * math.sqrt(1 / 9.81)
    player.go_to(period / 4)
    assert player.place("/Bob")[0] == pytest.approx(0, abs=0.004)
    player.go_to(period / 2)
    assert player.place("/Bob")[0] == pytest.approx(-math.sin(angle), abs=0.006)


def test_a_revolute_joint_when_it_has_limits_stops_there(stage, played):
    hung(stage, UsdPhysics.RevoluteJoint, (1, 0, 0), (0, 0, 0), Axis="Y", LowerLimit=-30.0, UpperLimit=30.0)
    player = played(stage)
    player.go_to(2.0)
    assert player.place("/Bob") == pytest.approx((math.cos(math.pi / 6), 0, -0.5), abs=0.02)


def test_a_prismatic_joint_when_it_has_a_limit_slides_that_far(stage, played):
    hung(stage, UsdPhysics.PrismaticJoint, (0, 0, 0), (0, 0, 0), Axis="Z", LowerLimit=-0.5, UpperLimit=0.5)
    player = played(stage)
    player.go_to(0.2)
    assert player.place("/Bob")[2] == pytest.approx(-9.81 / 2 * 0.04, abs=0.005)
    player.go_to(1.0)
    assert player.place("/Bob") == pytest.approx((0, 0, -0.5), abs=0.01)


@pytest.mark.parametrize("joint_type", [UsdPhysics.SphericalJoint, UsdPhysics.RevoluteJoint])
def test_a_joint_when_its_body_swings_keeps_the_distance(stage, played, joint_type):
    attributes = {"Axis": "Y"} if joint_type is UsdPhysics.RevoluteJoint else {}
    hung(stage, joint_type, (1, 0, 0), (0, 0, 0), **attributes)
    player = played(stage)
    for frame in range(6, 30, 6):
        player.go_to(frame / 24)
        assert math.dist(player.place("/Bob"), (0, 0, 0)) == pytest.approx(1, abs=0.01)
    assert player.place("/Bob")[2] < -0.1


def test_a_distance_joint_when_the_body_has_fallen_that_far_holds_it(stage, played):
    ball = add_ball(stage, "/Bob", (0, 0, 0), radius=0.05)
    joint = UsdPhysics.DistanceJoint.Define(stage, "/Joint")
    joint.CreateBody1Rel().SetTargets([ball.GetPath()])
    joint.CreateMaxDistanceAttr(0.7)
    player = played(stage)
    player.go_to(3.0)
    assert player.place("/Bob") == pytest.approx((0, 0, -0.7), abs=0.02)


def test_a_fixed_joint_when_it_is_to_the_world_holds(stage, played):
    hung(stage, UsdPhysics.FixedJoint, (1, 0, 3), (0, 0, 3))
    player = played(stage)
    player.go_to(1.0)
    assert player.place("/Bob") == pytest.approx((1, 0, 3), abs=0.01)


def test_a_joint_when_the_world_is_its_second_body_is_the_same(stage, played):
    ball = add_ball(stage, "/Bob", (1, 0, 0), radius=0.05)
    joint = UsdPhysics.RevoluteJoint.Define(stage, "/Joint")
    joint.CreateBody0Rel().SetTargets([ball.GetPath()])
    joint.CreateLocalPos0Attr(Gf.Vec3f(-1, 0, 0))
    joint.CreateAxisAttr("Y")
    # The frame of the world turns against the body's: down is the angle -30 degrees of body 1 in body 0.
    joint.CreateLowerLimitAttr(-30.0)
    joint.CreateUpperLimitAttr(10.0)
    player = played(stage)
    player.go_to(2.0)
    assert player.place("/Bob")[2] == pytest.approx(-0.5, abs=0.02)


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
