"""How bodies move, against mechanics by hand. Gravity is 9.81 m/s^2 where nothing else is said."""

import math

import pytest
from pxr import Gf, UsdGeom, UsdPhysics

from .worlds import add_ball, add_body, add_collider, add_ground, bind_material

GRAVITY = 9.81


def test_free_fall_when_played_is_half_g_t_squared(stage, played):
    add_ball(stage, "/Ball", (1, 2, 100))
    player = played(stage)
    for seconds in (0.25, 1.0, 2.0):
        player.go_to(seconds)
        assert player.place("/Ball") == pytest.approx((1, 2, 100 - GRAVITY / 2 * seconds**2), abs=1e-3)


def test_free_fall_when_the_stage_is_in_centimetres_and_y_up_is_the_same_in_metres(stage, played):
    UsdGeom.SetStageMetersPerUnit(stage, 0.01)
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.y)
    UsdPhysics.Scene.Define(stage, "/Scene")
    add_ball(stage, "/Ball", (0, 1000, 0), radius=10)
    player = played(stage)
    player.go_to(1.0)
    assert player.place("/Ball") == pytest.approx((0, 1000 - 490.5, 0), abs=0.1)


def test_gravity_when_the_scene_says_it_is_of_that_direction_and_magnitude(stage, played):
    scene = UsdPhysics.Scene.Define(stage, "/Scene")
    scene.CreateGravityDirectionAttr(Gf.Vec3f(1, 0, 0))
    scene.CreateGravityMagnitudeAttr(2.0)
    add_ball(stage, "/Ball", (0, 0, 0))
    player = played(stage)
    player.go_to(1.0)
    assert player.place("/Ball") == pytest.approx((1, 0, 0), abs=1e-3)


def test_velocities_when_they_are_authored_are_those_of_the_start(stage, played):
    UsdPhysics.Scene.Define(stage, "/Scene").CreateGravityMagnitudeAttr(0.0)
    body = UsdPhysics.RigidBodyAPI(add_ball(stage, "/Ball", (0, 0, 0)).GetPrim())
    body.CreateVelocityAttr(Gf.Vec3f(0, 3, 0))
    body.CreateAngularVelocityAttr(Gf.Vec3f(0, 0, 90))
    player = played(stage)
    player.go_to(1.0)
    matrix = player.matrix("/Ball")
    assert tuple(matrix.ExtractTranslation()) == pytest.approx((0, 3, 0), abs=1e-3)
    # A quarter turn about Z: its X axis is the world's Y.
    assert tuple(matrix.TransformDir(Gf.Vec3d(1, 0, 0))) == pytest.approx((0, 1, 0), abs=0.01)


def test_a_ball_when_it_has_fallen_on_a_plane_rests_at_its_radius(stage, played):
    add_ground(stage)
    add_ball(stage, "/Ball", (0, 0, 1.0), radius=0.25)
    player = played(stage)
    player.go_to(2.0)
    assert player.place("/Ball") == pytest.approx((0, 0, 0.25), abs=2e-3)


def test_a_ball_when_it_bounces_with_a_restitution_comes_back_to_its_square_of_the_height(stage, played):
    ground, ball = add_ground(stage), add_ball(stage, "/Ball", (0, 0, 1.5))
    for gprim in (ground, ball):
        bind_material(gprim, restitution=0.8)
    player = played(stage)
    # 1 m down in sqrt(2 / g), and up again for 0.8 of that.
    fall = math.sqrt(2 / GRAVITY)
    player.go_to(fall * 1.8)
    assert player.place("/Ball")[2] - 0.5 == pytest.approx(0.64, abs=0.04)


@pytest.mark.parametrize(("friction", "slides"), [(0.2, True), (0.9, False)])
def test_a_box_when_it_lies_on_an_incline_slides_below_the_angle_of_friction(stage, played, friction, slides):
    angle, along = math.radians(30), 0.5  # tan 30 degrees = 0.577
    ground = add_ground(stage)
    ground.AddRotateYOp().Set(30.0)
    box = UsdGeom.Cube.Define(stage, "/Box")
    box.CreateSizeAttr(1.0)
    add_body(box, (along * math.sin(angle), 0, along * math.cos(angle)))
    box.AddRotateYOp().Set(30.0)
    for gprim in (ground, box):
        bind_material(gprim, friction=friction)
    player = played(stage)
    start = Gf.Vec3d(*player.place("/Box"))
    player.go_to(1.0)
    distance = (Gf.Vec3d(*player.place("/Box")) - start).GetLength()
    expected = GRAVITY / 2 * (math.sin(angle) - friction * math.cos(angle)) if slides else 0.0
    assert distance == pytest.approx(expected, rel=0.1, abs=0.03)


def test_a_kinematic_body_when_it_is_animated_follows_and_carries_what_lies_on_it(stage, played):
    floor = UsdGeom.Cube.Define(stage, "/Floor")
    UsdPhysics.RigidBodyAPI.Apply(floor.GetPrim()).CreateKinematicEnabledAttr(True)
    add_collider(floor)
    raised = floor.AddTranslateOp()
    raised.Set(Gf.Vec3d(0, 0, 0), 0)
    raised.Set(Gf.Vec3d(0, 0, 2), 48)
    add_ball(stage, "/Ball", (0, 0, 1.5))
    player = played(stage)
    player.go_to(1.0)
    assert player.place("/Floor") == pytest.approx((0, 0, 1))
    assert player.place("/Ball") == pytest.approx((0, 0, 2.5), abs=0.01)


def test_a_body_when_it_is_switched_off_stands_still_and_others_rest_on_it(stage, played):
    box = UsdGeom.Cube.Define(stage, "/Box")
    UsdPhysics.RigidBodyAPI(add_body(box).GetPrim()).CreateRigidBodyEnabledAttr(False)
    add_ball(stage, "/Ball", (0, 0, 2))
    player = played(stage)
    player.go_to(1.5)
    assert player.place("/Box") == (0, 0, 0)
    assert player.place("/Ball")[2] == pytest.approx(1.5, abs=2e-3)


@pytest.mark.parametrize("kind", [UsdGeom.Cylinder, UsdGeom.Capsule, UsdGeom.Cone, UsdGeom.Cube])
def test_a_gprim_when_it_stands_on_the_ground_stays_at_its_half_height(stage, played, kind):
    add_ground(stage)
    gprim = kind.Define(stage, "/Body")
    # Defaults: cylinder and cone 2 high, capsule 1 and two half balls of 0.5, cube 2.
    add_body(gprim, (0, 0, 1.0))
    player = played(stage)
    player.go_to(0.5)
    assert player.place("/Body") == pytest.approx((0, 0, 1.0), abs=5e-3)


def pyramid(stage, path):
    mesh = UsdGeom.Mesh.Define(stage, path)
    mesh.CreatePointsAttr([(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0), (0, 0, 1)])
    mesh.CreateFaceVertexCountsAttr([4, 3, 3, 3, 3])
    mesh.CreateFaceVertexIndicesAttr([3, 2, 1, 0, 0, 1, 4, 1, 2, 4, 2, 3, 4, 3, 0, 4])
    return mesh


def test_a_mesh_when_it_falls_collides_as_its_hull(stage, played):
    add_ground(stage)
    mesh = add_body(pyramid(stage, "/Mesh"), (0, 0, 0.2))
    UsdPhysics.MeshCollisionAPI.Apply(mesh.GetPrim()).CreateApproximationAttr("convexHull")
    player = played(stage)
    player.go_to(1.0)
    assert player.place("/Mesh") == pytest.approx((0, 0, 0), abs=5e-3)


def test_a_mesh_when_it_stands_still_is_hit_as_it_is(stage, played):
    floor = UsdGeom.Mesh.Define(stage, "/Floor")
    floor.CreatePointsAttr([(-5, -5, 1), (5, -5, 1), (5, 5, 1), (-5, 5, 1)])
    floor.CreateFaceVertexCountsAttr([4])
    floor.CreateFaceVertexIndicesAttr([0, 1, 2, 3])
    add_collider(floor)
    add_ball(stage, "/Ball", (1, 2, 2))
    player = played(stage)
    player.go_to(1.5)
    assert player.place("/Ball") == pytest.approx((1, 2, 1.5), abs=5e-3)


def test_a_compound_body_when_it_is_scaled_falls_on_its_lowest_collider_and_keeps_its_scale(stage, played):
    add_ground(stage)
    body = UsdGeom.Xform.Define(stage, "/Body")
    body.AddTranslateOp().Set(Gf.Vec3d(0, 0, 6))
    body.AddScaleOp().Set(Gf.Vec3f(2, 2, 2))
    UsdPhysics.RigidBodyAPI.Apply(body.GetPrim())
    for name, height in (("Low", -1.0), ("High", 1.0)):
        box = UsdGeom.Cube.Define(stage, f"/Body/{name}")
        box.CreateSizeAttr(1.0)
        box.AddTranslateOp().Set(Gf.Vec3d(0, 0, height))
        add_collider(box)
    player = played(stage)
    player.go_to(2.0)
    # The lower box ends 1.5 of the body's units below its origin, 3 m.
    assert player.place("/Body") == pytest.approx((0, 0, 3), abs=0.01)
    assert player.matrix("/Body").GetRow3(0).GetLength() == pytest.approx(2)


def test_bodies_when_they_are_filtered_fall_through_each_other(stage, played):
    add_ground(stage)
    add_ball(stage, "/Low", (0, 0, 0.5))
    high = add_ball(stage, "/High", (0, 0, 2.0))
    UsdPhysics.FilteredPairsAPI.Apply(high.GetPrim()).CreateFilteredPairsRel().SetTargets(["/Low"])
    player = played(stage)
    player.go_to(1.5)
    assert player.place("/High") == pytest.approx((0, 0, 0.5), abs=5e-3)


def test_a_mass_when_a_light_body_meets_a_heavy_one_decides_who_goes_on(stage, played):
    UsdPhysics.Scene.Define(stage, "/Scene").CreateGravityMagnitudeAttr(0.0)
    heavy, light = add_ball(stage, "/Heavy", (0, 0, 0)), add_ball(stage, "/Light", (2, 0, 0))
    UsdPhysics.MassAPI.Apply(heavy.GetPrim()).CreateMassAttr(1000.0)
    UsdPhysics.MassAPI.Apply(light.GetPrim()).CreateMassAttr(1.0)
    UsdPhysics.RigidBodyAPI(heavy.GetPrim()).CreateVelocityAttr(Gf.Vec3f(2, 0, 0))
    player = played(stage)
    player.go_to(1.5)
    assert player.place("/Heavy")[0] == pytest.approx(3.0, abs=0.02)
    assert player.place("/Light")[0] >= 4.0 - 0.02


def test_a_body_when_the_parent_is_moved_falls_in_the_world(stage, played):
    parent = UsdGeom.Xform.Define(stage, "/Parent")
    parent.AddTranslateOp().Set(Gf.Vec3d(5, 0, 50))
    parent.AddRotateXOp().Set(90.0)
    add_ball(stage, "/Parent/Ball", (0, 0, 1))
    player = played(stage)
    start = player.place("/Parent/Ball")
    player.go_to(1.0)
    end = player.place("/Parent/Ball")
    assert tuple(b - a for a, b in zip(start, end, strict=True)) == pytest.approx((0, 0, -4.905), abs=1e-3)
