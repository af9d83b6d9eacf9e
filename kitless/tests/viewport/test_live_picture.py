from __future__ import annotations

import gc
import threading
import weakref

import numpy as np
import pytest
from pxr import Gf, UsdGeom

from kitless.render import PictureSizeError, Renderer
from kitless.viewport.live_picture import NO_STAGE
from kitless.viewport.outline import COLOR, with_outline
from kitless.viewport.picking import picked_path, pixels_of
from kitless.viewport.picture import Quality
from kitless.viewport.windows import get_active_viewport

# At a distance of 10 the picture of 160 pixels is 10 wide, so a pixel in the ball's plane is 1/16. The ball's
# silhouette is seen under asin(1/10): a circle of radius 160 * tan(asin(0.1)) = 16.08 pixels.
RADIUS_PIXELS = 16.08


def middle(picture):
    width, height = picture.size
    return picture.pixels[height // 2, width // 2]


def test_a_picture_when_it_is_complete_then_it_shows_what_the_camera_sees(red_ball, completed):
    picture = completed()

    assert picture.size == (160, 90)
    assert picture.quality == Quality.LIT
    assert picture.drawables[picture.instance[45, 80]].prim_path == "/World/Ball"
    assert (picture.instance >= 0).sum() == pytest.approx(np.pi * RADIUS_PIXELS**2, rel=0.03)
    assert middle(picture)[0] > 100
    assert middle(picture)[1] == middle(picture)[2] == 0


def test_a_picture_when_the_window_has_another_shape_then_it_keeps_that_of_the_resolution(
    red_ball, live, completed
):
    get_active_viewport().resolution = (100, 100)
    live.fit(300, 80)

    assert completed().size == (80, 80)


def test_a_picture_when_nothing_has_changed_then_it_is_not_rendered_again(red_ball, live, completed):
    picture = completed()

    for _ in range(20):
        live.update()

    assert live.picture is picture
    assert live.is_complete


def test_a_picture_when_a_prim_is_moved_then_it_follows(red_ball, completed):
    completed()
    UsdGeom.Xformable(red_ball.GetPrimAtPath("/World/Ball")).AddTranslateOp().Set(Gf.Vec3d(2, 0, 0))

    picture = completed()

    # Two units are 32 pixels.
    assert picture.instance[45, 80] == -1
    assert picture.instance[45, 112] >= 0


def test_a_picture_when_the_camera_is_moved_then_it_follows(red_ball, completed):
    completed()
    UsdGeom.Xformable(red_ball.GetPrimAtPath("/Camera")).GetTranslateOp().Set(Gf.Vec3d(2, 0, 10))

    picture = completed()

    assert picture.instance[45, 80] == -1
    assert picture.instance[45, 48] >= 0


def test_a_picture_when_the_timeline_moves_then_it_shows_that_time(app, red_ball, completed):
    place = UsdGeom.Xformable(red_ball.GetPrimAtPath("/World/Ball")).AddTranslateOp()
    place.Set(Gf.Vec3d(0, 0, 0), 0.0)
    place.Set(Gf.Vec3d(2, 0, 0), 10.0)
    assert completed().instance[45, 80] >= 0

    app.timeline.set_current_time(10.0 / app.timeline.get_time_codes_per_second())

    assert completed().instance[45, 112] >= 0


def test_a_hidden_picture_when_the_stage_changes_then_it_is_rendered_when_it_is_seen_again(
    red_ball, live, completed
):
    shown = completed()
    live.is_shown = False
    UsdGeom.Imageable(red_ball.GetPrimAtPath("/World/Ball")).MakeInvisible()
    for _ in range(20):
        live.update()
    assert live.picture is shown

    live.is_shown = True

    assert (completed().instance == -1).all()


def test_no_stage_when_a_picture_is_wanted_then_it_says_so(app, live):
    app.usd_context.close_stage()

    live.update()

    assert live.message == NO_STAGE
    assert live.picture is None


def test_a_camera_when_it_is_deleted_then_a_sentence_says_so_and_another_one_is_shown(
    red_ball, live, completed
):
    completed()
    red_ball.RemovePrim("/Camera")

    assert completed() is None
    assert live.message.startswith("There is no camera /Camera on the stage any more.")

    get_active_viewport().camera_path = "/OmniverseKit_Persp"
    assert completed() is not None
    assert live.message is None


def test_a_lens_when_it_describes_no_picture_then_a_sentence_says_why_until_it_is_mended(
    red_ball, live, completed
):
    lens = UsdGeom.Camera.Get(red_ball, "/Camera").GetFocalLengthAttr()
    lens.Set(-1.0)

    assert completed() is None
    assert "focalLength" in live.message

    lens.Set(20.0)
    assert completed() is not None


def test_a_picture_when_rendering_it_fails_then_a_sentence_says_why_and_nothing_is_raised(
    red_ball, live, completed, monkeypatch
):
    def fail(*_arguments, **_keywords):
        raise PictureSizeError("too large for this machine")

    monkeypatch.setattr("kitless.render.Renderer.render", fail)

    assert completed() is None
    assert live.message == "too large for this machine"


def test_a_lit_picture_when_the_camera_moves_meanwhile_then_it_is_given_up_and_the_next_one_is_of_there(
    red_ball, live, completed, monkeypatch
):
    moved = threading.Event()
    render = Renderer.render
    given_up = []

    def slow(renderer, *arguments, channels, is_wanted):
        if "color" in channels and not given_up:
            assert moved.wait(timeout=30)
            given_up.append(not is_wanted())
        return render(renderer, *arguments, channels=channels, is_wanted=is_wanted)

    monkeypatch.setattr(Renderer, "render", slow)
    live.update()
    while live.picture is None or live.picture.quality < Quality.SHARP or live._job is None:
        live.update()

    UsdGeom.Xformable(red_ball.GetPrimAtPath("/Camera")).GetTranslateOp().Set(Gf.Vec3d(2, 0, 10))
    live.update()
    moved.set()

    picture = completed()
    assert given_up == [True]
    assert picture.quality == Quality.LIT
    # Two units are 32 pixels.
    assert picture.instance[45, 80] == -1
    assert picture.instance[45, 48] >= 0


def test_a_picture_when_the_window_closes_while_it_is_rendered_then_closing_waits_for_its_thread_only(
    red_ball, live, completed
):
    completed()
    UsdGeom.Xformable(red_ball.GetPrimAtPath("/Camera")).GetTranslateOp().Set(Gf.Vec3d(2, 0, 10))
    live.update()
    while live._job is None:
        live.update()

    live.close()

    assert not [thread for thread in threading.enumerate() if "kitless-viewport" in thread.name]


def test_a_stage_when_it_is_closed_then_the_picture_holds_it_no_more(app, red_ball, live, completed):
    completed()
    stage = weakref.ref(app.usd_context.get_stage())

    app.usd_context.close_stage()
    live.update()
    gc.collect()

    assert live.picture is None
    assert stage() is None or stage().expired


def test_picking_when_a_pixel_is_inside_the_ball_then_it_is_the_ball(red_ball, completed):
    picture = completed()

    assert picked_path(picture, 0.5, 0.5) == "/World/Ball"
    # 14 pixels from the middle are inside, 18 outside.
    assert picked_path(picture, (80 + 14) / 160, 0.5) == "/World/Ball"
    assert picked_path(picture, (80 + 18) / 160, 0.5) is None
    assert picked_path(picture, 1.2, 0.5) is None


def test_picking_when_it_is_an_instance_of_a_point_instancer_then_it_is_the_instancer(red_ball, completed):
    red_ball.RemovePrim("/World/Ball")
    instancer = UsdGeom.PointInstancer.Define(red_ball, "/World/Many")
    UsdGeom.Sphere.Define(red_ball, "/World/Many/Prototype")
    instancer.CreatePrototypesRel().SetTargets(["/World/Many/Prototype"])
    instancer.CreateProtoIndicesAttr([0])
    instancer.CreatePositionsAttr([Gf.Vec3f(0, 0, 0)])

    assert picked_path(completed(), 0.5, 0.5) == "/World/Many"


def test_selected_pixels_when_a_parent_is_selected_then_they_are_those_of_everything_below_it(
    red_ball, completed
):
    UsdGeom.Cube.Define(red_ball, "/Worldly").AddTranslateOp().Set(Gf.Vec3d(3, 0, 0))
    picture = completed()

    inside = pixels_of(picture, ["/World"])

    assert inside[45, 80]
    assert picture.instance[45, 128] >= 0
    assert not inside[45, 128]
    assert not pixels_of(picture, []).any()


def test_selected_pixels_when_a_hundred_thousand_prims_are_selected_then_they_are_looked_through_once(
    red_ball, completed
):
    class Paths(list):
        looked_through = 0

        def __iter__(self):
            self.looked_through += 1
            return super().__iter__()

    for number in range(9):
        UsdGeom.Sphere.Define(red_ball, f"/World/Near_{number}").AddTranslateOp().Set(
            Gf.Vec3d(number - 4, 2, 0)
        )
    picture = completed()
    paths = Paths(f"/World/Far_{number}" for number in range(100_000))
    paths.append("/World/Ball")

    inside = pixels_of(picture, paths)

    assert len(picture.seen) >= 8
    assert paths.looked_through == 1
    assert inside[45, 80]
    assert (inside == (picture.instance == picture.instance[45, 80])).all()


def test_outline_when_one_pixel_is_selected_then_the_line_lies_around_it():
    pixels = np.zeros((7, 7, 4), np.uint8)
    inside = np.zeros((7, 7), bool)
    inside[3, 3] = True

    outlined = with_outline(pixels, inside, width=1)

    rows, columns = np.nonzero((outlined == COLOR).all(axis=2))
    assert set(zip(rows.tolist(), columns.tolist(), strict=True)) == {(2, 3), (4, 3), (3, 2), (3, 4)}
    assert not pixels.any()
