"""Labels are added, replaced, removed and cleared."""

from __future__ import annotations

import pytest
from pxr import Sdf

from synthetic_recorder.labels.semantics import (
    Label,
    LabelError,
    PrimNotEditableError,
    add_label,
    clear_labels,
    own_labels,
    remove_label,
    replace_labels,
)

from .authored import has_old, said, say, say_old

BOX = Label("class", "box")


def test_a_label_when_added_then_usd_itself_finds_it(stage, box):
    edit = add_label(box, BOX)

    assert said(box, "class") == ["box"]
    assert edit.changed == (Sdf.Path("/World/Box"),)
    assert box.GetAttribute("semantics:labels:class").GetTypeName() == Sdf.ValueTypeNames.TokenArray
    assert not box.GetAttribute("semantics:labels:class").IsCustom()


def test_a_second_label_of_a_type_when_added_then_it_follows_the_first(box):
    say(box, "class", "container")

    add_label(box, BOX)

    assert said(box, "class") == ["container", "box"]


@pytest.mark.parametrize("by", ["new", "old"])
def test_a_label_when_it_is_there_already_then_nothing_changes(stage, box, by):
    if by == "new":
        say(box, "class", "box")
    else:
        say_old(box, "Semantics", "class", "box")
    before = stage.GetRootLayer().ExportToString()

    edit = add_label(box, BOX)

    assert edit.changed == ()
    assert stage.GetRootLayer().ExportToString() == before


def test_a_label_when_added_to_labels_that_change_over_time_then_it_is_there_at_all_times(box):
    say(box, "class")
    attribute = box.GetAttribute("semantics:labels:class")
    attribute.Set(["open"], 1)
    attribute.Set(["closed"], 5)

    add_label(box, BOX)

    assert (list(attribute.Get(1)), list(attribute.Get(5))) == (["open", "box"], ["closed", "box"])


def test_labels_of_a_type_when_replaced_then_one_is_left_and_other_types_stay(box):
    say(box, "class", "a", "b")
    say(box, "color", "red")
    say_old(box, "Semantics", "class", "old")
    say_old(box, "Semantics_1", "shape", "cubic")

    replace_labels(box, BOX)

    assert said(box, "class") == ["box"]
    assert said(box, "color") == ["red"]
    assert not has_old(box, "Semantics")
    assert has_old(box, "Semantics_1")


def test_labels_that_change_over_time_when_replaced_then_they_do_so_no_more(box):
    say(box, "class")
    attribute = box.GetAttribute("semantics:labels:class")
    attribute.Set(["open"], 1)
    attribute.Set(["closed"], 5)

    replace_labels(box, BOX)

    assert attribute.GetTimeSamples() == []
    assert said(box, "class") == ["box"]


def test_a_label_when_removed_then_others_of_its_type_stay(box):
    say(box, "class", "a", "box", "b")

    remove_label(box, BOX)

    assert said(box, "class") == ["a", "b"]


def test_the_last_label_of_a_type_when_removed_then_nothing_of_the_type_is_left(stage, box):
    before = stage.GetRootLayer().ExportToString()
    say(box, "class", "box")

    remove_label(box, BOX)

    assert stage.GetRootLayer().ExportToString() == before


def test_a_label_that_a_prim_has_not_when_removed_then_nothing_changes(box):
    say(box, "class", "can")

    assert remove_label(box, BOX).changed == ()


def test_a_label_that_both_schemas_say_when_removed_then_it_goes_from_both(box):
    say(box, "class", "box")
    say_old(box, "Semantics", "class", "box")

    remove_label(box, BOX)

    assert own_labels(box) == ()


def test_a_label_as_it_is_authored_when_removed_then_that_of_the_other_schema_stays(box):
    say(box, "class", "box")
    say_old(box, "Semantics", "class", "box")
    _, old = own_labels(box)

    remove_label(box, old)

    assert said(box, "class") == ["box"]
    assert not has_old(box, "Semantics")


def test_an_old_label_that_changes_over_time_when_removed_then_it_is_refused_and_says_to_upgrade(stage, box):
    say_old(box, "Semantics", "class", "box").Set("can", 5)
    before = stage.GetRootLayer().ExportToString()

    with pytest.raises(PrimNotEditableError, match="upgrade"):
        remove_label(box, Label("class", "can"))

    assert stage.GetRootLayer().ExportToString() == before


def test_labels_when_cleared_then_none_is_left_by_either_schema(stage, box):
    before = stage.GetRootLayer().ExportToString()
    say(box, "class", "a", "b")
    say(box, "color", "red")
    say_old(box, "Semantics", "shape", "cubic")

    clear_labels(box)

    assert stage.GetRootLayer().ExportToString() == before


def test_inherited_labels_when_cleared_at_the_prim_below_then_stay(stage, can):
    say(stage.GetPrimAtPath("/World/Tray"), "class", "tray")

    assert clear_labels(can).changed == ()


@pytest.mark.parametrize("semantic_type", ["", "1st", "my class", "a.b", "a/b", ":a", "\udcff"])
def test_a_type_that_is_no_name_when_added_then_it_is_refused_before_anything_changes(
    stage, box, semantic_type
):
    before = stage.GetRootLayer().ExportToString()

    with pytest.raises(LabelError, match=r"semantic type|UTF-8"):
        add_label(box, Label(semantic_type, "box"))

    assert stage.GetRootLayer().ExportToString() == before


@pytest.mark.parametrize("text", ["", "  ", " box", "box\t", "bo\nx", "bo\x00x", "box\udcff"])
def test_a_text_that_cannot_be_asked_for_when_added_or_replaced_then_it_is_refused(box, text):
    for write in (add_label, replace_labels):
        with pytest.raises(LabelError):
            write(box, Label("class", text))

    assert own_labels(box) == ()


@pytest.mark.parametrize(("semantic_type", "text"), [("größe", "groß"), ("a:b", "soup can"), ("class", "箱")])
def test_a_label_with_any_letters_when_added_then_it_comes_back(box, semantic_type, text):
    add_label(box, Label(semantic_type, text))

    assert said(box, semantic_type) == [text]


def test_several_prims_when_one_cannot_be_labelled_then_none_is(stage, box, can):
    gone = stage.DefinePrim("/World/Gone")
    stage.RemovePrim("/World/Gone")
    before = stage.GetRootLayer().ExportToString()

    with pytest.raises(PrimNotEditableError, match="gone"):
        add_label([box, can, gone], BOX)

    assert stage.GetRootLayer().ExportToString() == before


def test_the_same_prim_when_given_twice_then_it_is_labelled_once(box):
    assert add_label([box, box], BOX).changed == (box.GetPath(),)
    assert said(box, "class") == ["box"]


def test_the_pseudo_root_when_labelled_then_it_is_refused(stage):
    with pytest.raises(PrimNotEditableError):
        add_label(stage.GetPseudoRoot(), BOX)


def test_no_prims_when_labelled_then_nothing_changes():
    assert add_label([], BOX).changed == ()
