"""An extension whose window is opened and closed by its menu item."""

from __future__ import annotations

import gc
import weakref

MENU = "Tools/Samples/Click Counter"


def menu_item(ui_test):
    found = ui_test.get_menubar()
    for name in MENU.split("/"):
        found = found.find_menu(name)
    return found


def test_menu_item_when_it_is_clicked_then_the_window_is_there_and_the_item_has_a_tick(
    ui, ui_test, sample, app
):
    item = menu_item(ui_test)
    assert not item.widget.checked

    app.run(ui_test.menu_click(MENU))

    window = ui.Workspace.get_window("Counter")
    assert isinstance(window, sample.CounterWindow)
    assert window.visible
    assert item.widget.checked


def test_menu_item_when_it_is_clicked_again_then_the_window_is_destroyed(ui, ui_test, sample, app):
    app.run(ui_test.menu_click(MENU))
    window = ui.Workspace.get_window("Counter")

    app.run(ui_test.menu_click(MENU))

    assert window.destroyed
    assert ui.Workspace.get_window("Counter") is None
    assert ui_test.find("Counter") is None
    assert not menu_item(ui_test).widget.checked


def test_window_when_its_cross_is_clicked_then_it_is_destroyed_and_the_tick_goes(ui, ui_test, sample, app):
    app.run(ui_test.menu_click(MENU))
    window = ui.Workspace.get_window("Counter")

    # The cross is in the upper right corner, 16 pixels from the edge.
    cross = ui_test.Vec2(window.position_x + window.width - 16, window.position_y + 12)
    app.run(ui_test.emulate_mouse_move_and_click(cross, human_delay_speed=4))

    assert window.destroyed
    assert not menu_item(ui_test).widget.checked


def test_window_when_the_workspace_shows_and_hides_it_then_it_is_made_and_destroyed(ui, sample, updates):
    ui.Workspace.show_window("Counter", True)
    updates()
    window = ui.Workspace.get_window("Counter")
    assert window.visible

    ui.Workspace.show_window("Counter", False)
    updates()

    assert window.destroyed


def test_extension_when_it_is_disabled_then_window_and_menu_are_gone(ui, ui_test, sample, app, updates):
    app.run(ui_test.menu_click(MENU))
    window = ui.Workspace.get_window("Counter")

    app.extensions.disable("sample.counter")
    updates()

    assert window.destroyed
    assert ui_test.get_menubar().find_all("*") == []
    assert ui.Workspace.get_windows() == []


def test_window_when_it_is_opened_and_closed_ten_times_then_nothing_is_left(
    ui, ui_test, sample, app, updates
):
    gone = []
    for _ in range(10):
        app.run(ui_test.menu_click(MENU, human_delay_speed=3))
        gone.append(weakref.ref(ui.Workspace.get_window("Counter")))
        app.run(ui_test.menu_click(MENU, human_delay_speed=3))
    sample.Extension.windows.clear()
    updates()
    gc.collect()

    assert ui.Workspace.get_windows() == []
    assert [reference() for reference in gone] == [None] * 10


def test_app_when_the_next_one_starts_then_windows_and_menus_of_the_last_are_gone(
    ui, ui_test, sample, app, updates
):
    sample.Extension.windows.clear()
    ui.Window("left behind", width=100, height=100)
    updates()
    app.shutdown()
    import kitless  # noqa: PLC0415 - as the fixture does

    second = kitless.start()
    try:
        second.update()
        assert ui.Workspace.get_windows() == []
        assert ui_test.get_menubar().find_all("*") == []
    finally:
        second.shutdown()


def test_windows_when_the_class_of_one_was_collected_before_it_then_it_is_left_out(ui, make_window):
    class OfAnExtensionThatIsGone(ui.Window):
        @property
        def title(self):
            raise AttributeError

    kept = make_window("Kept", ui.Spacer)
    gone = OfAnExtensionThatIsGone("Gone")

    shown = ui.Workspace.get_windows()

    assert (kept in shown, gone in shown) == (True, False)
