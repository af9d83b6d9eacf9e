"""Labels of the old schema become those of the new one."""

from __future__ import annotations

import pytest
from pxr import Sdf, Usd

from synthetic_recorder.labels.semantics import LabelError, merged_labels, own_labels, upgrade_labels

from .authored import has_old, said, say, say_old


def test_old_labels_when_upgraded_then_types_and_texts_are_the_same_in_their_order(box):
    for number, (semantic_type, text) in enumerate(
        [("class", "b"), ("class", "a"), ("color", "red"), ("class", "b")]
    ):
        say_old(box, f"Semantics_{number}", semantic_type, text)
    order = [each.label.text for each in own_labels(box) if each.label.semantic_type == "class"]

    upgrade_labels(box)

    assert said(box, "class") == list(dict.fromkeys(order))
    assert sorted(said(box, "class")) == ["a", "b"]
    assert said(box, "color") == ["red"]


def test_old_labels_when_upgraded_then_nothing_of_the_old_schema_is_left_in_the_layer(stage, box):
    say_old(box, "Semantics", "class", "box")

    upgrade_labels(box)

    text = stage.GetRootLayer().ExportToString()
    assert "SemanticsAPI" not in text
    assert "semantic:" not in text


def test_labels_of_both_schemas_when_upgraded_then_those_of_the_new_one_come_first_and_each_once(box):
    say(box, "class", "box", "container")
    say_old(box, "Semantics", "class", "box")
    say_old(box, "Semantics_1", "class", "carton")

    upgrade_labels(box)

    assert said(box, "class") == ["box", "container", "carton"]


def test_labels_of_the_new_schema_when_upgraded_then_nothing_changes(box):
    say(box, "class", "box")

    assert upgrade_labels(box).changed == ()


def test_an_old_label_without_text_when_upgraded_then_it_is_gone(box):
    say_old(box, "Semantics", "class", "")

    upgrade_labels(box)

    assert own_labels(box) == ()
    assert not has_old(box, "Semantics")


def test_an_old_type_that_is_no_name_when_upgraded_then_it_is_refused_and_nothing_is_changed(stage, box, can):
    say_old(can, "Semantics", "class", "can")
    say_old(box, "Semantics", "my class", "box")
    before = stage.GetRootLayer().ExportToString()

    with pytest.raises(LabelError, match="my class"):
        upgrade_labels([can, box])

    assert stage.GetRootLayer().ExportToString() == before


def test_old_labels_that_change_over_time_when_upgraded_then_they_change_at_the_same_times(box):
    data = say_old(box, "Semantics", "class", "unused")
    data.Set("open", 1)
    data.Set("closed", 5)
    say_old(box, "Semantics_1", "class", "box")

    upgrade_labels(box)

    attribute = box.GetAttribute("semantics:labels:class")
    assert attribute.GetTimeSamples() == [1.0, 5.0]
    assert [sorted(attribute.Get(time)) for time in (1, 4, 5)] == [
        ["box", "open"],
        ["box", "open"],
        ["box", "closed"],
    ]


def test_old_labels_of_a_weaker_layer_when_upgraded_then_each_is_there_once_and_the_layer_is_told(stage, box):
    say_old(box, "Semantics", "class", "box")
    before = stage.GetRootLayer().ExportToString()
    layer = Sdf.Layer.CreateAnonymous()
    layer.subLayerPaths.append(stage.GetRootLayer().identifier)
    stage_over = Usd.Stage.Open(layer)
    over = stage_over.GetPrimAtPath("/World/Box")

    edit = upgrade_labels(over)

    assert said(over, "class") == ["box"]
    assert not has_old(over, "Semantics")
    assert merged_labels(over) == {"class": ("box",)}
    assert [each.layer for each in edit.hidden] == [stage.GetRootLayer().identifier]
    assert stage.GetRootLayer().ExportToString() == before
