"""The menu File: what is asked before a stage goes, and what is on disk afterwards."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import pytest
from pxr import Usd, UsdGeom

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import kitless


@pytest.fixture
def menu(ui: Any, app: kitless.App, new_stage: Usd.Stage, updates: Callable[..., None]) -> Any:
    """The menu, over an empty stage without changes to save."""
    del new_stage
    module = importlib.import_module("kitless.ui.editor.file_menu")
    app.usd_context.new_stage()
    shown = module.FileMenu(app)
    updates(3)
    yield shown
    shown.destroy()


@pytest.fixture
def saved(app: kitless.App, tmp_path: Path) -> Path:
    """A stage in a file, with /Saved, which is open."""
    path = tmp_path / "saved.usda"
    stage = Usd.Stage.CreateNew(str(path))
    UsdGeom.Xform.Define(stage, "/Saved")
    stage.Save()
    del stage
    app.usd_context.open_stage(path)
    return path


def titles(ui: Any) -> list[str]:
    return [window.title for window in ui.Workspace.get_windows() if window.visible]


def click(app: Any, ui_test: Any, window: str, button: str) -> None:
    app.run(ui_test.find(f"{window}//Frame/**/{button}").click())
    for _ in range(4):
        app.update()


def test_menu_when_it_is_there_then_it_has_its_items(menu, ui_test):
    file_menu = ui_test.get_menubar().find_menu("File")

    assert [file_menu.find_menu(name) is not None for name in ("New", "Open…", "Save", "Save As…")] == [
        True
    ] * 4


def test_new_when_nothing_is_unsaved_then_another_stage_is_open_at_once(menu, app, ui, ui_test, updates):
    before = app.usd_context.get_stage()
    app.run(ui_test.menu_click("File/New"))
    updates(4)

    assert app.usd_context.get_stage() != before
    assert titles(ui) == []


def test_new_when_changes_are_unsaved_then_they_are_asked_for_and_can_be_given_up(
    menu, app, ui, ui_test, updates
):
    before = app.usd_context.get_stage()
    UsdGeom.Xform.Define(before, "/Unsaved")

    app.run(ui_test.menu_click("File/New"))
    asked = titles(ui)
    still_open = app.usd_context.get_stage() == before
    click(app, ui_test, "Unsaved Changes", "dont_save_button")

    assert asked == ["Unsaved Changes"]
    assert still_open
    assert app.usd_context.get_stage() != before
    assert titles(ui) == []


def test_new_when_the_question_is_cancelled_then_the_stage_stays(menu, app, ui, ui_test):
    before = app.usd_context.get_stage()
    UsdGeom.Xform.Define(before, "/Unsaved")
    app.run(ui_test.menu_click("File/New"))

    click(app, ui_test, "Unsaved Changes", "cancel_button")

    assert app.usd_context.get_stage() == before
    assert before.GetPrimAtPath("/Unsaved")
    assert titles(ui) == []


def test_new_when_the_answer_is_save_then_the_file_has_the_changes(menu, saved, app, ui, ui_test):
    UsdGeom.Cube.Define(app.usd_context.get_stage(), "/Saved/Later")
    app.run(ui_test.menu_click("File/New"))

    click(app, ui_test, "Unsaved Changes", "save_button")

    assert app.usd_context.is_new_stage()
    assert 'def Cube "Later"' in saved.read_text()


def test_save_when_the_stage_is_in_a_file_then_it_is_written(menu, saved, app, ui_test, updates):
    UsdGeom.Cube.Define(app.usd_context.get_stage(), "/Saved/Later")

    app.run(ui_test.menu_click("File/Save"))
    updates(3)

    assert 'def Cube "Later"' in saved.read_text()
    assert not app.usd_context.has_pending_edit()


def test_save_when_the_stage_is_in_no_file_then_it_is_asked_for_one(menu, app, ui_test, tmp_path):
    UsdGeom.Cube.Define(app.usd_context.get_stage(), "/Box")
    app.run(ui_test.menu_click("File/Save"))
    dialog = menu._dialogs[0]
    dialog.set_current_directory(str(tmp_path))
    dialog.set_filename("first.usda")

    click(app, ui_test, "Save Stage As", "apply_button")

    assert 'def Cube "Box"' in (tmp_path / "first.usda").read_text()
    assert app.usd_context.get_stage_url() == str(tmp_path / "first.usda")


def test_save_as_when_the_file_is_there_then_it_is_replaced_only_when_that_is_the_answer(
    menu, app, ui, ui_test, tmp_path
):
    taken = tmp_path / "taken.usda"
    taken.write_text("#usda 1.0\n")
    app.run(ui_test.menu_click("File/Save As…"))
    dialog = menu._dialogs[0]
    dialog.set_current_directory(str(tmp_path))
    dialog.set_filename("taken.usda")

    click(app, ui_test, "Save Stage As", "apply_button")
    asked = titles(ui)
    click(app, ui_test, "Replace File", "cancel_button")

    assert asked == ["Replace File"]
    assert taken.read_text() == "#usda 1.0\n"
    assert app.usd_context.is_new_stage()


def test_open_when_a_file_is_chosen_then_it_is_the_stage(menu, app, ui, ui_test, tmp_path):
    path = tmp_path / "other.usda"
    path.write_text('#usda 1.0\ndef Xform "Other"\n{\n}\n')
    app.run(ui_test.menu_click("File/Open…"))
    dialog = menu._dialogs[0]
    dialog.set_current_directory(str(tmp_path))
    dialog.set_filename("other.usda")

    click(app, ui_test, "Open Stage", "apply_button")
    while not app.usd_context.can_open_stage():
        app.update()

    assert app.usd_context.get_stage().GetPrimAtPath("/Other")
    assert titles(ui) == []


def test_new_when_the_answer_is_save_and_the_stage_is_in_no_file_then_it_is_asked_for_one_first(
    menu, app, ui, ui_test, tmp_path
):
    UsdGeom.Cube.Define(app.usd_context.get_stage(), "/Box")
    app.run(ui_test.menu_click("File/New"))

    click(app, ui_test, "Unsaved Changes", "save_button")
    asked = titles(ui)
    menu._dialogs[0].set_current_directory(str(tmp_path))
    menu._dialogs[0].set_filename("kept.usda")
    click(app, ui_test, "Save Stage As", "apply_button")

    assert asked == ["Save Stage As"]
    assert 'def Cube "Box"' in (tmp_path / "kept.usda").read_text()
    assert app.usd_context.is_new_stage()
    assert titles(ui) == []


def test_open_when_changes_are_unsaved_then_they_are_asked_for_before_the_file_is(
    menu, saved, app, ui, ui_test
):
    UsdGeom.Cube.Define(app.usd_context.get_stage(), "/Saved/Later")

    app.run(ui_test.menu_click("File/Open…"))
    asked = titles(ui)
    click(app, ui_test, "Unsaved Changes", "dont_save_button")

    assert asked == ["Unsaved Changes"]
    assert titles(ui) == ["Open Stage"]
    assert app.usd_context.get_stage_url() == str(saved)
    assert "Later" not in saved.read_text()


def test_save_when_the_folder_cannot_be_written_then_a_dialog_says_why_and_the_changes_stay(
    menu, saved, app, ui, ui_test, monkeypatch
):
    UsdGeom.Cube.Define(app.usd_context.get_stage(), "/Saved/Later")

    async def fail():
        return False, "the disk is full"

    monkeypatch.setattr(app.usd_context, "save_stage_async", fail)
    app.run(ui_test.menu_click("File/New"))
    click(app, ui_test, "Unsaved Changes", "save_button")

    assert titles(ui) == ["Save: Not Done"]
    assert ui_test.find("Save: Not Done//Frame/**/question").widget.text == "the disk is full"
    assert app.usd_context.get_stage().GetPrimAtPath("/Saved/Later")


def test_open_when_the_file_is_broken_then_a_dialog_says_why_and_the_stage_stays(
    menu, app, ui, ui_test, tmp_path, updates
):
    path = tmp_path / "broken.usda"
    path.write_text("#usda 1.0\ndef {")
    before = app.usd_context.get_stage()

    menu._open_file("broken.usda", str(tmp_path))
    app.update()
    while not app.usd_context.can_open_stage():
        app.update()
    updates(4)

    assert titles(ui) == ["Open: Not Done"]
    assert str(path) in ui_test.find("Open: Not Done//Frame/**/question").widget.text
    assert app.usd_context.get_stage() == before
