"""Labels of what instances share."""

from __future__ import annotations

import pytest

from synthetic_recorder.labels.semantics import (
    Label,
    PrimNotEditableError,
    add_label,
    merged_labels,
    own_labels,
    prim_to_label,
)

from .authored import cars, say

CAR = Label("class", "car")


@pytest.fixture
def stage():
    return cars()


def test_a_prim_inside_an_instance_when_labelled_then_the_refusal_names_what_to_label_instead(stage):
    with pytest.raises(PrimNotEditableError) as refused:
        add_label(stage.GetPrimAtPath("/World/Car_1/Wheel"), CAR)

    assert "label /World/Car_1 instead" in str(refused.value)
    assert "/Assets/Car/Wheel" in str(refused.value)
    assert "all instances" in str(refused.value)


def test_a_prim_of_a_prototype_when_labelled_then_it_is_refused(stage):
    (prototype,) = stage.GetPrototypes()

    with pytest.raises(PrimNotEditableError, match="instances"):
        add_label(prototype.GetChild("Wheel"), CAR)


def test_an_instance_when_labelled_then_only_what_is_in_this_one_has_the_label(stage):
    add_label(stage.GetPrimAtPath("/World/Car_1"), CAR)

    assert merged_labels(stage.GetPrimAtPath("/World/Car_1/Wheel")) == {"class": ("car",)}
    assert merged_labels(stage.GetPrimAtPath("/World/Car_2/Wheel")) == {}


def test_the_source_of_instances_when_labelled_then_all_of_them_have_the_label(stage):
    say(stage.GetPrimAtPath("/Assets/Car/Wheel"), "class", "wheel")

    paths = [f"/World/Car_{number}/Wheel" for number in (1, 2)]

    assert [[str(each.label) for each in own_labels(stage.GetPrimAtPath(path))] for path in paths] == [
        ["class: wheel"],
        ["class: wheel"],
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/World/Car_1/Wheel", "/World/Car_1"), ("/World/Car_1", "/World/Car_1"), ("/World", "/World")],
)
def test_the_prim_to_label_when_asked_for_then_it_is_the_prim_or_its_instance(stage, path, expected):
    assert str(prim_to_label(stage.GetPrimAtPath(path)).GetPath()) == expected
