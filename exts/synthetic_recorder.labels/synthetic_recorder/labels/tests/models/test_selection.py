"""The labels of the selected prims, as one list."""

from __future__ import annotations

import pytest
from pxr import Sdf, Usd, UsdGeom, UsdSemantics

from synthetic_recorder.labels.tests.semantics.authored import say, say_old


@pytest.fixture
def rows(selection):
    """Type, text and where from, row by row."""

    def rows():
        return [(row.label.semantic_type, row.label.text, row.told) for row in selection.rows]

    return rows


def test_rows_when_prims_differ_then_say_how_many_have_a_label(select, stage, rows):
    say(stage.GetPrimAtPath("/World/Box_1"), "class", "box")
    say(stage.GetPrimAtPath("/World/Box_2"), "class", "box", "red")
    select("/World/Box_1", "/World/Box_2", "/World/Can_1")

    assert rows() == [("class", "box", "own, 2 of 3"), ("class", "red", "own, 1 of 3")]


def test_rows_when_all_prims_have_a_label_then_say_nothing_of_numbers(select, stage, rows):
    for name in ("Box_1", "Box_2"):
        say(stage.GetPrimAtPath(f"/World/{name}"), "class", "box")
    select("/World/Box_1", "/World/Box_2")

    assert rows() == [("class", "box", "own")]


def test_rows_when_labels_are_inherited_or_old_then_say_so_after_the_own_ones(select, stage, rows):
    say(stage.GetPrimAtPath("/World"), "class", "scene")
    prim = stage.GetPrimAtPath("/World/Box_1")
    say_old(prim, "Semantics_x", "class", "carton")
    say(prim, "shape", "cuboid")
    select("/World/Box_1")

    assert rows() == [
        ("shape", "cuboid", "own"),
        ("class", "carton", "old schema"),
        ("class", "scene", "from /World"),
    ]


def test_a_row_when_prims_have_its_label_from_several_above_then_counts_those(select, stage, rows, selection):
    for name in ("A", "B"):
        UsdGeom.Cube.Define(stage, f"/World/{name}/Thing")
        say(stage.GetPrimAtPath(f"/World/{name}"), "class", "group")
    select("/World/A/Thing", "/World/B/Thing")

    assert rows() == [("class", "group", "from 2 prims")]
    assert selection.rows[0].authored_at == (Sdf.Path("/World/A"), Sdf.Path("/World/B"))
    assert not selection.rows[0].is_own


def test_a_row_when_its_label_comes_from_time_samples_then_says_so(select, stage, rows):
    prim = stage.GetPrimAtPath("/World/Box_1")
    attribute = UsdSemantics.LabelsAPI.Apply(prim, "class").CreateLabelsAttr()
    attribute.Set(["box"], 0)
    attribute.Set(["open"], 10)
    select("/World/Box_1")

    assert rows() == [("class", "box", "own, at times"), ("class", "open", "own, at times")]


def test_rows_when_a_label_is_written_by_anybody_then_follow(select, stage, rows):
    select("/World/Box_1")
    before = rows()

    say(stage.GetPrimAtPath("/World/Box_1"), "class", "box")

    assert (before, rows()) == ([], [("class", "box", "own")])


def test_what_is_selected_when_told_then_is_one_path_or_a_number_of_prims(select, selection):
    seen = [selection.told]
    select("/World/Box_1")
    seen.append(selection.told)
    select("/World/Box_1", "/World/Can_1")
    seen.append(selection.told)

    assert seen == ["Nothing is selected.", "/World/Box_1", "2 prims: /World/Box_1, …"]


def test_what_is_selected_when_a_prim_is_gone_or_the_root_then_has_only_those_that_can_be_labelled(
    select, selection, stage
):
    select("/", "/World/Box_1", "/World/Box_2", "/World/Nothing")

    stage.RemovePrim("/World/Box_2")

    assert selection.paths == (Sdf.Path("/World/Box_1"),)


def test_what_is_selected_when_another_stage_is_opened_then_is_nothing_of_the_first(
    app, select, selection, stage_labels
):
    select("/World/Box_1")
    other = Usd.Stage.CreateInMemory()
    UsdGeom.Cube.Define(other, "/Other")

    app.run(app.usd_context.attach_stage_async(other))

    assert selection.paths == ()
    assert stage_labels.stage == other
