"""The state machine and the callbacks of a recorder."""

from __future__ import annotations

import logging
import sys

import pytest

from synthetic_recorder.core.errors import RecorderStateError
from synthetic_recorder.core.state import RecorderState, StateMachine
from synthetic_recorder.core.subscriptions import Subscribers

STOPPED, STARTING = RecorderState.STOPPED, RecorderState.STARTING
RUNNING, PAUSED, STOPPING = RecorderState.RUNNING, RecorderState.PAUSED, RecorderState.STOPPING
LEGAL = {
    (STOPPED, STARTING),
    (STARTING, RUNNING),
    (STARTING, STOPPING),
    (STARTING, STOPPED),
    (RUNNING, PAUSED),
    (RUNNING, STOPPING),
    (PAUSED, RUNNING),
    (PAUSED, STOPPING),
    (STOPPING, STOPPED),
}


def machine_in(state):
    paths = {
        STOPPED: [],
        STARTING: [STARTING],
        RUNNING: [STARTING, RUNNING],
        PAUSED: [STARTING, RUNNING, PAUSED],
        STOPPING: [STARTING, RUNNING, STOPPING],
    }
    machine = StateMachine()
    for step in paths[state]:
        machine.move(step)
    return machine


@pytest.mark.parametrize("to", RecorderState)
@pytest.mark.parametrize("start", RecorderState)
def test_a_move_when_it_is_not_in_the_table_then_is_refused_and_names_the_state(start, to):
    machine = machine_in(start)

    if (start, to) in LEGAL:
        machine.move(to)
        assert machine.state is to
    else:
        with pytest.raises(RecorderStateError, match=f"The recorder is {start.name}"):
            machine.move(to)
        assert machine.state is start


def test_a_subscriber_when_the_state_changes_then_is_called_with_it_until_it_unsubscribes():
    machine = StateMachine()
    seen = []
    token = machine.subscribe(seen.append)

    machine.move(STARTING)
    token.unsubscribe()
    token.unsubscribe()
    machine.move(RUNNING)

    assert seen == [STARTING]


def test_a_subscriber_when_it_raises_then_the_others_are_called_and_it_is_logged(caplog):
    subscribers = Subscribers()
    seen = []

    def fail(value):
        raise ValueError(f"cannot show {value}")

    subscribers.subscribe(fail)
    subscribers.subscribe(seen.append)
    with caplog.at_level(logging.ERROR):
        subscribers.notify(7)

    assert seen == [7]
    assert "cannot show 7" in caplog.text


def test_a_subscriber_when_it_unsubscribes_during_a_call_then_the_others_are_still_called():
    subscribers = Subscribers()
    seen = []
    tokens = []
    tokens.append(subscribers.subscribe(lambda value: tokens[0].unsubscribe()))
    subscribers.subscribe(seen.append)

    subscribers.notify(1)
    subscribers.notify(2)

    assert seen == [1, 2]


def test_subscribers_when_one_causes_the_next_value_then_all_hear_the_values_in_their_order():
    subscribers = Subscribers()
    seen = []
    subscribers.subscribe(lambda value: subscribers.notify(2) if value == 1 else None)
    subscribers.subscribe(seen.append)

    subscribers.notify(1)

    assert seen == [1, 2]


def test_subscribers_when_one_ends_the_program_then_later_values_are_told_all_the_same():
    subscribers = Subscribers()
    seen = []
    subscribers.subscribe(lambda value: sys.exit() if value == 1 else seen.append(value))

    with pytest.raises(SystemExit):
        subscribers.notify(1)
    subscribers.notify(2)

    assert seen == [2]
