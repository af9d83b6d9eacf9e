"""Skeletons stand where sines and cosines put them."""

from math import cos, sin

import numpy as np
import pytest
from pxr import Gf, Sdf, Usd, UsdGeom, UsdSkel

from .arm import JOINTS, angle, bind, bind_animation, define_mesh, define_skeleton, joints, translation

STRIP = [(0, 0, 0), (1, 0, 0), (1, 1, 0)]


def skeletons(bench, time: float = 0.0):
    bench.translator.update(Usd.TimeCode(time))
    return bench.translator.snapshot().skeletons()


def paths(bench, time: float = 0.0) -> list[str]:
    return [skeleton.path for skeleton in skeletons(bench, time)]


@pytest.mark.parametrize("time", [0.0, 2.5, 5.0, 10.0])
def test_joints_are_where_forward_kinematics_puts_them(bench, time):
    define_skeleton(bench.stage, "/Rig")
    (skeleton,) = skeletons(bench, time)
    assert (skeleton.path, skeleton.name) == ("/Rig/Skel", "Skel")
    assert skeleton.joints == tuple(JOINTS)
    assert skeleton.parents.tolist() == [-1, 0, 1]
    assert skeleton.translations == pytest.approx(joints(time), abs=1e-5)
    half = angle(time) / 2
    bent = (cos(half), 0, 0, sin(half))
    assert skeleton.local_rotations == pytest.approx(np.array([bent, bent, (1, 0, 0, 0)]), abs=1e-5)
    assert skeleton.animation == "/Rig/Bend"


def test_transforms_above_the_root_and_of_the_skeleton_place_the_joints(bench):
    skeleton = define_skeleton(bench.stage, "/World/Rig")
    world = UsdGeom.Xform.Define(bench.stage, "/World")
    world.AddRotateXOp().Set(90.0)
    UsdGeom.Xformable(bench.stage.GetPrimAtPath("/World/Rig")).AddScaleOp().Set(Gf.Vec3f(3, 3, 3))
    UsdGeom.Xformable(skeleton).AddTranslateOp().Set(Gf.Vec3d(1, 0, 0))
    (pose,) = skeletons(bench, 10)
    # Moved by 1 along x, scaled by 3, and y becomes z.
    local = joints(10)
    expected = np.stack([3 * (local[:, 0] + 1), np.zeros(3), 3 * local[:, 1]], axis=1)
    assert pose.translations == pytest.approx(expected, abs=1e-5)
    at_rest = [(3, 0, 0), (9, 0, 0), (15, 0, 0)]
    assert pose.rest_translations == pytest.approx(np.array(at_rest), abs=1e-5)


def test_the_rest_pose_is_told_with_the_pose(bench):
    skeleton = define_skeleton(bench.stage, "/Rig")
    turn = Gf.Matrix4d().SetRotate(Gf.Rotation(Gf.Vec3d(0, 1, 0), 60.0))
    skeleton.GetRestTransformsAttr().Set([translation(1, 2, 3), turn * translation(4), translation(0, 5)])
    (pose,) = skeletons(bench, 10)
    assert pose.rest_local_translations == pytest.approx(np.array([(1, 2, 3), (4, 0, 0), (0, 5, 0)]))
    turned = (cos(np.pi / 6), 0, sin(np.pi / 6), 0)
    expected = np.array([(1, 0, 0, 0), turned, (1, 0, 0, 0)])
    assert pose.rest_local_rotations == pytest.approx(expected, abs=1e-6)
    assert pose.rest_translations == pytest.approx(np.array([(1, 2, 3), (5, 2, 3), (5, 7, 3)]))


def test_rotations_have_a_real_part_that_is_not_negative(bench):
    define_skeleton(bench.stage, "/Rig")
    rotations = UsdSkel.Animation(bench.stage.GetPrimAtPath("/Rig/Bend")).GetRotationsAttr()
    rotations.Clear()
    rotations.Set([Gf.Quatf(-0.6, 0, 0, -0.8), Gf.Quatf(1), Gf.Quatf(1)])
    (pose,) = skeletons(bench)
    assert pose.local_rotations[0] == pytest.approx((0.6, 0, 0, 0.8))


def test_a_skeleton_without_an_animation_is_at_rest(bench):
    define_skeleton(bench.stage, "/Rig").GetPrim().RemoveProperty("skel:animationSource")
    (pose,) = skeletons(bench, 10)
    assert pose.translations.tolist() == pose.rest_translations.tolist() == [[0, 0, 0], [2, 0, 0], [4, 0, 0]]
    assert pose.animation == ""


def test_the_skin_is_what_is_drawn_of_a_skeleton(bench):
    skeleton = define_skeleton(bench.stage, "/Rig")
    define_mesh(bench.stage, "/Floor", STRIP)
    for name in ("Sleeve", "Glove"):
        bind(define_mesh(bench.stage, f"/Rig/{name}", STRIP), skeleton, [0] * 3, [1.0] * 3)
    (pose,) = skeletons(bench)
    drawn = bench.translator.snapshot().prim_paths
    assert sorted(drawn[index] for index in pose.skin) == ["/Rig/Glove", "/Rig/Sleeve"]


def test_a_skeleton_is_left_out_when_nothing_of_it_is_visible(bench):
    skeleton = define_skeleton(bench.stage, "/Rig")
    mesh = define_mesh(bench.stage, "/Rig/Sleeve", STRIP)
    bind(mesh, skeleton, [0] * 3, [1.0] * 3)
    UsdGeom.Imageable(skeleton).MakeInvisible()  # as authors do to hide the bones
    assert paths(bench) == ["/Rig/Skel"]
    UsdGeom.Imageable(mesh).MakeInvisible()
    assert paths(bench) == []


def test_a_skeleton_with_nothing_bound_to_it_goes_by_its_own_visibility(bench):
    skeleton = define_skeleton(bench.stage, "/Rig")
    assert paths(bench) == ["/Rig/Skel"]
    UsdGeom.Imageable(skeleton).MakeInvisible()
    assert paths(bench) == []


def test_instances_have_skeletons_of_their_own_sorted_by_path(bench):
    skeleton = define_skeleton(bench.stage, "/Asset/Rig")
    bind(define_mesh(bench.stage, "/Asset/Rig/Sleeve", STRIP), skeleton, [0] * 3, [1.0] * 3)
    for name, height in (("B", 5), ("A", 9)):
        instance = bench.stage.DefinePrim(f"/{name}", "Xform")
        instance.GetReferences().AddInternalReference("/Asset")
        instance.SetInstanceable(True)
        UsdGeom.Xformable(instance).AddTranslateOp().Set(Gf.Vec3d(0, 0, height))
    found = {pose.path: pose for pose in skeletons(bench, 10)}
    assert list(found) == ["/A/Rig/Skel", "/Asset/Rig/Skel", "/B/Rig/Skel"]
    for name, height in (("B", 5), ("A", 9)):
        pose = found[f"/{name}/Rig/Skel"]
        assert pose.translations == pytest.approx(joints(10) + np.array([0, 0, height]), abs=1e-5)
        assert [bench.translator.snapshot().prim_paths[index] for index in pose.skin] == [
            f"/{name}/Rig/Sleeve"
        ]


@pytest.mark.parametrize("names", ["AB", "BA"])
def test_the_animation_of_an_instance_is_the_one_in_it_in_whichever_order_the_stage_was_written(bench, names):
    for name in names:
        bench.stage.CreateClassPrim(f"/Asset{name}")
        define_skeleton(bench.stage, f"/Asset{name}/Rig")
    for name in names:
        instance = bench.stage.DefinePrim(f"/{name}", "Xform")
        instance.GetReferences().AddInternalReference(f"/Asset{name}")
        instance.SetInstanceable(True)
    assert {pose.path: pose.animation for pose in skeletons(bench)} == {
        "/A/Rig/Skel": "/A/Rig/Bend",
        "/B/Rig/Skel": "/B/Rig/Bend",
    }


def test_an_animation_that_is_bound_above_a_nested_instance_or_stands_in_another_one_has_its_path_on_the_stage(
    bench,
):
    stage = bench.stage
    for path in ("/Walker", "/Crowd", "/Library"):
        stage.CreateClassPrim(path)
    define_skeleton(stage, "/Walker/Rig").GetPrim().RemoveProperty("skel:animationSource")
    stage.RemovePrim("/Walker/Rig/Bend")
    define_skeleton(stage, "/Library/Rig")

    def instance(path, source):
        prim = stage.DefinePrim(path, "Xform")
        prim.GetReferences().AddInternalReference(source)
        prim.SetInstanceable(True)
        return prim

    # In the crowd's own prototype, above an instance of the walker.
    instance("/Crowd/One", "/Walker")
    Sdf.CopySpec(stage.GetRootLayer(), "/Library/Rig/Bend", stage.GetRootLayer(), "/Crowd/Bend")
    bind_animation(stage.GetPrimAtPath("/Crowd"), "/Crowd/Bend")
    instance("/Here", "/Crowd")
    instance("/There", "/Crowd")
    # In an instance that has nothing else to do with the skeleton.
    instance("/Shelf", "/Library")
    bind_animation(instance("/Alone", "/Walker"), "/Shelf/Rig/Bend")

    animations = {pose.path: pose.animation for pose in skeletons(bench)}
    assert animations["/Here/One/Rig/Skel"] == "/Here/Bend"
    assert animations["/There/One/Rig/Skel"] == "/There/Bend"
    assert animations["/Alone/Rig/Skel"] == "/Shelf/Rig/Bend"


def test_each_point_instance_has_a_skeleton(bench):
    instancer = UsdGeom.PointInstancer.Define(bench.stage, "/Crowd")
    skeleton = define_skeleton(bench.stage, "/Crowd/Walker")
    bind(define_mesh(bench.stage, "/Crowd/Walker/Sleeve", STRIP), skeleton, [0] * 3, [1.0] * 3)
    instancer.CreatePrototypesRel().SetTargets(["/Crowd/Walker"])
    instancer.CreateProtoIndicesAttr([0, 0])
    instancer.CreatePositionsAttr([(0, 0, 5), (0, 0, 9)])
    found = {pose.path: pose for pose in skeletons(bench, 10)}
    assert list(found) == ["/Crowd[0]/Walker/Skel", "/Crowd[1]/Walker/Skel"]
    for index, height in enumerate((5, 9)):
        pose = found[f"/Crowd[{index}]/Walker/Skel"]
        assert pose.translations == pytest.approx(joints(10) + np.array([0, 0, height]), abs=1e-5)
        drawn = bench.translator.snapshot().prim_paths
        assert [drawn[row] for row in pose.skin] == [f"/Crowd[{index}]/Walker/Sleeve"]
    points = bench.points("/Crowd[1]/Walker/Sleeve", 10)
    assert points[1] == pytest.approx((0, 1, 9), abs=1e-5)  # the shoulder has turned x into y


def test_the_asset_is_the_outermost_file_that_the_stage_refers_to(bench, tmp_path):
    inner = Usd.Stage.CreateNew(str(tmp_path / "rig.usda"))
    define_skeleton(inner, "/Rig")
    inner.SetDefaultPrim(inner.GetPrimAtPath("/Rig"))
    inner.Save()
    outer = Usd.Stage.CreateNew(str(tmp_path / "walker.usda"))
    outer.DefinePrim("/Walker/Rig").GetReferences().AddReference("./rig.usda")
    outer.SetDefaultPrim(outer.GetPrimAtPath("/Walker"))
    outer.Save()
    walker = str(tmp_path / "walker.usda")
    bench.stage.DefinePrim("/Referenced").GetReferences().AddReference(walker)
    bench.stage.DefinePrim("/Loaded").GetPayloads().AddPayload(walker)
    instance = bench.stage.DefinePrim("/Instance")
    instance.GetReferences().AddReference(walker)
    instance.SetInstanceable(True)
    define_skeleton(bench.stage, "/Own")
    assert {pose.path: pose.asset for pose in skeletons(bench)} == {
        "/Instance/Rig/Skel": walker,
        "/Loaded/Rig/Skel": walker,
        "/Own/Skel": "",
        "/Referenced/Rig/Skel": walker,
    }


def test_a_skeleton_without_a_pose_is_said_and_left_out(bench):
    skeleton = define_skeleton(bench.stage, "/Rig")
    skeleton.GetJointsAttr().Set(["shoulder/elbow", "shoulder"])  # a child before its parent
    assert paths(bench) == []
    assert bench.findings() == [("skeleton-without-pose", "/Rig/Skel")]


def test_a_stage_without_skeletons_has_none(bench):
    assert skeletons(bench) == ()


def test_a_skeleton_without_a_rest_pose_is_told_as_its_animation_moves_it(bench):
    define_skeleton(bench.stage, "/Rig").GetRestTransformsAttr().Clear()
    (pose,) = skeletons(bench, 7)
    assert pose.translations == pytest.approx(joints(7), abs=1e-5)
    assert pose.rest_translations.shape == pose.rest_local_translations.shape == (0, 3)
    assert pose.rest_local_rotations.shape == (0, 4)
