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


def test_push_when_events_are_pumped_then_they_come_in_that_order_and_once():
    stream = EventStream("test")
    popped, pushed = [], []
    kept = [
        stream.create_subscription_to_pop(lambda event: popped.append(event.type)),
        stream.create_subscription_to_push_by_type(2, lambda event: pushed.append(event.type)),
    ]

    stream.push(1)
    stream.push(2)
    assert (popped, pushed) == ([], [2])
    stream.pump()
    stream.pump()

    assert popped == [1, 2]
    assert len(kept) == 2


def test_push_when_a_subscriber_pushes_while_it_is_called_then_that_waits_for_the_next_pump():
    stream = EventStream("test")
    popped = []

    def answer(event):
        popped.append(event.type)
        stream.push(event.type + 1)

    kept = stream.create_subscription_to_pop(answer)

    stream.push(1)
    stream.pump()
    kept.unsubscribe()

    assert popped == [1]


def test_event_when_it_is_consumed_then_the_later_subscribers_do_not_get_it():
    stream = EventStream("test")
    called = []
    kept = [
        stream.create_subscription_to_pop(lambda event: event.consume()),
        stream.create_subscription_to_pop(called.append, order=1),
    ]

    stream.dispatch()

    assert called == []
    assert len(kept) == 2


def test_type_from_string_when_called_then_it_is_the_names_64_bit_fnv_1a_hash():
    # The published test vectors of the hash.
    assert type_from_string("") == 0xCBF29CE484222325
    assert type_from_string("a") == 0xAF63DC4C8601EC8C
    assert type_from_string("foobar") == 0x85944171F73967E8
