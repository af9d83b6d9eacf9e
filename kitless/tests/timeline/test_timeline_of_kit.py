"""What Kit's timeline has besides time and playing: ticks, ranges of playing, options, events by name."""

from __future__ import annotations

import importlib

import pytest

from kitless.app.event_dispatcher import EventDispatcher
from kitless.errors import NotImplementedByKitlessError, TimelineError
from kitless.timeline import Timeline, TimelineEventType
from kitless.timeline.event_types import event_name


@pytest.fixture
def dispatcher():
    return EventDispatcher()


@pytest.fixture
def timeline(dispatcher):
    own = Timeline(dispatcher)
    own.set_time_codes_per_second(10)
    return own


def listen(dispatcher, event_type):
    heard = []
    guard = dispatcher.observe_event(event_name=event_name(event_type), on_event=heard.append)
    return heard, guard


def test_events_when_the_timeline_runs_then_they_are_announced_by_name(dispatcher, timeline):
    names = []
    guards = [
        dispatcher.observe_event(
            event_name=event_name(kind), on_event=lambda event, kind=kind: names.append(kind.name)
        )
        for kind in (TimelineEventType.PLAY, TimelineEventType.PAUSE, TimelineEventType.STOP)
    ]

    timeline.play()
    timeline.pause()
    timeline.play()
    timeline.stop()

    assert names == ["PLAY", "PAUSE", "PLAY", "STOP"]
    del guards


def test_the_names_of_events_when_imported_then_they_are_those_that_are_announced(app):
    omni_timeline = importlib.import_module("omni.timeline")
    heard = []
    guard = app.event_dispatcher.observe_event(
        event_name=omni_timeline.GLOBAL_EVENT_CURRENT_TIME_TICKED,
        on_event=lambda event: heard.append(event["currentTime"]),
        filter=omni_timeline.get_timeline_interface().get_event_key(),
    )

    app.timeline.play()
    app.update()
    app.update()

    assert heard == [1 / 60, 2 / 60]
    del guard


def test_ticked_permanent_when_nothing_plays_then_it_comes_with_every_tick_all_the_same(dispatcher, timeline):
    ticked, first = listen(dispatcher, TimelineEventType.CURRENT_TIME_TICKED)
    permanent, second = listen(dispatcher, TimelineEventType.CURRENT_TIME_TICKED_PERMANENT)

    timeline.tick()
    timeline.play()
    timeline.tick()

    assert [event["currentTime"] for event in permanent] == [0.0, 0.1]
    assert len(ticked) == 1
    del first, second


def test_ticks_when_a_frame_has_four_then_time_goes_through_it_in_quarters(dispatcher, timeline):
    heard, guard = listen(dispatcher, TimelineEventType.CURRENT_TIME_TICKED)
    ticks = []
    on_tick = dispatcher.observe_event(
        event_name=event_name(TimelineEventType.CURRENT_TIME_TICKED),
        on_event=lambda _event: ticks.append(timeline.get_current_tick()),
    )
    timeline.set_ticks_per_frame(4)
    timeline.play()

    timeline.tick()
    timeline.tick()

    assert [event["currentTime"] for event in heard] == pytest.approx(
        [0.025, 0.05, 0.075, 0.1, 0.125, 0.15, 0.175, 0.2]
    )
    assert ticks == [0, 1, 2, 3, 0, 1, 2, 3]
    assert timeline.time_code == 2.0
    assert timeline.get_ticks_per_second() == 40.0
    del guard, on_tick


def test_ticks_when_somebody_stops_the_timeline_at_one_then_the_rest_of_the_frame_is_left_out(
    dispatcher, timeline
):
    guard = dispatcher.observe_event(
        event_name=event_name(TimelineEventType.CURRENT_TIME_TICKED), on_event=lambda _event: timeline.pause()
    )
    timeline.set_ticks_per_frame(2)
    timeline.play()

    timeline.tick()

    assert timeline.time_code == 0.5
    del guard


@pytest.mark.parametrize("ticks", [1, 2, 3])
def test_ticks_when_somebody_moves_the_timeline_at_the_first_then_it_goes_on_from_there(
    dispatcher, timeline, ticks
):
    guard = dispatcher.observe_event(
        event_name=event_name(TimelineEventType.CURRENT_TIME_TICKED),
        on_event=lambda _event: timeline.set_current_time(5.0),
    )
    timeline.set_ticks_per_frame(ticks)
    timeline.play()

    timeline.tick()

    assert timeline.time_code == 50.0
    guard.reset()
    timeline.tick()
    assert timeline.time_code == 51.0


def test_play_when_the_rate_changes_then_a_range_of_its_own_keeps_its_seconds(timeline):
    timeline.play(10, 12)

    timeline.set_time_codes_per_second(20)
    codes = []
    for _ in range(6):
        timeline.tick()
        codes.append(timeline.time_code)

    assert codes == [21.0, 22.0, 23.0, 24.0, 20.0, 21.0]


@pytest.mark.parametrize("ticks", [0, -1, 1.5])
def test_ticks_when_they_are_no_whole_number_from_one_then_they_are_refused(timeline, ticks):
    with pytest.raises(TimelineError, match="whole number of at least 1"):
        timeline.set_ticks_per_frame(ticks)


def test_play_when_a_range_is_given_then_it_loops_in_it_and_the_own_range_stays(timeline):
    timeline.set_end_time(10.0)
    timeline.play(5, 7)
    codes = [timeline.time_code]
    for _ in range(4):
        timeline.tick()
        codes.append(timeline.time_code)

    assert codes == [5, 6, 7, 5, 6]
    assert (timeline.get_start_time(), timeline.get_end_time()) == (0.0, 10.0)

    timeline.stop()
    assert timeline.time_code == 0


def test_play_when_a_range_does_not_loop_then_it_stops_after_it(timeline):
    timeline.play(2, 3, looping=False)
    for _ in range(2):
        timeline.tick()

    assert timeline.is_stopped()


def test_play_when_the_range_is_empty_then_it_is_refused(timeline):
    with pytest.raises(TimelineError, match="ascending order"):
        timeline.play(7, 5)


def test_forward_and_rewind_when_at_the_ends_then_they_go_round(timeline):
    timeline.set_end_time(0.2)
    codes = []
    for step in (timeline.forward_one_frame,) * 3 + (timeline.rewind_one_frame,) * 2:
        step()
        codes.append(timeline.time_code)

    assert codes == [1, 2, 0, 2, 1]
    assert not timeline.is_playing()


def test_the_rate_when_asked_for_then_both_spellings_give_it(timeline):
    assert timeline.get_time_codes_per_second() == timeline.get_time_codes_per_seconds() == 10


def test_options_when_set_then_they_are_kept_and_announced(dispatcher, timeline):
    kinds = (
        TimelineEventType.PLAY_EVERY_FRAME_CHANGED,
        TimelineEventType.TARGET_FRAMERATE_CHANGED,
        TimelineEventType.PREROLLING_CHANGED,
        TimelineEventType.TENTATIVE_TIME_CHANGED,
        TimelineEventType.ZOOM_CHANGED,
        TimelineEventType.TICKS_PER_FRAME_CHANGED,
    )
    heard = [listen(dispatcher, kind) for kind in kinds]

    for _ in range(2):
        timeline.set_play_every_frame(True)
        timeline.set_target_framerate(30)
        timeline.set_prerolling(True)
        timeline.set_tentative_time(0.5)
        timeline.set_ticks_per_frame(2)
    timeline.set_zoom_range(1.0, 2.0)

    assert [len(events) for events, _ in heard] == [1] * len(kinds)
    assert timeline.get_play_every_frame() is timeline.get_fast_mode() is True
    assert (timeline.get_target_framerate(), timeline.is_prerolling()) == (30.0, True)
    assert (timeline.get_tentative_time(), timeline.get_current_time()) == (0.5, 0.0)
    assert (timeline.get_zoom_start_time(), timeline.get_zoom_end_time()) == (1.0, 2.0)

    timeline.clear_tentative_time()
    timeline.clear_zoom()
    assert timeline.get_tentative_time() == 0.0
    assert timeline.get_zoom_end_time() == timeline.get_end_time()


@pytest.mark.parametrize("rate", [0, -30, float("nan")])
def test_target_framerate_when_it_is_not_above_zero_then_it_is_refused(timeline, rate):
    with pytest.raises(TimelineError, match="above 0"):
        timeline.set_target_framerate(rate)


def test_director_when_it_is_another_timeline_then_it_is_refused_by_name(timeline):
    timeline.set_director(None)

    assert timeline.get_director() is None
    with pytest.raises(NotImplementedByKitlessError, match="set_director"):
        timeline.set_director(Timeline())
