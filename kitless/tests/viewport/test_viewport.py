from __future__ import annotations

import importlib

import numpy as np
import pytest
from pxr import Gf, Usd, UsdGeom

from kitless.errors import NotImplementedByKitlessError, StageNotOpenError
from kitless.viewport.camera_state import ViewportCameraState
from kitless.viewport.errors import ViewportError


@pytest.fixture
def utility(app):
    return importlib.import_module("omni.kit.viewport.utility")


@pytest.fixture
def stage(app):
    app.usd_context.new_stage()
    stage = app.usd_context.get_stage()
    camera = UsdGeom.Camera.Define(stage, "/Camera")
    camera.AddTranslateOp().Set(Gf.Vec3d(0, 0, 10))
    camera.CreateFocalLengthAttr(20.0)
    camera.CreateHorizontalApertureAttr(20.0)
    yield stage
    app.usd_context.close_stage()


@pytest.fixture
def viewport(utility, stage):
    return utility.get_active_viewport()


def test_the_active_viewport_when_nothing_was_chosen_then_it_looks_through_its_own_camera(
    utility, viewport, stage
):
    assert str(viewport.get_active_camera()) == "/OmniverseKit_Persp"
    assert viewport.resolution == (1280, 720)
    assert viewport.stage == stage
    assert utility.get_active_viewport_window().title == "Viewport"
    assert utility.get_active_viewport_camera_string() == "/OmniverseKit_Persp"


def test_camera_path_when_it_is_no_camera_then_it_is_refused(viewport):
    with pytest.raises(ViewportError, match="expects the path of a camera on the stage, got '/Nothing'"):
        viewport.camera_path = "/Nothing"


def test_camera_path_when_another_stage_is_opened_then_it_is_the_viewports_own_again(app, viewport):
    viewport.camera_path = "/Camera"
    assert viewport.camera_path == "/Camera"

    app.usd_context.new_stage()
    assert viewport.camera_path == "/OmniverseKit_Persp"


def test_the_render_product_when_asked_for_then_it_follows_camera_and_resolution(viewport, stage):
    prim = stage.GetPrimAtPath(viewport.render_product_path)
    assert prim.GetName() == "omni_kit_widget_viewport_ViewportTexture_0"
    assert viewport.render_product_path == str(prim.GetPath())

    viewport.camera_path = "/Camera"
    viewport.resolution = (64, 48)

    assert prim.GetRelationship("camera").GetTargets() == ["/Camera"]
    assert tuple(prim.GetAttribute("resolution").Get()) == (64, 48)
    assert not stage.GetRootLayer().GetPrimAtPath("/Render")


def test_the_render_product_when_its_prim_is_changed_then_the_viewport_says_so(viewport, stage):
    prim = stage.GetPrimAtPath(viewport.render_product_path)
    with Usd.EditContext(stage, stage.GetSessionLayer()):
        prim.GetRelationship("camera").SetTargets(["/Camera"])

    assert viewport.camera_path == "/Camera"


def test_the_render_product_when_an_annotator_is_attached_then_the_viewports_picture_is_rendered(
    app, viewport, stage, run
):
    rep = importlib.import_module("omni.replicator.core")
    UsdGeom.Cube.Define(stage, "/Cube")
    viewport.camera_path = "/Camera"
    viewport.resolution = (32, 24)
    annotator = rep.AnnotatorRegistry.get_annotator("distance_to_image_plane")
    annotator.attach(viewport.render_product_path)

    run(rep.orchestrator.step_async())

    # The cube's top is at z = 1, the camera at z = 10.
    assert annotator.get_data()[12, 16] == pytest.approx(9.0)


def test_view_and_projection_when_a_point_goes_through_both_then_it_is_where_the_picture_has_it(viewport):
    viewport.camera_path = "/Camera"
    viewport.resolution = (200, 100)

    point = np.array([1.0, 0.5, 0.0, 1.0]) @ np.array(viewport.view) @ np.array(viewport.projection)

    # Focal length and aperture are the same: at a depth of 10, half the picture is 5 wide and 2.5 high.
    assert point[:2] / point[3] == pytest.approx([0.2, 0.2])


def test_a_viewport_when_no_stage_is_open_then_it_has_no_render_product(app, utility):
    app.usd_context.close_stage()

    with pytest.raises(StageNotOpenError):
        _ = utility.get_active_viewport().render_product_path
    assert utility.get_active_viewport().frame_info == {}


def test_viewport_windows_when_made_and_destroyed_then_they_are_found_by_title(utility, stage):
    window = utility.create_viewport_window(camera_path="/Camera", width=64, height=48)

    assert (window.title, utility.get_num_viewports()) == ("Viewport 1", 2)
    assert utility.get_viewport_from_window_name("Viewport 1").resolution == (64, 48)
    assert utility.get_viewport_window_camera_string("Viewport 1") == "/Camera"

    window.destroy()
    assert utility.get_active_viewport_window("Viewport 1") is None


def test_a_viewport_window_when_asked_where_it_is_drawn_then_it_says_that_it_is_not(utility, stage):
    with pytest.raises(AttributeError, match=r"ViewportWindow.position_x: no viewport is drawn"):
        _ = utility.get_active_viewport_window().position_x


def test_what_needs_a_viewport_that_is_drawn_when_called_then_it_is_refused_by_name(utility, viewport):
    with pytest.raises(
        NotImplementedByKitlessError, match=r"omni\.kit\.viewport\.utility\.post_viewport_message"
    ):
        utility.post_viewport_message(viewport, "Hello")


def test_the_awaited_frames_when_waited_for_then_as_many_updates_were_made(app, viewport, run, utility):
    before = app.update_count

    run(utility.next_viewport_frame_async(viewport, 2))

    assert app.update_count - before == 3


def test_camera_state_when_eye_and_target_are_set_then_the_camera_looks_there_and_no_file_changes(stage):
    root = stage.GetRootLayer().ExportToString()
    state = ViewportCameraState("/OmniverseKit_Persp")

    state.set_position_world(Gf.Vec3d(4, 0, 3), True)
    state.set_target_world(Gf.Vec3d(0, 0, 3), True)

    assert Gf.IsClose(state.position_world, Gf.Vec3d(4, 0, 3), 1e-9)
    # One unit in front of it, towards the target.
    assert Gf.IsClose(state.target_world, Gf.Vec3d(3, 0, 3), 1e-9)
    assert stage.GetRootLayer().ExportToString() == root


def test_camera_state_when_the_camera_is_moved_without_turning_then_it_looks_in_the_same_direction(stage):
    state = ViewportCameraState("/Camera")

    state.set_position_world(Gf.Vec3d(5, 6, 7), False)

    assert Gf.IsClose(state.target_world, Gf.Vec3d(5, 6, 6), 1e-9)
