"""What the tests of this extension run on: the extension on the path, and an app that has enabled it.

This file is the only one that knows which app that is. The tests themselves use ``omni.*``, as the extension does.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

EXTENSION = Path(__file__).parents[3]

if str(EXTENSION) not in sys.path:
    sys.path.append(str(EXTENSION))

# Without a GPU a frame costs by the pixel. As wide as the narrowest window that must be usable.
WIDTH, HEIGHT = 420, 624
MENU_BAR = 24

# For Kit's runner, which enables the extension first.
collect_ignore = ["test_in_kit.py"]


@pytest.fixture(scope="session")
def start_app():
    """Start an app with the extension, on the CPU and offscreen."""
    import kitless  # noqa: PLC0415

    def start_app():
        return kitless.start(
            exts=["synthetic_recorder.labels"],
            ext_folders=[EXTENSION.parent],
            settings={
                "/kitless/device": "cpu",
                "/kitless/ui/headless": True,
                "/app/window/width": WIDTH,
                "/app/window/height": HEIGHT,
            },
        )

    return start_app


@pytest.fixture(scope="module")
def app(start_app):
    """One app for all tests of a file: each has a stage of its own."""
    app = start_app()
    yield app
    app.shutdown()


@pytest.fixture
def stage(app):
    """Three cubes without labels, /World/Box_1, /World/Box_2 and /World/Can_1, in the app."""
    from pxr import Usd, UsdGeom  # noqa: PLC0415

    stage = Usd.Stage.CreateInMemory()
    for name in ("Box_1", "Box_2", "Can_1"):
        UsdGeom.Cube.Define(stage, f"/World/{name}")
    app.run(app.usd_context.attach_stage_async(stage))
    return stage


@pytest.fixture
def semantics(app):
    """The package, as this app has loaded it."""
    return importlib.import_module("synthetic_recorder.labels.semantics")


@pytest.fixture
def commands(app):
    """The module with the commands, as this app has loaded it."""
    return importlib.import_module("synthetic_recorder.labels.commands")


@pytest.fixture
def undo(app):
    """``omni.kit.undo`` with nothing to undo yet."""
    undo = importlib.import_module("omni.kit.undo")
    undo.clear_stack()
    return undo


@pytest.fixture
def until(app):
    """Update the app until something is so."""

    def until(condition):
        for _ in range(2000):
            if condition():
                return
            app.update()
        raise AssertionError("it has not become so in 2000 updates")

    return until


@pytest.fixture
def ui_test(app):
    return importlib.import_module("omni.kit.ui_test")


@pytest.fixture
def show(app, stage):
    """Show a part of the window in a window of its own."""
    panel = importlib.import_module("synthetic_recorder.widgets.tests.panel")
    style = importlib.import_module("synthetic_recorder.labels.style")
    shown = []

    def show(part):
        shown.append(panel.Panel(app, part, WIDTH, HEIGHT - MENU_BAR, style.STYLE))
        return shown[-1]

    yield show
    for each in shown:
        each.destroy()


@pytest.fixture
def models(app):
    """The package, as this app has loaded it."""
    return importlib.import_module("synthetic_recorder.labels.models")


@pytest.fixture
def changes():
    """One entry for each time that the models have told of a change."""
    return []


@pytest.fixture
def stage_labels(models, stage, changes):
    """The labels of the stage with three cubes."""
    labels = models.StageLabels(lambda: changes.append(1))
    yield labels
    labels.destroy()


@pytest.fixture
def selection(models, stage_labels):
    selection = models.SelectionModel(stage_labels)
    yield selection
    selection.destroy()


@pytest.fixture
def entry(models, stage_labels, selection, changes, undo):
    """The entry, with nothing to undo yet."""
    entry = models.EntryModel(stage_labels, selection, lambda: changes.append(1))
    yield entry
    entry.destroy()


@pytest.fixture
def select(app):
    """Select prims as a click on the stage does."""

    def select(*paths):
        app.usd_context.get_selection().set_selected_prim_paths(list(paths), True)
        app.update()

    return select
