"""An edit that is taken back leaves the layer as it was, to the byte."""

from __future__ import annotations

import pytest
from pxr import Sdf, Usd, UsdGeom

from synthetic_recorder.labels.semantics import (
    Label,
    LabelsError,
    add_label,
    clear_labels,
    remove_label,
    replace_labels,
    upgrade_labels,
)

from .authored import said, say, say_old

BOX = Label("class", "box")


@pytest.fixture
def labelled(box):
    """A prim with everything that there can be."""
    say(box, "class", "box", "container")
    say(box, "state")
    box.GetAttribute("semantics:labels:state").Set(["open"], 1)
    box.GetAttribute("semantics:labels:state").Set(["closed"], 5)
    box.GetAttribute("semantics:labels:class").SetDocumentation("kept")
    say_old(box, "Semantics", "class", "box")
    say_old(box, "Semantics_1", "color", "red")
    UsdGeom.Cube(box).CreateSizeAttr(3.0)
    return box


@pytest.mark.parametrize(
    "edit",
    [
        lambda prim: add_label(prim, Label("class", "new")),
        lambda prim: add_label(prim, Label("state", "new")),
        lambda prim: add_label(prim, Label("new", "new")),
        lambda prim: replace_labels(prim, Label("class", "new")),
        lambda prim: replace_labels(prim, Label("state", "new")),
        lambda prim: remove_label(prim, BOX),
        lambda prim: remove_label(prim, Label("state", "open")),
        clear_labels,
        upgrade_labels,
    ],
)
def test_an_edit_when_undone_then_the_layer_is_as_it_was(stage, labelled, edit):
    before = stage.GetRootLayer().ExportToString()

    done = edit(labelled)
    after = stage.GetRootLayer().ExportToString()
    done.undo()

    assert after != before
    assert stage.GetRootLayer().ExportToString() == before


def test_specs_that_an_edit_has_made_when_undone_then_are_gone(stage, box, can):
    session = stage.GetSessionLayer()
    before = session.ExportToString()

    done = add_label([box, can], BOX, Usd.EditTarget(session))
    done.undo()

    assert session.ExportToString() == before
    assert session.GetPrimAtPath("/World") is None


def test_specs_that_were_empty_before_when_undone_then_stay(stage, can):
    session = stage.GetSessionLayer()
    Sdf.CreatePrimInLayer(session, "/World/Tray")
    before = session.ExportToString()

    add_label(can, BOX, Usd.EditTarget(session)).undo()

    assert session.ExportToString() == before
    assert session.GetPrimAtPath("/World/Tray") is not None


def test_what_others_have_written_since_when_undone_then_stays(stage, box):
    session = stage.GetSessionLayer()
    done = add_label(box, BOX, Usd.EditTarget(session))
    session.GetPrimAtPath("/World").documentation = "since then"

    done.undo()

    assert session.GetPrimAtPath("/World").documentation == "since then"
    assert session.GetPrimAtPath("/World/Box") is None


def test_an_edit_when_undone_twice_then_the_second_time_nothing_happens(stage, box):
    done = add_label(box, BOX)
    done.undo()
    say(box, "class", "other")

    done.undo()

    assert said(box, "class") == ["other"]


def test_an_edit_of_a_layer_that_is_gone_when_undone_then_it_says_so():
    stage = Usd.Stage.CreateInMemory()
    done = add_label(stage.DefinePrim("/World"), BOX)
    del stage

    with pytest.raises(LabelsError, match="gone"):
        done.undo()
