"""How often ``synthetic-recorder gui`` brings its window up to date."""

from __future__ import annotations

import pytest
from pxr import Usd

import kitless

LIMITED = "/app/runLoops/main/rateLimitEnabled"
RATE = "/app/runLoops/main/rateLimitFrequency"
WINDOW_IS_DRAWN = 500


@pytest.fixture
def app():
    app = kitless.start(exts=["synthetic_recorder.core"])
    yield app
    app.shutdown()


@pytest.fixture
def seconds(app):
    """seconds["drawing"]: what a frame of the window costs a core, by the clock of the tests."""
    seconds = {"drawing": 0.0, "now": 0.0}

    def draw(_event):
        seconds["now"] += seconds["drawing"]

    seconds["subscription"] = app.update_stream.create_subscription_to_pop(draw, order=WINDOW_IS_DRAWN)
    return seconds


@pytest.fixture
def pace_at(app, seconds):
    """What the settings say after some updates, while the recorder is in a state."""
    from synthetic_recorder.app import gui_pace  # noqa: PLC0415 - needs the App

    class OneThatIs:
        state = None

    recorder = OneThatIs()
    pace = gui_pace.Pace(app, recorder, clock=lambda: seconds["now"])

    def pace_at(state):
        recorder.state = gui_pace.RecorderState[state]
        for _ in range(50):
            app.update()
        return app.settings.get(LIMITED), app.settings.get(RATE)

    yield pace_at
    pace.close()


def test_pace_when_nothing_goes_on_then_is_30_updates_a_second(pace_at):
    assert pace_at("STOPPED") == (True, 30.0)


def test_pace_when_a_frame_of_the_window_costs_a_tenth_of_a_second_then_is_5_so_that_half_of_a_core_is_left(
    pace_at, seconds
):
    seconds["drawing"] = 0.1

    assert pace_at("STOPPED") == (True, pytest.approx(5.0, rel=1e-3))


def test_pace_when_the_timeline_plays_then_is_the_frames_per_second_of_the_stage(app, pace_at):
    stage = Usd.Stage.CreateInMemory()
    stage.SetTimeCodesPerSecond(24)
    stage.SetEndTimeCode(1000)
    app.run(app.usd_context.attach_stage_async(stage))
    app.timeline.play()

    assert pace_at("STOPPED") == (True, 24.0)


@pytest.mark.parametrize("state", ["STARTING", "RUNNING", "STOPPING"])
def test_pace_when_something_is_recorded_then_has_no_limit(pace_at, state):
    assert pace_at(state)[0] is False


def test_pace_when_a_recording_pauses_then_is_30_updates_a_second_again(pace_at):
    pace_at("RUNNING")

    assert pace_at("PAUSED") == (True, 30.0)
