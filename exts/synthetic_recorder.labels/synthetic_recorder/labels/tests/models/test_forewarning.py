"""Adding a label that makes a second one of its type is said before it happens."""

from __future__ import annotations

from pxr import UsdGeom

from synthetic_recorder.labels.tests.semantics.authored import say

BOX = "/World/Box_1"


def warning(entry):
    return entry.outcome.text if entry.outcome.tone.name == "WARNING" else None


def test_a_label_when_the_prim_has_another_of_its_type_then_the_class_of_both_is_named(entry, select, stage):
    say(stage.GetPrimAtPath(BOX), "class", "box")
    select(BOX)

    entry.data.type("can")

    assert warning(entry) == (
        "/World/Box_1 would have two labels of the type class, which make one class 'box,can' of their own. "
        "Replace gives a prim one label of its own."
    )


def test_a_label_when_a_prim_above_has_another_of_its_type_then_the_own_one_comes_first(entry, select, stage):
    say(stage.GetPrimAtPath("/World"), "class", "scene")
    select(BOX)

    entry.data.type("box")

    assert "'box,scene'" in warning(entry)
    assert "Replace cannot part what one prim has and another gives it" in warning(entry)


def test_a_label_when_prims_below_have_others_of_its_type_then_they_are_named(entry, select, stage):
    say(stage.GetPrimAtPath(BOX), "class", "box")
    say(stage.GetPrimAtPath("/World/Can_1"), "class", "can")
    select("/World")

    entry.data.type("scene")

    assert "/World/Box_1 and 1 more would have" in warning(entry)
    assert "'box,scene'" in warning(entry)


def test_a_label_when_the_others_are_of_other_types_then_nothing_is_said(entry, select, stage):
    say(stage.GetPrimAtPath(BOX), "shape", "cuboid")
    select(BOX)

    entry.data.type("box")

    assert warning(entry) is None


def test_a_label_when_it_is_there_already_or_comes_from_above_then_nothing_is_said(entry, select, stage):
    say(stage.GetPrimAtPath("/World"), "class", "box")
    say(stage.GetPrimAtPath(BOX), "class", "box")
    seen = []

    for path in (BOX, "/World/Box_2"):
        select(path)
        entry.data.type("box")
        seen.append(warning(entry))

    assert seen == [None, None]


def test_a_label_when_only_some_of_the_selected_prims_have_another_then_those_are_counted(
    entry, select, stage
):
    for index in range(3):
        say(UsdGeom.Cube.Define(stage, f"/World/Old_{index}").GetPrim(), "class", "old")
    select("/World/Old_0", "/World/Old_1", "/World/Old_2", BOX)

    entry.data.type("new")

    assert warning(entry).startswith("/World/Old_0 and 2 more would have")


def test_a_label_when_the_stage_changes_then_what_is_said_follows(entry, select, stage):
    select(BOX)
    entry.data.type("can")
    seen = [warning(entry)]

    say(stage.GetPrimAtPath(BOX), "class", "box")
    seen.append("'box,can'" in warning(entry))

    assert seen == [None, True]
