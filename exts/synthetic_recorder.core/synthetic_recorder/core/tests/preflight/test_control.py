"""How long the recording is, and with what timeline."""

from __future__ import annotations

import math

import pytest

from .codes import codes


@pytest.mark.parametrize(("start", "end", "different"), [(0, 4, 5), (1001, 1010, 10), (0.5, 3, 3)])
def test_a_recording_that_is_longer_than_its_timeline_when_checked_then_is_a_warning(
    findings, stage, start, end, different
):
    stage.SetStartTimeCode(start)
    stage.SetEndTimeCode(end)

    (found,) = findings(frames=different + 1, control_timeline=True)

    assert (found.code, found.is_error) == ("timeline-shorter-than-recording", False)
    assert f"from frame {different} on" in found.what
    assert findings(frames=different, control_timeline=True) == ()


@pytest.mark.parametrize(
    ("end", "control"),
    [
        (None, {"frames": 1000, "control_timeline": True}),
        (0, {"frames": 1000, "control_timeline": True}),
        (4, {"frames": 1000, "control_timeline": False}),
    ],
    ids=["no-end", "no-range", "not-controlled"],
)
def test_a_recording_that_cannot_outlast_its_timeline_when_checked_then_nothing_is_found(
    findings, stage, end, control
):
    if end is not None:
        stage.SetEndTimeCode(end)

    assert findings(**control) == ()


@pytest.mark.parametrize(("interval", "different"), [(2, 6), (3, 4), (4, 3), (5, 3), (10, 2), (11, 1)])
def test_an_interval_when_the_timeline_ends_before_the_frames_then_is_a_warning(
    findings, stage, interval, different
):
    # Time codes 0 to 10: with an interval of 3 they are 0, 3, 6 and 9.
    stage.SetStartTimeCode(0)
    stage.SetEndTimeCode(10)

    (found,) = findings(frames=different + 1, interval=interval, control_timeline=True)

    assert found.code == "timeline-shorter-than-recording"
    assert f"are {different} frames with an interval of {interval}; from frame {different} on" in found.what
    assert findings(frames=different, interval=interval, control_timeline=True) == ()


@pytest.mark.parametrize(
    ("start", "end"), [(0, math.inf), (-math.inf, 5), (-math.inf, math.inf), (0, math.nan), (math.nan, 5)]
)
def test_a_range_without_a_length_when_checked_then_nothing_is_found(findings, stage, start, end):
    stage.SetStartTimeCode(start)
    stage.SetEndTimeCode(end)

    assert findings(frames=1000, control_timeline=True) == ()


@pytest.mark.parametrize(
    ("control", "code"),
    [
        ({"frames": -1}, ("frames-negative", "control.frames")),
        ({"interval": 0}, ("interval-not-positive", "control.interval")),
        ({"interval": -3, "control_timeline": True}, ("interval-not-positive", "control.interval")),
        ({"rt_subframes": -1}, ("rt-subframes-negative", "control.rt_subframes")),
    ],
)
def test_a_number_that_is_too_small_when_checked_then_is_an_error(findings, stage, control, code):
    stage.SetEndTimeCode(4)

    found = findings(**{"frames": 3, **control})

    assert codes(found) == [code]
    assert found[0].is_error


def test_very_many_subframes_when_checked_then_are_a_warning(findings):
    (found,) = findings(rt_subframes=257)

    assert (found.code, found.where, found.is_error) == ("rt-subframes-many", "control.rt_subframes", False)
    assert findings(rt_subframes=256) == ()
