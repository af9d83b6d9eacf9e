from __future__ import annotations

from kitless.app.events import EventStream, type_from_string


def test_dispatch_when_there_are_several_subscribers_then_order_decides_and_then_age():
    stream = EventStream("test")
    called = []
    kept = [
        stream.create_subscription_to_pop(lambda _event, name=name: called.append(name), order=order)
        for name, order in [("late", 5), ("first of two", 0), ("second of two", 0), ("early", -5)]
    ]

    stream.dispatch()

    assert called == ["early", "first of two", "second of two", "late"]
    assert len(kept) == 4


def test_dispatch_when_called_then_subscribers_get_type_sender_and_payload():
    stream = EventStream("test")
    events = []
    kept = stream.create_subscription_to_pop(events.append)

    stream.dispatch(7, 3, {"key": "value"})
    kept.unsubscribe()

    assert [(event.type, event.sender, event.payload) for event in events] == [(7, 3, {"key": "value"})]


def test_subscription_by_type_when_another_type_comes_then_it_is_not_called():
    stream = EventStream("test")
    types = []
    kept = stream.create_subscription_to_pop_by_type(2, lambda event: types.append(event.type))

    for event_type in (1, 2, 3):
        stream.dispatch(event_type)
    kept.unsubscribe()

    assert types == [2]


def test_subscription_when_the_last_reference_goes_then_the_calls_end():
    stream = EventStream("test")
    called = []
    subscription = stream.create_subscription_to_pop(called.append)
    stream.dispatch()

    del subscription
    stream.dispatch()

    assert len(called) == 1


def test_subscription_when_it_is_ended_inside_the_dispatch_then_it_is_not_called_any_more():
    stream = EventStream("test")
    called = []
    later = stream.create_subscription_to_pop(called.append, order=1)
    first = stream.create_subscription_to_pop(lambda _event: later.unsubscribe())

    stream.dispatch()
    first.unsubscribe()
    first.unsubscribe()

    assert called == []


def test_type_from_string_when_called_twice_then_it_is_the_same_number():
    assert type_from_string("one") == type_from_string("one") != type_from_string("two")
