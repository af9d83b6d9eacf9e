"""Widgets, sizes and characters that extensions borrow from Kit's own windows."""

from __future__ import annotations

import importlib

import pytest


def test_simple_check_box_when_it_is_clicked_then_the_callback_gets_its_state(ui, ui_test, make_window, app):
    check_box = importlib.import_module("omni.kit.window.extensions").SimpleCheckBox
    states = []
    model = ui.SimpleBoolModel()
    make_window("W", lambda: check_box(True, states.append, model=model))
    assert (model.as_bool, states) == (True, [])

    app.run(ui_test.find("W//Frame/**/CheckBox[0]").click())

    assert (model.as_bool, states) == (False, [False])


def test_search_widget_when_a_text_is_typed_and_cleared_then_the_callback_gets_it(
    ui, ui_test, make_window, app
):
    search_widget = importlib.import_module("omni.kit.window.extensions.ext_components").SearchWidget
    searched = []
    widgets = []
    make_window("W", lambda: widgets.append(search_widget(searched.append)))

    app.run(ui_test.find("W//Frame/**/search_field").input("camera"))
    assert searched[-1] == widgets[0].search_text == "camera"

    widgets[0].clear_search()
    assert searched[-1] == ""

    widgets[0].destroy()
    assert widgets[0].search_text == ""


def test_templates_when_read_then_they_are_sizes(ui):
    templates = importlib.import_module("omni.kit.window.property.templates")

    assert (templates.LABEL_WIDTH, templates.LABEL_HEIGHT, templates.HORIZONTAL_SPACING) == (160, 18, 4)


@pytest.mark.parametrize(
    ("file", "character"),
    [
        ("${glyphs}/menu_delete.svg", "\N{MULTIPLICATION SIGN}"),
        ("${glyphs}/folder_open.svg", "\N{HORIZONTAL ELLIPSIS}"),
        ("${glyphs}/menu_refresh.svg", "R"),
    ],
)
def test_glyph_when_kits_is_asked_for_then_a_character_stands_for_it(ui, file, character):
    assert ui.get_custom_glyph_code(file) == character


def test_content_browser_when_asked_for_then_there_is_none(app):
    assert importlib.import_module("omni.kit.window.content_browser").get_content_window() is None


def test_open_file_when_there_is_no_desktop_then_the_log_says_so(app, monkeypatch, caplog):
    monkeypatch.setenv("PATH", "")

    importlib.import_module("omni.kit.window.extensions.utils").open_file_using_os_default("/some/folder")

    assert "cannot open /some/folder" in caplog.text
    assert "xdg-utils" in caplog.text
