"""The window comes and goes: nothing of it stays, and nothing of what it shows goes with it."""

from __future__ import annotations

import asyncio
import dataclasses
import gc
import importlib
import weakref
from types import SimpleNamespace

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


@pytest.fixture
def opened(app, stage, recorder, config):
    """Open windows that are not the extension's; each is what it is and the models of its sections."""
    windows = []

    def opened():
        windows.append(importlib.import_module("synthetic_recorder.window.window").RecorderWindow(recorder))
        for _ in range(4):
            app.update()
        sections = windows[-1]._contents._sections
        return SimpleNamespace(window=windows[-1], sections=sections, model=lambda key: sections[key]._model)

    yield opened
    for window in windows:
        window.destroy()


def load(opened, tmp_path):
    opened.model("config").path.type(str(tmp_path / "config.json"))
    opened.model("config").load()


def save(opened, tmp_path):
    opened.model("config").path.type(str(tmp_path / "new.json"))
    opened.model("config").save()


def look_at_the_disk(opened, _tmp_path):
    opened.model("output").look_again()


def ask_a_server(opened, _tmp_path):
    bucket = opened.model("s3_bucket")
    bucket.enabled.set(True)
    bucket.endpoint.type("http://127.0.0.1:1")
    bucket.bucket.type("nowhere")
    bucket.check()
    bucket.enabled.set(False)


def start(opened, _tmp_path):
    opened.model("control").start_or_stop()


def open_a_dialog(opened, tmp_path):
    opened.sections["config"]._path._dialog.show(str(tmp_path))


def open_a_menu(opened, _tmp_path):
    opened.sections["render_products"]._rows[0]._offer_cameras()


def choose_a_writer(opened, _tmp_path):
    opened.model("parameters").name.set("WriterOfNobody")


@pytest.mark.parametrize(
    "begin",
    [load, save, look_at_the_disk, ask_a_server, start, open_a_dialog, open_a_menu, choose_a_writer],
)
def test_the_window_when_closed_in_the_middle_of_something_then_nothing_fails_afterwards(
    app, opened, recorder, config, tmp_path, caplog, begin
):
    as_at_first = recorder.config
    as_at_first.save(tmp_path / "config.json")
    for updates in range(4):
        window = opened()
        begin(window, tmp_path)
        for _ in range(updates):
            app.update()

        window.window.destroy()

        for _ in range(20):
            app.update()
        app.run(recorder.stop())
        assert [record for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")] == []
        assert recorder.last_error is None
        assert len(recorder._configs._callbacks) == len(recorder._progress._callbacks) == 0
        recorder.config = as_at_first


def test_the_window_when_the_stage_is_closed_while_it_records_then_says_why_it_ended(
    app, show, until, ui_test, recorder, config
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
    app, show, until, ui, ui_test, recorder, config
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


def test_the_window_with_fifty_render_products_when_a_key_is_pressed_then_is_checked_and_shown_once(
    app, opened, recorder, config, core, monkeypatch
):
    product = recorder.config.render_products[0]
    recorder.config = dataclasses.replace(recorder.config, render_products=(product,) * 50)
    window = opened()
    for _ in range(20):
        app.update()
    calls = []
    for owner, name in (
        (recorder, "check"),
        (recorder, "check_quickly"),
        (window.window._contents, "sync"),
    ):
        real = getattr(owner, name)
        monkeypatch.setattr(
            owner, name, lambda *, _real=real, _name=name: (calls.append(_name), _real())[1], raising=True
        )

    window.sections["render_products"]._rows[40]._inputs[1][0]._model.set_value("320")
    app.update()
    with_the_key = list(calls)
    for _ in range(30):
        app.update()

    assert with_the_key == ["check_quickly", "sync"]
    # Everything is checked once more when all is quiet, and what was found, and where it goes, is shown.
    assert calls.count("check") == 1
    assert calls.count("sync") <= 4
