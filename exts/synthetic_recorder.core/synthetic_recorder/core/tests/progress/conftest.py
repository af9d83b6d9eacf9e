"""A meter by a clock that counts."""

from __future__ import annotations

import pytest

from synthetic_recorder.core.progress import Committed, ProgressMeter


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now

    def go_on(self, seconds):
        self.now += seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def committed():
    """What is committed; a test can change it."""
    return {"frames": 0, "bytes": 0}


@pytest.fixture
def make_meter(clock, tmp_path, committed):
    """Make a meter of a data set whose staging is the test's folder."""
    meters = []

    def make_meter(frames=10):
        meters.append(
            ProgressMeter("s3://bucket/set", tmp_path, frames, lambda: Committed(**committed), clock=clock)
        )
        return meters[-1]

    yield make_meter
    for meter in meters:
        meter.close()


@pytest.fixture
def capture(clock):
    """Capture frames, each after so many seconds."""

    def capture(meter, *seconds):
        for each in seconds:
            clock.go_on(each)
            meter.frame_captured()

    return capture
