"""Fixtures of the scene's tests."""

import pytest

from .forest import Forest


@pytest.fixture
def forest():
    forest = Forest()
    yield forest
    forest.close()
