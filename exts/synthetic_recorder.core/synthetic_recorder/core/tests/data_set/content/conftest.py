"""How the tests of contents look at bytes."""

from __future__ import annotations

import io

import pytest

from synthetic_recorder.core.data_set.content import inspect


@pytest.fixture
def damage_of():
    """What is found in bytes that go by a name."""
    return lambda data, name, deep=False: inspect(io.BytesIO(data), name, deep=deep).damage
