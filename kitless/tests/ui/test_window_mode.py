"""Where the user interface is drawn, and what ends it."""

from __future__ import annotations

import importlib

import pytest

from kitless.app.settings import Settings
from kitless.errors import SettingsError
from kitless.ui.window_mode import window_mode

VARIABLES = ("DISPLAY", "OMNIUI_HEADLESS", "WAYLAND_DISPLAY")


@pytest.mark.parametrize(
    ("setting", "environment", "headless"),
    [
        (None, {}, True),
        (None, {"DISPLAY": ":0"}, False),
        (None, {"WAYLAND_DISPLAY": "wayland-0"}, False),
        (None, {"DISPLAY": ":0", "OMNIUI_HEADLESS": "1"}, True),
        ("auto", {"DISPLAY": ":0"}, False),
        (True, {"DISPLAY": ":0"}, True),
        (False, {"DISPLAY": ":0", "OMNIUI_HEADLESS": "1"}, False),
    ],
)
def test_headless_when_setting_and_environment_say_something_then_the_setting_counts_first(
    monkeypatch, setting, environment, headless
):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    settings = Settings()
    if setting is not None:
        settings.set("/kitless/ui/headless", setting)

    assert window_mode(settings).headless is headless


def test_headless_when_the_setting_is_none_of_its_values_then_it_is_refused():
    settings = Settings()
    settings.set("/kitless/ui/headless", "sometimes")

    with pytest.raises(SettingsError, match="expects true, false or 'auto', got 'sometimes'"):
        window_mode(settings)


def test_size_when_settings_say_one_then_the_window_has_it():
    settings = Settings()
    settings.set("/app/window/width", 800)
    settings.set("/app/window/title", "My App")

    mode = window_mode(settings)

    assert (mode.width, mode.height, mode.title) == (800, 900, "My App")


def test_app_when_the_main_window_is_closed_then_it_is_asked_to_quit(ui, app, updates, monkeypatch):
    toolkit = importlib.import_module("kitless.ui.toolkit").toolkit
    updates()
    assert app.is_running

    monkeypatch.setattr(toolkit, "is_closed_by_user", lambda: True)
    updates(2)

    assert not app.is_running


def test_callback_when_it_raises_before_a_frame_then_the_log_says_so_and_frames_go_on(
    ui, app, updates, caplog
):
    session = importlib.import_module("kitless.ui.session").user_interface()
    called = []

    def fail():
        raise ValueError("before the frame")

    session.call_before_next_frame(fail)
    session.call_before_next_frame(lambda: called.append(1))
    updates()

    assert "before the frame" in caplog.text
    assert called == [1]
