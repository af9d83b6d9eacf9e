"""Events by name, as `carb.eventdispatcher` has them."""

from __future__ import annotations

import pytest

from kitless.app.event_dispatcher import EventDispatcher
from kitless.app.events import EventStream
from kitless.errors import EventError


@pytest.fixture
def dispatcher() -> EventDispatcher:
    return EventDispatcher()


def test_dispatch_when_several_observe_then_order_decides_and_then_age(dispatcher):
    called = []
    guards = [
        dispatcher.observe_event(
            event_name="done", on_event=lambda _event, name=name: called.append(name), order=order
        )
        for name, order in [("late", 5), ("first of two", 0), ("second of two", 0), ("early", -5)]
    ]

    count = dispatcher.dispatch_event("done")

    assert called == ["early", "first of two", "second of two", "late"]
    assert count == len(guards)


def test_dispatch_when_it_carries_something_then_the_event_gives_it_in_every_way(dispatcher):
    events = []
    guard = dispatcher.observe_event(event_name="done", on_event=events.append, observer_name="me")

    dispatcher.dispatch_event("done", payload={"dt": 0.5})

    event = events[0]
    assert event.event_name == "done"
    assert (event["dt"], event.get("dt"), event.payload["dt"]) == (0.5, 0.5, 0.5)
    assert (event.get("nothing"), event.get("nothing", 3)) == (None, 3)
    assert event.has_key("dt")
    assert "dt" in event
    assert list(event) == ["dt"]
    assert guard.name == "me"


def test_dispatch_when_the_name_is_another_then_the_observer_is_not_called(dispatcher):
    called = []
    guard = dispatcher.observe_event(event_name="done", on_event=called.append)

    assert dispatcher.dispatch_event("begun") == 0
    assert called == []
    guard.reset()


def test_observer_when_it_has_a_filter_then_it_hears_only_payloads_with_those_values(dispatcher):
    heard = []
    guard = dispatcher.observe_event(
        event_name="tick", on_event=lambda event: heard.append(event["n"]), filter={"timeline": "main"}
    )

    for number, payload in enumerate([{"timeline": "main"}, {"timeline": "other"}, {}]):
        dispatcher.dispatch_event("tick", payload={**payload, "n": number})

    assert heard == [0]
    assert dispatcher.has_observers("tick", {"timeline": "main"})
    assert not dispatcher.has_observers("tick")
    guard.reset()


@pytest.mark.parametrize("end", ["reset", "del", "None"])
def test_guard_when_it_ends_then_the_calls_do(dispatcher, end):
    called = []
    guard = dispatcher.observe_event(event_name="done", on_event=called.append)

    if end == "reset":
        guard.reset()
        guard.reset()
    elif end == "del":
        del guard
    else:
        guard = None

    assert dispatcher.dispatch_event("done") == 0
    assert called == []


def test_guard_when_nobody_keeps_it_then_nothing_is_called(dispatcher):
    called = []

    dispatcher.observe_event(event_name="done", on_event=called.append)

    assert dispatcher.dispatch_event("done") == 0


def test_guard_when_it_is_ended_inside_the_dispatch_then_it_is_not_called_any_more(dispatcher):
    called = []
    later = dispatcher.observe_event(event_name="done", on_event=called.append, order=1)
    first = dispatcher.observe_event(event_name="done", on_event=lambda _event: later.reset())

    assert dispatcher.dispatch_event("done") == 1
    assert called == []
    first.reset()


def test_observer_when_it_comes_inside_the_dispatch_then_it_hears_the_next_event(dispatcher):
    called, guards = [], []

    def observe(_event):
        guards.append(dispatcher.observe_event(event_name="done", on_event=called.append, order=9))

    guards.append(dispatcher.observe_event(event_name="done", on_event=observe))

    dispatcher.dispatch_event("done")
    assert called == []
    dispatcher.dispatch_event("done")

    assert len(called) == 1


def test_observer_when_it_raises_then_it_is_logged_by_name_and_the_others_are_called(dispatcher, caplog):
    called = []
    guards = [
        dispatcher.observe_event(event_name="done", on_event=lambda _event: 1 / 0, observer_name="divider"),
        dispatcher.observe_event(event_name="done", on_event=called.append),
    ]

    dispatcher.dispatch_event("done")

    assert len(called) == 1
    assert "done: subscriber 'divider' failed" in caplog.text
    assert len(guards) == 2


def test_guard_when_its_order_or_its_state_is_changed_then_the_next_dispatch_follows(dispatcher):
    called = []
    one = dispatcher.observe_event(event_name="done", on_event=lambda _event: called.append("one"))
    two = dispatcher.observe_event(event_name="done", on_event=lambda _event: called.append("two"))

    one.order = 1
    dispatcher.dispatch_event("done")
    two.enabled = False
    dispatcher.dispatch_event("done")

    assert called == ["two", "one", "one"]


def test_event_when_it_is_consumed_then_only_who_ignores_that_hears_it(dispatcher):
    called = []
    guards = [
        dispatcher.observe_event(event_name="key", on_event=lambda event: event.consume()),
        dispatcher.observe_event(event_name="key", on_event=lambda _event: called.append("polite")),
        dispatcher.observe_event(event_name="key", on_event=lambda _event: called.append("stubborn")),
    ]
    guards[2].ignore_consume = True

    dispatcher.dispatch_event("key")

    assert called == ["stubborn"]


@pytest.mark.parametrize(
    "call",
    [
        lambda dispatcher: dispatcher.observe_event(event_name="", on_event=print),
        lambda dispatcher: dispatcher.observe_event(event_name="done", on_event="print"),
        lambda dispatcher: dispatcher.dispatch_event(""),
        lambda dispatcher: dispatcher.dispatch_event("done", payload=[1]),
    ],
)
def test_call_when_it_makes_no_sense_then_the_error_says_what_was_expected(dispatcher, call):
    with pytest.raises(EventError, match="expects"):
        call(dispatcher)


def test_stream_when_its_events_have_names_then_observers_and_subscribers_are_called_in_one_order(dispatcher):
    stream = EventStream("test", dispatcher, {3: "test:three"}.get)
    called = []
    kept = [
        stream.create_subscription_to_pop(lambda _event: called.append("stream, 10"), order=10),
        dispatcher.observe_event(
            event_name="test:three", on_event=lambda event: called.append(f"observer, 0, {event['n']}")
        ),
        stream.create_subscription_to_pop_by_type(3, lambda _event: called.append("stream, -1"), order=-1),
        dispatcher.observe_event(
            event_name="test:three", on_event=lambda _event: called.append("observer, 20"), order=20
        ),
    ]

    stream.dispatch(3, payload={"n": 7})
    stream.dispatch(4)

    assert called == ["stream, -1", "observer, 0, 7", "stream, 10", "observer, 20", "stream, 10"]
    assert len(kept) == 4
