"""What the buttons do with the selected prims, and what is said of it."""

from __future__ import annotations

import importlib

import pytest
from pxr import Sdf, Usd, UsdGeom

from synthetic_recorder.labels.tests.semantics.authored import said, say, say_old

BOXES = ("/World/Box_1", "/World/Box_2")


@pytest.fixture
def labels_of(stage):
    """The labels of the type class that USD finds, by the names of the three cubes; None for a prim without."""

    def labels_of(*names):
        return [said(stage.GetPrimAtPath(f"/World/{name}"), "class") for name in names]

    return labels_of


def told(entry):
    return entry.outcome.tone.name, entry.outcome.text


def test_add_when_two_prims_are_selected_then_both_have_the_label_and_one_step_undoes_it(
    entry, select, labels_of, undo
):
    select(*BOXES)
    entry.data.type("box")

    entry.add()

    assert labels_of("Box_1", "Box_2", "Can_1") == [["box"], ["box"], None]
    assert told(entry) == ("GOOD", "class: box is added to 2 prims.")
    assert len(undo.get_undo_stack()) == 1


def test_undo_and_redo_when_done_then_take_the_label_away_and_bring_it_back(entry, select, labels_of):
    select(*BOXES)
    entry.data.type("box")
    entry.add()

    seen = []
    for step in (entry.undo, entry.redo):
        step()
        seen.append((labels_of("Box_1", "Box_2"), entry.can_undo, entry.can_redo, entry.outcome.tone.name))

    assert seen == [
        ([None, None], False, True, "HINT"),
        ([["box"], ["box"]], True, False, "HINT"),
    ]


def test_undo_when_the_step_cannot_be_undone_then_says_so(entry, select, app, caplog):
    commands = importlib.import_module("omni.kit.commands")

    class CannotBeUndone(commands.Command):
        def do(self):
            pass

        def undo(self):
            raise ValueError("never")

    select(BOXES[0])
    commands.register(CannotBeUndone)
    commands.execute("CannotBeUndone")

    entry.undo()

    assert told(entry) == ("ERROR", "The last step could not be undone, or only in part; the log says why.")
    commands.unregister(CannotBeUndone)


def test_add_when_the_prims_have_the_label_then_says_so_and_is_no_step(entry, select, undo):
    select(BOXES[0])
    entry.data.type("box")
    entry.add()

    entry.add()

    assert told(entry) == ("HINT", "Nothing was changed: the prims have it already.")
    assert len(undo.get_undo_stack()) == 1


def test_add_when_nothing_was_entered_then_says_what_is_missing_and_changes_nothing(
    entry, select, labels_of, undo
):
    select(BOXES[0])

    entry.add()

    tone, text = told(entry)
    assert (tone, "has no text" in text) == ("ERROR", True)
    assert (labels_of("Box_1"), undo.get_undo_stack()) == ([None], [])


def test_add_when_blanks_were_typed_around_the_label_then_writes_it_without_them(entry, select, labels_of):
    select(BOXES[0])
    entry.semantic_type.type(" class ")
    entry.data.type("  box ")

    entry.add()

    assert labels_of("Box_1") == [["box"]]


def test_replace_when_prims_have_two_labels_then_leaves_the_new_one(entry, select, labels_of, stage):
    say(stage.GetPrimAtPath(BOXES[0]), "class", "box", "carton")
    select(BOXES[0])
    entry.data.type("crate")

    entry.replace()

    assert labels_of("Box_1") == [["crate"]]
    assert told(entry) == ("GOOD", "class: crate is the only own class of 1 prim.")


def test_clear_when_done_then_leaves_no_label_of_any_type(entry, select, labels_of, stage, selection):
    prim = stage.GetPrimAtPath(BOXES[0])
    say(prim, "class", "box")
    say(prim, "shape", "cuboid")
    select(BOXES[0])

    entry.clear()

    assert (said(prim, "class"), said(prim, "shape"), selection.rows) == (None, None, ())
    assert told(entry) == ("GOOD", "No own label is left on 1 prim.")


def test_upgrade_when_one_of_two_prims_has_an_old_label_then_that_one_has_a_new_one(
    entry, select, labels_of, stage, selection
):
    say_old(stage.GetPrimAtPath(BOXES[0]), "Semantics_x", "class", "box")
    select(*BOXES)
    assert selection.with_old_labels == (Sdf.Path(BOXES[0]),)

    entry.upgrade()

    assert labels_of("Box_1", "Box_2") == [["box"], None]
    assert told(entry) == ("GOOD", "The old labels are upgraded on 1 prim.")
    assert selection.with_old_labels == ()


def test_remove_of_a_row_when_done_then_takes_the_label_from_those_that_have_it(
    entry, select, labels_of, stage, selection
):
    for path, texts in zip(BOXES, (("box", "red"), ("box",)), strict=True):
        say(stage.GetPrimAtPath(path), "class", *texts)
    select(*BOXES)
    (row,) = [row for row in selection.rows if row.label.text == "box"]

    entry.remove(row)

    assert labels_of("Box_1", "Box_2") == [["red"], None]


def test_a_row_when_renamed_then_stands_where_it_stood_among_the_other_labels_and_it_is_one_step(
    entry, select, labels_of, stage, selection, undo
):
    say(stage.GetPrimAtPath(BOXES[0]), "class", "box", "red")
    select(BOXES[0])
    (row,) = [row for row in selection.rows if row.label.text == "box"]

    entry.rename(row, "crate")

    assert labels_of("Box_1") == [["crate", "red"]]
    assert told(entry) == ("GOOD", "class: box is class: crate now on 1 prim.")
    entry.undo()
    assert labels_of("Box_1") == [["box", "red"]]


def test_a_row_when_the_new_text_cannot_be_written_then_keeps_the_old_one(
    entry, select, labels_of, stage, selection, undo
):
    say(stage.GetPrimAtPath(BOXES[0]), "class", "box")
    select(BOXES[0])

    entry.rename(selection.rows[0], "two\nlines")

    assert labels_of("Box_1") == [["box"]]
    assert (entry.outcome.tone.name, undo.get_undo_stack()) == ("ERROR", [])


def test_a_row_when_its_renaming_is_refused_for_one_prim_then_nothing_can_be_redone_by_halves(
    entry, select, labels_of, stage, selection, undo
):
    say(stage.GetPrimAtPath(BOXES[0]), "class", "box")
    with Usd.EditContext(stage, stage.GetSessionLayer()):
        say(stage.GetPrimAtPath(BOXES[1]), "class", "box")
    select(*BOXES)

    entry.rename(selection.rows[0], "crate")

    assert (labels_of("Box_1", "Box_2"), entry.outcome.tone.name) == ([["box"], ["box"]], "ERROR")
    assert (entry.can_undo, entry.can_redo) == (False, False)


def test_an_edit_when_a_stronger_layer_says_otherwise_then_says_which_and_nothing_is_changed(
    entry, select, labels_of, stage
):
    with Usd.EditContext(stage, stage.GetSessionLayer()):
        say(stage.GetPrimAtPath(BOXES[0]), "class", "box")
    before = stage.GetRootLayer().ExportToString()
    select(BOXES[0])
    entry.data.type("crate")

    entry.replace()

    assert entry.outcome.tone.name == "ERROR"
    assert stage.GetSessionLayer().identifier in entry.outcome.text
    assert stage.GetRootLayer().ExportToString() == before


def test_an_edit_when_the_prim_is_inside_an_instance_then_says_before_and_after_what_to_label_instead(
    entry, select, stage
):
    UsdGeom.Cube.Define(stage, "/Assets/Car/Wheel")
    car = UsdGeom.Xform.Define(stage, "/World/Car").GetPrim()
    car.GetReferences().AddInternalReference("/Assets/Car")
    car.SetInstanceable(True)
    say(car, "class", "car")
    select("/World/Car/Wheel")
    entry.data.type("wheel")
    foreseen = entry.outcome

    entry.add()

    assert (foreseen.tone.name, entry.outcome.tone.name) == ("WARNING", "ERROR")
    assert "label /World/Car instead" in foreseen.text
    assert entry.outcome.text == foreseen.text


def test_what_is_said_when_nothing_was_done_then_tells_what_to_do_next(entry, select, stage, app):
    seen = [entry.outcome.text]
    select(BOXES[0])
    seen.append(entry.outcome.text)
    entry.semantic_type.type("1class")
    seen.append((entry.outcome.tone.name, "'1class'" in entry.outcome.text))

    layer = stage.GetRootLayer().GetDisplayName()
    assert seen == [
        "Select prims on the stage to label them.",
        f"Labels are written to {layer}.",
        ("ERROR", True),
    ]


def test_what_is_said_of_an_edit_when_other_prims_are_selected_then_is_gone(entry, select):
    select(BOXES[0])
    entry.data.type("box")
    entry.add()

    select(BOXES[1])

    assert entry.outcome.text.startswith("Labels are written to")


def test_what_is_said_when_the_edit_target_is_another_then_names_that_layer(entry, select, stage, changes):
    select(BOXES[0])
    changes.clear()

    stage.SetEditTarget(stage.GetSessionLayer())

    assert stage.GetSessionLayer().GetDisplayName() in entry.outcome.text
    assert changes != []


def test_what_can_be_chosen_when_the_stage_has_labels_then_are_its_types_and_the_labels_of_the_type(
    entry, stage
):
    say(stage.GetPrimAtPath(BOXES[0]), "class", "box")
    say(stage.GetPrimAtPath(BOXES[1]), "class", "carton")
    say(stage.GetPrimAtPath("/World/Can_1"), "shape", "cylinder")

    seen = [list(entry.types), list(entry.texts)]
    entry.semantic_type.type("shape")
    seen.append(list(entry.texts))

    assert seen == [["class", "shape"], ["box", "carton"], ["cylinder"]]


def test_all_of_it_when_no_stage_is_open_then_says_so_and_edits_nothing(entry, app, selection, stage_labels):
    app.run(app.usd_context.close_stage_async())
    entry.data.type("box")

    assert (stage_labels.stage, stage_labels.survey, selection.prims) == (None, None, ())
    assert (entry.is_enabled, entry.outcome.text) == (False, "Open a stage to label its prims.")
    assert (list(entry.types), list(entry.texts)) == (["class"], [])
