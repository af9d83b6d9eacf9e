"""Blend shapes move points and normals as far as sums on paper say."""

import numpy as np
import pytest
from pxr import Gf, Sdf, UsdGeom, UsdSkel

from .arm import bind, define_mesh, define_skeleton

FACE = [(0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 0)]


@pytest.fixture
def face(bench) -> UsdGeom.Mesh:
    """A square whose "smile" lifts its first two points by 2; at half weight the first one by 0.5 only.

    The animation raises the weight of "smile" from 0 at time 0 to 1 at time 10. It says "frown" first, which the face
    does not have.
    """
    skeleton = define_skeleton(bench.stage, "/Rig")
    animation = UsdSkel.Animation(bench.stage.GetPrimAtPath("/Rig/Bend"))
    animation.CreateBlendShapesAttr(["frown", "smile"])
    weights = animation.CreateBlendShapeWeightsAttr()
    weights.Set([1.0, 0.0], 0)
    weights.Set([1.0, 1.0], 10)
    mesh = define_mesh(bench.stage, "/Rig/Face", FACE)
    smile = UsdSkel.BlendShape.Define(bench.stage, "/Rig/Face/Smile")
    smile.CreateOffsetsAttr([(0, 0, 2), (0, 0, 2)])
    smile.CreatePointIndicesAttr([0, 1])
    binding = UsdSkel.BindingAPI.Apply(mesh.GetPrim())
    binding.CreateSkeletonRel().SetTargets([skeleton.GetPath()])
    binding.CreateBlendShapesAttr(["smile"])
    binding.CreateBlendShapeTargetsRel().SetTargets([smile.GetPath()])
    return mesh


def heights(bench, time: float) -> list[float]:
    return bench.points("/Rig/Face", time)[:, 2].tolist()


@pytest.mark.parametrize(("time", "height"), [(0, 0.0), (2.5, 0.5), (5, 1.0), (10, 2.0)])
def test_offsets_are_added_by_their_weight(bench, face, time, height):
    assert heights(bench, time) == pytest.approx([height, height, 0, 0], abs=1e-6)


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (2.5, [0.25, 0, 0, 0]),  # half of the inbetween
        (5, [0.5, 0, 0, 0]),  # the inbetween itself
        (7.5, [1.25, 1, 0, 0]),  # half of it and half of the full shape
        (10, [2, 2, 0, 0]),
    ],
)
def test_an_inbetween_is_passed_on_the_way(bench, face, time, expected):
    smile = UsdSkel.BlendShape(bench.stage.GetPrimAtPath("/Rig/Face/Smile"))
    half = smile.CreateInbetween("half")
    half.SetWeight(0.5)
    half.SetOffsets([(0, 0, 0.5), (0, 0, 0)])
    assert heights(bench, time) == pytest.approx(expected, abs=1e-6)


def test_a_face_without_joints_stays_where_its_own_transform_puts_it(bench, face):
    UsdGeom.Xformable(face).AddTranslateOp().Set(Gf.Vec3d(0, 0, 7))
    UsdGeom.Xformable(bench.stage.GetPrimAtPath("/Rig/Skel")).AddTranslateOp().Set(Gf.Vec3d(0, 0, 100))
    assert heights(bench, 10) == pytest.approx([9, 9, 7, 7])


def test_joints_carry_what_the_shapes_have_made(bench, face):
    # The shoulder turns about z by a right angle until time 10: x becomes y, and y becomes -x.
    bind(face, UsdSkel.Skeleton(bench.stage.GetPrimAtPath("/Rig/Skel")), [0] * 4, [1.0] * 4)
    expected = [(0, 0, 2), (0, 1, 2), (-1, 1, 0), (-1, 0, 0)]
    assert bench.points("/Rig/Face", 10) == pytest.approx(np.array(expected), abs=1e-5)


def test_authored_normals_get_the_normal_offsets(bench, face):
    face.CreateNormalsAttr([(0, 0, 1)] * 4)
    face.SetNormalsInterpolation("vertex")
    smile = UsdSkel.BlendShape(bench.stage.GetPrimAtPath("/Rig/Face/Smile"))
    smile.CreateNormalOffsetsAttr([(0, 1, 0), (1, 0, -1)])
    geometry, _ = bench.drawables(10)["/Rig/Face"]
    half = np.sqrt(0.5)
    of_point = np.array([(0, half, half), (1, 0, 0), (0, 0, 1), (0, 0, 1)])
    assert geometry.normals == pytest.approx(of_point[geometry.triangles.reshape(-1)], abs=1e-6)


def test_authored_normals_without_offsets_turn_as_the_surface_does(bench, face):
    face.CreateNormalsAttr([(0, 0, 1)] * 4)
    face.SetNormalsInterpolation("vertex")
    smile = UsdSkel.BlendShape(bench.stage.GetPrimAtPath("/Rig/Face/Smile"))
    # The whole plane tips over: y = 0 rises by 1, y = 1 sinks by 1, so that it faces (0, 2, 1).
    smile.GetOffsetsAttr().Set([(0, 0, 1), (0, 0, 1), (0, 0, -1), (0, 0, -1)])
    smile.GetPointIndicesAttr().Clear()
    geometry, _ = bench.drawables(10)["/Rig/Face"]
    assert geometry.normals == pytest.approx(np.tile(np.array([0, 2, 1]) / np.sqrt(5), (6, 1)), abs=1e-6)


def test_an_edited_weight_is_seen_in_the_next_frame(bench, face):
    heights(bench, 0)
    weights = UsdSkel.Animation(bench.stage.GetPrimAtPath("/Rig/Bend")).GetBlendShapeWeightsAttr()
    weights.Clear()
    weights.Set([0.0, 0.25])
    assert heights(bench, 0) == pytest.approx([0.5, 0.5, 0, 0])


def test_a_still_face_is_not_read_again(bench, face):
    UsdSkel.Animation(bench.stage.GetPrimAtPath("/Rig/Bend")).GetBlendShapeWeightsAttr().Clear()
    before, _ = bench.drawables(0)["/Rig/Face"]
    assert bench.drawables(5)["/Rig/Face"][0] is before


def test_shapes_that_do_not_fit_the_mesh_are_said_and_left_out(bench, face):
    UsdSkel.BlendShape(bench.stage.GetPrimAtPath("/Rig/Face/Smile")).GetPointIndicesAttr().Set([0, 4])
    assert heights(bench, 10) == [0, 0, 0, 0]
    assert bench.findings() == [("blend-shape", "/Rig/Face")]


def test_targets_that_are_not_there_are_said(bench, face):
    UsdSkel.BindingAPI(face).GetBlendShapeTargetsRel().SetTargets([Sdf.Path("/Rig/Face/Gone")])
    assert heights(bench, 10) == [0, 0, 0, 0]
    assert bench.findings() == [("blend-shape", "/Rig/Face")]


def test_a_mesh_without_an_animation_has_no_blend_shapes(bench, face):
    bench.stage.GetPrimAtPath("/Rig/Skel").RemoveProperty("skel:animationSource")
    assert heights(bench, 10) == [0, 0, 0, 0]
    assert bench.findings() == []
