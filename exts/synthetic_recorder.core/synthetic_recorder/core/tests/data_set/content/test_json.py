"""JSON and lines of it."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("text", ["{}", "[]", "null", "12", '{"a": NaN, "b": [Infinity]}', ' {"ä": "ö"}\n'])
def test_json_when_it_is_one_value_then_is_whole(damage_of, text):
    assert damage_of(text.encode(), "a.json") is None


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "is empty"),
        (b" \n", "is blank"),
        (b"{", "is not JSON"),
        (b"{}{}", "is not JSON"),
        (b"{}\0\0\0", "is not JSON"),
        (b"{'a': 1}", "is not JSON"),
        (b'{"a": "\xff"}', "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
    ],
)
def test_json_when_it_is_none_then_is_damaged(damage_of, data, problem):
    assert problem in damage_of(data, "a.json")


def test_lines_when_there_are_none_then_are_whole(damage_of):
    assert damage_of(b"", "a.jsonl") is None


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson"])
def test_lines_when_one_of_them_is_torn_then_it_is_named(damage_of, name):
    assert "has a line 2 that is not JSON" in damage_of(b'{"a": 1}\n{"b": ', name)
