"""Annotations: what a parameter takes, in values that a JSON file can hold, and how its type is written."""

from __future__ import annotations

import collections.abc
import enum
import os
import typing
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal, Optional, Union

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from synthetic_recorder.core.writers.annotations import annotation_text, value_type_of
from synthetic_recorder.core.writers.value_types import ANYTHING, choices

# One of each kind that JSON has.
JSON = [None, True, 1, 1.5, "text", [], ["text"], [1, 2], {}, {"a": 1}]

type Format = Literal["png", "jpg"]


class Color(enum.Enum):
    RED = "red"


def taken(annotation, names=None):
    value_type = value_type_of(annotation, names or {})
    return [value for value in JSON if value_type.takes(value)]


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (bool, [True]),
        (int, [1]),
        (float, [1, 1.5]),
        (str, ["text"]),
        (None, [None]),
        (Path, ["text"]),
        (str | os.PathLike[str], ["text"]),
        (Optional[int], [None, 1]),  # noqa: UP045 - the old way of writing it
        (Union[bool, str, None], [None, True, "text"]),  # noqa: UP007 - likewise
        (int | float | None, [None, 1, 1.5]),
        (list, [[], ["text"], [1, 2]]),
        (typing.List, [[], ["text"], [1, 2]]),  # noqa: UP006 - likewise
        (list[str], [[], ["text"]]),
        (typing.List[int], [[], [1, 2]]),  # noqa: UP006 - likewise
        (collections.abc.Sequence[float], [[], [1, 2]]),
        (typing.Iterable[str], [[], ["text"]]),
        (tuple, [[], ["text"], [1, 2]]),
        (tuple[int, ...], [[], [1, 2]]),
        (tuple[int, int], [[1, 2]]),
        (tuple[str], [["text"]]),
        (dict, [{}, {"a": 1}]),
        (dict[str, str], [{}]),
        (dict[int, int], [{}, {"a": 1}]),
        (collections.abc.Mapping[str, Any], [{}, {"a": 1}]),
        (Literal["text", "other", 1], [1, "text"]),
        (Literal[True], [True]),
        (Optional[Literal[1]], [None, 1]),  # noqa: UP045 - the old way of writing it
        (Annotated[int, "pixels"], [1]),
        (typing.ForwardRef("int"), [1]),
        (list["str"], [[], ["text"]]),
        (Format | None, [None]),
    ],
    ids=str,
)
def test_values_when_an_annotation_is_understood_then_its_own_are_taken(annotation, expected):
    assert taken(annotation) == expected


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        ("bool", [True]),
        ("Sequence[str] | None", [None, [], ["text"]]),
        ("str | Path", ["text"]),
        ("Optional[List[int]]", [None, [], [1, 2]]),
        ("typing.Union[int, None]", [None, 1]),
        ("collections.abc.Mapping[str, int]", [{}, {"a": 1}]),
        ("Literal['text', -1]", ["text"]),
        ("'int'", [1]),
        ("list['int | str']", [[], ["text"], [1, 2]]),
        ("tuple[int, ...]", [[], [1, 2]]),
    ],
)
def test_values_when_an_annotation_is_postponed_then_its_own_are_taken(annotation, expected):
    assert taken(annotation) == expected


def test_values_when_a_postponed_annotation_names_something_of_its_module_then_that_counts():
    assert taken("Size", {"Size": tuple[int, int]}) == [[1, 2]]
    assert taken("Path", {"Path": Color}) == JSON


@pytest.mark.parametrize(
    "annotation",
    [
        Any,
        object,
        Color,
        np.ndarray,
        set[str],
        typing.Callable[[int], str],
        int | np.ndarray,
        Literal[Color.RED],
        "Backend | None",
        "np.ndarray",
        "missing.module.Name[int]",
        "Callable[[int], str]",
        "not an annotation",
        "f()",
        "1 + 1",
        "list[",
        "int[str]",
        "",
        3,
        [],
    ],
    ids=str,
)
def test_values_when_an_annotation_is_not_understood_then_all_are_taken(annotation):
    assert taken(annotation) == JSON


def test_values_when_an_annotation_raises_then_all_are_taken():
    class Hostile:
        def __eq__(self, other):
            raise RuntimeError("do not compare me")

        __hash__ = None

    assert taken(Hostile()) == JSON


def test_values_of_python_when_json_has_their_like_then_are_taken():
    assert value_type_of(list[str], {}).takes(("text",))
    assert value_type_of(dict[str, int], {}).takes(MappingProxyType({"a": 1}))
    assert value_type_of(Path, {}).takes(Path("text"))


@pytest.mark.parametrize(
    ("annotation", "words"),
    [
        (bool, "true or false"),
        (int | None, "a whole number or null"),
        (float, "a number"),
        (str | Path, "a string or a path"),
        (list, "a list"),
        (list[str], "a list of strings"),
        (list[list[int]], "a list, each a list of whole numbers"),
        (tuple[int, int], "a list of 2: a whole number, a whole number"),
        (dict[str, float], "an object of numbers"),
        (dict, "an object"),
        (Literal["png", "jpg", None], '"png", "jpg" or null'),
    ],
    ids=str,
)
def test_what_is_wanted_when_told_then_in_the_words_of_json(annotation, words):
    assert value_type_of(annotation, {}).words == words


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (Literal["png", "jpg"], ("png", "jpg")),
        (Literal["png", "jpg"] | None, ("png", "jpg", None)),
        (Format, ("png", "jpg")),
        (Literal["auto"] | int, ()),
        (int | None, ()),
        (str, ()),
    ],
    ids=str,
)
def test_choices_when_only_certain_values_are_taken_then_are_these(annotation, expected):
    assert choices(value_type_of(annotation, {})) == expected


@pytest.mark.parametrize(
    ("annotation", "text"),
    [
        (bool, "bool"),
        (Optional[str], "Optional[str]"),  # noqa: UP045 - the old way of writing it
        (collections.abc.Sequence[str] | None, "Sequence[str] | None"),
        (Path, "Path"),
        (np.ndarray, "ndarray"),
        (Literal["a.b"], "Literal['a.b']"),
        ("typing.List[np.ndarray]", "List[ndarray]"),
        ("'typing.List[int] | None'", "List[int] | None"),
        ("no annotation at all", "no annotation at all"),
        ("(" * 400, "(" * 400),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_type_when_written_then_without_the_modules_of_its_names(annotation, text):
    written = annotation_text(annotation)

    # Python 3.14 writes Optional[str] as str | None.
    assert written in {text, "str | None"} if text == "Optional[str]" else written == text


@given(st.text() | st.text("abint[]|,. '\"strLie-1()"))
@example("\x00")
@example("Literal[b'a']")
@example("Annotated")
@example("Literal")
@example("Union")
@example("list[()]")
@example("tuple[...]")
@example("Optional[int, str]")
@example("Annotated[int]")
@example("-True")
def test_an_annotation_whatever_it_is_when_read_then_nothing_is_raised(text):
    assert value_type_of(text, {}).words
    assert isinstance(annotation_text(text), str)


def test_an_annotation_that_is_too_deep_when_read_then_takes_anything():
    assert value_type_of("-" * 5000 + "1", {}) is ANYTHING
