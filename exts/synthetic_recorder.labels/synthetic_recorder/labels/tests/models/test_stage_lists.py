"""What the stage has: labels, prims with and without them, and the report."""

from __future__ import annotations

import pytest
from pxr import Sdf, UsdGeom

from synthetic_recorder.labels.tests.semantics.authored import say

BOX_1, BOX_2, CAN_1 = map(Sdf.Path, ("/World/Box_1", "/World/Box_2", "/World/Can_1"))


@pytest.fixture
def stage_list(models, stage_labels, changes):
    return models.StageListModel(stage_labels, lambda: changes.append(1))


@pytest.fixture
def unlabelled(models, stage_labels, changes):
    return models.UnlabelledModel(stage_labels, lambda: changes.append(1))


@pytest.fixture
def report(models, stage_labels):
    return models.ReportModel(stage_labels)


@pytest.fixture
def label(semantics):
    return semantics.Label


@pytest.fixture
def boxes(stage):
    """Both boxes are labelled: the first one has a second label, of another type."""
    say(stage.GetPrimAtPath(BOX_1), "class", "box")
    say(stage.GetPrimAtPath(BOX_1), "state", "open")
    say(stage.GetPrimAtPath(BOX_2), "class", "box")


def paths(model):
    return [prim.path for prim in model.prims]


def selected(app):
    return app.usd_context.get_selection().get_selected_prim_paths()


def test_counts_when_labels_are_there_then_all_come_first_and_each_is_counted(stage_list, boxes, label):
    told = [(of, count and (count.prims, count.drawn)) for of, count in stage_list.counts]

    assert told == [(None, None), (label("class", "box"), (2, 2)), (label("state", "open"), (1, 1))]


def test_counts_when_nothing_is_labelled_then_there_are_none_and_it_is_said(stage_list):
    assert stage_list.counts == ()
    assert stage_list.prims == ()
    assert stage_list.summary == "No prim of the stage has a label."


def test_choose_when_a_label_is_chosen_then_its_prims_are_shown(stage_list, boxes, label, changes):
    assert paths(stage_list) == [BOX_1, BOX_2]
    assert stage_list.summary == "2 labelled prims"
    before = len(changes)

    stage_list.choose(label("state", "open"))

    assert paths(stage_list) == [BOX_1]
    assert stage_list.summary == "1 of 2 labelled prims"
    assert len(changes) == before + 1


def test_choose_when_none_is_chosen_then_the_prims_of_all_labels_are_shown(stage_list, boxes, label):
    stage_list.choose(label("state", "open"))

    stage_list.choose(None)

    assert paths(stage_list) == [BOX_1, BOX_2]


def test_choose_when_the_label_goes_then_the_prims_of_all_labels_are_shown(stage_list, boxes, label, stage):
    stage_list.choose(label("state", "open"))

    stage.GetPrimAtPath(BOX_1).RemoveProperty("semantics:labels:state")

    assert stage_list.label is None
    assert paths(stage_list) == [BOX_1, BOX_2]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("box_1", [BOX_1]),
        ("BOX", [BOX_1, BOX_2]),
        ("cube", [BOX_1, BOX_2]),
        ("state: open", [BOX_1]),
        ("class world", [BOX_1, BOX_2]),
        ("open box_2", []),
    ],
)
def test_filter_when_words_are_typed_then_prims_with_all_of_them_are_shown(stage_list, boxes, text, found):
    stage_list.filter.type(text)

    assert paths(stage_list) == found


def test_prims_when_nothing_has_changed_then_they_are_the_same_object(stage_list, boxes, select):
    before = stage_list.prims

    select("/World/Can_1")

    assert stage_list.prims is before


def test_select_when_a_prim_is_clicked_then_it_is_selected_on_the_stage(stage_list, boxes, app):
    stage_list.select([BOX_2])

    assert selected(app) == ["/World/Box_2"]
    app.update()
    assert stage_list.selected == {BOX_2}


def test_unlabelled_when_no_type_is_chosen_then_what_has_no_label_at_all_is_there(unlabelled, boxes):
    assert unlabelled.value is None
    assert paths(unlabelled) == [CAN_1]
    assert unlabelled.outcome.text == "1 prim is drawn without a label."


def test_unlabelled_when_a_type_is_chosen_then_what_has_no_label_of_it_is_there(unlabelled, boxes):
    assert unlabelled.choices == [(None, "any type"), ("class", "class"), ("state", "state")]

    unlabelled.set("state")

    assert paths(unlabelled) == [BOX_2, CAN_1]
    assert unlabelled.outcome.text == "2 prims are drawn without a label of the type state."


def test_unlabelled_when_the_type_goes_then_any_type_counts(unlabelled, boxes, stage):
    unlabelled.set("state")

    stage.GetPrimAtPath(BOX_1).RemoveProperty("semantics:labels:state")

    assert unlabelled.value is None
    assert paths(unlabelled) == [CAN_1]


def test_unlabelled_when_all_have_labels_then_it_is_said(unlabelled, boxes, stage):
    say(stage.GetPrimAtPath(CAN_1), "class", "can")

    assert paths(unlabelled) == []
    assert unlabelled.outcome.tone.name == "GOOD"


def test_select_all_when_something_is_inside_an_instance_then_the_instance_is_selected(
    unlabelled, boxes, stage, app
):
    stage.CreateClassPrim("/Car")
    UsdGeom.Sphere.Define(stage, "/Car/Wheel")
    say(UsdGeom.Sphere.Define(stage, "/Car/Body").GetPrim(), "class", "body")
    car = stage.DefinePrim("/World/Car_1", "Xform")
    car.GetReferences().AddInternalReference("/Car")
    car.SetInstanceable(True)
    assert paths(unlabelled) == [CAN_1, Sdf.Path("/World/Car_1/Wheel")]

    unlabelled.select_all()

    assert selected(app) == ["/World/Can_1", "/World/Car_1"]


def test_report_when_labels_are_there_then_it_has_them_and_what_has_none(report, boxes):
    assert report.text.split("\n") == [
        "Semantic types: class, state",
        "",
        "Labels (prims labelled, drawn with it):",
        "  class: box    2, 2",
        "  state: open    1, 1",
        "",
        "Drawn without any label: 1",
        "  /World/Can_1",
    ]
    assert report.shown == report.text


def test_report_when_it_is_long_then_its_beginning_is_shown_and_all_of_it_copied(report, stage):
    for number in range(300):
        say(stage.DefinePrim(f"/World/Box_{number}"), "class", f"box {number}")

    shown = report.shown.split("\n")

    # Types, blank, title, 300 labels, blank, what is drawn without label, the can.
    assert len(report.text.split("\n")) == 306
    assert len(shown) == 201
    assert shown[-1] == "… and 106 more lines: Copy has them all."


def test_models_when_the_stage_is_closed_then_they_are_empty_and_say_so(
    stage_list, unlabelled, report, boxes, app
):
    app.run(app.usd_context.close_stage_async())

    assert (stage_list.counts, stage_list.prims, unlabelled.prims) == ((), (), ())
    assert {stage_list.summary, unlabelled.outcome.text, report.shown} == {"No stage is open."}
    assert not report.can_copy
