"""Fixtures of the scene's tests."""

import pytest

from kitless.render import Renderer

from .arm import Bench
from .forest import Forest


@pytest.fixture
def bench():
    bench = Bench()
    yield bench
    bench.translator.close()


@pytest.fixture
def forest():
    forest = Forest()
    yield forest
    forest.close()


@pytest.fixture(scope="module")
def renderer():
    renderer = Renderer("cpu", threads=1)
    yield renderer
    renderer.close()
