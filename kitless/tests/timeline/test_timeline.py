from __future__ import annotations

import math

import pytest
from pxr import Usd

from kitless.errors import TimelineError
from kitless.timeline import Timeline, TimelineEventType


@pytest.fixture
def timeline():
    own = Timeline()
    own.set_time_codes_per_second(24)
    return own


def events_of(timeline):
    heard = []

    def hear(event):
        # Comes with every update; tests about it ask for it by its type.
        if event.type != TimelineEventType.CURRENT_TIME_TICKED_PERMANENT:
            heard.append(TimelineEventType(event.type).name)

    return heard, timeline.get_timeline_event_stream().create_subscription_to_pop(hear)


@pytest.mark.parametrize("rate", [24, 30])
def test_tick_when_it_plays_for_1000_frames_then_frame_k_is_at_exactly_k_over_rate(timeline, rate):
    timeline.set_time_codes_per_second(rate)
    timeline.play()

    times = []
    for _ in range(1000):
        times.append(timeline.get_current_time())
        timeline.tick()

    assert times == [k / rate for k in range(1000)]


@pytest.mark.parametrize("rate", [24, 30])
def test_set_current_time_when_given_the_seconds_of_a_frame_then_it_is_exactly_that_frame(timeline, rate):
    timeline.set_time_codes_per_second(rate)

    for k in range(1000):
        timeline.set_current_time(k / rate)
        assert timeline.time_code == k


def test_advance_when_steps_of_a_thirtieth_make_up_whole_frames_then_rounding_does_not_add_up(timeline):
    for _ in range(3000):
        timeline.advance(1 / 30)

    assert timeline.time_code == 2400
    assert timeline.get_current_time() == 100.0


def test_play_pause_stop_when_called_in_turn_then_the_states_and_the_events_follow(timeline):
    heard, _subscription = events_of(timeline)
    states = []

    for call in (timeline.play, timeline.tick, timeline.pause, timeline.play, timeline.stop, timeline.stop):
        call()
        states.append((timeline.is_playing(), timeline.is_stopped()))

    assert states == [
        (True, False),
        (True, False),
        (False, False),
        (True, False),
        (False, True),
        (False, True),
    ]
    assert heard == ["PLAY", "CURRENT_TIME_TICKED", "PAUSE", "PLAY", "CURRENT_TIME_CHANGED", "STOP"]


def test_stop_when_time_has_run_then_time_is_the_start(timeline):
    timeline.set_start_time(0.5)
    timeline.play()
    timeline.tick()
    assert timeline.get_current_time() == 13 / 24

    timeline.stop()

    assert timeline.get_current_time() == 0.5


def test_tick_when_not_playing_then_time_stands(timeline):
    timeline.tick()
    timeline.play()
    timeline.tick()
    timeline.pause()
    timeline.tick()

    assert timeline.time_code == 1


def test_tick_when_the_end_is_passed_and_it_loops_then_it_goes_on_at_the_start(timeline):
    timeline.set_end_time(2 / 24)
    timeline.play()

    frames = []
    for _ in range(5):
        frames.append(timeline.time_code)
        timeline.tick()

    assert frames == [0, 1, 2, 0, 1]


@pytest.mark.parametrize(
    ("frames", "time_code"),
    # Frames 10, 11, 12 and then 10 again; from 11 on.
    [(1, 12), (2, 10), (3, 11), (5, 10), (3001, 12), (1.5, 10), (2.5, 10.5)],
)
def test_advance_when_the_seconds_go_over_the_end_then_the_rest_of_them_counts_from_the_start(
    timeline, frames, time_code
):
    timeline.set_end_time(12 / 24)
    timeline.set_start_time(10 / 24)
    timeline.set_current_time(11 / 24)

    timeline.advance(frames / 24)

    assert timeline.time_code == pytest.approx(time_code, abs=1e-9)


def test_tick_when_the_end_is_passed_and_it_does_not_loop_then_it_stops(timeline):
    timeline.set_end_time(2 / 24)
    timeline.set_looping(False)
    timeline.play()

    for _ in range(3):
        timeline.tick()

    assert timeline.is_stopped()
    assert timeline.get_current_time() == 0.0


def test_tick_when_auto_update_is_off_then_a_playing_timeline_stands(timeline):
    timeline.set_auto_update(False)
    timeline.play()

    timeline.tick()

    assert timeline.is_playing()
    assert timeline.time_code == 0


def test_skip_next_tick_when_called_then_exactly_one_tick_is_left_out(timeline):
    timeline.play()
    timeline.skip_next_tick()

    timeline.tick()
    timeline.tick()

    assert timeline.time_code == 1


def test_advance_when_stopped_then_none_stands_and_seconds_move(timeline):
    timeline.advance(None)
    assert timeline.time_code == 0

    timeline.advance(0.5)

    assert timeline.time_code == 12
    assert timeline.is_stopped()


def test_set_time_codes_per_second_when_time_has_run_then_the_seconds_stay(timeline):
    timeline.set_end_time(10.0)
    timeline.set_current_time(2.0)

    timeline.set_time_codes_per_second(30)

    assert (timeline.get_current_time(), timeline.time_code, timeline.get_end_time()) == (2.0, 60, 10.0)


@pytest.mark.parametrize("rate", [0, -24, math.inf, math.nan])
def test_set_time_codes_per_second_when_the_rate_cannot_be_then_it_is_refused(timeline, rate):
    with pytest.raises(TimelineError, match="above 0"):
        timeline.set_time_codes_per_second(rate)


def test_set_current_time_when_not_finite_then_it_is_refused(timeline):
    with pytest.raises(TimelineError, match=r"set_current_time expects a finite number of seconds, got nan"):
        timeline.set_current_time(math.nan)


def test_follow_stage_when_the_stage_has_a_range_then_the_timeline_has_it_too():
    stage = Usd.Stage.CreateInMemory()
    stage.SetTimeCodesPerSecond(24)
    stage.SetStartTimeCode(12)
    stage.SetEndTimeCode(120)
    timeline = Timeline()

    timeline.follow_stage(stage)

    assert (timeline.get_start_time(), timeline.get_end_time()) == (0.5, 5.0)
    assert timeline.get_time_codes_per_seconds() == 24
    assert timeline.get_current_time() == 0.5


def test_follow_stage_when_the_range_is_empty_then_frames_never_wrap():
    stage = Usd.Stage.CreateInMemory()
    stage.SetTimeCodesPerSecond(24)
    timeline = Timeline()
    timeline.follow_stage(stage)
    timeline.play()

    for _ in range(500):
        timeline.tick()

    assert timeline.time_code == 500
