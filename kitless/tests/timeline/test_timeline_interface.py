"""The timeline as code written for Kit holds it: what is changed shows with the next update, or with a commit."""

import inspect

import pytest
from pxr import Usd

from kitless.errors import TimelineError
from kitless.timeline import Timeline, TimelineEventType, TimelineInterface
from kitless.timeline.interface import CHANGES, QUESTIONS


@pytest.fixture
def timeline(app):
    app.timeline.set_time_codes_per_second(10)
    return app.timeline_interface


@pytest.fixture
def heard(timeline):
    """The names of the events so far; the timeline's own for every update are left out."""
    names = []
    subscription = timeline.get_timeline_event_stream().create_subscription_to_pop(
        lambda event: names.append(TimelineEventType(event.type).name)
    )
    yield names
    subscription.unsubscribe()


def test_play_then_the_timeline_plays_with_the_next_update_and_has_gone_on_by_one_frame(app, timeline):
    timeline.play()

    assert (timeline.is_playing(), timeline.is_stopped()) == (False, True)
    app.update()
    assert (timeline.is_playing(), timeline.get_current_time()) == (True, 0.1)


def test_commit_then_the_changes_are_made_in_their_order_with_their_events(timeline, heard):
    timeline.set_end_time(5.0)
    timeline.set_current_time(2.0)
    timeline.play()

    assert heard == []
    timeline.commit()

    assert heard == ["END_TIME_CHANGED", "CURRENT_TIME_CHANGED", "PLAY"]
    assert (timeline.get_end_time(), timeline.get_current_time(), timeline.is_playing()) == (5.0, 2.0, True)


def test_commit_when_it_is_done_twice_then_the_second_changes_nothing(timeline, heard):
    timeline.forward_one_frame()
    timeline.commit()
    timeline.commit()

    assert heard == ["CURRENT_TIME_CHANGED"]
    assert timeline.get_current_time() == 0.1


def test_commit_silently_then_the_changes_are_made_without_an_event(timeline, heard):
    timeline.play()
    timeline.commit_silently()

    assert timeline.is_playing()
    assert heard == []
    timeline.pause()
    timeline.commit()
    assert heard == ["PAUSE"]


def test_commit_silently_when_the_rate_is_set_then_the_stage_has_it_too(app, timeline):
    stage = Usd.Stage.CreateInMemory()
    app.usd_context.attach_stage(stage)

    timeline.set_time_codes_per_second(25)
    assert stage.GetTimeCodesPerSecond() != 25
    timeline.commit_silently()

    assert stage.GetTimeCodesPerSecond() == 25


def test_a_change_when_it_cannot_be_made_then_is_refused_at_once_and_leaves_the_others(timeline):
    timeline.play()
    with pytest.raises(TimelineError, match="finite number above 0"):
        timeline.set_time_codes_per_second(0)
    timeline.commit()

    assert timeline.is_playing()
    assert timeline.get_time_codes_per_second() == 10


def test_a_change_when_it_is_asked_for_in_an_event_then_is_made_with_the_next_update(app, timeline):
    seen = []

    def stop(event):
        if event.type == TimelineEventType.CURRENT_TIME_TICKED:
            timeline.stop()
            seen.append(timeline.is_playing())

    subscription = timeline.get_timeline_event_stream().create_subscription_to_pop(stop)
    timeline.play()
    app.update()

    assert seen == [True]
    assert timeline.is_playing()
    app.update()
    assert timeline.is_stopped()
    subscription.unsubscribe()


def test_the_interface_then_has_everything_that_the_timeline_has_for_callers():
    for_the_app = {"advance", "follow_stage", "foreseen", "silence", "skip_next_tick", "tick", "time_code"}
    public = {name for name in dir(Timeline) if not name.startswith("_")} - for_the_app

    assert public == {*CHANGES, *QUESTIONS}
    assert inspect.signature(TimelineInterface.play) == inspect.signature(Timeline.play)
    assert TimelineInterface.play.__doc__ == Timeline.play.__doc__
