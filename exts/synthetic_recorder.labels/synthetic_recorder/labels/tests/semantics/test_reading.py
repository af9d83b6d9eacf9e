"""Which labels a prim has."""

from __future__ import annotations

from synthetic_recorder.labels.semantics import (
    Label,
    LabelSchema,
    inherited_labels,
    merged_labels,
    own_labels,
)

from .authored import say, say_old


def texts(labels):
    return [str(each.label) for each in labels]


def test_own_labels_when_both_schemas_say_some_then_those_of_the_new_one_come_first(box):
    say_old(box, "Semantics", "class", "carton")
    say(box, "class", "box", "container")
    say(box, "color", "red")

    labels = own_labels(box)

    assert sorted(texts(labels[:3])) == ["class: box", "class: container", "color: red"]
    assert labels[3].label == Label("class", "carton")
    assert labels[3].schema is LabelSchema.SEMANTICS_API
    assert {each.path for each in labels} == {box.GetPath()}


def test_own_labels_when_a_text_is_empty_or_given_twice_then_it_counts_once_or_not(box):
    say(box, "class", "", "box", "box")
    say_old(box, "Semantics", "class", "")

    assert texts(own_labels(box)) == ["class: box"]


def test_own_labels_when_the_schema_is_not_applied_then_there_are_none(box):
    say(box, "class", "box")
    box.RemoveAppliedSchema("SemanticsLabelsAPI:class")

    assert own_labels(box) == ()


def test_own_labels_when_they_change_over_time_then_all_are_there_and_say_so(box):
    say(box, "class")
    attribute = box.GetAttribute("semantics:labels:class")
    attribute.Set(["open"], 1)
    attribute.Set(["closed"], 5)

    labels = own_labels(box)

    assert texts(labels) == ["class: open", "class: closed"]
    assert all(each.is_animated for each in labels)


def test_inherited_labels_when_read_then_the_nearest_prim_comes_first(stage, can):
    say(stage.GetPrimAtPath("/World"), "class", "world")
    say(stage.GetPrimAtPath("/World/Tray"), "class", "tray")
    say(can, "class", "can")

    labels = inherited_labels(can)

    assert [(str(each.path), each.label.text) for each in labels] == [
        ("/World/Tray", "tray"),
        ("/World", "world"),
    ]


def test_merged_labels_when_prims_above_have_some_then_the_own_come_first_and_each_once(stage, can):
    say(stage.GetPrimAtPath("/World"), "class", "can", "world")
    say(stage.GetPrimAtPath("/World"), "color", "grey")
    say(can, "class", "can")

    assert merged_labels(can) == {"class": ("can", "world"), "color": ("grey",)}
