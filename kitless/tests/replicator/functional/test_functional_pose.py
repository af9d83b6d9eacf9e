"""rep.functional.modify.pose and its relatives: where prims go, by hand and in pictures."""

import math

import numpy as np
import pytest
from pxr import Gf, Usd, UsdGeom

from kitless.replicator.authoring import create, create_batch, modify, randomizer, utils
from kitless.replicator.authoring.errors import AuthoringError


def local(prim):
    return UsdGeom.Xformable(prim).GetLocalTransformation()


def world(prim):
    return UsdGeom.XformCache().GetLocalToWorldTransform(prim)


def close(matrix, expected):
    return Gf.IsClose(matrix, expected, 1e-6)


def test_a_pose_when_given_by_numbers_scales_then_turns_then_moves(app):
    cube = create.cube()
    modify.pose(cube, position_value=(1, 2, 3), rotation_value=(0, 0, 90), scale_value=(2, 3, 4))
    # X becomes Y, twice as long; Y becomes -X, three times as long.
    assert close(local(cube), Gf.Matrix4d(0, 2, 0, 0, -3, 0, 0, 0, 0, 0, 4, 0, 1, 2, 3, 1))


def test_angles_when_given_turn_about_x_then_y_then_z(app):
    # Numbers that Isaac Sim's PoseWriter has published for a cube of this rotation and scale.
    cube = create.cube(position=(1, 1, 0), rotation=(75, 65, 0), scale=(1.5, 0.5, 1))
    expected = Gf.Matrix4d(
        *(0.6339274048805237, 0.0, -1.3594616651535034, 0.0),
        *(0.43771305680274963, 0.129409521818161, 0.20410895347595215, 0.0),
        *(0.23456971347332, -0.9659258127212524, 0.10938165336847305, 0.0),
        *(1.0, 1.0, 0.0, 1.0),
    )
    assert close(local(cube), expected)


def test_another_order_of_angles_when_given_turns_in_that_order(app):
    cube = create.cube()
    modify.rotation(cube, (90, 0, 90), value_rotation_order="ZYX")
    # About Z first: X becomes Y; then about X: Y becomes Z.
    assert close(local(cube), Gf.Matrix4d(0, 0, 1, 0, -1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 0, 1))
    with pytest.raises(AuthoringError, match="rotation order"):
        modify.rotation(cube, (0, 0, 0), value_rotation_order="XYX")


@pytest.mark.parametrize("kind", [Gf.Quatd, Gf.Quatf, Gf.Quath])
def test_a_quaternion_when_given_turns_as_its_angles_do(app, kind):
    half = math.sqrt(0.5)
    camera = create.camera()
    modify.pose(camera, position_value=Gf.Vec3f(1, 0, 0), rotation_value=kind(half, 0, 0, half))
    assert Gf.IsClose(local(camera), Gf.Matrix4d(0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 1), 2e-3)
    with pytest.raises(AuthoringError, match="quaternion other than zero"):
        modify.rotation(camera, kind(0.0))


def test_quaternions_when_listed_are_for_each_prim(app):
    half = math.sqrt(0.5)
    cubes = create_batch.cube(count=2)
    modify.pose(cubes, rotation_value=[Gf.Quatf(1, 0, 0, 0), Gf.Quatf(half, half, 0, 0)])
    assert close(local(cubes[0]), Gf.Matrix4d(1.0))
    assert close(local(cubes[1]), Gf.Matrix4d(1, 0, 0, 0, 0, 0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 1))


@pytest.mark.parametrize("form", [list, tuple, np.array, lambda rows: [Gf.Vec3d(*row) for row in rows]])
def test_rows_when_given_are_for_each_prim(app, form):
    cubes = create_batch.cube(count=3)
    rows = [(1, 2, 3), (4, 5, 6), (7, 8, 9)]
    modify.pose(prims=cubes, position_value=form(rows), rotation_value=form(rows), scale_value=form(rows))
    assert [tuple(local(cube).ExtractTranslation()) for cube in cubes] == rows
    assert [tuple(cube.GetAttribute("xformOp:scale").Get()) for cube in cubes] == rows


def test_numbers_when_as_many_as_prims_scale_each_evenly_unless_there_are_three(app):
    two, three = create_batch.cube(count=2), create_batch.cube(count=3)
    modify.pose(two, scale_value=[0.5, 2.0])
    modify.scale(three, [1.0, 2.0, 3.0])
    assert [tuple(cube.GetAttribute("xformOp:scale").Get()) for cube in two] == [(0.5, 0.5, 0.5), (2, 2, 2)]
    assert [tuple(cube.GetAttribute("xformOp:scale").Get()) for cube in three] == [(1, 2, 3)] * 3


def test_what_is_not_given_when_a_pose_is_set_stays(app):
    cube = create.cube(position=(1, 2, 3), rotation=(0, 0, 90), scale=2)
    modify.position("/Cube", (4, 5, 6))
    assert close(local(cube), Gf.Matrix4d(0, 2, 0, 0, -2, 0, 0, 0, 0, 0, 2, 0, 4, 5, 6, 1))


def test_prims_when_named_in_any_way_are_the_same(app):
    cube = create.cube()
    for step, target in enumerate(
        (cube, [cube], (cube,), "/Cube", cube.GetPath(), [cube.GetPath()], UsdGeom.Cube(cube))
    ):
        modify.position(target, (step, 0, 0))
        assert local(cube).ExtractTranslation()[0] == step
    for wrong, message in (
        ("/Nothing", "no prim at /Nothing"),
        ("no path", "path of a prim"),
        (3, "expected a prim"),
    ):
        with pytest.raises(AuthoringError, match=message):
            modify.position(wrong, (0, 0, 0))


def test_values_when_one_cannot_be_used_change_no_prim(app):
    cubes = create_batch.cube(count=2)
    for arguments in (
        {"position_value": [(1, 2, 3)] * 4},
        {"position_value": (1, 1, 1), "scale_value": "large"},
        {"position_value": (1, 1, 1), "rotation_value": (0, float("inf"), 0)},
        {"position_value": (1, 1, 1), "look_at_value": "/Nothing"},
        {"position_value": (1, 1, 1), "look_at_value": (1, 1, 1)},
        {"position_value": (1, 1, 1), "rotation_value": (0, 0, 0), "look_at_value": (0, 0, 0)},
        {"position_value": (1, 1, 1), "look_at_value": (0, 0, 0), "look_at_up_axis": (0, 0, 0)},
    ):
        with pytest.raises(AuthoringError):
            modify.pose(cubes, **arguments)
    assert [local(cube) for cube in cubes] == [Gf.Matrix4d(1.0)] * 2


def test_prims_when_one_of_them_would_look_at_itself_are_left_as_they_were(app, stage):
    arm = UsdGeom.Xform.Define(stage, "/Arm")
    arm.AddTransformOp().Set(Gf.Matrix4d(1.0).SetTranslate((1, 0, 0)))
    stage.DefinePrim("/Arm/Hand", "Xform")
    before = stage.GetRootLayer().ExportToString()

    with pytest.raises(AuthoringError, match="expected a point to look at other than the prim's own"):
        modify.pose(["/Arm", "/Arm/Hand"], [(0, 0, 3), (0, 0, 2)], look_at_value=[(0, 0, 0), (0, 0, 5)])

    assert stage.GetRootLayer().ExportToString() == before


def test_operations_when_there_already_are_set_in_their_type_and_place(app, stage):
    prim = UsdGeom.Xform.Define(stage, "/Asset")
    prim.AddTranslateOp(UsdGeom.XformOp.PrecisionFloat).Set(Gf.Vec3f(9, 9, 9))
    prim.AddOrientOp(UsdGeom.XformOp.PrecisionFloat)
    modify.pose(prim, position_value=(1, 2, 3), rotation_value=(0, 0, 90), scale_value=2)
    assert [op.GetOpName() for op in prim.GetOrderedXformOps()] == [
        "xformOp:translate",
        "xformOp:orient",
        "xformOp:scale",
    ]
    assert prim.GetPrim().GetAttribute("xformOp:translate").GetTypeName() == "float3"
    assert close(prim.GetLocalTransformation(), Gf.Matrix4d(0, 2, 0, 0, -2, 0, 0, 0, 0, 0, 2, 0, 1, 2, 3, 1))


def test_a_rotation_when_only_a_scale_is_there_stands_before_it(app, stage):
    prim = UsdGeom.Xform.Define(stage, "/Asset")
    prim.AddScaleOp().Set(Gf.Vec3f(2, 1, 1))
    modify.rotation(prim, (0, 0, 90))
    modify.position(prim, (5, 0, 0))
    assert close(prim.GetLocalTransformation(), Gf.Matrix4d(0, 2, 0, 0, -1, 0, 0, 0, 0, 0, 1, 0, 5, 0, 0, 1))


def test_a_pivot_when_there_is_still_turned_about(app, stage):
    prim = UsdGeom.Xform.Define(stage, "/Door")
    prim.AddTranslateOp(opSuffix="pivot").Set(Gf.Vec3d(1, 0, 0))
    prim.AddTranslateOp(opSuffix="pivot", isInverseOp=True)
    modify.rotation(prim, (0, 0, 90))
    matrix = prim.GetLocalTransformation()
    assert Gf.IsClose(matrix.Transform(Gf.Vec3d(1, 0, 0)), Gf.Vec3d(1, 0, 0), 1e-9)
    assert Gf.IsClose(matrix.Transform(Gf.Vec3d(2, 0, 0)), Gf.Vec3d(1, 1, 0), 1e-9)


def test_a_matrix_when_part_of_it_is_set_keeps_the_rest(app, stage):
    prim = UsdGeom.Xform.Define(stage, "/Asset")
    prim.AddTransformOp().Set(Gf.Matrix4d(0, 2, 0, 0, -3, 0, 0, 0, 0, 0, 4, 0, 1, 2, 3, 1))
    modify.position(prim, (7, 8, 9))
    assert close(prim.GetLocalTransformation(), Gf.Matrix4d(0, 2, 0, 0, -3, 0, 0, 0, 0, 0, 4, 0, 7, 8, 9, 1))


def test_a_mirror_when_part_of_it_is_set_stays_one(app, stage):
    prim = UsdGeom.Xform.Define(stage, "/Asset")
    prim.AddTransformOp().Set(Gf.Matrix4d(0, 2, 0, 0, 3, 0, 0, 0, 0, 0, 4, 0, 1, 2, 3, 1))
    modify.position(prim, (7, 8, 9))
    assert close(prim.GetLocalTransformation(), Gf.Matrix4d(0, 2, 0, 0, 3, 0, 0, 0, 0, 0, 4, 0, 7, 8, 9, 1))


def test_a_matrix_that_is_flat_or_small_when_part_of_it_is_set_keeps_the_rest(app, stage):
    for number, (x, z) in enumerate([(0, 4), (2e-5, 4e-5)]):
        prim = UsdGeom.Xform.Define(stage, f"/Asset_{number}")
        prim.AddTransformOp().Set(Gf.Matrix4d(0, x, 0, 0, -x, 0, 0, 0, 0, 0, z, 0, 1, 2, 3, 1))
        modify.position(prim, (7, 8, 9))
        expected = Gf.Matrix4d(0, x, 0, 0, -x, 0, 0, 0, 0, 0, z, 0, 7, 8, 9, 1)
        assert Gf.IsClose(prim.GetLocalTransformation(), expected, 1e-9)


def test_an_animated_prim_when_moved_stands_there_at_all_times(app, stage):
    prim = UsdGeom.Xform.Define(stage, "/Asset")
    op = prim.AddTranslateOp()
    op.Set(Gf.Vec3d(0, 0, 0), 0)
    op.Set(Gf.Vec3d(9, 0, 0), 9)
    modify.position(prim, (1, 2, 3))
    assert op.Get(Usd.TimeCode(5)) == Gf.Vec3d(1, 2, 3)


def test_a_prim_without_a_transform_when_moved_with_others_is_refused_and_none_moves(app):
    cube, group = create.cube(), create.scope(name="Group")
    with pytest.raises(AuthoringError, match=r"/Group is a Scope and has no transform"):
        modify.position([cube, group], (1, 0, 0))
    with pytest.raises(AuthoringError, match=r"/Group is a Scope and has no transform"):
        randomizer.scatter_2d([cube, group], create.plane(position=(5, 5, 5)))
    assert local(cube) == Gf.Matrix4d(1.0)


def test_part_of_an_instance_when_moved_is_refused(app, stage):
    create.xform(name="Source")
    create.cube(name="Body", parent="/Source")
    instance = create.xform(name="Instance")
    instance.GetReferences().AddInternalReference("/Source")
    instance.SetInstanceable(True)
    with pytest.raises(AuthoringError, match=r"SetInstanceable\(False\)"):
        modify.position("/Instance/Body", (1, 0, 0))
    modify.position("/Instance", (1, 0, 0))
    assert utils.get_world_position("/Instance/Body") == Gf.Vec3d(1, 0, 0)


# -- look at ---------------------------------------------------------------------------------------


def right_top_back(prim):
    matrix = world(prim)
    return [matrix.TransformDir(axis) for axis in (Gf.Vec3d.XAxis(), Gf.Vec3d.YAxis(), Gf.Vec3d.ZAxis())]


def test_a_camera_when_looking_across_has_the_published_view(app):
    # The view matrix that Isaac Sim's PoseWriter has published for this camera.
    camera = create.camera(position=(-4, -4, 8), look_at=(0, 0, 0))
    published = Gf.Matrix4d(
        *(0.70711, 0.57735, -0.40825, 0.0),
        *(-0.70711, 0.57735, -0.40825, 0.0),
        *(-0.0, 0.57735, 0.8165, 0.0),
        *(0.0, 0.0, -9.79796, 1.0),
    )
    assert Gf.IsClose(world(camera).GetInverse(), published, 1e-5)


def test_a_camera_when_looking_straight_down_has_the_published_view(app):
    camera = create.camera(position=(0, 0, 10), look_at=(0, 0, 0))
    published = Gf.Matrix4d(0, -1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, -10, 1)
    assert Gf.IsClose(world(camera).GetInverse(), published, 1e-9)


def test_a_camera_when_y_is_up_and_it_looks_straight_down_has_minus_z_on_top(app, stage):
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.y)
    right, top, back = right_top_back(create.camera(position=(0, 5, 0), look_at=(0, 0, 0)))
    assert Gf.IsClose(right, Gf.Vec3d(1, 0, 0), 1e-9)
    assert Gf.IsClose(top, Gf.Vec3d(0, 0, -1), 1e-9)
    assert Gf.IsClose(back, Gf.Vec3d(0, 1, 0), 1e-9)


def test_another_up_axis_when_given_is_on_top(app):
    camera = create.camera()
    modify.pose(camera, position_value=(0, 0, 5), look_at_value=(0, 0, 0), look_at_up_axis=(1, 0, 0))
    right, top, _ = right_top_back(camera)
    assert Gf.IsClose(top, Gf.Vec3d(1, 0, 0), 1e-9)
    assert Gf.IsClose(right, Gf.Vec3d(0, -1, 0), 1e-9)


def test_a_camera_below_a_turned_parent_when_looking_at_a_point_of_the_world_sees_it(app, look):
    create.xform(name="Arm", position=(3, 0, 0), rotation=(20, 30, 40), scale=2)
    create.sphere(position=(1, 5, 2), scale=0.1, semantics={"class": "ball"})
    camera = create.camera(parent="/Arm", position=(1, 1, 1), look_at=(1, 5, 2), clipping_range=(0.01, 100))
    eye = utils.get_world_position(camera)
    distance = math.dist(eye, (1, 5, 2)) - 0.05
    assert look(camera, "distance_to_camera")[4, 4] == pytest.approx(distance, rel=1e-5)
    assert look(camera, "semantic_segmentation")["data"][4, 4] > 1


@pytest.mark.parametrize("scale", [(-2, 2, 2), (1, 1, -1), (-1, -1, -1), (1e-5, 1e-5, 1e-5)])
def test_a_camera_below_a_mirrored_or_small_parent_when_looking_at_a_point_of_the_world_sees_it(app, scale):
    arm = create.xform(name="Arm", position=(1, 2, 3), rotation=(10, 20, 30), scale=scale)
    camera = create.camera(parent=arm, position=(4, 5, 6), look_at=(7, -3, 2))
    view = UsdGeom.Camera(camera).GetCamera(Usd.TimeCode.Default()).frustum
    towards = (Gf.Vec3d(7, -3, 2) - world(camera).ExtractTranslation()).GetNormalized()
    assert Gf.IsClose(view.ComputeViewDirection(), towards, 1e-6)
    # The world's up is on top, and nothing of it to the left or the right.
    right = Gf.Cross(towards, view.ComputeUpVector())
    assert view.ComputeUpVector()[2] > 0
    assert right[2] == pytest.approx(0.0, abs=1e-6)


def test_prims_below_each_other_when_both_look_at_something_see_it_in_any_order(app):
    arm = create.xform(name="Arm", position=(1, 0, 0))
    hand = create.camera(parent=arm, position=(0, 3, 0))
    modify.look_at([hand, arm], (5, 6, 7))
    for prim in (hand, arm):
        towards = (Gf.Vec3d(5, 6, 7) - world(prim).ExtractTranslation()).GetNormalized()
        assert Gf.IsClose(world(prim).TransformDir(Gf.Vec3d(0, 0, -1)), towards, 1e-9)


def test_a_prim_when_looked_at_is_looked_at_where_its_origin_is(app):
    create.xform(name="Table", position=(0, 4, 0))
    target = create.cube(parent="/Table", position=(0, 0, 1))
    cameras = create_batch.camera(count=2, position=[(0, 0, 1), (0, 8, 1)])
    modify.look_at(cameras, target)
    assert [tuple(round(part, 9) for part in right_top_back(camera)[2]) for camera in cameras] == [
        (0, -1, 0),
        (0, 1, 0),
    ]
    modify.look_at(cameras, [target, "/Camera"], look_at_up_axis=(0, 0, 1), write_to_usd=True)
    assert Gf.IsClose(right_top_back(cameras[1])[2], Gf.Vec3d(0, 1, 0), 1e-9)


def test_points_when_listed_are_looked_at_by_each_camera(app):
    cameras = create_batch.camera(count=2, position=(0, 0, 1))
    modify.pose(cameras, look_at_value=np.array([(5.0, 0.0, 1.0), (0.0, 5.0, 1.0)]))
    backs = [right_top_back(camera)[2] for camera in cameras]
    assert Gf.IsClose(backs[0], Gf.Vec3d(-1, 0, 0), 1e-9)
    assert Gf.IsClose(backs[1], Gf.Vec3d(0, -1, 0), 1e-9)


def test_a_prim_when_it_is_to_look_at_itself_is_refused(app):
    camera = create.camera(position=(1, 2, 3))
    with pytest.raises(AuthoringError, match="other than the prim's own"):
        modify.look_at(camera, (1, 2, 3))
    with pytest.raises(AuthoringError, match="up axis with a length"):
        modify.look_at(camera, (0, 0, 0), look_at_up_axis=(0, 0, 0))
