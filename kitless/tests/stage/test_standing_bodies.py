"""The warning that rigid bodies stand still."""

import logging
from collections.abc import Iterator

import pytest
from pxr import Usd, UsdGeom, UsdPhysics

import kitless
from kitless.app import App


@pytest.fixture
def app() -> Iterator[App]:
    app = kitless.start()
    yield app
    app.shutdown()


def body(stage, path, **attributes):
    prim = UsdGeom.Cube.Define(stage, path).GetPrim()
    api = UsdPhysics.RigidBodyAPI.Apply(prim)
    api.CreateRigidBodyEnabledAttr(attributes.get("enabled", True))
    api.CreateKinematicEnabledAttr(attributes.get("kinematic", False))
    return api


@pytest.fixture
def warnings_of_playing(app, caplog):
    def play():
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            app.timeline.play()
            app.timeline.stop()
        return [record.getMessage() for record in caplog.records if "physics" in record.getMessage()]

    return play


def test_bodies_when_the_stage_is_played_are_warned_of_once(app, warnings_of_playing):
    stage = Usd.Stage.CreateInMemory()
    for name in "ABCDE":
        body(stage, f"/{name}")
    app.usd_context.attach_stage(stage)
    (warning,) = warnings_of_playing()
    assert "5 rigid bodies" in warning
    assert warning.endswith("stand still: /A, /B, /C and 2 more")
    assert warnings_of_playing() == []


def test_bodies_that_do_not_move_by_physics_when_played_are_not_warned_of(app, warnings_of_playing):
    stage = Usd.Stage.CreateInMemory()
    off = body(stage, "/Off", enabled=False)
    body(stage, "/Kinematic", kinematic=True)
    app.usd_context.attach_stage(stage)
    assert warnings_of_playing() == []
    off.GetRigidBodyEnabledAttr().Set(True)
    assert len(warnings_of_playing()) == 1


def test_a_body_when_it_comes_after_the_first_play_is_warned_of(app, warnings_of_playing):
    stage = Usd.Stage.CreateInMemory()
    cube = UsdGeom.Cube.Define(stage, "/Cube").GetPrim()
    app.usd_context.attach_stage(stage)
    assert warnings_of_playing() == []
    UsdPhysics.RigidBodyAPI.Apply(cube)
    assert len(warnings_of_playing()) == 1


def test_another_stage_when_it_is_played_is_warned_of_too(app, warnings_of_playing):
    for _ in range(2):
        stage = Usd.Stage.CreateInMemory()
        body(stage, "/Body")
        app.usd_context.attach_stage(stage)
        assert len(warnings_of_playing()) == 1
