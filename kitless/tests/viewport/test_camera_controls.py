from __future__ import annotations

import importlib

import pytest
from pxr import Gf, Sdf, Usd, UsdGeom

from kitless.viewport.camera_controls import CameraControls
from kitless.viewport.errors import ViewportError

CENTRE = "omni:kit:centerOfInterest"


@pytest.fixture
def stage(app):
    """A camera at (0, 0, 10) with an aperture of 20 and a focal length of 20, Y up."""
    app.usd_context.new_stage()
    stage = app.usd_context.get_stage()
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.y)
    camera = UsdGeom.Camera.Define(stage, "/Camera")
    camera.AddTranslateOp().Set(Gf.Vec3d(0, 0, 10))
    camera.CreateFocalLengthAttr(20.0)
    camera.CreateHorizontalApertureAttr(20.0)
    camera.CreateVerticalApertureAttr(10.0)
    return stage


@pytest.fixture
def viewport(app, stage):
    viewport = importlib.import_module("omni.kit.viewport.utility").get_active_viewport()
    viewport.camera_path = "/Camera"
    return viewport


@pytest.fixture
def controls(viewport):
    """Of a viewport that sees something 10 units away."""
    return CameraControls(viewport, lambda: 10.0)


@pytest.fixture
def undo():
    return importlib.import_module("omni.kit.undo")


def position(stage, path="/Camera"):
    return UsdGeom.XformCache().GetLocalToWorldTransform(stage.GetPrimAtPath(path)).ExtractTranslation()


def close(found, x, y, z):
    return Gf.IsClose(found, Gf.Vec3d(x, y, z), 1e-6)


def test_orbit_when_half_the_height_is_dragged_then_the_camera_is_a_quarter_of_a_turn_further(
    controls, stage
):
    controls.begin()
    controls.orbit(-180.0, 0.0, 360.0)
    controls.end()

    assert close(position(stage), 10, 0, 0)


def test_pan_when_the_mouse_moves_by_pixels_then_what_is_at_the_target_moves_along(controls, stage):
    controls.begin()
    controls.pan(30.0, 15.0, 200.0)
    controls.end()

    # At a distance of 10 the picture is 10 wide: a pixel is 0.05.
    assert close(position(stage), -1.5, 0.75, 10)


def test_dolly_when_the_wheel_turns_by_two_steps_then_the_distance_is_081_of_what_it_was(controls, stage):
    controls.begin()
    controls.dolly(2.0)
    controls.end()

    assert close(position(stage), 0, 0, 8.1)


def test_dolly_when_the_camera_is_orthographic_then_its_window_shrinks_and_it_stays(controls, stage):
    camera = UsdGeom.Camera.Get(stage, "/Camera")
    camera.CreateProjectionAttr(UsdGeom.Tokens.orthographic)

    controls.begin()
    controls.dolly(1.0)
    controls.end()

    assert camera.GetHorizontalApertureAttr().Get() == pytest.approx(18.0)
    assert camera.GetVerticalApertureAttr().Get() == pytest.approx(9.0)
    assert close(position(stage), 0, 0, 10)


def test_a_drag_when_it_is_undone_then_the_file_is_what_it_was_and_redo_moves_it_again(controls, stage, undo):
    before = stage.GetRootLayer().ExportToString()
    controls.begin()
    for _ in range(5):
        controls.orbit(-36.0, 3.0, 360.0)
    controls.end()
    moved = position(stage)

    assert undo.undo()
    assert stage.GetRootLayer().ExportToString() == before
    assert not undo.can_undo()
    assert undo.redo()
    assert Gf.IsClose(position(stage), moved, 1e-9)


def test_a_drag_when_it_moves_nothing_then_there_is_nothing_to_undo(controls, stage, undo):
    controls.begin()
    controls.end()

    assert not undo.can_undo()


def test_a_drag_of_the_viewports_own_camera_when_it_ends_then_no_file_changed_and_nothing_is_to_undo(
    controls, viewport, stage, undo
):
    viewport.camera_path = "/OmniverseKit_Persp"
    before, file = position(stage, "/OmniverseKit_Persp"), stage.GetRootLayer().ExportToString()

    controls.begin()
    controls.orbit(50.0, 0.0, 360.0)
    controls.end()

    assert not Gf.IsClose(position(stage, "/OmniverseKit_Persp"), before, 1e-3)
    assert stage.GetRootLayer().ExportToString() == file
    assert not undo.can_undo()
    # What was seen 10 units away is what it turns around, and other tools are told so.
    assert stage.GetPrimAtPath("/OmniverseKit_Persp").GetAttribute(CENTRE).Get() == Gf.Vec3d(0, 0, -10)


def test_centre_of_interest_when_it_is_authored_then_the_camera_turns_around_it(controls, stage):
    stage.GetPrimAtPath("/Camera").CreateAttribute(CENTRE, Sdf.ValueTypeNames.Vector3d).Set(
        Gf.Vec3d(0, 0, -4)
    )

    controls.begin()
    controls.orbit(-180.0, 0.0, 360.0)
    controls.end()

    assert close(position(stage), 4, 0, 6)


def test_centre_of_interest_when_none_is_authored_then_no_property_is_added_to_the_file(controls, stage):
    controls.begin()
    controls.dolly(1.0)
    controls.end()

    assert not stage.GetPrimAtPath("/Camera").HasAttribute(CENTRE)


def test_a_camera_below_a_scaled_parent_when_it_orbits_then_it_keeps_its_distance_in_the_world(
    app, viewport, stage
):
    rig = UsdGeom.Xform.Define(stage, "/Rig")
    rig.AddScaleOp().Set(Gf.Vec3f(2.0))
    UsdGeom.Camera.Define(stage, "/Rig/Camera").AddTranslateOp().Set(Gf.Vec3d(0, 0, 3))
    viewport.camera_path = "/Rig/Camera"
    controls = CameraControls(viewport, lambda: 6.0)

    controls.begin()
    controls.orbit(-180.0, 0.0, 360.0)
    controls.end()

    assert close(position(stage, "/Rig/Camera"), 6, 0, 0)
    assert list(rig.GetScaleOp().Get()) == [2.0, 2.0, 2.0]


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (
            lambda prim: UsdGeom.Xformable(prim).GetTranslateOp().Set(Gf.Vec3d(1, 2, 3), Usd.TimeCode(7)),
            "/Camera is animated",
        ),
        (
            lambda prim: prim.CreateAttribute("omni:kit:cameraLock", Sdf.ValueTypeNames.Bool).Set(True),
            "/Camera is locked",
        ),
        (lambda prim: prim.GetStage().RemovePrim("/Camera"), "no camera /Camera"),
    ],
)
def test_a_camera_when_it_cannot_be_moved_then_the_reason_is_given(controls, stage, spoil, reason):
    spoil(stage.GetPrimAtPath("/Camera"))

    with pytest.raises(ViewportError, match=reason):
        controls.begin()
    assert not controls.is_moving


def test_frame_when_a_prim_is_given_then_its_ball_fills_the_height_of_the_picture(controls, viewport, stage):
    viewport.resolution = (200, 100)
    cube = UsdGeom.Cube.Define(stage, "/Cube")
    cube.AddTranslateOp().Set(Gf.Vec3d(5, 0, 0))

    controls.begin()
    assert controls.frame(["/Cube"])
    controls.end()

    # The cube's ball has a radius of sqrt(3); half the picture's height is 1/4 of the distance: sin = 1/sqrt(17).
    assert close(position(stage), 5, 0, 1.1 * 3**0.5 * 17**0.5)


def test_frame_when_nothing_is_there_then_the_camera_stays(controls, stage):
    controls.begin()

    assert not controls.frame(["/Nowhere"])
    controls.end()
    assert close(position(stage), 0, 0, 10)
