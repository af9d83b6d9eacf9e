"""The rows of the selected prims' labels, clicked and typed in."""

from __future__ import annotations

import gc
import importlib

import pytest

from synthetic_recorder.labels.tests.semantics.authored import said, say, say_old

BOX, CAN = "/World/Box_1", "/World/Can_1"


@pytest.fixture
def names(app):
    return importlib.import_module("synthetic_recorder.labels.identifiers")


@pytest.fixture
def panel(app, show, selection, entry):
    sections = importlib.import_module("synthetic_recorder.labels.sections")
    return show(sections.SelectionSection(selection, entry))


@pytest.fixture
def select(select, panel):
    """Select prims, and let the section show them."""

    def select_and_look(*paths):
        select(*paths)
        panel.look()

    return select_and_look


def test_rows_when_prims_are_selected_then_show_type_text_and_source(panel, select, stage, names):
    say(stage.GetPrimAtPath("/World"), "shape", "scene")
    say(stage.GetPrimAtPath(BOX), "class", "box")
    select(BOX, CAN)

    shown = [
        (
            panel.says(names.at(names.ROW_TYPE, index)),
            panel.says(names.at(names.ROW_SOURCE, index)),
            panel.is_there(names.at(names.ROW_REMOVE, index)),
        )
        for index in range(2)
    ]
    assert shown == [("class", "own, 1 of 2", True), ("shape", "from /World", False)]
    assert panel.find(names.at(names.ROW_TEXT, 0)).widget.model.as_string == "box"
    assert panel.says(names.SELECTED) == f"2 prims: {BOX}, …"


def test_remove_when_clicked_then_takes_the_label_of_that_row(panel, select, stage, names):
    say(stage.GetPrimAtPath(BOX), "class", "box", "red")
    select(BOX)

    panel.click(names.at(names.ROW_REMOVE, 0))

    assert said(stage.GetPrimAtPath(BOX), "class") == ["red"]
    assert not panel.is_there(names.at(names.ROW_REMOVE, 1))


def test_the_text_of_a_row_when_typed_then_takes_the_place_of_the_label(panel, select, stage, names):
    say(stage.GetPrimAtPath(BOX), "class", "box", "red")
    select(BOX)

    panel.type(names.at(names.ROW_TEXT, 0), "crate")

    assert said(stage.GetPrimAtPath(BOX), "class") == ["crate", "red"]
    texts = [panel.find(names.at(names.ROW_TEXT, index)).widget.model.as_string for index in range(2)]
    assert texts == ["crate", "red"]


def test_the_text_of_a_row_when_rubbish_was_collected_then_can_be_typed_still(panel, select, stage, names):
    say(stage.GetPrimAtPath(BOX), "class", "box")
    select(BOX)

    gc.collect()
    panel.type(names.at(names.ROW_TEXT, 0), "crate")

    assert said(stage.GetPrimAtPath(BOX), "class") == ["crate"]


def test_the_text_of_a_row_when_it_is_no_label_then_shows_the_label_again(
    panel, select, stage, names, selection, entry
):
    say(stage.GetPrimAtPath(BOX), "class", "box")
    select(BOX)

    for text in (" ", "box"):
        panel.type(names.at(names.ROW_TEXT, 0), text)

    assert said(stage.GetPrimAtPath(BOX), "class") == ["box"]
    assert panel.find(names.at(names.ROW_TEXT, 0)).widget.model.as_string == "box"
    assert not entry.can_undo


def test_upgrade_when_a_selected_prim_has_an_old_label_then_is_offered_and_makes_a_new_one(
    panel, select, stage, names
):
    say_old(stage.GetPrimAtPath(BOX), "Semantics_x", "class", "box")
    select(BOX, CAN)
    assert panel.says(names.OLD_LABELS) == "By the old SemanticsAPI: 1 of the selected."

    panel.click(names.UPGRADE)

    assert said(stage.GetPrimAtPath(BOX), "class") == ["box"]
    assert panel.says(names.OLD_LABELS) is None
    assert not panel.find(names.UPGRADE).widget.visible


def test_undo_and_redo_when_clicked_then_go_one_step_and_are_enabled_where_there_is_one(
    panel, select, stage, names, entry
):
    select(BOX)
    entry.data.type("box")
    entry.add()
    panel.look()

    seen = []
    for button in (names.UNDO, names.REDO):
        panel.click(button)
        enabled = [panel.find(each).widget.enabled for each in (names.UNDO, names.REDO)]
        seen.append((said(stage.GetPrimAtPath(BOX), "class"), enabled))

    assert seen == [(None, [False, True]), (["box"], [True, False])]


def test_rows_when_there_are_very_many_labels_then_fifty_are_shown_and_the_rest_is_counted(
    panel, select, stage, names
):
    say(stage.GetPrimAtPath(BOX), "class", *(f"label_{index}" for index in range(60)))

    select(BOX)

    assert panel.is_there(names.at(names.ROW_TEXT, 49))
    assert not panel.is_there(names.at(names.ROW_TEXT, 50))
    assert panel.says(names.MORE_ROWS) == "and 10 more labels; select fewer prims to see them"


def test_what_is_below_the_rows_when_labels_come_and_go_then_stays_where_it_is(panel, select, stage, names):
    tops = []
    select(BOX)
    for count in (0, 1, 8):
        if count:
            say(stage.GetPrimAtPath(BOX), "class", *(f"label_{index}" for index in range(count)))
        panel.look()
        tops.append(panel.find(names.OLD_LABELS).widget.screen_position_y)

    assert len(set(tops)) == 1
