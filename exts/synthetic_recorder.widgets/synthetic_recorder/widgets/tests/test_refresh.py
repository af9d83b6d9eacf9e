from __future__ import annotations

import importlib

import pytest


class CountingClock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def refreshed(app):
    """A list of the times of all refreshes, the clock, the switch for what is live, and the refresh itself."""
    module = importlib.import_module("synthetic_recorder.widgets.refresh")
    clock, times, live = CountingClock(), [], []
    refresh = module.Refresh(lambda: times.append(clock.now), lambda: bool(live), clock)
    yield times, clock, live, refresh
    refresh.destroy()


def test_a_refresh_when_asked_for_three_times_then_is_done_once_with_the_next_update(app, refreshed):
    times, _clock, _live, refresh = refreshed

    for _ in range(3):
        refresh.ask()
    before = list(times)
    app.update()
    app.update()

    assert (before, times) == ([], [0.0])


def test_a_refresh_when_it_asks_for_another_one_then_that_is_done_with_the_update_after_it(app):
    module = importlib.import_module("synthetic_recorder.widgets.refresh")
    calls = []

    def refresh_twice():
        calls.append(None)
        if len(calls) < 2:
            refresh.ask()

    refresh = module.Refresh(refresh_twice, lambda: False)
    refresh.ask()
    counts = []
    for _ in range(3):
        app.update()
        counts.append(len(calls))
    refresh.destroy()

    assert counts == [1, 2, 2]


def test_a_refresh_when_live_then_is_done_every_quarter_of_a_second_unasked(app, refreshed):
    times, clock, live, _refresh = refreshed
    live.append(True)

    for now in (0.1, 0.25, 0.3, 0.45, 0.5, 0.6):
        clock.now = now
        app.update()

    assert times == [0.25, 0.5]


def test_a_refresh_when_not_live_then_is_not_done_unasked(app, refreshed):
    times, clock, _live, _refresh = refreshed

    clock.now = 100.0
    app.update()

    assert times == []


def test_a_refresh_when_destroyed_then_is_done_no_more(app, refreshed):
    times, _clock, _live, refresh = refreshed

    refresh.ask()
    refresh.destroy()
    refresh.destroy()
    app.update()

    assert times == []
