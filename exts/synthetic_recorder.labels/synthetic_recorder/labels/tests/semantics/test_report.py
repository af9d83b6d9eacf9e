"""What a report says of a stage's labels."""

from __future__ import annotations

import json

import pytest
from pxr import UsdGeom

from synthetic_recorder.labels.semantics import LabelReport, LabelSurvey

from .authored import say, say_old


def report(stage):
    return LabelReport.of(LabelSurvey.of(stage))


def test_a_stage_without_labels_when_reported_then_it_says_none_and_what_is_drawn_without(stage):
    lines = report(stage).lines()

    assert lines == (
        "Semantic types: none",
        "",
        "Labels (prims labelled, drawn with it):",
        "  none",
        "",
        "Drawn without any label: 2",
        "  /World/Box",
        "  /World/Tray/Can",
    )


def test_a_stage_where_all_is_labelled_once_when_reported_then_it_is_clean(stage, box, can):
    say(box, "class", "box")
    say(can, "class", "can")

    found = report(stage)

    assert found.is_clean
    assert found.lines()[3:] == ("  class: box    1, 1", "  class: can    1, 1")


def test_more_than_twenty_of_a_kind_when_reported_then_the_rest_is_counted(stage):
    for number in range(21):
        UsdGeom.Cube.Define(stage, f"/World/More_{number:02}")

    lines = report(stage).lines()

    assert "Drawn without any label: 23" in lines
    assert lines[-2:] == ("  /World/More_17", "  and 3 more")


def test_mistakes_in_labels_when_reported_then_each_is_named(stage, box, can):
    say(stage.GetPrimAtPath("/World/Tray"), "class", "Box")
    say(can, "class", "can")
    say(can, "color", "red,green")
    say_old(box, "Semantics", "class", "box ")

    found = report(stage)
    text = "\n".join(found.lines())

    assert not found.is_clean
    assert [(str(each.path), each.joined) for each in found.joined] == [("/World/Tray/Can", "can,Box")]
    assert [[str(label) for label in labels] for labels in found.look_alikes] == [
        ["class: Box", "class: box "]
    ]
    assert [str(path) for path in found.old_schema] == ["/World/Box"]
    assert [str(label) for label in found.with_commas] == ["color: red,green"]
    assert "class: can,Box" in text
    assert "'class: Box' and 'class: box '" in text


def test_a_type_that_is_not_the_one_annotators_look_for_when_reported_then_what_has_no_other_is_named(
    stage, box, can
):
    say(box, "clas", "box")
    say(can, "class", "can")

    found = report(stage)

    assert not found.is_clean
    assert found.unlabelled == ()
    assert [str(each.path) for each in found.without_class] == ["/World/Box"]
    assert "Drawn with labels, none of them of the type class, which annotators look for: 1" in found.lines()


@pytest.mark.parametrize(
    "other",
    ["Kürbis", "Ku\u0308rbis", "Kürbis\u200b", "K ürbis"],
    ids=["case", "composed", "no width", "blank"],
)
def test_labels_that_look_the_same_when_reported_then_they_are_named_together(stage, box, can, other):
    say(box, "class", "kürbis")
    say(can, "class", other)

    assert [{label.text for label in labels} for labels in report(stage).look_alikes] == [{"kürbis", other}]


def test_a_label_on_a_prim_that_nobody_defines_when_reported_then_it_is_named_and_labels_nothing(stage, box):
    say(stage.OverridePrim("/World/Bx"), "class", "box")
    say(box, "class", "box")

    found = report(stage)

    assert [str(path) for path in found.undefined] == ["/World/Bx"]
    assert [(str(label), count.prims, count.drawn) for label, count in found.counts] == [("class: box", 2, 1)]


def test_a_report_when_made_a_dictionary_then_json_can_have_it_and_nothing_is_left_out(stage, box):
    say(box, "class", "box")

    assert json.loads(json.dumps(report(stage).to_dict())) == {
        "types": ["class"],
        "labels": [{"type": "class", "label": "box", "prims": 1, "drawn": 1}],
        "unlabelled": [{"path": "/World/Tray/Can", "label_at": "/World/Tray/Can"}],
        "without_class": [],
        "old_schema": [],
        "joined": [],
        "look_alikes": [],
        "with_commas": [],
        "undefined": [],
    }
