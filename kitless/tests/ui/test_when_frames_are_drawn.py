"""An App draws frames when it has something to show, and only then."""

from __future__ import annotations

import importlib
from typing import Any

import pytest

import kitless


@pytest.fixture
def frames(ui: Any, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each frame that is drawn."""
    toolkit = importlib.import_module("kitless.ui.toolkit")
    drawn: list[int] = []
    native = toolkit.draw_native_frame

    def draw() -> None:
        drawn.append(len(drawn))
        native()

    # The App of the test before may have shown something.
    toolkit.toolkit.draw_if_needed()
    monkeypatch.setattr(toolkit, "draw_native_frame", draw)
    return drawn


def test_update_when_an_app_shows_nothing_then_no_frame_is_drawn(frames, updates):
    updates(5)

    assert frames == []


def test_update_when_a_window_is_shown_then_every_update_draws_a_frame(ui, frames, updates):
    window = ui.Window("Shown", width=100, height=100)

    updates(5)

    assert window.visible
    assert len(frames) == 5


def test_update_when_the_last_window_is_hidden_then_one_frame_takes_it_out_of_the_picture(
    ui, frames, updates
):
    window = ui.Window("Hidden later", width=100, height=100)
    updates(2)

    window.visible = False
    updates(5)

    assert len(frames) == 2 + 1


def test_update_when_a_menu_was_added_then_frames_are_drawn_until_it_is_removed(ui, frames, updates):
    menus = importlib.import_module("omni.kit.menu.utils")
    items = menus.add_menu_items([menus.MenuItemDescription(name="Item")], "Menu")
    updates(3)
    drawn_with_menu = len(frames)

    menus.remove_menu_items(items, "Menu")
    updates(5)

    assert drawn_with_menu == 3
    assert len(frames) == 3 + 1


def test_update_when_an_earlier_app_had_a_window_then_the_next_one_takes_it_out_and_draws_no_more(
    ui, app, frames, updates
):
    ui.Window("Of the App before", width=100, height=100)
    updates(2)
    app.shutdown()

    app_after = kitless.start(settings={"/kitless/ui/headless": True})
    for _ in range(5):
        app_after.update()
    app_after.shutdown()

    assert len(frames) == 2 + 1


def test_call_before_next_frame_when_nothing_is_shown_then_it_is_called_all_the_same(ui, frames, updates):
    session = importlib.import_module("kitless.ui.session")
    called: list[str] = []

    session.user_interface().call_before_next_frame(lambda: called.append("called"))
    updates(1)

    assert called == ["called"]
    assert frames == []
