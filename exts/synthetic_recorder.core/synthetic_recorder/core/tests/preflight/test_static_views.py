"""Whether the frames can differ from each other at all."""

from __future__ import annotations

import pytest
from pxr import Gf, Sdf, Usd, UsdGeom, UsdPhysics

from synthetic_recorder.core.preflight import stage_changes

from .codes import codes

STANDS_STILL = [("views-static", "control.control_timeline")]
NOTHING_CHANGES = [("views-static", "stage")]


@pytest.fixture
def still(stage):
    """The stage without what moves its camera."""
    stage.GetPrimAtPath("/World/Camera").RemoveProperty("xformOp:translate")
    return stage


def test_a_camera_that_moves_when_the_timeline_goes_on_then_fits(findings):
    assert findings(playing=True) == ()
    assert findings(playing=False, control_timeline=True) == ()


def test_a_camera_that_moves_when_the_timeline_stands_still_then_is_a_warning(findings):
    (found,) = findings(playing=False)

    assert codes([found]) == STANDS_STILL
    assert not found.is_error
    assert found.todo.startswith("Switch Control Timeline on or play the timeline")


@pytest.mark.parametrize("frames", [0, 2])
@pytest.mark.parametrize("playing", [True, False])
def test_a_stage_on_which_nothing_changes_when_checked_then_is_a_warning(findings, still, frames, playing):
    found = findings(playing=playing, frames=frames)

    assert NOTHING_CHANGES[0] in codes(found)


def test_a_single_frame_when_nothing_changes_then_fits(findings, still):
    assert findings(playing=False, frames=1) == ()


def add_samples(stage):
    size = UsdGeom.Cube(stage.GetPrimAtPath("/World/Box")).CreateSizeAttr()
    size.Set(1, 0)
    size.Set(2, 10)


def add_samples_inside_an_instance(stage):
    size = UsdGeom.Sphere.Define(stage, "/Prototypes/Ball/Shape").CreateRadiusAttr()
    size.Set(1, 0)
    size.Set(2, 10)
    stage.GetPrimAtPath("/Prototypes").SetSpecifier(Sdf.SpecifierClass)
    instance = UsdGeom.Xform.Define(stage, "/World/Instance").GetPrim()
    instance.GetReferences().AddInternalReference("/Prototypes/Ball")
    instance.SetInstanceable(True)


def add_samples_in_the_session(stage):
    with Usd.EditContext(stage, stage.GetSessionLayer()):
        add_samples(stage)


def add_value_clips(stage, tmp_path_factory):
    """A value that only a file of clips has: the prim itself has none."""
    clip = Usd.Stage.CreateNew(str(tmp_path_factory.mktemp("clips") / "clip.usda"))
    size = UsdGeom.Cube.Define(clip, "/Box").CreateSizeAttr()
    size.Set(1, 0)
    size.Set(2, 10)
    clip.Save()
    clips = Usd.ClipsAPI(stage.GetPrimAtPath("/World/Box"))
    clips.SetClipAssetPaths([clip.GetRootLayer().identifier])
    clips.SetClipPrimPath("/Box")
    clips.SetClipActive([(0, 0)])
    clips.SetClipTimes([(0, 0), (10, 10)])


def add_smoke(stage):
    stage.DefinePrim("/World/Smoke", "FlowSimulate")


def add_a_body(stage):
    UsdPhysics.RigidBodyAPI.Apply(stage.GetPrimAtPath("/World/Box"))


def add_cloth(stage):
    stage.GetPrimAtPath("/World/Box").AddAppliedSchema("PhysxParticleClothAPI")


def add_a_deformable(stage):
    stage.GetPrimAtPath("/World/Box").AddAppliedSchema("OmniPhysicsDeformableBodyAPI")


def add_a_character(stage):
    stage.GetPrimAtPath("/World/Box").AddAppliedSchema("PhysxCharacterControllerAPI")


@pytest.mark.parametrize(
    "add",
    [
        add_samples,
        add_samples_inside_an_instance,
        add_samples_in_the_session,
        add_a_body,
        add_a_character,
        add_a_deformable,
        add_cloth,
        add_smoke,
    ],
)
def test_something_that_goes_by_time_when_checked_then_counts_if_the_timeline_goes_on(findings, still, add):
    add(still)

    assert findings(playing=True) == ()
    assert codes(findings(playing=False)) == STANDS_STILL


def test_value_clips_when_checked_then_count_if_the_timeline_goes_on(findings, still, tmp_path_factory):
    add_value_clips(still, tmp_path_factory)
    size = UsdGeom.Cube(still.GetPrimAtPath("/World/Box")).GetSizeAttr()
    assert (size.Get(0), size.Get(10)) == (1, 2)

    assert findings(playing=True) == ()
    assert codes(findings(playing=False)) == STANDS_STILL


def add_one_sample(stage):
    """A value that is the same at all times, for all that it is a time sample."""
    UsdGeom.Cube(stage.GetPrimAtPath("/World/Box")).CreateSizeAttr().Set(1, 0)


def add_a_body_that_is_off(stage):
    add_a_body(stage)
    UsdPhysics.RigidBodyAPI(stage.GetPrimAtPath("/World/Box")).CreateRigidBodyEnabledAttr(False)


def add_a_body_that_others_move(stage):
    add_a_body(stage)
    UsdPhysics.RigidBodyAPI(stage.GetPrimAtPath("/World/Box")).CreateKinematicEnabledAttr(True)


def add_a_collider(stage):
    UsdPhysics.Scene.Define(stage, "/Physics")
    UsdPhysics.CollisionAPI.Apply(stage.GetPrimAtPath("/World/Box"))


def add_samples_to_what_is_off(stage):
    add_samples(stage)
    stage.GetPrimAtPath("/World/Box").SetActive(False)


def add_what_replicator_makes(stage):
    stage.DefinePrim("/Render/PostProcess/SDGPipeline", "OmniGraph")
    stage.DefinePrim("/Orchestrator", "OmniGraph")


@pytest.mark.parametrize(
    "add",
    [
        add_one_sample,
        add_a_body_that_is_off,
        add_a_body_that_others_move,
        add_a_collider,
        add_samples_to_what_is_off,
        add_what_replicator_makes,
    ],
)
def test_something_that_never_moves_when_checked_then_does_not_count(findings, still, add):
    add(still)

    assert codes(findings(playing=True)) == NOTHING_CHANGES


def add_a_graph(stage):
    stage.DefinePrim("/World/ActionGraph", "OmniGraph")


def add_a_script(stage):
    stage.GetPrimAtPath("/World/Box").AddAppliedSchema("OmniScriptingAPI")


def add_a_randomizer(stage):
    stage.DefinePrim("/Replicator/SDGPipeline")


@pytest.mark.parametrize("add", [add_a_graph, add_a_script, add_a_randomizer])
def test_something_that_needs_no_timeline_when_checked_then_counts(findings, still, add):
    add(still)

    assert findings(playing=True) == ()
    assert findings(playing=False) == ()


def test_a_stage_that_is_very_large_when_checked_then_nobody_knows(findings, still, monkeypatch):
    monkeypatch.setattr(stage_changes, "MOST_PRIMS", 2)

    assert findings(playing=True) == ()


def test_a_camera_whose_parent_moves_when_checked_then_fits(findings, still):
    height = UsdGeom.Xformable(UsdGeom.Xform.Define(still, "/World")).AddTranslateOp()
    height.Set(Gf.Vec3d(0, 0, 0), 0)
    height.Set(Gf.Vec3d(0, 9, 0), 9)

    assert findings(playing=True) == ()
