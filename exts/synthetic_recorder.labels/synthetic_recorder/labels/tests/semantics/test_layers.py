"""Where labels are written, and what other layers say."""

from __future__ import annotations

import pytest
from pxr import Sdf, Usd

from synthetic_recorder.labels.semantics import (
    Label,
    PrimNotEditableError,
    StrongerLayerError,
    add_label,
    clear_labels,
    own_labels,
    remove_label,
    replace_labels,
)

from .authored import said, say, say_old

BOX = Label("class", "box")


@pytest.fixture
def over(stage):
    """A stage whose root layer is empty and has that of the other one below it."""
    layer = Sdf.Layer.CreateAnonymous("over.usda")
    layer.subLayerPaths.append(stage.GetRootLayer().identifier)
    return Usd.Stage.Open(layer)


@pytest.fixture
def box_over(over):
    return over.GetPrimAtPath("/World/Box")


def test_a_label_when_added_then_only_the_edit_target_has_it(over, box_over, stage):
    before = stage.GetRootLayer().ExportToString()

    add_label(box_over, BOX)

    assert said(box_over, "class") == ["box"]
    assert stage.GetRootLayer().ExportToString() == before


def test_a_label_when_a_weaker_layer_has_others_then_it_is_added_to_those(box, box_over):
    say(box, "class", "container")

    add_label(box_over, BOX)

    assert said(box_over, "class") == ["container", "box"]
    assert said(box, "class") == ["container"]


def test_a_label_of_a_weaker_layer_when_removed_then_it_is_hidden_and_that_is_told(box, box_over, stage):
    say(box, "class", "box")
    before = stage.GetRootLayer().ExportToString()

    edit = remove_label(box_over, BOX)

    assert own_labels(box_over) == ()
    assert said(box_over, "class") is None
    assert stage.GetRootLayer().ExportToString() == before
    assert [(str(each.path), each.layer) for each in edit.hidden] == [
        ("/World/Box", stage.GetRootLayer().identifier)
    ]


def test_old_labels_of_a_weaker_layer_when_cleared_then_they_are_hidden(box, box_over):
    say_old(box, "Semantics", "class", "box")

    clear_labels(box_over)

    assert own_labels(box_over) == ()
    assert not box_over.GetAttribute("semantic:Semantics:params:semanticData").HasAuthoredValue()


def test_a_label_that_was_hidden_when_added_again_then_it_is_there(box, box_over, over):
    say(box, "class", "box")
    remove_label(box_over, BOX)

    add_label(box_over, BOX)

    assert said(box_over, "class") == ["box"]
    schemas = over.GetRootLayer().GetPrimAtPath("/World/Box").GetInfo("apiSchemas")
    assert (schemas.prependedItems, schemas.deletedItems) == (["SemanticsLabelsAPI:class"], [])


def test_samples_of_a_weaker_layer_when_replaced_then_they_have_no_say(box, box_over):
    say(box, "class")
    box.GetAttribute("semantics:labels:class").Set(["can"], 3)

    replace_labels(box_over, BOX)

    assert list(box_over.GetAttribute("semantics:labels:class").Get(3)) == ["box"]


@pytest.mark.parametrize("write", [add_label, replace_labels, remove_label])
def test_a_stronger_layer_when_it_says_otherwise_then_the_edit_is_refused_with_its_name_and_undone(
    box, box_over, over, write
):
    say(box, "class", "container")
    say(box_over, "class", "box" if write is remove_label else "can")
    over.SetEditTarget(over.GetLayerStack()[-1])
    before = [layer.ExportToString() for layer in over.GetLayerStack()]

    with pytest.raises(StrongerLayerError, match=r"over\.usda is stronger"):
        write(box_over, BOX)

    assert [layer.ExportToString() for layer in over.GetLayerStack()] == before


def test_the_session_layer_when_it_has_removed_the_schema_then_adding_below_it_is_refused(stage, box):
    stage.SetEditTarget(stage.GetSessionLayer())
    box.RemoveAppliedSchema("SemanticsLabelsAPI:class")
    stage.SetEditTarget(stage.GetRootLayer())
    before = stage.GetRootLayer().ExportToString()

    with pytest.raises(StrongerLayerError, match="session"):
        add_label(box, BOX)

    assert stage.GetRootLayer().ExportToString() == before


def test_one_of_many_when_a_stronger_layer_overrides_it_then_none_is_labelled(box, box_over, over):
    say(box_over, "class", "can")
    over.SetEditTarget(over.GetLayerStack()[-1])
    can = over.GetPrimAtPath("/World/Tray/Can")
    before = over.GetLayerStack()[-1].ExportToString()

    with pytest.raises(StrongerLayerError):
        replace_labels([can, box_over], BOX)

    assert over.GetLayerStack()[-1].ExportToString() == before


def test_a_locked_layer_when_written_to_then_it_is_refused_with_its_name(stage, box):
    stage.GetRootLayer().SetPermissionToEdit(False)

    with pytest.raises(PrimNotEditableError, match="locked"):
        add_label(box, BOX)


def test_an_edit_target_when_given_then_it_is_written_to_and_the_stages_stays(stage, box):
    add_label(box, BOX, Usd.EditTarget(stage.GetSessionLayer()))

    assert stage.GetEditTarget().GetLayer() == stage.GetRootLayer()
    assert stage.GetSessionLayer().GetAttributeAtPath("/World/Box.semantics:labels:class") is not None
    assert stage.GetRootLayer().GetAttributeAtPath("/World/Box.semantics:labels:class") is None


def test_a_variant_when_it_is_the_edit_target_then_the_label_is_there_only_while_it_is_chosen(stage, box):
    variants = stage.GetPrimAtPath("/World").GetVariantSets().AddVariantSet("state")
    for name in ("plain", "labelled"):
        variants.AddVariant(name)
    variants.SetVariantSelection("labelled")

    with variants.GetVariantEditContext():
        edit = add_label(box, BOX)
    there = said(box, "class")
    variants.SetVariantSelection("plain")

    assert there == ["box"]
    assert own_labels(box) == ()
    before_undo = stage.GetRootLayer().GetPrimAtPath("/World{state=labelled}Box")
    edit.undo()
    assert before_undo.expired
    assert stage.GetRootLayer().GetPrimAtPath("/World{state=labelled}") is not None


def test_an_explicit_list_of_schemas_when_a_label_is_added_then_what_it_has_stays(stage, box):
    spec = stage.GetRootLayer().GetPrimAtPath("/World/Box")
    spec.SetInfo("apiSchemas", Sdf.TokenListOp.CreateExplicit(["MotionAPI"]))

    add_label(box, BOX)

    assert spec.GetInfo("apiSchemas").explicitItems == ["MotionAPI", "SemanticsLabelsAPI:class"]
    assert said(box, "class") == ["box"]


def test_a_layer_with_an_offset_when_labels_that_change_are_added_to_then_times_stay(stage, box, over):
    over.GetRootLayer().subLayerOffsets[0] = Sdf.LayerOffset(10, 2)
    say(box, "class")
    box.GetAttribute("semantics:labels:class").Set(["open"], 5)
    layer = stage.GetRootLayer()
    prim = over.GetPrimAtPath("/World/Box")

    add_label(prim, BOX, over.GetEditTargetForLocalLayer(layer))

    assert layer.ListTimeSamplesForPath("/World/Box.semantics:labels:class") == [5.0]
    assert list(prim.GetAttribute("semantics:labels:class").Get(20)) == ["open", "box"]
