from __future__ import annotations

import pytest

from kitless.viewport.share import CoreShare


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def share(clock):
    """Of four cores."""
    return CoreShare(cores=4, clock=clock)


def test_a_share_when_nothing_is_recorded_then_all_may_be_spent(share):
    share.spend(1000.0)

    assert not share.is_limited
    assert share.may_spend(0.03)


def test_a_share_when_captures_are_made_then_what_was_spent_has_to_be_waited_for(share, clock):
    share.saw_captures(1)
    share.spend(0.06)

    # 0.06 of a core's seconds are 3 % of four cores in half a second.
    clock.now += 0.49
    assert not share.may_spend(0.03)
    clock.now += 0.02
    assert share.may_spend(0.03)


def test_a_share_when_the_last_capture_was_over_a_second_ago_then_it_is_not_limited_any_more(share, clock):
    share.saw_captures(1)
    clock.now += 0.9
    share.saw_captures(1)
    assert share.is_limited

    clock.now += 0.2
    share.saw_captures(1)
    assert not share.is_limited


def test_a_share_when_frames_take_longer_than_a_second_then_it_is_limited_between_them(share, clock):
    share.saw_captures(1)
    clock.now += 0.9
    share.saw_captures(2)

    # Two frames of 0.9 seconds.
    clock.now += 1.7
    assert share.is_limited
    clock.now += 0.2
    assert not share.is_limited


def test_a_share_when_a_recording_begins_then_what_was_spent_before_is_forgotten(share):
    share.spend(1000.0)

    share.saw_captures(1)

    assert share.may_spend(0.03)
