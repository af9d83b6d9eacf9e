"""Writers with every kind of parameter, and the models that show them."""

from __future__ import annotations

import dataclasses
import importlib
from typing import Literal

import pytest


@pytest.fixture
def rep(core):
    return importlib.import_module("omni.replicator.core")


@pytest.fixture
def register(rep):
    registered = []

    def register(writer):
        rep.WriterRegistry.register(writer)
        registered.append(writer.__name__)
        return writer

    yield register
    for name in registered:
        rep.WriterRegistry.unregister_writer(name)


@pytest.fixture
def kinds_writer(rep, register):
    """A writer with a parameter of every kind."""

    class KindsWriter(rep.Writer):
        """Takes a bit of everything.

        Nothing of it is written.

        Args:
            backend: Where to.
            classes: What is drawn.
            limit: How many at most.
            scale: By what it is multiplied, in metres.
            title: What stands above.
            mode: How it is drawn.
            shadows: Whether things throw shadows.
            colors: Colour of each class.
            size: Width and height, in pixels.
        """

        def __init__(
            self,
            backend,
            classes: list[str],
            limit: int = 4,
            scale: float = 1.5,
            title: str | None = None,
            mode: Literal["fast", "best"] = "fast",
            shadows: bool = True,
            colors: dict[str, list[int]] | None = None,
            size: tuple[int, int] = (64, 48),
        ):
            self.backend = backend

        def write(self, data):
            pass

    return register(KindsWriter)


@pytest.fixture
def open_writer(rep, register):
    """A writer that takes any parameter."""

    class OpenWriter(rep.Writer):
        def __init__(self, output_dir, **kwargs):
            self.annotators = []

        def write(self, data):
            pass

    return register(OpenWriter)


@pytest.fixture
def broken_writer(rep, register):
    """A writer that cannot even be made."""

    class BrokenWriter(rep.Writer):
        def __new__(cls):
            raise RuntimeError("not today")

    return register(BrokenWriter)


@pytest.fixture
def homeless_writer(rep, register):
    """A writer that cannot be told where to write."""

    class HomelessWriter(rep.Writer):
        def __init__(self, rgb: bool = True):
            pass

        def write(self, data):
            pass

    return register(HomelessWriter)


@pytest.fixture
def writer(document, models):
    """The model of the writer; writers that a test registers must stand before it."""
    return models.WriterModel(document)


@pytest.fixture
def choose(recorder, core):
    """Sets the config's writer from outside of the window."""

    def choose(name, **parameters):
        recorder.config = dataclasses.replace(recorder.config, writer=core.WriterConfig(name, parameters))

    return choose


@pytest.fixture
def parameters(recorder):
    """Returns what the config gives the writer."""
    return lambda: recorder.config.writer.to_dict()["parameters"]


@pytest.fixture
def row_of(writer):
    """Returns the row of a parameter."""

    def row_of(name):
        (row,) = [row for row in writer.form.rows if row.slot.name == name]
        return row

    return row_of
