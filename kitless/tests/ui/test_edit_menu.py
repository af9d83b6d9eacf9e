"""The menu Edit, and its keys."""

from __future__ import annotations

import importlib

import pytest


@pytest.fixture
def menu(ui, app, new_stage, updates):
    """The menu, with one thing done that can be taken back: a prim /Made."""
    shown = importlib.import_module("kitless.ui.editor.edit_menu").EditMenu(app)
    commands = importlib.import_module("omni.kit.commands")
    commands.execute("CreatePrim", prim_type="Xform", prim_path="/Made")
    updates(3)
    yield shown
    shown.destroy()
    shown.destroy()


@pytest.fixture
def is_there(app):
    return lambda: bool(app.usd_context.get_stage().GetPrimAtPath("/Made"))


def test_undo_and_redo_when_clicked_then_take_back_and_do_again(menu, app, ui_test, is_there):
    seen = [is_there()]
    for entry in ("Undo", "Redo"):
        app.run(ui_test.menu_click(f"Edit/{entry}"))
        seen.append(is_there())

    assert seen == [True, False, True]


def test_entries_when_there_is_nothing_to_take_back_then_cannot_be_clicked(menu, app, ui_test, updates):
    importlib.import_module("omni.kit.undo").clear_stack()
    updates(3)

    edit = ui_test.get_menubar().find_menu("Edit")

    assert [edit.find_menu(name).widget.enabled for name in ("Undo", "Redo")] == [False, False]


def test_keys_when_pressed_then_each_press_is_one_step(menu, app, ui_test, is_there, updates):
    commands = importlib.import_module("omni.kit.commands")
    commands.execute("CreatePrim", prim_type="Xform", prim_path="/Later")
    seen = []
    for keys in ("CTRL+Z", "CTRL+Z", "CTRL+Y"):
        app.run(ui_test.emulate_key_combo(keys))
        updates(3)
        stage = app.usd_context.get_stage()
        seen.append((is_there(), bool(stage.GetPrimAtPath("/Later"))))

    assert seen == [(True, False), (False, False), (True, False)]


@pytest.mark.parametrize("keys", ["Z", "CTRL+SHIFT+Z", "ALT+Z"])
def test_keys_when_they_are_others_then_nothing_is_taken_back(menu, app, ui_test, is_there, updates, keys):
    app.run(ui_test.emulate_key_combo(keys))
    updates(3)

    assert is_there()


def test_keys_when_a_text_is_edited_then_are_the_fields_own(
    menu, app, ui, ui_test, make_window, is_there, updates
):
    make_window("W", ui.StringField)

    async def type_and_take_back():
        await ui_test.find("W//Frame/StringField[0]").double_click()
        await ui_test.emulate_char_press("box")
        await ui_test.emulate_key_combo("CTRL+Z")

    app.run(type_and_take_back())
    updates(3)

    assert is_there()


def test_keys_when_the_menu_is_gone_then_nothing_is_taken_back(menu, app, ui_test, is_there, updates):
    menu.destroy()

    app.run(ui_test.emulate_key_combo("CTRL+Z"))
    updates(3)

    assert is_there()
