"""The window, by clicks, drags and keys."""

from __future__ import annotations

import importlib
import math
import time

import pytest
from pxr import Gf, Sdf, Usd, UsdGeom

from kitless.viewport.windows import get_active_viewport, get_active_viewport_window

PATIENCE_SECONDS = 120.0


@pytest.fixture
def panel(app, red_ball):
    """The viewport in a small window, its picture complete."""
    app.settings.set("/kitless/ui/headless", True)
    importlib.import_module("omni.ui")
    importlib.import_module("kitless.ui.session").user_interface()
    importlib.import_module("kitless.ui.toolkit").toolkit.resize(420, 320)
    panel = importlib.import_module("kitless.ui.editor.viewport_panel").ViewportPanel(
        get_active_viewport_window()
    )
    panel.window.position_x, panel.window.position_y = 10, 30
    panel.window.width, panel.window.height = 340, 240
    for _ in range(4):
        app.update()
    complete(app, panel)
    yield panel
    panel.destroy()


def complete(app, panel):
    deadline = time.monotonic() + PATIENCE_SECONDS
    app.update()
    while not panel.live.is_complete:
        assert time.monotonic() < deadline, "the picture was never complete"
        time.sleep(0.001)  # for its thread, which has no other way to run on one core
        app.update()
    app.update()


@pytest.fixture
def mouse(run):
    """`mouse(from, to)`: drag with the left button, or click where both are the same; from the picture's middle."""
    ui_test = importlib.import_module("omni.kit.ui_test")

    def use(start, end):
        button = ui_test.find("Viewport//Frame/**/viewport_mouse")
        middle = button.center
        places = [ui_test.Vec2(middle.x + x, middle.y + y) for x, y in (start, end)]
        if start == end:
            run(ui_test.emulate_mouse_move_and_click(places[0]))
        else:
            run(ui_test.emulate_mouse_drag_and_drop(*places))

    return use


def selected(app):
    return app.usd_context.get_selection().get_selected_prim_paths()


def test_a_click_when_it_hits_a_prim_then_it_is_selected_and_beside_it_nothing_is(app, panel, mouse):
    mouse((0, 0), (0, 0))
    assert selected(app) == ["/World/Ball"]

    mouse((100, 60), (100, 60))
    assert selected(app) == []


def test_a_drag_when_it_goes_over_half_the_height_then_the_camera_has_gone_around_by_a_quarter(
    app, panel, mouse, red_ball
):
    _, height = panel.live.picture.size

    mouse((0, 0), (-height / 2, 0))

    place = UsdGeom.XformCache().GetLocalToWorldTransform(red_ball.GetPrimAtPath("/Camera"))
    # Around the ball's surface, 9 units away, which is what the middle shows: from (0, 0, 10) to (9, 0, 1).
    assert Gf.IsClose(place.ExtractTranslation(), Gf.Vec3d(9, 0, 1), 0.2)
    assert selected(app) == []
    assert importlib.import_module("omni.kit.undo").can_undo()


LEFT, RIGHT, MIDDLE = 0, 1, 2


@pytest.fixture
def hold(app):
    """`hold(button, start, end)`: drag with a button of the mouse, places from the middle of the picture."""
    ui = importlib.import_module("omni.ui")
    ui_test = importlib.import_module("omni.kit.ui_test")

    def drag(button, start, end):
        middle = ui_test.find("Viewport//Frame/**/viewport_mouse").center
        for step in range(6):
            x, y = (first + (last - first) * min(step, 4) / 4 for first, last in zip(start, end, strict=True))
            ui._ui._inject_mouse_move(middle.x + x, middle.y + y)
            app.update()
            if step == 0:
                ui._ui._inject_mouse_button(button, True)
                app.update()
        ui._ui._inject_mouse_button(button, False)
        for _ in range(3):
            app.update()

    return drag


def test_a_middle_drag_when_it_goes_by_pixels_then_what_is_in_the_middle_goes_along(
    app, panel, hold, red_ball
):
    width, _ = panel.live.picture.size

    hold(MIDDLE, (0, 0), (32, -16))

    # At the ball's surface, 9 away, the picture is 9 wide: the camera goes the other way.
    assert Gf.IsClose(eye(red_ball, "/Camera"), Gf.Vec3d(-32 * 9 / width, -16 * 9 / width, 10), 0.02)


def test_a_right_drag_when_it_goes_over_a_sixth_of_the_height_then_the_camera_turns_where_it_stands(
    app, panel, hold, red_ball
):
    _, height = panel.live.picture.size

    hold(RIGHT, (0, 0), (height / 6, 0))

    ahead = UsdGeom.XformCache().GetLocalToWorldTransform(red_ball.GetPrimAtPath("/Camera")).GetRow3(2)
    assert Gf.IsClose(eye(red_ball, "/Camera"), Gf.Vec3d(0, 0, 10), 1e-6)
    # Half a turn over the whole height: 30 degrees to the right, so that +Z of the camera goes to -X of the world.
    assert math.degrees(math.atan2(-ahead[0], ahead[2])) == pytest.approx(30.0, abs=1.0)


def test_the_wheel_when_it_turns_by_two_steps_then_it_is_one_step_of_undo(app, panel, run, red_ball):
    ui_test = importlib.import_module("omni.kit.ui_test")
    undo = importlib.import_module("omni.kit.undo")
    run(ui_test.emulate_mouse_move(ui_test.find("Viewport//Frame/**/viewport_mouse").center))
    for _ in range(2):
        run(ui_test.emulate_mouse_scroll(ui_test.Vec2(0, 1)))
    for _ in range(30):
        app.update()

    # 9 from the ball's surface: 9 * 0.9 ** 2 is left of it.
    assert Gf.IsClose(eye(red_ball, "/Camera"), Gf.Vec3d(0, 0, 1 + 9 * 0.81), 0.02)
    assert undo.undo()
    assert eye(red_ball, "/Camera") == Gf.Vec3d(0, 0, 10)
    assert not undo.can_undo()


def test_the_f_key_when_the_pointer_is_in_the_window_then_what_is_selected_is_framed(
    app, panel, mouse, run, red_ball
):
    ui_test = importlib.import_module("omni.kit.ui_test")
    keys = importlib.import_module("carb.input").KeyboardInput
    get_active_viewport().resolution = (200, 100)
    mouse((0, 0), (0, 0))

    run(ui_test.emulate_keyboard_press(keys.F))

    # The box of the ball has a side of 2; half of the picture's height is a quarter of its distance.
    distance = 1.1 * 3**0.5 / math.sin(math.atan(0.25))
    assert Gf.IsClose(eye(red_ball, "/Camera"), Gf.Vec3d(0, 0, distance), 1e-4)


@pytest.mark.parametrize("key", ["LEFT_CONTROL", "LEFT_SHIFT"])
def test_a_click_when_a_key_is_held_then_it_adds_and_takes_out_and_empty_ground_keeps_what_is_selected(
    app, panel, mouse, run, red_ball, key
):
    ui_test = importlib.import_module("omni.kit.ui_test")
    keys = importlib.import_module("carb.input").KeyboardInput
    UsdGeom.Cube.Define(red_ball, "/World/Box").AddTranslateOp().Set(Gf.Vec3d(3, 0, 0))
    complete(app, panel)
    # At a distance of 10 the picture is 10 wide.
    to_the_box = panel.live.picture.size[0] * 3 / 10
    seen = []

    async def held(pressed):
        scope = ui_test.KeyDownScope(getattr(keys, key))
        await (scope.__aenter__() if pressed else scope.__aexit__(None, None, None))

    mouse((0, 0), (0, 0))
    run(held(True))
    for place in ((to_the_box, 0), (0, 60), (0, 0)):
        mouse(place, place)
        seen.append(selected(app))
    run(held(False))

    assert seen == [["/World/Ball", "/World/Box"], ["/World/Ball", "/World/Box"], ["/World/Box"]]


def test_the_camera_menu_when_it_is_clicked_then_all_cameras_are_there_and_one_can_be_chosen(
    app, panel, run, red_ball
):
    ui = importlib.import_module("omni.ui")
    ui_test = importlib.import_module("omni.kit.ui_test")
    UsdGeom.Camera.Define(red_ball, "/World/Second")
    app.update()
    button = ui_test.find("Viewport//Frame/**/viewport_camera")
    text_before = button.widget.text

    async def choose():
        await button.click()
        offered = await ui_test.get_context_menu()
        # It would lie over the list.
        assert not button.widget.tooltip
        await ui_test.MenuRef(ui.Menu.get_current(), "cameras").find_menu("/World/Second").click()
        return offered

    offered = run(choose())
    app.update()

    assert offered["_"] == ["Perspective", "/Camera", "/World/Second"]
    assert text_before == "Camera: /Camera"
    assert get_active_viewport().camera_path == "/World/Second"
    assert button.widget.text == "Camera: /World/Second"
    assert "/World/Second" in button.widget.tooltip


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (
            lambda prim: prim.CreateAttribute("omni:kit:cameraLock", Sdf.ValueTypeNames.Bool).Set(True),
            "/Camera is locked",
        ),
        (
            lambda prim: UsdGeom.Xformable(prim).GetTranslateOp().Set(Gf.Vec3d(0, 0, 10), Usd.TimeCode(0)),
            "/Camera is animated",
        ),
    ],
)
def test_a_drag_when_the_camera_cannot_be_moved_then_a_sentence_says_why_until_the_next_press(
    app, panel, mouse, red_ball, spoil, reason
):
    ui_test = importlib.import_module("omni.kit.ui_test")
    spoil(red_ball.GetPrimAtPath("/Camera"))

    mouse((0, 0), (50, 0))
    said = ui_test.find("Viewport//Frame/**/Label[*].identifier=='viewport_message'").widget.text
    mouse((0, 0), (0, 0))

    assert reason in said
    assert panel.live.message is None
    assert panel._refusal == ""
    assert eye(red_ball, "/Camera") == Gf.Vec3d(0, 0, 10)


def eye(stage, path="/OmniverseKit_Persp"):
    cache = UsdGeom.XformCache()
    return cache.GetLocalToWorldTransform(stage.GetPrimAtPath(path)).ExtractTranslation()


def saved_stage(tmp_path, **custom_data):
    """A file, Z up and in metres, with a cube of side 2 at (100, 0, 0)."""
    stage = Usd.Stage.CreateNew(str(tmp_path / "stage.usda"))
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    UsdGeom.Cube.Define(stage, "/World/Cube").AddTranslateOp().Set(Gf.Vec3d(100, 0, 0))
    stage.GetRootLayer().customLayerData = custom_data
    stage.Save()
    return tmp_path / "stage.usda"


def test_a_stage_when_it_is_opened_from_a_file_then_all_of_it_is_seen_at_first(app, panel, tmp_path):
    app.usd_context.open_stage(saved_stage(tmp_path))
    stage = app.usd_context.get_stage()

    # Along the diagonal, as on a new stage. The picture of 16:9 is 20.955 / 18.147562 of its distance wide.
    half_height = math.atan(20.955 / 18.147562 * 9 / 16 / 2)
    distance = 1.1 * 3**0.5 / math.sin(half_height)
    assert Gf.IsClose(eye(stage), Gf.Vec3d(100, 0, 0) + Gf.Vec3d(distance / 3**0.5), 1e-5)
    assert not app.usd_context.has_pending_edit()
    assert not importlib.import_module("omni.kit.undo").can_undo()


def test_a_stage_when_its_file_says_where_the_viewports_camera_was_then_it_is_there(app, panel, tmp_path):
    saved = {"Perspective": {"position": Gf.Vec3d(1, 2, 3), "target": Gf.Vec3d(0, 0, 0)}}

    app.usd_context.open_stage(saved_stage(tmp_path, cameraSettings=saved))

    assert Gf.IsClose(eye(app.usd_context.get_stage()), Gf.Vec3d(1, 2, 3), 1e-9)


def test_a_stage_when_its_file_has_the_viewports_camera_then_it_is_not_moved(app, panel, tmp_path):
    path = saved_stage(tmp_path)
    stage = Usd.Stage.Open(str(path))
    UsdGeom.Camera.Define(stage, "/OmniverseKit_Persp").AddTranslateOp().Set(Gf.Vec3d(1, 2, 3))
    stage.Save()
    del stage

    app.usd_context.open_stage(path)

    assert eye(app.usd_context.get_stage()) == Gf.Vec3d(1, 2, 3)
    assert not app.usd_context.has_pending_edit()


def test_a_stage_when_it_is_new_then_the_viewports_camera_is_5_metres_off_along_each_axis(app, panel):
    app.usd_context.new_stage()

    assert Gf.IsClose(eye(app.usd_context.get_stage()), Gf.Vec3d(5, 5, 5), 1e-9)


def test_the_window_when_it_is_destroyed_then_it_is_gone_and_can_be_again(app, panel):
    ui = importlib.import_module("omni.ui")

    panel.destroy()
    panel.destroy()
    app.update()

    assert ui.Workspace.get_window("Viewport") is None
    assert get_active_viewport().camera_path == "/Camera"
