from __future__ import annotations

import importlib

import pytest


@pytest.fixture
def wrapped(app):
    return importlib.import_module("synthetic_recorder.widgets").wrapped


def test_wrapped_when_a_paragraph_is_long_then_has_lines_of_56_characters_at_most(wrapped):
    assert wrapped("ab " * 40).split("\n") == ["ab " * 18 + "ab", "ab " * 18 + "ab", "ab ab"]


def test_wrapped_when_a_path_has_no_blank_then_it_is_broken_where_it_must_be_and_nothing_is_lost(wrapped):
    path = "/data" * 24

    lines = wrapped(path).split("\n")

    assert [len(line) for line in lines] == [56, 56, 8]
    assert "".join(lines) == path


def test_wrapped_when_there_are_paragraphs_then_they_stay_apart(wrapped):
    assert wrapped("one\n\ntwo") == "one\n\ntwo"


def test_wrapped_when_a_text_is_longer_than_a_screen_then_is_cut_and_says_so(wrapped):
    lines = wrapped("\n".join(f"line {number}" for number in range(100))).split("\n")

    assert (len(lines), lines[0], lines[-2], lines[-1]) == (30, "line 0", "line 28", "…")
