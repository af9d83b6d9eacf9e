"""What USD composes: transform stacks, instances, visibility, purpose, activation."""

from __future__ import annotations

import pytest
from pxr import Gf, Sdf, UsdGeom

from .analytic import Box, Cone, Cylinder, Plane, Sphere
from .placement import IDENTITY, look_at, move, shear, stretch, turn
from .ray_caster import Pinhole, Solid
from .sight import assert_true
from .stages import set_label

FRONT = Pinhole(look_at((0.7, -9.1, 3.2), (0.05, 0.0, 0.1)))


def test_parents_stretched_turned_and_sheared_one_in_another_move_what_they_hold(analytic_stage, see):
    stage = analytic_stage
    stage.group("/World", move(0.1, 0.2, 0.3) @ turn("Z", 24))
    stage.group("/World/stretched", stretch(1.3, 0.7, 1.1))
    stage.group("/World/stretched/turned", turn("Y", 40) @ move(-1.6, 0, 0))
    stage.group("/World/mirrored", stretch(-1, 1, 1) @ move(-1.9, 0.1, 0))
    stage.group("/World/mirrored/sheared", shear(x_by_z=0.5, y_by_z=-0.3))
    stage.add("/World/stretched/turned/box", Box(1.5), turn("X", 20), label="box")
    stage.add("/World/stretched/ball", Sphere(0.7), move(0.3, 0.2, -0.5), label="ball")
    stage.add("/World/mirrored/sheared/cone", Cone(0.8, 1.7), turn("Y", 30) @ move(-3.1, 0, 0), label="cone")
    camera = stage.camera(FRONT)

    assert_true(see(96, 72), stage.solids, camera)


def test_stack_of_transform_ops_is_applied_from_its_end(analytic_stage, see):
    # USD: the last op of the stack is nearest to the shape; rotateXYZ turns about X first.
    stage = analytic_stage
    prim = stage.add("/World/box", Box(1.5), label="box")
    xform = UsdGeom.Xformable(prim)
    xform.ClearXformOpOrder()
    xform.AddTranslateOp().Set((0.4, -0.2, 0.3))
    xform.AddRotateXYZOp().Set((20, 35, 50))
    xform.AddScaleOp().Set((1.4, 0.6, 1.0))
    stage.solids.clear()
    stage.expect(
        "/World/box",
        Box(1.5),
        stretch(1.4, 0.6, 1.0) @ turn("X", 20) @ turn("Y", 35) @ turn("Z", 50) @ move(0.4, -0.2, 0.3),
        label="box",
    )
    camera = stage.camera(FRONT)

    assert_true(see(96, 72), stage.solids, camera)


def test_orientation_and_pivot_are_applied(analytic_stage, see):
    # Half an angle of 60 degrees about Z: cos 30 = 0.8660254, sin 30 = 0.5.
    stage = analytic_stage
    prim = stage.add("/World/box", Box(1.5), label="box")
    xform = UsdGeom.Xformable(prim)
    xform.ClearXformOpOrder()
    xform.AddTranslateOp(opSuffix="pivot").Set((1.0, 0.5, 0.0))
    xform.AddOrientOp(UsdGeom.XformOp.PrecisionDouble).Set(Gf.Quatd(0.8660254037844387, 0, 0, 0.5))
    xform.AddTranslateOp(opSuffix="pivot", isInverseOp=True)
    stage.solids.clear()
    stage.expect("/World/box", Box(1.5), move(-1, -0.5, 0) @ turn("Z", 60) @ move(1, 0.5, 0), label="box")
    camera = stage.camera(FRONT)

    assert_true(see(96, 72), stage.solids, camera)


def test_reset_of_the_transform_stack_cuts_parents_off(analytic_stage, see):
    stage = analytic_stage
    stage.group("/World", move(5, 5, 5) @ turn("X", 50))
    prim = stage.add("/World/box", Box(1.5), turn("Z", 30), label="box")
    UsdGeom.Xformable(prim).SetResetXformStack(True)
    stage.solids.clear()
    stage.expect("/World/box", Box(1.5), turn("Z", 30), label="box")
    camera = stage.camera(FRONT)

    assert_true(see(96, 72), stage.solids, camera)


def test_instances_of_a_prototype_stand_at_their_own_places(analytic_stage, see):
    stage = analytic_stage
    class_prim = stage.stage.CreateClassPrim("/Snowman")
    for name, shape, placement in (
        ("body", Sphere(0.8), move(0, 0, -0.3)),
        ("head", Sphere(0.5), move(0, 0, 0.8)),
        ("hat", Cylinder(0.4, 0.6), turn("X", 12) @ move(0, 0, 1.4)),
    ):
        stage.add(f"/Snowman/{name}", shape, placement, label=name)
    parts, stage.solids = stage.solids, []
    places = {
        "left": turn("Y", -20) @ move(-2.6, 0, 0),
        "middle": stretch(1, 1, 1.3) @ move(0.1, 1.2, 0),
        "right": stretch(-0.8, 0.9, 0.7) @ turn("X", 30) @ move(2.4, 0.3, -0.2),
    }
    for name, placement in places.items():
        prim = stage.group(f"/World/{name}", placement)
        prim.GetReferences().AddInternalReference(class_prim.GetPath())
        prim.SetInstanceable(True)
        for part in parts:
            path = part.path.replace("/Snowman", f"/World/{name}")
            stage.expect(path, part.shape, part.local_to_world @ placement, label=part.label)
        assert prim.IsInstance()
    camera = stage.camera(FRONT)

    assert_true(see(120, 72), stage.solids, camera)


def test_instances_inside_of_instances_are_drawn(analytic_stage, see):
    stage = analytic_stage
    stage.stage.CreateClassPrim("/Brick")
    stage.add("/Brick/cube", Box(0.8), label="brick")
    stage.stage.CreateClassPrim("/Pair")
    inner = {"a": move(-0.6, 0, 0), "b": turn("Z", 40) @ move(0.7, 0.2, 0)}
    outer = {"lower": move(0.2, 0, -0.6), "upper": turn("Z", 70) @ move(-0.1, 0.3, 0.7)}
    for name, placement in inner.items():
        refer(stage.group(f"/Pair/{name}", placement), "/Brick")
    stage.solids.clear()
    for name, placement in outer.items():
        refer(stage.group(f"/World/{name}", placement), "/Pair")
        for inner_name, inner_placement in inner.items():
            path = f"/World/{name}/{inner_name}/cube"
            stage.expect(path, Box(0.8), inner_placement @ placement, label="brick")
    camera = stage.camera(FRONT)

    assert_true(see(96, 72), stage.solids, camera)


def refer(prim, class_path):
    """Make `prim` an instance of a class on the same stage."""
    prim.GetReferences().AddInternalReference(class_path)
    prim.SetInstanceable(True)


def test_label_of_an_instance_reaches_the_shapes_of_its_prototype(analytic_stage, see):
    stage = analytic_stage
    stage.stage.CreateClassPrim("/Thing")
    stage.add("/Thing/cube", Box(1.2))
    stage.solids.clear()
    for name, x in (("apple", -1.2), ("pear", 1.1)):
        prim = stage.group(f"/World/{name}", turn("Z", 20) @ move(x, 0, 0))
        refer(prim, "/Thing")
        set_label(prim, name)
        stage.expect(f"/World/{name}/cube", Box(1.2), turn("Z", 20) @ move(x, 0, 0), label=name)
    camera = stage.camera(FRONT)

    assert_true(see(96, 72), stage.solids, camera)


@pytest.mark.parametrize(
    "how", ["invisible", "parent invisible", "guide", "proxy", "parent guide", "inactive", "class"]
)
def test_prim_that_is_not_to_be_drawn_hides_nothing(analytic_stage, see, how):
    stage = analytic_stage
    stage.group("/World/group", move(0, 0, 0))
    group = stage.stage.GetPrimAtPath("/World/group")
    prim = stage.add("/World/group/ghost", Plane(6, 6, "Y"), move(0, -2, 0), label="ghost")
    stage.solids.clear()
    stage.add("/World/box", Box(1.5), turn("Z", 30), label="box")
    camera = stage.camera(FRONT)
    match how:
        case "invisible":
            UsdGeom.Imageable(prim).MakeInvisible()
        case "parent invisible":
            UsdGeom.Imageable(group).MakeInvisible()
        case "guide" | "proxy":
            UsdGeom.Imageable(prim).CreatePurposeAttr(how)
        case "parent guide":
            UsdGeom.Imageable(group).CreatePurposeAttr("guide")
        case "inactive":
            prim.SetActive(False)
        case "class":
            prim.SetSpecifier(Sdf.SpecifierClass)

    assert_true(see(96, 72), stage.solids, camera)


def test_purpose_render_is_drawn(analytic_stage, see):
    stage = analytic_stage
    prim = stage.add("/World/box", Box(1.5), turn("Z", 30), label="box")
    UsdGeom.Imageable(prim).CreatePurposeAttr(UsdGeom.Tokens.render)
    camera = stage.camera(FRONT)

    assert_true(see(96, 72), stage.solids, camera)


def test_child_of_an_invisible_parent_stays_invisible_when_it_says_inherited(analytic_stage, see):
    stage = analytic_stage
    stage.group("/World/group", move(0, 0, 0))
    prim = stage.add("/World/group/ghost", Plane(6, 6, "Y"), move(0, -2, 0), label="ghost")
    UsdGeom.Imageable(prim).CreateVisibilityAttr(UsdGeom.Tokens.inherited)
    UsdGeom.Imageable(stage.stage.GetPrimAtPath("/World/group")).MakeInvisible()
    stage.solids.clear()
    stage.add("/World/box", Box(1.5), turn("Z", 30), label="box")
    camera = stage.camera(FRONT)

    assert_true(see(96, 72), stage.solids, camera)


@pytest.mark.parametrize("place", [IDENTITY, move(9000, -8000, 300)], ids=["near the origin", "far from it"])
def test_what_changes_between_two_captures_is_seen_in_the_second(analytic_stage, see, place):
    stage = analytic_stage
    stage.group("/World", place)
    ball = stage.add("/World/ball", Sphere(0.9), move(-1.2, 0, 0), label="ball")
    box = stage.add("/World/box", Box(1.2), move(1.2, 0.1, 0), label="box")
    can = stage.add("/World/can", Cylinder(0.3, 2.0), move(0.1, -1.5, 0.2), label="can")
    camera = stage.camera(Pinhole(FRONT.camera_to_world @ place))
    assert_true(see(96, 72), stage.solids, camera)

    # Only a transform changes.
    turned = turn("Z", 40) @ move(0.9, 0, 0.4)
    move_to(box, turned)
    stage.solids[1] = Solid(Box(1.2), turned @ place, "box", "/World/box")
    assert_true(see(96, 72), stage.solids, camera)

    # A size and a label change, one prim goes and another one comes.
    stage.solids.clear()
    UsdGeom.Sphere(ball).GetRadiusAttr().Set(0.6)
    stage.expect("/World/ball", Sphere(0.6), move(-1.2, 0, 0) @ place, label="ball")
    set_label(box, "crate")
    stage.expect("/World/box", Box(1.2), turned @ place, label="crate")
    stage.stage.RemovePrim(can.GetPath())
    stage.add("/World/cone", Cone(0.5, 1.1), move(0, -1.2, -0.4), label="cone")
    assert_true(see(96, 72), stage.solids, camera)


def move_to(prim, placement):
    """Set the prim's only transform op."""
    UsdGeom.Xformable(prim).GetOrderedXformOps()[0].Set(Gf.Matrix4d(placement.tolist()))


def test_camera_that_moves_between_two_captures_sees_from_its_new_place(analytic_stage, see):
    stage = analytic_stage
    stage.add("/World/box", Box(1.2), turn("Z", 30), label="box")
    camera = stage.camera(FRONT)
    assert_true(see(48, 36), stage.solids, camera)

    camera = stage.camera(Pinhole(look_at((4.1, -5.2, 1.3), (0.1, 0, 0)), focal_length=30))

    assert_true(see(48, 36), stage.solids, camera)


@pytest.mark.parametrize(
    ("seconds", "x", "radius"), [(0.0, -1.5, 0.4), (0.5, 0.0, 0.7), (0.75, 0.75, 0.85), (1.0, 1.5, 1.0)]
)
def test_animated_stage_is_seen_as_it_is_at_the_time_of_the_timeline(
    analytic_stage, see, app, seconds, x, radius
):
    # From time code 0 to 24 a ball moves from -1.5 to 1.5 and grows from 0.4 to 1; at 18 a box appears.
    stage = analytic_stage
    stage.stage.SetTimeCodesPerSecond(24)
    stage.stage.SetStartTimeCode(0)
    stage.stage.SetEndTimeCode(48)
    ball = stage.add("/World/ball", Sphere(1.0), label="ball")
    box = stage.add("/World/box", Box(0.8), move(0.2, -0.3, 1.6), label="box")
    translate = UsdGeom.Xformable(ball).AddTranslateOp()
    visibility = UsdGeom.Imageable(box).GetVisibilityAttr()
    for time_code, place, size in ((0, -1.5, 0.4), (24, 1.5, 1.0)):
        translate.Set((place, 0, 0), time_code)
        UsdGeom.Sphere(ball).GetRadiusAttr().Set(size, time_code)
    visibility.Set("invisible", 0)
    visibility.Set("inherited", 18)
    stage.solids.clear()
    stage.expect("/World/ball", Sphere(radius), move(x, 0, 0), label="ball")
    if seconds >= 0.75:
        stage.expect("/World/box", Box(0.8), move(0.2, -0.3, 1.6), label="box")
    camera = stage.camera(FRONT)
    app.timeline.set_time_codes_per_second(24)
    app.timeline.set_current_time(seconds)

    assert_true(see(96, 72), stage.solids, camera)
