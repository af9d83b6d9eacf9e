"""Callbacks that come, go and call back while they are called."""

from __future__ import annotations

from synthetic_recorder.core.subscriptions import Subscribers


def test_a_callback_when_one_before_it_takes_it_back_then_is_not_called_any_more():
    subscribers, heard = Subscribers(), []
    subscribers.subscribe(lambda value: second.unsubscribe())
    second = subscribers.subscribe(heard.append)

    subscribers.notify(1)

    assert heard == []


def test_a_callback_when_it_takes_itself_back_then_was_called_once():
    subscribers, heard = Subscribers(), []

    def once(value):
        heard.append(value)
        token.unsubscribe()

    token = subscribers.subscribe(once)
    other = []
    subscribers.subscribe(other.append)

    subscribers.notify(1)
    subscribers.notify(2)

    assert (heard, other) == ([1], [1, 2])


def test_a_callback_when_it_is_added_by_another_one_then_hears_the_next_value():
    subscribers, heard = Subscribers(), []
    subscribers.subscribe(lambda value: value == 1 and subscribers.subscribe(heard.append))

    subscribers.notify(1)
    subscribers.notify(2)

    assert heard == [2]


def test_callbacks_when_one_raises_then_all_of_the_others_hear_every_value():
    subscribers, before, after = Subscribers(), [], []
    subscribers.subscribe(before.append)
    subscribers.subscribe(lambda value: 1 / 0)
    subscribers.subscribe(after.append)

    for value in range(3):
        subscribers.notify(value)

    assert before == after == [0, 1, 2]


def test_a_callback_when_it_is_subscribed_twice_then_each_token_ends_one_of_its_calls():
    subscribers, heard = Subscribers(), []
    first = subscribers.subscribe(heard.append)
    subscribers.subscribe(heard.append)

    subscribers.notify(1)
    first.unsubscribe()
    first.unsubscribe()
    subscribers.notify(2)

    assert heard == [1, 1, 2]
