"""Posed meshes are where sines and cosines put them."""

from math import cos, sin

import numpy as np
import pytest
from pxr import Gf, Sdf, Usd, UsdGeom, UsdSemantics, UsdSkel, Vt

from .arm import JOINTS, angle, bind, bind_animation, carried, define_mesh, define_skeleton, joints

SLEEVE = [(1, 0, 0), (1, 0.5, 0), (3, 0, 0.5), (3, 0, 0), (4.5, 0, 0)]
JOINT_OF_POINT = [0, 0, 1, 1, 2]


@pytest.fixture
def arm(bench):
    """The arm with a sleeve of which each point moves with one joint."""
    skeleton = define_skeleton(bench.stage, "/Rig")
    sleeve = define_mesh(bench.stage, "/Rig/Sleeve", SLEEVE)
    bind(sleeve, skeleton, JOINT_OF_POINT, [1.0] * 5)
    return skeleton


def sleeve_at(time: float) -> np.ndarray:
    return np.array(
        [carried(joint, point, time) for joint, point in zip(JOINT_OF_POINT, SLEEVE, strict=True)]
    )


@pytest.mark.parametrize("time", [0.0, 2.5, 5.0, 10.0])
def test_points_move_with_their_joints_as_the_animation_goes_on(bench, arm, time):
    assert bench.points("/Rig/Sleeve", time) == pytest.approx(sleeve_at(time), abs=1e-5)
    assert bench.findings() == []


def test_a_point_with_two_joints_is_at_the_weighted_mean(bench, arm):
    cuff = define_mesh(bench.stage, "/Rig/Cuff", [(2, 0.5, 0), (2, -0.5, 0), (2.2, 0, 0.3)])
    bind(cuff, arm, [0, 1] * 3, [0.25, 0.75] * 3, per_point=2)
    expected = [
        0.25 * carried(0, point, 6) + 0.75 * carried(1, point, 6)
        for point in [(2, 0.5, 0), (2, -0.5, 0), (2.2, 0, 0.3)]
    ]
    assert bench.points("/Rig/Cuff", 6) == pytest.approx(np.array(expected), abs=1e-5)


def test_a_frame_in_the_past_is_the_same_again(bench, arm):
    first = bench.points("/Rig/Sleeve", 3)
    bench.points("/Rig/Sleeve", 8)
    assert bench.points("/Rig/Sleeve", 3).tolist() == first.tolist()


def test_all_poses_have_the_same_triangles_as_the_same_arrays(bench, arm):
    early, _ = bench.drawables(0)["/Rig/Sleeve"]
    late, _ = bench.drawables(10)["/Rig/Sleeve"]
    assert late is not early
    assert late.triangles is early.triangles
    assert late.faces is early.faces


def test_the_skeletons_transforms_place_the_mesh_and_its_own_does_not(bench, arm):
    root = UsdGeom.Xformable(bench.stage.GetPrimAtPath("/Rig"))
    root.AddTranslateOp().Set(Gf.Vec3d(10, 0, 0))
    root.AddScaleOp().Set(Gf.Vec3f(2, 2, 2))
    UsdGeom.Xformable(arm).AddTranslateOp().Set(Gf.Vec3d(0, 0, 3))
    UsdGeom.Xformable(bench.stage.GetPrimAtPath("/Rig/Sleeve")).AddTranslateOp().Set(Gf.Vec3d(77, 77, 77))
    expected = (sleeve_at(10) + np.array([0, 0, 3])) * 2 + np.array([10, 0, 0])
    assert bench.points("/Rig/Sleeve", 10) == pytest.approx(expected, abs=1e-5)


def test_a_skeleton_that_stands_still_but_is_carried_takes_its_mesh_along(bench, arm):
    arm.GetPrim().GetRelationship("skel:animationSource").ClearTargets(True)
    move = UsdGeom.Xformable(arm).AddTranslateOp()
    move.Set(Gf.Vec3d(0, 0, 0), 0)
    move.Set(Gf.Vec3d(0, 0, 10), 10)
    before, _ = bench.drawables(0)["/Rig/Sleeve"]
    assert bench.points("/Rig/Sleeve", 5) == pytest.approx(np.array(SLEEVE) + np.array([0, 0, 5]), abs=1e-6)
    after, _ = bench.drawables(7)["/Rig/Sleeve"]
    assert after is before


def test_the_geom_bind_transform_brings_the_mesh_to_its_skeleton(bench, arm):
    glove = define_mesh(bench.stage, "/Rig/Glove", [(0, 0, 0), (0.25, 0, 0), (0, 0.25, 0)])
    binding = bind(glove, arm, [2] * 3, [1.0] * 3)
    binding.CreateGeomBindTransformAttr(
        Gf.Matrix4d().SetScale(2.0) * Gf.Matrix4d().SetTranslate(Gf.Vec3d(4, 0, 0))
    )
    expected = [carried(2, point, 7) for point in [(4, 0, 0), (4.5, 0, 0), (4, 0.5, 0)]]
    assert bench.points("/Rig/Glove", 7) == pytest.approx(np.array(expected), abs=1e-5)


def test_joint_indices_count_in_the_meshs_own_order_of_joints(bench, arm):
    glove = define_mesh(bench.stage, "/Rig/Glove", [(4, 0, 0), (1, 0, 0), (4, 0.25, 0)])
    binding = bind(glove, arm, [0, 1, 0], [1.0] * 3)
    binding.CreateJointsAttr([JOINTS[2], JOINTS[0]])
    expected = [carried(2, (4, 0, 0), 7), carried(0, (1, 0, 0), 7), carried(2, (4, 0.25, 0), 7)]
    assert bench.points("/Rig/Glove", 7) == pytest.approx(np.array(expected), abs=1e-5)


def test_an_animation_of_some_joints_leaves_the_others_at_rest(bench, arm):
    turn = UsdSkel.Animation.Define(bench.stage, "/Rig/Turn")
    turn.CreateJointsAttr([JOINTS[1]])
    turn.CreateTranslationsAttr([(2, 0, 0)])
    turn.CreateScalesAttr([(1, 1, 1)])
    turn.CreateRotationsAttr([Gf.Quatf(cos(0.5), 0, 0, sin(0.5))])
    bind_animation(arm.GetPrim(), turn.GetPath())
    points = bench.points("/Rig/Sleeve", 0)
    assert points[0] == pytest.approx(SLEEVE[0])
    assert points[4] == pytest.approx((2 + 2.5 * cos(1), 2.5 * sin(1), 0), abs=1e-6)


def test_a_rigid_mesh_keeps_its_geometry_and_is_moved_as_a_whole(bench, arm):
    watch = define_mesh(bench.stage, "/Rig/Watch", [(4, 0, 0), (4.5, 0, 0), (4, 0.25, 0)])
    UsdSkel.BindingAPI.Apply(watch.GetPrim()).SetRigidJointInfluence(2)
    UsdSkel.BindingAPI(watch.GetPrim()).CreateSkeletonRel().SetTargets([arm.GetPath()])
    before, _ = bench.drawables(0)["/Rig/Watch"]
    expected = [carried(2, point, 7) for point in [(4, 0, 0), (4.5, 0, 0), (4, 0.25, 0)]]
    assert bench.points("/Rig/Watch", 7) == pytest.approx(np.array(expected), abs=1e-5)
    assert bench.drawables(7)["/Rig/Watch"][0] is before


def test_a_sphere_is_carried_by_the_joint_that_it_is_bound_to(bench, arm):
    ball = UsdGeom.Sphere.Define(bench.stage, "/Rig/Ball")
    ball.CreateRadiusAttr(0.5)
    binding = UsdSkel.BindingAPI.Apply(ball.GetPrim())
    binding.CreateSkeletonRel().SetTargets([arm.GetPath()])
    binding.SetRigidJointInfluence(2)
    binding.CreateGeomBindTransformAttr(Gf.Matrix4d().SetTranslate(Gf.Vec3d(4, 0, 1)))
    _, to_world = bench.drawables(10)["/Rig/Ball"]
    assert to_world[3, :3] == pytest.approx(joints(10)[2] + (0, 0, 1), abs=1e-5)
    assert np.linalg.norm(to_world[0, :3]) == pytest.approx(0.5)


def test_dual_quaternions_keep_a_twisted_point_at_its_distance(bench, arm):
    # Half way between two joints a right angle apart: turned by half of it, and not nearer to the axis.
    cuff = define_mesh(bench.stage, "/Rig/Cuff", [(2, 0.5, 0), (2, -0.5, 0), (2, 0, 0.5)])
    binding = bind(cuff, arm, [0, 1] * 3, [0.5, 0.5] * 3, per_point=2)
    binding.CreateSkinningMethodAttr(UsdSkel.Tokens.dualQuaternion)
    elbow = joints(10)[1]
    middle = 1.5 * angle(10)
    expected = elbow + 0.5 * np.array([-sin(middle), cos(middle), 0])
    assert bench.points("/Rig/Cuff", 10)[0] == pytest.approx(expected, abs=1e-5)
    UsdSkel.BindingAPI(cuff).GetSkinningMethodAttr().Set(UsdSkel.Tokens.classicLinear)
    nearer = elbow + 0.5 * cos(angle(10) / 2) * np.array([-sin(middle), cos(middle), 0])
    assert bench.points("/Rig/Cuff", 10)[0] == pytest.approx(nearer, abs=1e-5)


def test_authored_normals_turn_with_their_joints(bench, arm):
    mesh = UsdGeom.Mesh(bench.stage.GetPrimAtPath("/Rig/Sleeve"))
    mesh.CreateNormalsAttr([(0, 1, 0)] * 5)
    mesh.SetNormalsInterpolation("vertex")
    geometry, _ = bench.drawables(5)["/Rig/Sleeve"]
    turns = angle(5) * np.array([1, 1, 2, 2, 2])[geometry.triangles.reshape(-1)]
    expected = np.stack([-np.sin(turns), np.cos(turns), np.zeros(9)], axis=1)
    assert geometry.normals == pytest.approx(expected, abs=1e-5)


def test_smooth_normals_are_made_of_the_posed_points(bench, arm):
    mesh = define_mesh(bench.stage, "/Rig/Leaf", [(3, 0, 0), (4, 0, 0), (3, 0, 1)])
    mesh.CreateSubdivisionSchemeAttr("catmullClark")
    bind(mesh, arm, [1] * 3, [1.0] * 3)
    geometry, _ = bench.drawables(5)["/Rig/Leaf"]
    # At rest it faces (0, -1, 0); shoulder and elbow turn it by a right angle at time 5.
    assert geometry.normals == pytest.approx(np.tile((1.0, 0, 0), (3, 1)), abs=1e-5)


def test_edits_of_the_animation_and_the_binding_are_seen_in_the_next_frame(bench, arm):
    bench.points("/Rig/Sleeve", 0)
    rotations = UsdSkel.Animation(bench.stage.GetPrimAtPath("/Rig/Bend")).GetRotationsAttr()
    rotations.Clear()
    half = 0.6 / 2
    bent = Gf.Quatf(cos(half), 0, 0, sin(half))
    rotations.Set([bent, Gf.Quatf(1), Gf.Quatf(1)])
    assert bench.points("/Rig/Sleeve", 0)[4] == pytest.approx((4.5 * cos(0.6), 4.5 * sin(0.6), 0), abs=1e-5)
    weights = UsdSkel.BindingAPI(bench.stage.GetPrimAtPath("/Rig/Sleeve")).GetJointIndicesPrimvar()
    weights.Set([0] * 5)
    arm.GetRestTransformsAttr().Set([Gf.Matrix4d().SetTranslate(Gf.Vec3d(0, 0, 5))] * 3)
    arm.GetPrim().GetRelationship("skel:animationSource").ClearTargets(True)
    assert bench.points("/Rig/Sleeve", 0) == pytest.approx(np.array(SLEEVE) + np.array([0, 0, 5]), abs=1e-6)


def define_instances(stage: Usd.Stage, *, animation_above: bool) -> None:
    """/A and /B, instances of one arm; each under an animation of its own if asked."""
    skeleton = define_skeleton(stage, "/Asset/Rig")
    bind(define_mesh(stage, "/Asset/Rig/Sleeve", SLEEVE), skeleton, JOINT_OF_POINT, [1.0] * 5)
    if animation_above:
        skeleton.GetPrim().RemoveProperty("skel:animationSource")
    for name, turn in (("A", 0.3), ("B", 0.9)):
        parent = stage.DefinePrim(f"/{name}", "Xform")
        instance = stage.DefinePrim(f"/{name}/Instance", "Xform")
        instance.GetReferences().AddInternalReference("/Asset")
        instance.SetInstanceable(True)
        if animation_above:
            animation = UsdSkel.Animation.Define(stage, f"/{name}Turn")
            animation.CreateJointsAttr([JOINTS[0]])
            animation.CreateTranslationsAttr([(0, 0, 0)])
            animation.CreateScalesAttr([(1, 1, 1)])
            animation.CreateRotationsAttr([Gf.Quatf(cos(turn / 2), 0, 0, sin(turn / 2))])
            bind_animation(parent, animation.GetPath())


def test_instances_of_an_animated_asset_share_one_posed_mesh(bench):
    define_instances(bench.stage, animation_above=False)
    UsdGeom.Xformable(bench.stage.GetPrimAtPath("/B")).AddTranslateOp().Set(Gf.Vec3d(0, 0, 9))
    drawables = bench.drawables(7)
    assert drawables["/A/Instance/Rig/Sleeve"][0] is drawables["/B/Instance/Rig/Sleeve"][0]
    assert bench.points("/A/Instance/Rig/Sleeve", 7) == pytest.approx(sleeve_at(7), abs=1e-5)
    assert bench.points("/B/Instance/Rig/Sleeve", 7) == pytest.approx(
        sleeve_at(7) + np.array([0, 0, 9]), abs=1e-5
    )


def test_instances_under_different_animations_have_poses_of_their_own(bench):
    define_instances(bench.stage, animation_above=True)
    for name, turn in (("A", 0.3), ("B", 0.9)):
        points = bench.points(f"/{name}/Instance/Rig/Sleeve")
        assert points[4] == pytest.approx((4.5 * cos(turn), 4.5 * sin(turn), 0), abs=1e-5)


def test_a_labelled_part_of_a_posed_mesh_moves_with_it_and_keeps_its_triangles(bench, arm):
    mesh = UsdGeom.Mesh(bench.stage.GetPrimAtPath("/Rig/Sleeve"))
    cuff = UsdGeom.Subset.CreateGeomSubset(mesh, "Cuff", "face", [2])
    UsdSemantics.LabelsAPI.Apply(cuff.GetPrim(), "class").CreateLabelsAttr(["cuff"])
    before, _ = bench.drawables(0)["/Rig/Sleeve/Cuff"]
    after, _ = bench.drawables(10)["/Rig/Sleeve/Cuff"]
    assert after.triangles.tolist() == before.triangles.tolist()
    # The last triangle has the last three points.
    assert bench.points("/Rig/Sleeve/Cuff", 10) == pytest.approx(sleeve_at(10)[2:], abs=1e-5)


@pytest.mark.parametrize("specifier", [Sdf.SpecifierClass, Sdf.SpecifierOver])
@pytest.mark.parametrize("prototype", ["/Library/Rig", "/Library"])
def test_a_prototype_that_is_a_class_or_an_over_or_below_one_is_posed_in_its_point_instances(
    bench, specifier, prototype
):
    skeleton = define_skeleton(bench.stage, "/Library/Rig")
    bind(define_mesh(bench.stage, "/Library/Rig/Sleeve", SLEEVE), skeleton, JOINT_OF_POINT, [1.0] * 5)
    bench.stage.GetPrimAtPath("/Library").SetSpecifier(specifier)
    crowd = UsdGeom.PointInstancer.Define(bench.stage, "/Crowd")
    crowd.CreatePrototypesRel().SetTargets([prototype])
    crowd.CreateProtoIndicesAttr([0])
    crowd.CreatePositionsAttr([(0, 0, 5)])
    name = "/Crowd[0]/Rig/Sleeve" if prototype == "/Library/Rig" else "/Crowd[0]/Library/Rig/Sleeve"
    expected = sleeve_at(7) + np.array([0, 0, 5])
    assert list(bench.drawables(7)) == [name]
    assert bench.points(name, 7) == pytest.approx(expected, abs=1e-5)
    assert bench.findings() == []


@pytest.mark.parametrize("specifier", [Sdf.SpecifierClass, Sdf.SpecifierOver])
def test_a_skel_root_that_is_a_class_or_an_over_itself_is_posed_in_its_point_instances(bench, specifier):
    skeleton = define_skeleton(bench.stage, "/Rig")
    bind(define_mesh(bench.stage, "/Rig/Sleeve", SLEEVE), skeleton, JOINT_OF_POINT, [1.0] * 5)
    bench.stage.GetPrimAtPath("/Rig").SetSpecifier(specifier)
    crowd = UsdGeom.PointInstancer.Define(bench.stage, "/Crowd")
    crowd.CreatePrototypesRel().SetTargets(["/Rig"])
    crowd.CreateProtoIndicesAttr([0])
    crowd.CreatePositionsAttr([(0, 0, 5)])
    expected = sleeve_at(7) + np.array([0, 0, 5])
    assert list(bench.drawables(7)) == ["/Crowd[0]/Rig/Sleeve"]
    assert bench.points("/Crowd[0]/Rig/Sleeve", 7) == pytest.approx(expected, abs=1e-5)
    assert bench.findings() == []


def test_a_hidden_skeleton_poses_its_mesh_all_the_same(bench, arm):
    UsdGeom.Imageable(arm).MakeInvisible()
    assert bench.points("/Rig/Sleeve", 5) == pytest.approx(sleeve_at(5), abs=1e-5)


def test_a_mesh_that_is_inside_a_skel_root_without_joints_stays_where_it_is(bench, arm):
    define_mesh(bench.stage, "/Rig/Table", SLEEVE)
    assert bench.points("/Rig/Table", 5) == pytest.approx(np.array(SLEEVE))
    assert bench.findings() == []


def broken_index(sleeve, skeleton):
    UsdSkel.BindingAPI(sleeve).GetJointIndicesPrimvar().Set([0, 1, 2, 3, 0])


def broken_length(sleeve, skeleton):
    UsdSkel.BindingAPI(sleeve).GetJointWeightsPrimvar().Set([1.0] * 4)


def broken_weight(sleeve, skeleton):
    UsdSkel.BindingAPI(sleeve).GetJointWeightsPrimvar().Set(Vt.FloatArray([1.0, float("nan"), 1.0, 1.0, 1.0]))


def broken_translation(sleeve, skeleton):
    animation = UsdSkel.Animation(sleeve.GetStage().GetPrimAtPath("/Rig/Bend"))
    animation.GetTranslationsAttr().Set([Gf.Vec3f(0, float("inf"), 0)] * 3)


def broken_joint_name(sleeve, skeleton):
    UsdSkel.BindingAPI(sleeve).CreateJointsAttr([JOINTS[0], "tail", JOINTS[2]])


def missing_skeleton(sleeve, skeleton):
    sleeve.GetStage().RemovePrim(skeleton.GetPath())


def missing_bind_pose(sleeve, skeleton):
    skeleton.GetBindTransformsAttr().Set([Gf.Matrix4d(1.0)])


def outside_any_root(sleeve, skeleton):
    sleeve.GetStage().GetPrimAtPath("/Rig").SetTypeName("Xform")


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (broken_index, "joint indices reach from 0 to 3, there are 3 joints"),
        (broken_length, "got 5 indices and 4 weights"),
        (broken_weight, "a joint weight is not finite"),
        (broken_translation, "a point of the pose is not finite"),
        (broken_joint_name, "has no joint 'tail'"),
        (missing_skeleton, "bound to no skeleton"),
        (missing_bind_pose, "has a bind and a rest transform"),
        (outside_any_root, "below no SkelRoot"),
    ],
)
def test_a_broken_binding_is_said_and_the_mesh_drawn_at_rest(bench, arm, damage, reason):
    damage(bench.stage.GetPrimAtPath("/Rig/Sleeve"), arm)
    assert bench.points("/Rig/Sleeve", 5) == pytest.approx(np.array(SLEEVE))
    (finding,) = bench.translator.findings
    assert (finding.code, finding.path) == ("skinning", "/Rig/Sleeve")
    assert reason in finding.message


def test_a_cube_with_joints_for_each_point_is_said_and_drawn_as_authored(bench, arm):
    cube = UsdGeom.Cube.Define(bench.stage, "/Rig/Cube")
    bind(cube, arm, [1] * 8, [1.0] * 8)
    _, to_world = bench.drawables(5)["/Rig/Cube"]
    assert to_world.tolist() == np.diag([2.0, 2.0, 2.0, 1.0]).tolist()
    (finding,) = bench.translator.findings
    assert (finding.code, finding.path) == ("skinning", "/Rig/Cube")


def test_weights_that_do_not_add_up_are_said(bench, arm):
    UsdSkel.BindingAPI(bench.stage.GetPrimAtPath("/Rig/Sleeve")).GetJointWeightsPrimvar().Set([0.5] * 5)
    bench.drawables(5)
    assert bench.findings() == [("skinning-weights", "/Rig/Sleeve")]
