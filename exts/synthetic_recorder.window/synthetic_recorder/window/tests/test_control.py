"""The fields and the buttons of the Control frame, without a widget."""

from __future__ import annotations

import dataclasses
import importlib
import itertools
import logging
from types import SimpleNamespace

import pytest


@pytest.fixture
def control(document, recorder, models):
    # One second passes between two clicks.
    control = models.ControlModel(document, recorder, clock=itertools.count().__next__)
    yield control
    control.destroy()


@pytest.fixture
def endless(recorder, config):
    recorder.config = dataclasses.replace(config, control=dataclasses.replace(config.control, frames=0))


def buttons(control):
    return (
        control.start_stop_text,
        control.can_start_or_stop,
        control.pause_resume_text,
        control.can_pause_or_resume,
    )


def test_the_buttons_when_nothing_is_recorded_then_only_start_does_something(control):
    assert buttons(control) == ("Start", True, "Pause", False)


def test_start_when_clicked_then_records_to_the_end_and_the_buttons_follow_the_state(
    control, config, recorder, until, tmp_path
):
    seen = []
    subscription = recorder.subscribe_state(lambda state: seen.append((state.name, *buttons(control))))

    control.start_or_stop()
    until(lambda: recorder.recording is not None)

    assert seen == [
        ("STARTING", "Stop", True, "Pause", False),
        ("RUNNING", "Stop", True, "Pause", True),
        ("STOPPING", "Stopping", False, "Pause", False),
        ("STOPPED", "Start", True, "Pause", False),
    ]
    assert sorted(path.name for path in (tmp_path / "set").glob("*.png")) == ["rgb_0000.png", "rgb_0001.png"]
    assert control.error is None
    subscription.unsubscribe()


def test_pause_when_clicked_then_the_button_resumes_and_stop_ends_it(control, endless, recorder, until):
    control.start_or_stop()
    until(lambda: recorder.progress is not None and recorder.progress.frame >= 1)

    control.pause_or_resume()
    until(lambda: recorder.state.name == "PAUSED")
    in_the_pause = buttons(control)
    control.pause_or_resume()
    until(lambda: recorder.state.name == "RUNNING")
    control.start_or_stop()
    until(lambda: recorder.recording is not None)

    assert in_the_pause == ("Stop", True, "Resume", True)
    assert recorder.recording.frames >= 1


@pytest.fixture
def quick_hand(document, recorder, models):
    """The buttons, clicked by somebody whose clock we set."""
    clock = SimpleNamespace(now=0.0)
    control = models.ControlModel(document, recorder, clock=lambda: clock.now)
    yield control, clock
    control.destroy()


def test_start_when_double_clicked_then_starts_and_goes_on(quick_hand, endless, recorder, until):
    control, clock = quick_hand

    control.start_or_stop()
    until(lambda: recorder.progress is not None and recorder.progress.frame >= 1)
    clock.now = 0.3
    control.start_or_stop()
    until(lambda: recorder.progress.frame >= 3)
    went_on = recorder.state.name
    clock.now = 0.5
    control.start_or_stop()
    until(lambda: recorder.recording is not None)

    assert went_on == "RUNNING"
    assert control.error is None


def test_stop_when_double_clicked_then_ends_and_does_not_start_again(
    quick_hand, endless, recorder, until, tmp_path
):
    control, clock = quick_hand
    control.start_or_stop()
    until(lambda: recorder.progress is not None and recorder.progress.frame >= 1)

    clock.now = 10.0
    control.start_or_stop()
    until(lambda: recorder.recording is not None)
    clock.now = 10.2
    control.start_or_stop()
    until(lambda: not control.can_pause_or_resume)

    assert recorder.state.name == "STOPPED"
    assert [folder.name for folder in tmp_path.iterdir() if folder.is_dir()] == ["set"]


def test_the_buttons_when_hammered_in_one_update_then_each_does_one_thing(
    quick_hand, endless, recorder, until
):
    control, clock = quick_hand
    for _ in range(5):
        control.start_or_stop()
    until(lambda: recorder.progress is not None and recorder.progress.frame >= 1)
    clock.now = 10.0

    for _ in range(5):
        control.pause_or_resume()
    until(lambda: recorder.state.name == "PAUSED")
    for _ in range(5):
        control.start_or_stop()
        control.pause_or_resume()
    assert control.error is None
    until(lambda: recorder.recording is not None)

    assert control.error is None
    assert recorder.state.name == "STOPPED"


def test_start_when_the_config_does_not_fit_the_stage_then_keeps_what_was_raised_until_the_next_click(
    control, core, config, recorder, until
):
    recorder.config = dataclasses.replace(
        config, render_products=(core.RenderProductConfig("/World/Missing", 16, 12),)
    )
    told = []
    subscription = control.subscribe(lambda: told.append(control.error))

    control.start_or_stop()
    until(lambda: control.error is not None)
    refused = control.error
    recorder.config = config
    control.start_or_stop()
    until(lambda: recorder.recording is not None)

    assert isinstance(refused, core.PreflightError)
    assert told == [refused, None]
    assert control.error is None
    subscription.unsubscribe()


def test_start_when_a_text_in_the_window_is_no_value_then_is_refused_and_says_which(
    control, config, recorder
):
    control.frames.type("2x")

    control.start_or_stop()

    assert control.refusal == "Correct control.frames first: '2x' is not a whole number."
    assert not control.can_start_or_stop
    assert recorder.state.name == "STOPPED"


def test_the_refusal_when_two_texts_are_no_values_then_counts_the_other_one(control, config):
    control.frames.type("")
    control.interval.type("x")

    assert control.refusal == "Correct control.frames first (1 other field too): A number is missing."


def test_a_call_when_it_fails_after_the_window_was_closed_then_is_logged(
    control, core, config, recorder, until, caplog
):
    recorder.config = dataclasses.replace(config, render_products=())

    with caplog.at_level(logging.ERROR):
        control.start_or_stop()
        control.destroy()
        until(lambda: recorder.last_error is not None)
        until(lambda: "The Synthetic Data Recorder was closed before it could show this." in caplog.messages)

    assert any(record.exc_info and record.exc_info[0] is core.PreflightError for record in caplog.records)


@pytest.mark.parametrize(
    ("frames", "interval", "plan"),
    [
        (10, 1, "Records 10 frames."),
        (1, 1, "Records 1 frame."),
        (0, 1, "Records every frame until Stop."),
        (0, 5, "Records the frames 0, 5, 10, … until Stop."),
        (2, 5, "Records 2 frames: number 0, 5."),
        (4, 5, "Records 4 frames: number 0, 5, 10, 15."),
        (10, 5, "Records 10 frames: number 0, 5, 10, …, 45."),
        (-1, 1, ""),
        (10, 0, ""),
    ],
)
def test_the_plan_when_frames_and_interval_are_given_then_says_which_frames(
    control, core, recorder, frames, interval, plan
):
    recorder.config = core.RecorderConfig(control=core.ControlConfig(frames=frames, interval=interval))

    assert control.plan == plan


def test_the_fields_when_typed_into_then_change_the_config(control, recorder):
    control.frames.type("7")
    control.interval.type("3")
    control.rt_subframes.type("4")
    control.control_timeline.set(True)

    core = importlib.import_module("synthetic_recorder.core")
    assert recorder.config.control == core.ControlConfig(7, 3, 4, True)
