"""Opening and closing the window: a recording goes on without it, and nothing of it is left alive."""

from __future__ import annotations

import dataclasses
import importlib

from tests.independent_data_set import look_at

from .four_objects import labels_seen
from .written import labels_written


def test_the_window_when_closed_and_opened_in_mid_recording_then_shows_the_recording_that_has_gone_on(
    ready, recorder, workplace
):
    names = ready.identifiers
    ready.type("control_frames", "0")
    ready.press_start()
    ready.wait_until(lambda: recorder.progress and recorder.progress.frame >= 1, "a frame")
    ready.open_by_menu()
    assert ready.window is None
    at_close = recorder.progress.frame
    ready.wait_until(lambda: recorder.progress.frame >= at_close + 3, "frames while the window is closed")

    ready.open_by_menu()
    ready.place(420, 610)

    assert (ready.text(names.START_STOP), ready.text(names.PAUSE_RESUME)) == ("Stop", "Pause")
    assert not ready.is_enabled("control_frames")
    ready.press_start()
    ready.wait_until(lambda: ready.text(names.START_STOP) == "Start", "the end")
    seen = look_at(workplace / "_out_sdrec")
    assert (seen.problems, seen.manifest["status"]) == ([], "stopped")
    assert len(seen.frames) >= at_close + 3
    # The stage has 49 time codes, and the can moves in the first eight.
    for frame in range(min(len(seen.frames), 12)):
        assert (labels_written(workplace / "_out_sdrec", frame) == labels_seen(min(frame, 8))).all()


def test_frames_that_are_collapsed_when_the_window_is_opened_again_then_are_each_as_they_were(person):
    keys = [name for name in person.identifiers_there() if name.startswith("frame_")]
    assert len(keys) >= 8
    collapsed = {keys[2], keys[-1]}
    for key in collapsed:
        person.find(key).widget.collapsed = True
    person.look()
    person.open_by_menu()

    person.open_by_menu()

    states = {
        key: person.find(key).widget.collapsed
        for key in person.identifiers_there()
        if key.startswith("frame_")
    }
    assert {key for key, is_collapsed in states.items() if is_collapsed} == collapsed


def test_pause_when_clicked_while_heavy_frames_are_recorded_then_takes_effect_within_a_frame(ready, recorder):
    ready.type("render_products_0_width", "640")
    ready.type("render_products_0_height", "480")
    ready.click(ready.identifiers.SELECT_ALL)
    ready.type("control_frames", "0")
    ready.press_start()
    ready.wait_until(lambda: recorder.progress and recorder.progress.frame >= 1, "a frame")
    frame = recorder.progress.frame

    ready.click(ready.identifiers.PAUSE_RESUME)

    # The click itself takes some updates, in which frames go by; none is begun after it.
    assert recorder.state.name == "PAUSED"
    ready.wait_until(lambda: ready.text(ready.identifiers.PAUSE_RESUME) == "Resume", "the button follows")
    assert recorder.progress.frame <= frame + 12
    ready.click(ready.identifiers.START_STOP)
    ready.wait_until(lambda: ready.text(ready.identifiers.START_STOP) == "Start", "the end")


def test_start_when_double_clicked_then_records_and_is_not_stopped_at_once(ready, recorder, workplace):
    # However slow this machine is, the second click comes soon enough.
    importlib.import_module("synthetic_recorder.window.models.control").DOUBLE_CLICK = 600
    ready.type("control_frames", "3")
    ready.settle()

    ready.do(ready.find(ready.identifiers.START_STOP).double_click(human_delay_speed=1))
    ready.wait_until(lambda: recorder.recording is not None, "the end")

    assert (recorder.recording.frames, recorder.last_error) == (3, None)
    assert [folder.name for folder in workplace.iterdir() if folder.is_dir()] == ["_out_sdrec"]


def test_a_field_when_a_script_sets_the_config_while_it_has_the_keyboard_then_what_it_shows_is_what_is_recorded(
    ready, recorder, app
):
    ui_test = importlib.import_module("omni.kit.ui_test")
    field = ready.find("control_frames")
    ready.do(field.double_click())
    ready.do(ui_test.emulate_char_press("7"))
    ready.look(2)
    typed = recorder.config.control.frames

    control = dataclasses.replace(recorder.config.control, frames=33)
    recorder.config = dataclasses.replace(recorder.config, control=control)
    ready.look(3)
    ready.do(ui_test.emulate_key_combo("ENTER"))
    ready.look(3)

    assert typed == 7
    assert ready.text("control_frames") == str(recorder.config.control.frames)
