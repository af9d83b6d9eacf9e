"""The point that a stage is drawn around."""

import numpy as np
import pytest
from pxr import Gf, Usd, UsdGeom

from kitless.scene import SceneTranslator
from kitless.scene.origin import drawing_origin

HIDDEN_AT = {"box": 1.0, "ball": 0.0}


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
    monkeypatch.setattr("kitless.scene.translator.drawing_origin", walks.append)
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
    assert drawing_origin(far_stage) is None

    UsdGeom.Cube.Define(far_stage, "/World/box").AddTranslateOp().Set(Gf.Vec3d(99, 0, 0))
    assert drawing_origin(far_stage) is None

    UsdGeom.Cube.Define(far_stage, "/World/nowhere").AddTranslateOp().Set(Gf.Vec3d(np.nan, 0, 0))
    assert drawing_origin(far_stage) is None


def test_point_instances_count_and_their_prototypes_do_not():
    stage = Usd.Stage.CreateInMemory()
    trees = UsdGeom.PointInstancer.Define(stage, "/Trees")
    trees.AddTranslateOp().Set(Gf.Vec3d(10_000, 0, 0))
    trees.CreatePositionsAttr([(0, 0, 0), (0, 30, 0)])
    UsdGeom.Cube.Define(stage, "/Trees/Cube").AddTranslateOp().Set(Gf.Vec3d(-9_000, 0, 0))

    assert drawing_origin(stage).tolist() == [10_000, 15, 0]
