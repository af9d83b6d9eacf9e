from __future__ import annotations

import importlib

import pytest


@pytest.fixture
def wording(core):
    return importlib.import_module("synthetic_recorder.window.models.wording")


def test_counted_when_there_is_one_then_the_noun_is_singular(wording):
    assert wording.counted(1, "frame") == "1 frame"


@pytest.mark.parametrize(("number", "words"), [(0, "0 frames"), (2, "2 frames"), (100000, "100,000 frames")])
def test_counted_when_there_is_another_number_then_the_noun_is_plural(wording, number, words):
    assert wording.counted(number, "frame") == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.0, "0 s"),
        (8.4, "8 s"),
        (59.6, "1 min 0 s"),
        (80, "1 min 20 s"),
        (3599.7, "1 h 0 min"),
        (7500, "2 h 5 min"),
        (86399.9, "1 d 0 h"),
        (273600, "3 d 4 h"),
    ],
)
def test_in_time_when_given_seconds_then_says_the_two_largest_units(wording, seconds, words):
    assert wording.in_time(seconds) == words


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (0.0, "-"),
        (0.25, "4 s/frame"),
        (0.01, "1 min 40 s/frame"),
        (1.0, "1 frames/s"),
        (12.54, "12.5 frames/s"),
        (99.96, "100 frames/s"),
        (1234.5, "1,234 frames/s"),
    ],
)
def test_in_frames_per_second_when_given_a_rate_then_has_three_digits(wording, rate, words):
    assert wording.in_frames_per_second(rate) == words
