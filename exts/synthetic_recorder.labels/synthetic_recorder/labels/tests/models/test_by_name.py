"""Labelling by name: what a pattern comes to, and what is done with it."""

from __future__ import annotations

import pytest
from pxr import Sdf, UsdGeom

from synthetic_recorder.labels.tests.semantics.authored import said, say

BOXES = (Sdf.Path("/World/Box_1"), Sdf.Path("/World/Box_2"))


@pytest.fixture
def by_name(models, stage_labels, entry, changes):
    return models.ByNameModel(stage_labels, lambda: entry.label, lambda: changes.append(1))


@pytest.fixture
def labels_of(stage):
    """The labels of the type class that USD finds, by the names of the three cubes; None for a prim without."""

    def labels_of(*names):
        return [said(stage.GetPrimAtPath(f"/World/{name}"), "class") for name in names]

    return labels_of


@pytest.fixture
def instances(stage):
    """/World/Car_1 and /World/Car_2 are instances with a Wheel each; /Car, which they refer to, is a class."""
    stage.CreateClassPrim("/Car")
    UsdGeom.Sphere.Define(stage, "/Car/Wheel")
    for name in ("Car_1", "Car_2"):
        car = stage.DefinePrim(f"/World/{name}", "Xform")
        car.GetReferences().AddInternalReference("/Car")
        car.SetInstanceable(True)


def told(by_name):
    return by_name.outcome.tone.name, by_name.outcome.text


def test_pattern_when_empty_then_nothing_matches_and_it_is_asked_for(by_name):
    assert by_name.matches.paths == ()
    assert not by_name.can_select
    assert not by_name.can_apply
    assert told(by_name) == ("HINT", "Enter a pattern to label prims by their names or paths.")


def test_pattern_when_names_match_then_they_are_counted_and_the_first_ones_named(by_name, entry):
    entry.data.type("box")

    by_name.pattern.type("Box*")

    assert by_name.matches.paths == BOXES
    assert by_name.first_paths == ("/World/Box_1", "/World/Box_2")
    assert told(by_name) == ("HINT", "2 prims with a name like Box*.")


def test_pattern_when_six_prims_match_then_four_are_named_and_the_others_counted(by_name, stage):
    for number in (3, 4, 5, 6):
        UsdGeom.Cube.Define(stage, f"/World/Box_{number}")

    by_name.pattern.type("/World/Box_?")

    assert by_name.first_paths == (*(f"/World/Box_{number}" for number in (1, 2, 3, 4)), "and 2 more")


def test_pattern_when_nothing_matches_then_it_is_said(by_name):
    by_name.pattern.type("box*")

    assert not by_name.can_select
    assert told(by_name) == (
        "WARNING",
        "The stage has no prim with a name like box*. Upper and lower case are told apart.",
    )


@pytest.mark.parametrize(
    ("pattern", "part"),
    [("World/Box_1", "write '/**/World/Box_1'"), ("/World/a**", "'**' stands alone"), ("/", "names no prim")],
)
def test_pattern_when_it_breaks_the_grammar_then_it_is_marked_and_said_why(by_name, pattern, part):
    by_name.pattern.type(pattern)

    assert part in by_name.pattern.problem
    assert told(by_name) == ("ERROR", by_name.pattern.problem)
    assert not by_name.can_select


def test_pattern_when_a_prim_comes_then_it_matches_too(by_name, stage):
    by_name.pattern.type("Box*")
    assert len(by_name.matches.paths) == 2

    UsdGeom.Cube.Define(stage, "/World/Box_3")

    assert len(by_name.matches.paths) == 3


def test_pattern_when_the_stage_is_closed_then_nothing_matches(by_name, app):
    by_name.pattern.type("Box*")
    assert by_name.can_select

    app.run(app.usd_context.close_stage_async())

    assert not by_name.can_select
    assert told(by_name) == ("HINT", "No stage is open.")


def test_pattern_when_prims_inside_instances_match_then_the_instances_are_named(by_name, instances):
    by_name.pattern.type("Wheel")

    tone, text = told(by_name)
    assert by_name.matches.paths == ()
    assert tone == "WARNING"
    assert text.startswith("0 prims with a name like Wheel. Inside /World/Car_1, /World/Car_2 are others")


def test_add_when_no_label_is_entered_then_it_cannot_be_done_and_is_said(by_name):
    by_name.pattern.type("Box*")

    assert not by_name.can_apply
    assert by_name.add_text == "Add"
    assert told(by_name)[1].endswith("Enter the label above, as New Semantic Data.")


def test_add_when_the_label_cannot_be_written_then_it_cannot_be_done(by_name, entry):
    by_name.pattern.type("Box*")
    entry.semantic_type.type("1st")
    entry.data.type("box")

    assert not by_name.can_apply
    assert "The semantic type '1st' cannot be part of a property's name" in told(by_name)[1]


def test_add_when_clicked_then_all_matches_have_the_label_in_one_step_of_undo(
    by_name, entry, labels_of, undo
):
    by_name.pattern.type("Box*")
    entry.data.type("box")

    by_name.add()

    assert labels_of("Box_1", "Box_2", "Can_1") == [["box"], ["box"], None]
    assert told(by_name) == ("GOOD", "class: box is added to 2 prims.")
    undo.undo()
    assert labels_of("Box_1", "Box_2", "Can_1") == [None, None, None]
    assert told(by_name) == ("HINT", "2 prims with a name like Box*.")


def test_add_when_a_match_has_another_label_of_the_type_then_it_is_said_beforehand(by_name, entry, stage):
    say(stage.GetPrimAtPath("/World/Box_2"), "class", "crate")
    by_name.pattern.type("Box*")

    entry.data.type("box")

    tone, text = told(by_name)
    assert by_name.can_apply
    assert tone == "WARNING"
    assert "/World/Box_2 would have two labels of the type class" in text


def test_replace_when_a_match_has_another_label_of_the_type_then_it_is_gone(by_name, entry, stage, labels_of):
    say(stage.GetPrimAtPath("/World/Box_2"), "class", "crate")
    by_name.pattern.type("Box*")
    entry.data.type("box")

    by_name.replace()

    assert labels_of("Box_1", "Box_2", "Can_1") == [["box"], ["box"], None]


def test_select_when_clicked_then_the_matches_are_selected(by_name, app):
    by_name.pattern.type("/World/Box_*")

    by_name.select()

    assert app.usd_context.get_selection().get_selected_prim_paths() == ["/World/Box_1", "/World/Box_2"]


def test_add_when_the_label_meets_another_one_above_a_match_then_it_is_said_beforehand(by_name, entry, stage):
    say(stage.GetPrimAtPath("/World"), "class", "room")
    by_name.pattern.type("Can*")

    entry.data.type("can")

    tone, text = told(by_name)
    assert tone == "WARNING"
    assert "/World/Can_1 would have two labels of the type class" in text
    assert "'can,room'" in text
