"""The window comes and goes: nothing of it stays, on the stage neither."""

from __future__ import annotations

import asyncio
import gc
import importlib
import weakref
from collections import Counter

import pytest

TITLE = "Preview"


@pytest.fixture
def ui(app):
    return importlib.import_module("omni.ui")


@pytest.fixture
def show(app, stage, recorder, models, ui, settle):
    """Show or hide the window as a layout, a script or its menu entry does; let it show a picture."""

    def show(visible):
        ui.Workspace.show_window(TITLE, visible)
        app.update()
        if visible:
            ui.Workspace.get_window(TITLE).model.options.view.set(models.View.of_render_product(0))
            settle(ui.Workspace.get_window(TITLE).model)
        for _ in range(3):
            app.update()

    yield show
    show(False)


@pytest.fixture
def left_behind(app, recorder, stage):
    """Count everything that is told of something, and what is on the stage."""

    def left_behind():
        timeline = importlib.import_module("omni.timeline").get_timeline_interface()
        dispatcher = importlib.import_module("carb.eventdispatcher").get_eventdispatcher()
        streams = app.usd_context.get_stage_event_stream(), timeline.get_timeline_event_stream()
        return {
            "configs": len(recorder._configs._callbacks),
            "progress": len(recorder._progress._callbacks),
            "states": len(recorder._states._subscribers._callbacks),
            "streams": [len(stream._on_pop) for stream in streams],
            "observers": {name: len(each) for name, each in dispatcher._observers.items() if each},
            "tasks": len([task for task in asyncio.all_tasks(app.loop) if not task.done()]),
            "prims": [str(prim.GetPath()) for prim in stage.TraverseAll()],
            "objects": alive(),
        }

    return left_behind


def alive():
    gc.collect()
    kinds = (type(thing) for thing in gc.get_objects())
    return Counter(kind for kind in kinds if str(kind.__module__).startswith("synthetic_recorder.preview"))


def test_the_window_when_opened_and_closed_ten_times_then_nothing_of_it_is_left(show, ui, left_behind):
    show(True)
    show(False)
    before = left_behind()
    gone = []

    for _ in range(10):
        show(True)
        gone.append(weakref.ref(ui.Workspace.get_window(TITLE)))
        show(False)

    assert left_behind() == before
    assert [window() for window in gone if window() is not None] == []


def test_the_extension_when_disabled_while_its_window_is_open_then_takes_everything_away(
    app, show, ui, stage
):
    from pxr import UsdRender  # noqa: PLC0415

    show(True)
    manager = importlib.import_module("omni.kit.app").get_app().get_extension_manager()

    manager.set_extension_enabled_immediate("synthetic_recorder.preview", False)
    app.update()

    assert ui.Workspace.get_window(TITLE) is None
    assert [prim for prim in stage.Traverse() if prim.IsA(UsdRender.Product)] == []
    manager.set_extension_enabled_immediate("synthetic_recorder.preview", True)
