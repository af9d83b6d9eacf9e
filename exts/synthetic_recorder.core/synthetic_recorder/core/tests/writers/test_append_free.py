"""Writers that have done with a frame when they have written it."""

from __future__ import annotations

import pytest

from synthetic_recorder.core.writers import is_append_free


class Silent:
    pass


class AppendFree:
    append_free = True


class Child(AppendFree):
    pass


class Appending(AppendFree):
    append_free = False


class Careless:
    # Whatever this is meant to say, it is not that nothing is appended.
    append_free = "no"


@pytest.mark.parametrize(
    ("name", "writer", "free"),
    [
        ("BasicWriter", Silent, True),
        ("MyBasicWriter", Silent, False),
        ("W", AppendFree, True),
        ("W", Child, True),
        ("W", Appending, False),
        ("W", Careless, False),
    ],
)
def test_a_writer_when_its_class_says_so_or_it_is_basic_writer_then_it_is_append_free(name, writer, free):
    assert is_append_free(name, writer) is free
