"""The window comes and goes: nothing of it stays, and nothing of what it shows goes with it."""

from __future__ import annotations

import asyncio
import dataclasses
import gc
import importlib
import weakref
from collections import Counter

import pytest

TITLE = "Synthetic Data Recorder"


@pytest.fixture
def ui(app):
    return importlib.import_module("omni.ui")


@pytest.fixture
def recorder(app, core):
    """The app's recorder, which the extension's window shows."""
    recorder = core.get_recorder()
    yield recorder
    recorder = core.get_recorder()
    app.run(recorder.stop())
    recorder.config = core.RecorderConfig()


@pytest.fixture
def show(app, stage, ui):
    """Show or hide the window as a layout, a script or its menu entry does."""

    # As high as the window is by itself, so that its buttons are in sight.
    importlib.import_module("omni.appwindow").get_default_app_window().resize(640, 900)

    def show(visible):
        ui.Workspace.show_window(TITLE, visible)
        for _ in range(4):
            app.update()

    yield show
    show(False)


@pytest.fixture
def subscribers(app, recorder):
    """Count everything that is told of something: by the recorder, the app, the stage and the timeline."""

    def subscribers():
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
        }

    return subscribers


@pytest.fixture
def endless(recorder, config):
    recorder.config = dataclasses.replace(config, control=dataclasses.replace(config.control, frames=0))


def alive():
    """Count the objects of the window's classes that are alive, by their classes."""
    gc.collect()
    kinds = (type(thing) for thing in gc.get_objects())
    return Counter(kind for kind in kinds if str(kind.__module__).startswith("synthetic_recorder.window"))


def test_the_window_when_opened_and_closed_ten_times_then_nothing_of_it_is_left(show, ui, subscribers):
    show(True)
    show(False)
    before = subscribers(), alive()
    gone = []

    for _ in range(10):
        show(True)
        gone.append(weakref.ref(ui.Workspace.get_window(TITLE)))
        show(False)

    assert (subscribers(), alive()) == before
    assert [window() for window in gone if window() is not None] == []
    assert ui.Workspace.get_window(TITLE) is None


def test_the_window_when_hidden_and_shown_then_is_a_new_one_with_the_same_config(show, ui, ui_test, recorder):
    show(True)
    first = ui.Workspace.get_window(TITLE)
    recorder.config = dataclasses.replace(
        recorder.config, control=dataclasses.replace(recorder.config.control, frames=7)
    )
    show(False)
    show(True)

    assert ui.Workspace.get_window(TITLE) is not first
    field = ui_test.find(f"{TITLE}//Frame/**/control_frames")
    assert field.widget.model.as_string == "7"


def test_the_extension_when_disabled_then_takes_its_window_menu_entry_and_show_function_away(
    app, show, ui, ui_test
):
    show(True)
    manager = importlib.import_module("omni.kit.app").get_app().get_extension_manager()

    manager.set_extension_enabled_immediate("synthetic_recorder.window", False)
    app.update()

    assert ui.Workspace.get_window(TITLE) is None
    assert TITLE not in ui.Workspace.get_show_window_titles()
    manager.set_extension_enabled_immediate("synthetic_recorder.window", True)


def test_the_menu_entry_when_clicked_then_shows_the_window_with_a_tick_and_hides_it_again(
    app, ui, ui_test, stage
):
    path = "Tools/Replicator/Synthetic Data Recorder"
    seen = []

    for _ in range(2):
        app.run(ui_test.menu_click(path))
        app.update()
        window = ui.Workspace.get_window(TITLE)
        item = ui_test.get_menubar()
        for name in path.split("/"):
            item = item.find_menu(name)
        seen.append((bool(window and window.visible), bool(item.widget.checked)))

    assert seen == [(True, True), (False, False)]


def test_the_window_when_the_stage_is_closed_while_it_records_then_says_why_it_ended(
    app, show, until, ui_test, recorder, endless
):
    show(True)
    app.run(recorder.start())
    until(lambda: recorder.progress.frame >= 1)

    app.run(app.usd_context.close_stage_async())
    until(lambda: recorder.recording is not None)
    for _ in range(20):
        app.update()

    trouble = ui_test.find(f"{TITLE}//Frame/**/status_trouble").widget.text
    assert "The stage was closed or replaced." in trouble
    texts = [label.widget.text for label in ui_test.find_all(f"{TITLE}//Frame/**/Label[*]")]
    assert [text for text in texts if "No stage is open." in text] != []


def test_the_window_when_the_recorder_is_disabled_and_enabled_while_it_records_then_shows_the_next_recorder(
    app, show, until, ui, ui_test, recorder, endless
):
    show(True)
    app.run(recorder.start())
    until(lambda: recorder.progress.frame >= 1)
    manager = importlib.import_module("omni.kit.app").get_app().get_extension_manager()

    manager.set_extension_enabled_immediate("synthetic_recorder.core", False)
    for _ in range(5):
        app.update()
    was_there = ui.Workspace.get_window(TITLE)
    manager.set_extension_enabled_immediate("synthetic_recorder.window", True)
    show(True)

    assert was_there is None
    assert recorder.state.name == "STOPPED"
    assert recorder.last_error is not None
    next_recorder = importlib.import_module("synthetic_recorder.core").get_recorder()
    assert next_recorder is not recorder
    ui_test.find(f"{TITLE}//Frame/**/control_frames").widget.model.set_value("7")
    assert next_recorder.config.control.frames == 7
