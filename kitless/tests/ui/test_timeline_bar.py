"""The timeline bar: what it shows of the timeline and what its widgets do to it."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    import kitless

WIDGET = "Timeline//Frame/**/timeline_{}"


@pytest.fixture
def bar(ui: Any, app: kitless.App, new_stage: Any, updates: Callable[..., None]) -> Any:
    """The bar, over frames 0 to 100 at 10 a second."""
    new_stage.SetTimeCodesPerSecond(10.0)
    new_stage.SetStartTimeCode(0.0)
    new_stage.SetEndTimeCode(100.0)
    module = importlib.import_module("kitless.ui.editor.timeline_bar")
    shown = module.TimelineBar(app)
    updates(3)
    yield shown
    shown.destroy()


def test_play_when_it_is_clicked_then_time_runs_until_it_is_clicked_again(bar, app, ui_test):
    play = ui_test.find(WIDGET.format("play"))

    app.run(play.click())
    is_playing = app.timeline.is_playing()
    name_while_playing = play.widget.name
    app.run(play.click())

    assert is_playing
    assert name_while_playing == "pause"
    assert not app.timeline.is_playing()
    assert not app.timeline.is_stopped()
    assert app.timeline.get_current_time() > 0


def test_stop_when_it_is_clicked_then_the_time_is_that_of_the_first_frame(bar, app, ui_test):
    app.timeline.set_current_time(3.0)
    app.timeline.play()
    app.update()

    app.run(ui_test.find(WIDGET.format("stop")).click())

    assert app.timeline.is_stopped()
    assert app.timeline.get_current_time() == 0.0


def test_step_buttons_when_they_are_clicked_then_the_time_moves_by_one_frame(bar, app, ui_test):
    app.timeline.set_current_time(3.0)

    app.run(ui_test.find(WIDGET.format("next")).click())
    after_next = app.timeline.get_current_time()
    app.run(ui_test.find(WIDGET.format("previous")).click())
    app.run(ui_test.find(WIDGET.format("previous")).click())

    assert after_next == pytest.approx(3.1)
    assert app.timeline.get_current_time() == pytest.approx(2.9)


def test_loop_when_it_is_clicked_then_the_timeline_loops_no_more(bar, app, ui_test):
    loop = ui_test.find(WIDGET.format("loop"))
    assert loop.widget.checked

    app.run(loop.click())

    assert not app.timeline.is_looping()
    assert not loop.widget.checked


def test_slider_when_it_is_dragged_to_its_middle_then_the_time_is_that_of_a_whole_frame_there(
    bar, app, ui_test
):
    slider = ui_test.find(WIDGET.format("slider"))
    left = ui_test.Vec2(slider.position.x + 4, slider.center.y)

    app.run(ui_test.emulate_mouse_drag_and_drop(left, slider.center))

    frame = app.timeline.get_current_time() * 10
    assert frame == pytest.approx(round(frame))
    assert 48 <= frame <= 52


def test_bar_when_the_time_is_set_elsewhere_then_it_shows_frame_and_seconds(bar, app, ui_test, updates):
    app.timeline.set_current_time(2.5)
    updates(2)

    assert ui_test.find(WIDGET.format("slider")).widget.model.as_float == 25.0
    assert ui_test.find(WIDGET.format("time")).widget.text == "2.50 s at 10 fps"
    assert app.timeline.get_current_time() == 2.5


def test_bar_when_the_time_is_between_two_frames_then_showing_it_does_not_move_it(bar, app, updates):
    app.timeline.set_current_time(0.123)
    updates(5)

    assert app.timeline.get_current_time() == pytest.approx(0.123)


def test_range_when_the_stage_has_another_one_then_the_bar_shows_it(bar, app, new_stage, ui_test, updates):
    new_stage.SetEndTimeCode(40.0)
    updates(2)

    assert ui_test.find(WIDGET.format("end")).widget.model.as_float == 40.0
    assert ui_test.find(WIDGET.format("slider")).widget.max == 40.0


def test_bar_when_no_stage_is_open_then_nothing_can_be_clicked(bar, app, ui_test, updates):
    app.usd_context.close_stage()
    updates(2)

    names = ("previous", "play", "stop", "next", "loop", "slider", "start", "end")
    assert [ui_test.find(WIDGET.format(name)).widget.enabled for name in names] == [False] * len(names)


def test_bar_when_it_is_narrow_then_buttons_and_slider_keep_their_room_and_nothing_is_cut_off(
    bar, ui_test, updates
):
    bar.window.width = 210
    updates(3)

    right = bar.window.position_x + 210
    shown = [
        ui_test.find(WIDGET.format(name)) for name in ("previous", "play", "stop", "next", "loop", "slider")
    ]
    assert all(each.position.x + each.size.x <= right for each in shown)
    assert shown[-1].size.x >= 20
    assert not ui_test.find(WIDGET.format("start")).widget.visible
    assert not ui_test.find(WIDGET.format("end")).widget.visible


def test_range_when_a_new_end_is_typed_then_the_timeline_has_it_and_a_wrong_one_is_not_taken(
    bar, app, ui_test, updates
):
    end = ui_test.find(WIDGET.format("end"))

    app.run(end.input("40"))
    updates(2)
    typed = app.timeline.get_end_time()
    app.run(end.input("-5"))
    updates(2)

    assert typed == pytest.approx(4.0)
    assert app.timeline.get_end_time() == pytest.approx(4.0)
    assert end.widget.model.as_float == 40.0
