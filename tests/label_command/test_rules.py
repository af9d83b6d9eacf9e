"""``synthetic-recorder label``: what is labelled."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pxr import Sdf, Usd, UsdGeom

from .labels_in_files import flattened, labels_in

SAMPLES = Path(__file__).parents[2] / "samples" / "tabletop"
BOXES = ["/World/Turntable/_03_cracker_box", "/World/Turntable/_03_cracker_box_01"]
CANS = ["/World/Turntable/_05_tomato_soup_can", "/World/Turntable/_05_tomato_soup_can_01"]


def test_the_tabletop_when_labelled_by_two_rules_then_it_is_the_stage_that_the_samples_have_labelled(
    command, workplace
):
    source = (SAMPLES / "tabletop.usda").read_bytes()
    rules = [{"prims": "*_cracker_box*", "label": "box"}, {"prims": "/World/**/*_can*", "label": "can"}]
    Path("rules.json").write_text(json.dumps(rules))

    ended = command("label", SAMPLES / "tabletop.usda", "--rules", "rules.json", "--save", "labelled.usda")

    assert (ended.code, ended.err) == (0, "")
    assert flattened("labelled.usda") == flattened(SAMPLES / "tabletop_labelled.usda")
    assert (SAMPLES / "tabletop.usda").read_bytes() == source
    assert ended.out.splitlines() == [
        f"class: box on *_cracker_box*: 2 prims: {', '.join(BOXES)}",
        f"class: can on /World/**/*_can*: 2 prims: {', '.join(CANS)}",
        # Backdrop, table, turning board, and the turtle's shell, body and eyes.
        "Of the whole stage: drawn without any label: 6. --report names them.",
        f"Saved: {workplace / 'labelled.usda'}",
    ]


def test_the_layer_of_labels_when_read_then_has_labels_and_nothing_else(command, workplace):
    tabletop = SAMPLES / "tabletop.usda"

    command("label", tabletop, "--prims", "*_cracker_box*", "--label", "box", "--save", "labelled.usda")

    specs = []
    layer = Sdf.Layer.FindOrOpen("labelled.usda")
    layer.Traverse(Sdf.Path.absoluteRootPath, specs.append)
    prims = [layer.GetPrimAtPath(path) for path in specs if path.IsPrimPath()]
    assert {prim.specifier for prim in prims} == {Sdf.SpecifierOver}
    assert {path.name for path in specs if path.IsPropertyPath()} == {"semantics:labels:class"}
    assert [str(prim.path) for prim in prims if prim.properties] == BOXES


def test_a_stage_when_labelled_then_the_layer_has_its_units_and_its_up_axis(command, shelf):
    command("label", shelf, "--prims", "Box", "--label", "box", "--save", "labelled.usdc")

    stage = Usd.Stage.Open("labelled.usdc")
    assert UsdGeom.GetStageUpAxis(stage) == UsdGeom.Tokens.y
    assert UsdGeom.GetStageMetersPerUnit(stage) == 0.01
    assert stage.GetDefaultPrim().GetPath() == "/World"


@pytest.mark.parametrize(
    ("options", "labels"), [([], ["crate", "box"]), (["--replace"], ["box"])], ids=["added", "replaced"]
)
def test_a_prim_that_has_a_label_when_labelled_then_has_both_unless_it_is_to_be_replaced(
    command, shelf, options, labels
):
    ended = command("label", shelf, "--prims", "Box*", "--label", "box", "--save", "labelled.usda", *options)

    assert labels_in("labelled.usda") == {
        "/World/Box": {"class": ["box"]},
        "/World/Box_01": {"class": labels},
    }
    assert ("with several labels of one type: 1" in ended.out) == (options == [])


def test_another_type_when_given_then_the_class_stays(command, shelf):
    options = ["--prims", "/World/Box_01", "--type", "colour", "--label", "dark red"]

    command("label", shelf, *options, "--save", "labelled.usda")

    assert labels_in("labelled.usda") == {"/World/Box_01": {"colour": ["dark red"], "class": ["crate"]}}


def test_the_same_command_when_given_twice_then_nothing_more_is_changed(command, shelf):
    options = ["--prims", "Box", "--label", "box", "--save", shelf, "--overwrite"]
    assert command("label", shelf, *options).code == 0
    once = shelf.read_bytes()

    ended = command("label", shelf, *options)

    assert "1 prim, 1 of which had it already" in ended.out
    assert shelf.read_bytes() == once
