"""When the preview renders and reads: no app, and a clock that stands still unless it is moved."""

from __future__ import annotations

import itertools

import pytest

from synthetic_recorder.preview.pace import LATE_UPDATES, Pace


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def pace(clock):
    return Pace(clock)


def updates(pace, clock, count, *, cost=0.0, update=0.0, is_recording=False, is_new=False):
    """Update so many times; return for each whether the product was on when it ended, and whether it was read."""
    done = []
    for _ in range(count):
        clock.now += update + (cost if is_recording and pace.is_active else 0.0)
        is_due = pace.begin(is_recording=is_recording)
        if is_due:
            if not is_recording:
                clock.now += cost
            pace.end(0.0 if is_recording else cost, is_of_new_instant=is_new, is_recording=is_recording)
        done.append((pace.is_active, is_due))
    return done


def test_a_change_when_read_then_the_product_was_on_for_an_update_before_and_is_off_after_the_last(
    pace, clock
):
    assert updates(pace, clock, 6) == [
        (True, False),
        (True, True),
        (True, True),
        (True, True),
        (False, True),
        (False, False),
    ]
    assert LATE_UPDATES == 4
    assert pace.is_resting


def test_a_change_when_it_comes_while_one_is_read_then_is_read_as_often(pace, clock):
    updates(pace, clock, 3)

    pace.note_change()

    assert [is_due for _, is_due in updates(pace, clock, 6)] == [True] * 4 + [False] * 2


def test_nothing_when_it_changes_then_costs_nothing(pace, clock):
    updates(pace, clock, 6)

    assert updates(pace, clock, 50) == [(False, False)] * 50


def test_a_picture_of_one_second_when_watched_then_the_next_one_begins_when_it_was_three_tenths_of_the_time(
    pace, clock
):
    """One second of 3.33, seen with updates of 0.1 s."""
    read_at = []
    for _ in range(200):
        clock.now += 0.1
        pace.note_change()
        if pace.begin(is_recording=False):
            read_at.append(clock.now)
            clock.now += 1.0
            pace.end(1.0, is_of_new_instant=True, is_recording=False)

    gaps = [later - earlier for earlier, later in itertools.pairwise(read_at)]
    assert gaps == pytest.approx([3.4] * len(gaps), abs=0.1)
    assert len(gaps) >= 5


def test_a_first_picture_that_takes_a_minute_when_watched_then_is_not_waited_for_as_long(pace, clock):
    updates(pace, clock, 2, cost=60.0)
    pace.note_change()

    clock.now += 4.0

    assert updates(pace, clock, 1) == [(True, True)]


def test_a_picture_of_a_new_instant_when_recording_then_is_enough_and_the_product_is_off(pace, clock):
    done = updates(pace, clock, 3, is_recording=True, is_new=True)

    assert done == [(True, False), (False, True), (False, False)]


def test_a_picture_of_no_new_instant_when_recording_then_is_read_until_a_late_renderer_has_it(pace, clock):
    done = updates(pace, clock, 6, is_recording=True)

    assert [is_due for _, is_due in done] == [False, True, True, True, True, False]


def test_updates_that_take_longer_with_the_product_when_recording_then_are_a_twentieth_of_the_time(
    pace, clock
):
    """Updates of 10 ms, and of 30 ms with the product: a picture costs 20 ms, which 400 ms pay for, and takes 30."""
    updates(pace, clock, 20, is_recording=True, is_new=True, update=0.010, cost=0.020)
    begun = clock.now
    pictures = 0

    while clock.now < begun + 8.0:
        pace.note_change()
        pictures += updates(pace, clock, 1, is_recording=True, is_new=True, update=0.010, cost=0.020)[0][1]

    assert pictures == pytest.approx(8.0 / 0.43, abs=1)


def test_a_picture_of_ten_seconds_when_recording_then_is_a_twentieth_of_the_time_and_is_not_paid_for_afterwards(
    pace, clock
):
    """Updates of one second, and of eleven with the product: ten more seconds, which 200 pay for."""
    updates(pace, clock, 5, is_recording=True, is_new=True, update=1.0, cost=10.0)
    pace.note_change()

    done = updates(pace, clock, 190, is_recording=True, update=1.0)
    clock.now += 4.0
    afterwards = updates(pace, clock, 2)

    assert done == [(False, False)] * 190
    assert afterwards == [(True, False), (True, True)]


def test_what_has_changed_when_nobody_looked_then_is_read_when_somebody_looks_again(pace, clock):
    updates(pace, clock, 6)
    pace.stop()

    is_on = pace.is_active
    done = updates(pace, clock, 2)

    assert not is_on
    assert done == [(True, False), (True, True)]
