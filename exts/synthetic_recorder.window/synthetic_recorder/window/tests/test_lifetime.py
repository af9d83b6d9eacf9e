"""The window comes and goes: nothing of it stays, and nothing of what it shows goes with it."""

from __future__ import annotations

import asyncio
import dataclasses
import gc
import importlib
import weakref

import pytest

TITLE = "Synthetic Data Recorder"


@pytest.fixture
def ui(app):
    return importlib.import_module("omni.ui")


@pytest.fixture
def show(app, stage, ui):
    """Show or hide the window as a layout, a script or its menu entry does."""

    def show(visible):
        ui.Workspace.show_window(TITLE, visible)
        for _ in range(4):
            app.update()

    return show


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
def until(app):
    """Update the app until something is so."""

    def until(condition):
        for _ in range(500):
            if condition():
                return
            app.update()
        raise AssertionError("it has not become so in 500 updates")

    return until


@pytest.fixture
def config(recorder, core, tmp_path):
    recorder.config = core.RecorderConfig(
        render_products=(core.RenderProductConfig("/World/Camera", 16, 12),),
        writer=core.WriterConfig("BasicWriter", {"rgb": True}),
        output=core.OutputConfig(str(tmp_path), "set"),
        control=core.ControlConfig(frames=0),
    )


def test_the_window_when_opened_and_closed_ten_times_then_nothing_of_it_is_left(show, ui, subscribers):
    show(True)
    show(False)
    before = subscribers()
    gone = []

    for _ in range(10):
        show(True)
        gone.append(weakref.ref(ui.Workspace.get_window(TITLE)))
        show(False)

    gc.collect()
    assert [window() for window in gone if window() is not None] == []
    assert ui.Workspace.get_window(TITLE) is None
    assert subscribers() == before


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


def test_the_window_when_closed_in_mid_recording_then_the_recording_goes_on_and_is_shown_when_it_is_opened(
    app, show, until, ui_test, recorder, config
):
    show(True)
    # What is found makes room for itself: the button is clicked when it has come to rest.
    for _ in range(30):
        app.update()
    app.run(ui_test.find(f"{TITLE}//Frame/**/start_stop").click())
    until(lambda: recorder.progress is not None and recorder.progress.frame >= 2)

    show(False)
    closed_at = recorder.progress.frame
    until(lambda: recorder.progress.frame >= closed_at + 2)
    show(True)
    activity = ui_test.find(f"{TITLE}//Frame/**/status_activity").widget.text
    button = ui_test.find(f"{TITLE}//Frame/**/start_stop").widget.text
    app.run(recorder.stop())
    for _ in range(3):
        app.update()

    assert (activity, button) == ("Recording", "Stop")
    assert recorder.recording.frames >= closed_at + 2
    assert recorder.last_error is None
    assert ui_test.find(f"{TITLE}//Frame/**/status_activity").widget.text == "Stopped"


def test_the_window_when_destroyed_twice_then_the_second_time_does_nothing(app, stage, recorder):
    window = importlib.import_module("synthetic_recorder.window.window").RecorderWindow(recorder)
    app.update()

    window.destroy()
    window.destroy()
    app.update()


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
