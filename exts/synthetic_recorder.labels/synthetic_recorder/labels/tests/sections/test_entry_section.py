"""The entry, clicked and typed in."""

from __future__ import annotations

import importlib

import pytest

from synthetic_recorder.labels.tests.semantics.authored import said, say

BOXES = ("/World/Box_1", "/World/Box_2")


@pytest.fixture
def names(app):
    return importlib.import_module("synthetic_recorder.labels.identifiers")


@pytest.fixture
def panel(app, show, entry):
    sections = importlib.import_module("synthetic_recorder.labels.sections")
    return show(sections.EntrySection(entry))


@pytest.fixture
def select(select, panel):
    """Select prims, and let the section show it."""

    def select_and_look(*paths):
        select(*paths)
        panel.look()

    return select_and_look


@pytest.fixture
def labels_of_boxes(stage):
    return lambda: [said(stage.GetPrimAtPath(path), "class") for path in BOXES]


def test_add_when_clicked_with_two_prims_selected_then_both_have_the_label(
    panel, select, names, labels_of_boxes
):
    select(*BOXES)
    panel.type(names.NEW_TYPE, "class")
    panel.type(names.NEW_DATA, "box")

    panel.click(names.ADD)

    assert labels_of_boxes() == [["box"], ["box"]]
    assert panel.says(names.MESSAGE) == "class: box is added to 2 prims."
    assert panel.find(names.MESSAGE).widget.name == "good"


def test_add_when_clicked_while_the_field_is_edited_then_takes_what_stands_in_it(
    panel, select, names, labels_of_boxes, app, ui_test
):
    select(BOXES[0])
    app.run(panel.find(names.NEW_DATA).double_click())
    app.run(ui_test.emulate_char_press("box"))

    panel.click(names.ADD)

    assert labels_of_boxes() == [["box"], None]


def test_replace_and_clear_when_clicked_then_do_so(panel, select, names, stage, labels_of_boxes):
    say(stage.GetPrimAtPath(BOXES[0]), "class", "box", "red")
    select(*BOXES)
    panel.type(names.NEW_DATA, "crate")
    seen = []

    for button in (names.REPLACE, names.CLEAR):
        panel.click(button)
        seen.append(labels_of_boxes())

    assert seen == [[["crate"], ["crate"]], [None, None]]


def test_the_buttons_when_nothing_is_selected_then_cannot_be_clicked_and_the_reason_is_said(
    panel, names, labels_of_boxes, undo
):
    panel.type(names.NEW_DATA, "box")

    panel.click(names.ADD)

    assert panel.says(names.MESSAGE) == "Select prims on the stage to label them."
    assert (labels_of_boxes(), undo.get_undo_stack()) == ([None, None], [])


def test_a_type_when_it_is_no_name_then_its_field_is_marked_and_says_why(panel, select, names):
    select(BOXES[0])

    panel.type(names.NEW_TYPE, "my class")

    assert panel.find(names.NEW_TYPE).widget.name == "error"
    assert "the semantic type 'my class' cannot be" in panel.says(names.MESSAGE)


def test_a_second_label_of_a_type_when_entered_then_is_warned_of_before_it_is_added(
    panel, select, names, stage
):
    say(stage.GetPrimAtPath(BOXES[0]), "class", "box")
    select(BOXES[0])

    panel.type(names.NEW_DATA, "can")

    assert "make one class 'box,can' of their own" in panel.says(names.MESSAGE)
    assert panel.find(names.MESSAGE).widget.name == "warning"


def test_the_lists_when_opened_then_offer_what_the_stage_has_and_fill_the_fields(panel, names, stage, entry):
    say(stage.GetPrimAtPath(BOXES[0]), "shape", "cuboid")
    say(stage.GetPrimAtPath(BOXES[1]), "shape", "cube")

    panel.click(names.NEW_TYPE_PICK)
    panel.choose("shape")
    panel.click(names.NEW_DATA_PICK)
    panel.choose("cuboid")

    assert str(entry.label) == "shape: cuboid"
    assert panel.find(names.NEW_DATA).widget.model.as_string == "cuboid"


def test_a_list_when_there_are_more_than_fit_then_offers_those_with_what_was_typed_first(
    panel, names, stage, app
):
    say(stage.GetPrimAtPath(BOXES[0]), "class", *(f"label_{index:02}" for index in range(40)))
    panel.type(names.NEW_DATA, "_39")

    panel.click(names.NEW_DATA_PICK)

    ui = importlib.import_module("omni.ui")
    entries = ui.Inspector.get_children(ui.Menu.get_current())
    offered = [entry.text for entry in entries if isinstance(entry, ui.MenuItem)]
    assert (offered[:2], len(offered)) == (["label_39", "label_00"], 30)


def test_the_buttons_when_a_long_text_is_said_then_stay_where_they_are(panel, select, names, entry):
    select(BOXES[0])
    tops = []
    for text in ("box", "a_very_long_text_" * 12):
        entry.data.type(text)
        entry.add()
        panel.look()
        tops.append([panel.find(each).widget.screen_position_y for each in (names.ADD, names.MESSAGE)])

    assert tops[0] == tops[1]
    assert panel.says(names.MESSAGE).startswith("class: a_very_long_text_")
