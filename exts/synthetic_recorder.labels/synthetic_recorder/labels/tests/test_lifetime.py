"""The window comes and goes, and nothing of it stays."""

from __future__ import annotations

import asyncio
import gc
import importlib
import weakref
from collections import Counter

import pytest

from synthetic_recorder.labels.tests.semantics.authored import said, say

TITLE = "Labels"
BOX = "/World/Box_1"


@pytest.fixture
def ui(app):
    return importlib.import_module("omni.ui")


@pytest.fixture
def show_window(app, stage, ui):
    """Show or hide the window as a layout, a script or its menu entry does."""

    def show_window(visible):
        ui.Workspace.show_window(TITLE, visible)
        for _ in range(4):
            app.update()

    yield show_window
    show_window(False)


@pytest.fixture
def find(ui_test):
    return lambda identifier: ui_test.find(f"{TITLE}//Frame/**/{identifier}")


@pytest.fixture
def subscribers(app):
    """Count everything that is told of something: by the app, the stage and the undo stack."""

    def subscribers():
        dispatcher = importlib.import_module("carb.eventdispatcher").get_eventdispatcher()
        undo_stack = importlib.import_module("kitless.commands.current").undo_stack()
        return {
            "stage": len(app.usd_context.get_stage_event_stream()._on_pop),
            "observers": {name: len(each) for name, each in dispatcher._observers.items() if each},
            "undo": len(undo_stack.subscribers._by_name),
            "tasks": len([task for task in asyncio.all_tasks(app.loop) if not task.done()]),
        }

    return subscribers


def alive():
    """Count the objects of the extension's classes that are alive, by their classes."""
    gc.collect()
    kinds = (type(thing) for thing in gc.get_objects())
    return Counter(kind for kind in kinds if str(kind.__module__).startswith("synthetic_recorder.labels"))


def registered(commands):
    return {name.removesuffix("Command") for name in commands.get_commands()}


def test_the_window_when_opened_and_closed_ten_times_then_nothing_of_it_is_left(
    app, show_window, ui, subscribers, stage
):
    say(stage.GetPrimAtPath(BOX), "class", "box")
    app.usd_context.get_selection().set_selected_prim_paths([BOX], True)
    show_window(True)
    show_window(False)
    before = subscribers(), alive()
    gone = []

    for _ in range(10):
        show_window(True)
        gone.append(weakref.ref(ui.Workspace.get_window(TITLE)))
        show_window(False)

    assert (subscribers(), alive()) == before
    assert [window() for window in gone if window() is not None] == []
    assert ui.Workspace.get_window(TITLE) is None


def test_what_the_window_has_written_when_it_is_closed_then_stays_and_can_be_undone(
    app, show_window, find, stage, undo
):
    show_window(True)
    app.usd_context.get_selection().set_selected_prim_paths([BOX], True)
    app.run(find("labels_new_data").input("box"))
    app.run(find("labels_add_on_all_selected").click())
    show_window(False)

    before = said(stage.GetPrimAtPath(BOX), "class")
    undo.undo()

    assert (before, said(stage.GetPrimAtPath(BOX), "class")) == (["box"], None)


def test_the_window_when_the_stage_is_closed_and_another_opened_then_shows_that_one(
    app, show_window, find, stage
):
    from pxr import Usd, UsdGeom  # noqa: PLC0415

    show_window(True)
    app.usd_context.get_selection().set_selected_prim_paths([BOX], True)
    app.run(app.usd_context.close_stage_async())
    for _ in range(4):
        app.update()
    seen = [find("labels_selected").widget.text]

    other = Usd.Stage.CreateInMemory()
    UsdGeom.Cube.Define(other, "/Other")
    app.run(app.usd_context.attach_stage_async(other))
    app.usd_context.get_selection().set_selected_prim_paths(["/Other"], True)
    for _ in range(4):
        app.update()
    seen.append(find("labels_selected").widget.text)

    assert seen == ["No stage is open.", "/Other"]


def test_the_window_when_its_tab_is_behind_another_then_reads_nothing_until_it_is_in_front(
    app, show_window, find, stage, ui, until, monkeypatch
):
    show_window(True)
    window = ui.Workspace.get_window(TITLE)
    is_seen = False
    monkeypatch.setattr(window, "_is_seen", lambda: is_seen)
    app.usd_context.get_selection().set_selected_prim_paths([BOX], True)
    for _ in range(4):
        app.update()
    behind = find("labels_selected").widget.text

    is_seen = True

    until(lambda: find("labels_selected").widget.text == BOX)
    assert behind == "Nothing is selected."


def test_the_menu_entry_when_clicked_then_shows_the_window_and_hides_it_again(app, ui, ui_test, stage):
    seen = []
    for _ in range(2):
        app.run(ui_test.menu_click("Tools/Replicator/Labels"))
        app.update()
        window = ui.Workspace.get_window(TITLE)
        seen.append(bool(window and window.visible))

    assert seen == [True, False]


def test_the_extension_when_disabled_then_takes_window_and_commands_away(app, show_window, ui):
    show_window(True)
    manager = importlib.import_module("omni.kit.app").get_app().get_extension_manager()
    commands = importlib.import_module("omni.kit.commands")
    assert "AddSemanticLabel" in registered(commands)

    manager.set_extension_enabled_immediate("synthetic_recorder.labels", False)
    app.update()

    assert ui.Workspace.get_window(TITLE) is None
    assert TITLE not in ui.Workspace.get_show_window_titles()
    assert "AddSemanticLabel" not in registered(commands)
    manager.set_extension_enabled_immediate("synthetic_recorder.labels", True)
