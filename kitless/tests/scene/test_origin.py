"""The point that a stage is drawn around."""

import numpy as np
import pytest
from pxr import Gf, Usd, UsdGeom, UsdSkel

from kitless.scene import SceneTranslator
from kitless.scene.findings import SceneFindings
from kitless.scene.origin import drawing_origin
from kitless.scene.skins import Skins
from kitless.scene.steps import finish

from .arm import bind, define_mesh, define_skeleton

HIDDEN_AT = {"box": 1.0, "ball": 0.0}


def origin_of(stage):
    return finish(drawing_origin(stage, Skins(stage, SceneFindings())))


@pytest.fixture
def far_stage() -> Usd.Stage:
    """A box at (10000, 0, 0) that is hidden at time 1, and a ball that runs off from (10000, 20, 0), hidden at 0."""
    stage = Usd.Stage.CreateInMemory()
    for name, schema, y in (("box", UsdGeom.Cube, 0.0), ("ball", UsdGeom.Sphere, 20.0)):
        gprim = schema.Define(stage, f"/World/{name}")
        gprim.AddTranslateOp().Set(Gf.Vec3d(10_000, y, 0))
        visibility = gprim.CreateVisibilityAttr()
        for time in (0.0, 1.0):
            visibility.Set("invisible" if HIDDEN_AT[name] == time else "inherited", time)
    translate = UsdGeom.Xformable(stage.GetPrimAtPath("/World/ball")).GetOrderedXformOps()[0]
    translate.Set(Gf.Vec3d(10_000, 20, 0), 0.0)
    translate.Set(Gf.Vec3d(10_000, 99, 0), 1.0)
    return stage


@pytest.mark.parametrize("times", [(0.0, 1.0), (1.0, 0.0), (0.5,)])
def test_the_origin_of_a_stage_far_out_is_the_same_whichever_frame_comes_first(far_stage, times):
    translator = SceneTranslator(far_stage, "cpu")

    origins = [translator.update(Usd.TimeCode(time)).origin.tolist() for time in times]

    assert origins == [[10_000, 10, 0]] * len(times)
    translator.close()


def test_the_origin_is_looked_for_once_as_long_as_nothing_is_edited(far_stage, monkeypatch):
    walks = []

    def walk(*arguments):
        walks.append(arguments)
        yield

    monkeypatch.setattr("kitless.scene.translator.drawing_origin", walk)
    translator = SceneTranslator(far_stage, "cpu")

    for time in (0.0, 1.0, 2.0):
        translator.update(Usd.TimeCode(time))
    assert len(walks) == 1

    UsdGeom.Cube.Define(far_stage, "/World/new")
    translator.update(Usd.TimeCode(2.0))
    assert len(walks) == 2
    translator.close()


def test_a_stage_around_the_worlds_origin_and_one_without_gprims_are_drawn_around_it(far_stage):
    for name in ("box", "ball"):
        far_stage.RemovePrim(f"/World/{name}")
    assert origin_of(far_stage) is None

    UsdGeom.Cube.Define(far_stage, "/World/box").AddTranslateOp().Set(Gf.Vec3d(99, 0, 0))
    assert origin_of(far_stage) is None

    UsdGeom.Cube.Define(far_stage, "/World/nowhere").AddTranslateOp().Set(Gf.Vec3d(np.nan, 0, 0))
    assert origin_of(far_stage) is None


def test_point_instances_count_and_their_prototypes_do_not():
    stage = Usd.Stage.CreateInMemory()
    trees = UsdGeom.PointInstancer.Define(stage, "/Trees")
    trees.AddTranslateOp().Set(Gf.Vec3d(10_000, 0, 0))
    trees.CreatePositionsAttr([(0, 0, 0), (0, 30, 0)])
    UsdGeom.Cube.Define(stage, "/Trees/Cube").AddTranslateOp().Set(Gf.Vec3d(-9_000, 0, 0))

    assert origin_of(stage).tolist() == [10_000, 15, 0]


def test_what_a_skeleton_poses_counts_where_the_skeleton_is_and_not_where_its_own_transform_leads():
    stage = Usd.Stage.CreateInMemory()
    skeleton = define_skeleton(stage, "/Rig")
    skeleton.AddTranslateOp().Set((10_000, 0, 0))
    sleeve = define_mesh(stage, "/Rig/Sleeve", [(0, 0, 0), (1, 0, 0), (0, 1, 0)])
    bind(sleeve, skeleton, [0] * 3, [1.0] * 3)
    assert origin_of(stage).tolist() == [10_000, 0, 0]

    sleeve.AddTranslateOp().Set((0, 0, -5_000))
    define_mesh(stage, "/Rig/Hat", [(0, 0, 0), (1, 0, 0), (0, 1, 0)]).AddTranslateOp().Set((10_000, 40, 0))
    assert origin_of(stage).tolist() == [10_000, 20, 0]


def test_a_mesh_with_blend_shapes_and_no_joints_counts_where_it_stands():
    stage = Usd.Stage.CreateInMemory()
    skeleton = define_skeleton(stage, "/Rig")
    skeleton.AddTranslateOp().Set((10_000, 0, 0))
    face = define_mesh(stage, "/Rig/Face", [(0, 0, 0), (1, 0, 0), (0, 1, 0)])
    UsdSkel.BlendShape.Define(stage, "/Rig/Smile").CreateOffsetsAttr([(0, 0, 1)] * 3)
    binding = UsdSkel.BindingAPI.Apply(face.GetPrim())
    binding.CreateSkeletonRel().SetTargets([skeleton.GetPath()])
    binding.CreateBlendShapesAttr(["smile"])
    binding.CreateBlendShapeTargetsRel().SetTargets(["/Rig/Smile"])

    assert origin_of(stage) is None
