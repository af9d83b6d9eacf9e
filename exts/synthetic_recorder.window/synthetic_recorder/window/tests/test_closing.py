"""A window of its own, with a recorder of its own: closed in the middle of whatever it waits for."""

from __future__ import annotations

import dataclasses
import importlib
from types import SimpleNamespace

import pytest


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
    (tmp_path / "new.json").unlink(missing_ok=True)
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


def test_the_window_when_destroyed_twice_then_the_second_time_does_nothing(app, stage, recorder):
    window = importlib.import_module("synthetic_recorder.window.window").RecorderWindow(recorder)
    app.update()

    window.destroy()
    window.destroy()
    app.update()


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
