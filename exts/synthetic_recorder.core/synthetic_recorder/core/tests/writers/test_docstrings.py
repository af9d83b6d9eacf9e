"""Docstrings in Google's style."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthetic_recorder.core.writers.docstrings import Argument, Docstring, parse_docstring


def test_a_docstring_when_taken_apart_then_summary_description_and_arguments_are_told():
    parsed = parse_docstring(
        """Writes pictures
        of everything.

        One file a frame:

            images/0000.png

        Args:
            quality: Of the JPEGs,
                1 to 100.
            folder (str | None, optional): Where they go.

        Raises:
            ValueError: There is no folder.
        """
    )

    assert parsed == Docstring(
        summary="Writes pictures of everything.",
        description="One file a frame:\n\n    images/0000.png",
        arguments={
            "quality": Argument("", "Of the JPEGs, 1 to 100."),
            "folder": Argument("str | None", "Where they go."),
        },
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("size (tuple(int, int)): Of a tile.", {"size": Argument("tuple(int, int)", "Of a tile.")}),
        ("size (List[int]): Of it (in pixels): both.", {"size": Argument("List[int]", "Of it (in pixels): both.")}),
        ("name:\n    On its own line.", {"name": Argument("", "On its own line.")}),
        ("width, height: In pixels.", {"width": Argument("", "In pixels."), "height": Argument("", "In pixels.")}),
        ("**kwargs: For the base.", {"kwargs": Argument("", "For the base.")}),
        ("format: One of:\n    - png\n    - jpg, which is\n      smaller\n\n    Mind the case.",
         {"format": Argument("", "One of:\n- png\n- jpg, which is smaller\nMind the case.")}),
        ("notes:\n    Of the person.", {"notes": Argument("", "Of the person.")}),
        ("time: 12:30\n    or later.", {"time": Argument("", "12:30 or later.")}),
        ("No argument at all.", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_an_argument_however_it_is_laid_out_when_read_then_its_help_is_told(text, expected):
    indented = "\n".join(f"    {line}" for line in text.splitlines())

    assert parse_docstring(f"Summary.\n\nArgs:\n{indented}\n").arguments == expected


@pytest.mark.parametrize(
    "section", ["Args:", "Arguments:", "Parameters:", "Keyword Args:", "Other Parameters: "]
)
def test_a_section_of_arguments_under_each_of_its_names_when_read_then_counts(section):
    assert parse_docstring(f"Summary.\n\n{section}\n  one: First.").arguments == {
        "one": Argument("", "First.")
    }


def test_two_sections_of_arguments_when_read_then_both_count():
    parsed = parse_docstring(
        "S.\n\nArgs:\n    one: 1.\n\nExample:\n    two: 2.\n\nKeyword Args:\n    three: 3.\n"
    )

    assert list(parsed.arguments) == ["one", "three"]


def test_text_that_is_back_at_the_margin_when_read_then_is_no_argument():
    parsed = parse_docstring("Summary.\n\nArgs:\n    one: 1.\nElsewhere:\n    two: 2.\n")

    assert parsed.arguments == {"one": Argument("", "1.")}


@pytest.mark.parametrize("text", [None, 3, "", "   \n  "])
def test_a_docstring_that_says_nothing_when_taken_apart_then_is_empty(text):
    assert parse_docstring(text) == Docstring()


def test_a_docstring_in_another_style_when_taken_apart_then_has_its_summary():
    parsed = parse_docstring("Writes.\n\nParameters\n----------\nquality : int\n    Of it.\n")

    assert (parsed.summary, parsed.arguments) == ("Writes.", {})


@given(st.text(st.sampled_from("Args:Raises \n\t*()[]ab,é")) | st.text())
def test_a_docstring_whatever_it_is_when_taken_apart_then_nothing_is_raised(text):
    parsed = parse_docstring(f"Summary.\n\nArgs:\n{text}")

    assert all(isinstance(argument.help, str) for argument in parsed.arguments.values())
    parse_docstring(text)
