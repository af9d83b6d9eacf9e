"""A scene that has followed edits of cameras is the one that is made anew from the stage."""

from __future__ import annotations

import random

import pytest
from pxr import Gf, Sdf, Usd, UsdGeom

from kitless.scene import SceneTranslator

LONE, WITH_CHILD, INSTANCE, IN_RIG = "/Lone", "/WithChild", "/Instance", "/Rig/InRig"


def make_stage() -> Usd.Stage:
    """Cameras with nothing below, with a cube below, with a cube in what they are an instance of, and in a rig."""
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.Cube.Define(stage, "/World/Cube")
    for path in (LONE, WITH_CHILD, INSTANCE, IN_RIG):
        UsdGeom.Camera.Define(stage, path).AddTransformOp()
    UsdGeom.Cube.Define(stage, f"{WITH_CHILD}/Cube")
    stage.CreateClassPrim("/Gimbal")
    UsdGeom.Cube.Define(stage, "/Gimbal/Cube")
    instance = stage.GetPrimAtPath(INSTANCE)
    instance.GetReferences().AddInternalReference("/Gimbal")
    instance.SetInstanceable(True)
    UsdGeom.Cube.Define(stage, "/Rig/Cube")
    UsdGeom.Xform.Define(stage, "/Rig").AddTransformOp()
    return stage


def described(translator: SceneTranslator, time: float):
    """All that is drawn, and what was found."""
    scene = translator.update(Usd.TimeCode(time))
    drawn = [drawable.prim_path for drawable in scene.drawables]
    return drawn, scene.to_world.tolist(), {(each.code, each.path) for each in translator.findings}


def edit(stage: Usd.Stage, choice: random.Random) -> None:
    """Change something of a camera, or of what is near one."""
    path = choice.choice((LONE, WITH_CHILD, INSTANCE, IN_RIG))
    camera = UsdGeom.Camera.Get(stage, path)
    time = choice.choice((Usd.TimeCode.Default(), Usd.TimeCode(0.0), Usd.TimeCode(5.0)))
    place = Gf.Matrix4d().SetTranslate(Gf.Vec3d(*(choice.uniform(-50.0, 50.0) for _ in range(3))))
    what = choice.randrange(9)
    if what == 0:
        stage.GetPrimAtPath("/Rig").GetAttribute("xformOp:transform").Set(place, time)
    elif what == 1:
        camera.GetFocalLengthAttr().Set(choice.uniform(10.0, 50.0), time)
    elif what == 2:
        camera.GetVisibilityAttr().Set(choice.choice(("inherited", "invisible")), time)
    elif what == 3:
        camera.GetFStopAttr().Set(choice.choice((0.0, 2.8)))
    elif what == 4:
        child = stage.GetPrimAtPath(f"{WITH_CHILD}/Cube")
        child.SetActive(not child.IsActive())
    elif what == 5:
        camera.GetPrim().CreateAttribute("omni:kit:centerOfInterest", Sdf.ValueTypeNames.Vector3d).Set(
            Gf.Vec3d(0, 0, -choice.random())
        )
    else:
        camera.GetPrim().GetAttribute("xformOp:transform").Set(place, time)


@pytest.mark.parametrize("seed", range(4))
def test_scene_when_cameras_are_edited_at_random_then_it_is_the_one_that_is_made_anew(seed):
    choice = random.Random(seed)
    stage = make_stage()
    followed = SceneTranslator(stage, "cpu")
    known: set = set()
    for _ in range(60):
        for _ in range(choice.randint(1, 3)):
            edit(stage, choice)
        time = float(choice.choice((0, 3, 5)))
        anew = SceneTranslator(stage, "cpu")

        drawn, places, found = described(followed, time)
        drawn_anew, places_anew, found_anew = described(anew, time)

        anew.close()
        # What was found once stays found.
        known |= found_anew
        assert drawn == drawn_anew
        assert places == places_anew
        assert found == known
    followed.close()


def test_camera_that_is_an_instance_with_a_cube_when_it_is_moved_then_its_cube_goes_with_it():
    stage = make_stage()
    translator = SceneTranslator(stage, "cpu")
    translator.update(Usd.TimeCode(0.0))

    stage.GetPrimAtPath(INSTANCE).GetAttribute("xformOp:transform").Set(
        Gf.Matrix4d().SetTranslate(Gf.Vec3d(7, 0, 0))
    )
    scene = translator.update(Usd.TimeCode(0.0))

    row = [drawable.prim_path for drawable in scene.drawables].index(f"{INSTANCE}/Cube")
    assert scene.to_world[row, 3].tolist() == [7.0, 0.0, 0.0, 1.0]
    translator.close()


def test_camera_when_it_gets_an_f_stop_after_the_first_picture_then_it_is_said_that_all_is_sharp():
    stage = make_stage()
    translator = SceneTranslator(stage, "cpu")
    translator.update(Usd.TimeCode(0.0))

    UsdGeom.Camera.Get(stage, LONE).GetFStopAttr().Set(2.8)
    translator.update(Usd.TimeCode(0.0))

    assert [(each.code, each.path) for each in translator.findings] == [("camera-depth-of-field", LONE)]
    translator.close()


def test_camera_with_nothing_below_when_it_is_moved_then_nothing_is_read_again(monkeypatch):
    stage = make_stage()
    translator = SceneTranslator(stage, "cpu")
    translator.update(Usd.TimeCode(0.0))
    monkeypatch.setattr(translator, "_place", lambda *_arguments: pytest.fail("placed again"))
    monkeypatch.setattr(translator, "_rebuild", lambda *_arguments: pytest.fail("read again"))

    stage.GetPrimAtPath(LONE).GetAttribute("xformOp:transform").Set(Gf.Matrix4d(2.0))
    UsdGeom.Camera.Get(stage, LONE).GetHorizontalApertureAttr().Set(30.0)
    translator.update(Usd.TimeCode(0.0))
    translator.close()
