"""``synthetic-recorder label``: what it labels, where it writes that, and what it refuses."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pxr import Sdf, Usd, UsdGeom, UsdSemantics, UsdUtils

SAMPLES = Path(__file__).parents[1] / "samples" / "tabletop"
BOXES = ["/World/Turntable/_03_cracker_box", "/World/Turntable/_03_cracker_box_01"]
CANS = ["/World/Turntable/_05_tomato_soup_can", "/World/Turntable/_05_tomato_soup_can_01"]
OLD = "old_schema.usda"


@pytest.fixture
def shelf(workplace):
    """Two boxes, the second of which is labelled ``class: crate``; and two instances of a car with two wheels."""
    stage = Usd.Stage.CreateNew("shelf.usda")
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.y)
    UsdGeom.SetStageMetersPerUnit(stage, 0.01)
    for name in ("Box", "Box_01"):
        UsdGeom.Cube.Define(stage, f"/World/{name}")
    set_labels(stage, "/World/Box_01", "class", ["crate"])
    for name in ("Front_Wheel", "Rear_Wheel"):
        UsdGeom.Sphere.Define(stage, f"/Car/{name}")
    stage.GetPrimAtPath("/Car").SetSpecifier(Sdf.SpecifierClass)
    for name in ("Car", "Car_01"):
        car = stage.DefinePrim(f"/World/{name}", "Xform")
        car.GetReferences().AddInternalReference("/Car")
        car.SetInstanceable(True)
    stage.SetDefaultPrim(stage.GetPrimAtPath("/World"))
    stage.Save()
    return workplace / "shelf.usda"


def set_labels(stage, path, semantic_type, texts):
    UsdSemantics.LabelsAPI.Apply(stage.GetPrimAtPath(path), semantic_type).CreateLabelsAttr(texts)


def labels_in(file):
    """Return path -> type -> labels of all prims, as USD's own schema reads them."""
    labels = {}
    stage = Usd.Stage.Open(str(file))
    for prim in stage.Traverse():
        types = UsdSemantics.LabelsAPI.GetDirectTaxonomies(prim)
        if types:
            labels[str(prim.GetPath())] = {
                name: list(UsdSemantics.LabelsAPI(prim, name).GetLabelsAttr().Get()) for name in types
            }
    return labels


def flattened(file):
    """Return all that a stage is, without what its root layer says about itself."""
    layer = Usd.Stage.Open(str(file)).Flatten()
    layer.comment = layer.documentation = ""
    return layer.ExportToString().replace(Sdf.Layer.FindOrOpen(str(file)).realPath, "").partition("\n")[2]


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


# -- where the labels are saved ----------------------------------------------------------------------------------------


def test_a_file_that_is_there_when_not_told_to_overwrite_then_refused_and_it_stays(command, shelf, workplace):
    Path("labelled.usda").write_text("mine")

    ended = command("label", shelf, "--prims", "Box", "--label", "box", "--save", "labelled.usda")

    assert ended.code == 2
    assert "labelled.usda: it is there already" in ended.err
    assert "--overwrite" in ended.err
    assert Path("labelled.usda").read_text() == "mine"


def test_a_file_that_is_there_when_told_to_overwrite_then_it_has_the_new_labels_and_none_of_the_old(
    command, shelf
):
    save = ["--save", "labelled.usda", "--overwrite"]
    command("label", shelf, "--prims", "Box", "--label", "old", *save)

    command("label", shelf, "--prims", "Box", "--label", "new", *save)

    assert labels_in("labelled.usda")["/World/Box"] == {"class": ["new"]}


def test_labels_that_are_lost_with_the_file_that_is_replaced_when_saved_then_they_are_told(command, shelf):
    save = ["--save", "labelled.usda", "--overwrite"]
    command("label", shelf, "--prims", "Box", "--label", "box", *save)

    ended = command("label", shelf, "--prims", "Car*", "--label", "car", *save)

    assert ended.code == 0
    assert "Labels lost: /World/Box. The " in ended.out
    assert set(labels_in("labelled.usda")) == {"/World/Box_01", "/World/Car", "/World/Car_01"}


def test_labels_that_the_new_file_has_as_well_when_replaced_then_nothing_is_said_to_be_lost(command, shelf):
    options = ["--prims", "Box", "--label", "box", "--save", "labelled.usda", "--overwrite"]
    command("label", shelf, *options)

    assert "lost" not in command("label", shelf, *options).out


@pytest.mark.parametrize("more", ["a prim", "a colour", "another layer", "no stage"])
def test_a_file_that_holds_more_than_labels_when_told_to_overwrite_then_refused_and_it_stays(
    command, shelf, workplace, more
):
    mine = Path("mine.usda")
    command("label", shelf, "--prims", "Box", "--label", "box", "--save", mine)
    layer = Sdf.Layer.FindOrOpen(str(mine))
    if more == "a prim":
        Sdf.CreatePrimInLayer(layer, "/World/Lamp").specifier = Sdf.SpecifierDef
    elif more == "a colour":
        over = layer.GetPrimAtPath("/World/Box")
        Sdf.AttributeSpec(over, "primvars:displayColor", Sdf.ValueTypeNames.Color3fArray)
    elif more == "another layer":
        layer.subLayerPaths.append("./lights.usda")
    layer.Save()
    if more == "no stage":
        mine.write_text("mine")
    before = mine.read_bytes()

    ended = command("label", shelf, "--prims", "Box", "--label", "crate", "--save", mine, "--overwrite")

    assert ended.code == 2
    assert "mine.usda: it holds more than labels, and all of it would be lost" in ended.err
    assert mine.read_bytes() == before


def test_a_file_that_is_read_only_when_told_to_overwrite_then_refused(command, shelf):
    shelf.chmod(0o444)

    ended = command("label", shelf, "--prims", "Box", "--label", "box", "--save", shelf, "--overwrite")

    assert ended.code == 2
    assert "it is read-only" in ended.err


@pytest.mark.parametrize(("kind", "begins"), [("usda", b"#usda"), ("usdc", b"PXR-USDC")])
def test_the_stage_itself_when_told_to_overwrite_then_is_labelled_in_place_and_stays_text_or_binary(
    command, shelf, workplace, kind, begins
):
    Sdf.Layer.FindOrOpen(str(shelf)).Export("mine.usd", args={"format": kind})
    options = ["--prims", "Box", "--label", "box", "--save", workplace / "mine.usd"]
    refused = command("label", "mine.usd", *options)

    ended = command("label", "mine.usd", *options, "--overwrite")

    assert (refused.code, ended.code) == (2, 0)
    assert Path("mine.usd").read_bytes().startswith(begins)
    layer = Sdf.Layer.FindOrOpen("mine.usd")
    assert list(layer.subLayerPaths) == []
    assert layer.GetPrimAtPath("/World/Box").typeName == "Cube"
    assert labels_in("mine.usd")["/World/Box"] == {"class": ["box"]}


def test_a_layer_that_the_stage_is_made_of_when_it_is_to_be_replaced_then_refused(command, shelf):
    before = shelf.read_bytes()
    command("label", shelf, "--prims", "Box", "--label", "box", "--save", "labelled.usda")

    ended = command(
        "label", "labelled.usda", "--prims", "Box", "--label", "crate", "--save", shelf, "--overwrite"
    )

    assert ended.code == 2
    assert "made of itself" in ended.err
    assert shelf.read_bytes() == before


def test_stage_and_labels_when_moved_together_then_belong_together(command, shelf, tmp_path):
    Path("labels").mkdir()
    command("label", shelf, "--prims", "Box", "--label", "box", "--save", "labels/on_top.usda")

    shutil.move(shelf.parent, tmp_path / "elsewhere")

    assert labels_in(tmp_path / "elsewhere" / "labels" / "on_top.usda")["/World/Box"] == {"class": ["box"]}


def test_labels_in_a_folder_behind_a_link_when_opened_by_either_way_then_find_their_stage(
    command, shelf, tmp_path
):
    (tmp_path / "far" / "away").mkdir(parents=True)
    Path("link").symlink_to(tmp_path / "far" / "away")

    command("label", shelf, "--prims", "Box", "--label", "box", "--save", "link/on_top.usda")

    for folder in (Path("link"), tmp_path / "far" / "away"):
        assert labels_in(folder / "on_top.usda")["/World/Box"] == {"class": ["box"]}


def test_a_package_when_labelled_then_the_labels_lie_on_top_of_it(command, shelf):
    assert UsdUtils.CreateNewUsdzPackage(str(shelf), "shelf.usdz")

    ended = command("label", "shelf.usdz", "--prims", "Box", "--label", "box", "--save", "labelled.usda")

    assert ended.code == 0
    assert labels_in("labelled.usda")["/World/Box"] == {"class": ["box"]}


def test_a_disk_that_takes_nothing_when_labels_are_saved_then_exit_code_1_and_all_is_as_it_was(
    command, shelf, workplace, monkeypatch
):
    def full(_file):
        raise OSError(errno.ENOSPC, "No space left on device")

    before = shelf.read_bytes()
    monkeypatch.setattr(os, "fsync", full)

    ended = command("label", shelf, "--prims", "Box", "--label", "box", "--save", shelf, "--overwrite")

    assert ended.code == 1
    assert "No space left on device" in ended.err
    assert shelf.read_bytes() == before
    assert [path.name for path in workplace.iterdir()] == ["shelf.usda"]


@pytest.mark.parametrize(
    ("save", "reason"),
    [
        ("labels.txt", "expected a name that ends in .usda, .usdc, .usd, got labels.txt"),
        ("labels.usdz", "got labels.usdz"),
        ("none/labels.usda", "there is no folder"),
        ("folder.usda", "is no file"),
    ],
)
def test_a_place_where_no_labels_can_be_when_saved_to_then_refused(command, shelf, save, reason):
    Path("folder.usda").mkdir()

    ended = command("label", shelf, "--prims", "Box", "--label", "box", "--save", save, "--overwrite")

    assert ended.code == 2
    assert reason in ended.err


# -- what is refused ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--prims", "*crate*", "--label", "box"], "'*crate*' matches no prim of the stage"),
        (["--prims", "box", "--label", "box"], "Upper and lower case are told apart"),
        (["--prims", "*_Wheel", "--label", "wheel"], "Label the instances, such as /World/Car,"),
        (["--prims", "World/Box", "--label", "box"], "write '/**/World/Box'"),
        (["--prims", "Box", "--label", " "], "has no text"),
        (["--prims", "Box", "--label", "\udcff"], "has bytes that are no UTF-8"),
        (["--prims", "Box", "--label", "box", "--type", "\udcff"], "has bytes that are no UTF-8"),
        (["--prims", "Box", "--label", "box", "--type", "what is it"], "cannot be part of a property's name"),
    ],
)
def test_a_rule_that_labels_nothing_when_given_then_refused_and_nothing_is_written(
    command, shelf, workplace, options, reason
):
    ended = command("label", shelf, *options, "--save", "labelled.usda")

    assert ended.code == 2
    assert reason in ended.err
    assert not Path("labelled.usda").exists()


def test_the_last_of_several_rules_when_it_matches_nothing_then_nothing_is_written(command, shelf):
    rules = [{"prims": "Box", "label": "box"}, {"prims": "Bxo_01", "label": "box"}]
    Path("rules.json").write_text(json.dumps(rules))

    ended = command("label", shelf, "--rules", "rules.json", "--save", "labelled.usda")

    assert ended.code == 2
    assert "'Bxo_01'" in ended.err
    assert not Path("labelled.usda").exists()


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        ({"prims": "Box", "label": "box"}, "rules: expected a list"),
        ([], "rules: expected at least one"),
        ([{"prims": "Box"}], "rules[0]: 'label' is missing"),
        ([{"prims": "Box", "label": "box", "typ": "class"}], "rules[0].typ: unknown key"),
        (
            [{"prims": "Box", "label": "box"}, {"prims": "Box", "label": 3}],
            "rules[1].label: expected a string",
        ),
    ],
)
def test_a_file_of_rules_with_a_mistake_when_read_then_refused_with_its_place(command, shelf, rules, reason):
    Path("rules.json").write_text(json.dumps(rules))

    ended = command("label", shelf, "--rules", "rules.json", "--save", "labelled.usda")

    assert ended.code == 2
    assert f"rules.json: {reason}" in ended.err


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ([], "Nothing to do"),
        (["--prims", "Box", "--save", "out.usda"], "--prims needs --label"),
        (["--label", "box", "--save", "out.usda"], "--label needs --prims"),
        (["--type", "class", "--save", "out.usda"], "--type needs --prims"),
        (["--prims", "Box", "--label", "box"], "--save OUT is missing"),
        (["--upgrade"], "--save OUT is missing"),
        (["--rules", "rules.json", "--type", "class", "--save", "out.usda"], "--rules and --type"),
        (["--report", "--save", "out.usda"], "--save has nothing to save"),
        (["--report", "--replace"], "--replace needs"),
        (["--report", "--overwrite"], "--overwrite needs --save"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_options_that_contradict_each_other_when_given_then_refused(command, shelf, options, reason):
    ended = command("label", shelf, *options)

    assert ended.code == 2
    assert reason in ended.err
    assert not Path("out.usda").exists()


def test_a_stage_that_is_not_there_when_labelled_then_refused(command, workplace):
    ended = command("label", "none.usda", "--report")

    assert ended.code == 2
    assert "cannot open stage none.usda: there is no such file" in ended.err


def test_a_stage_that_is_damaged_further_on_when_labelled_then_refused(command, workplace):
    Path("damaged.usda").write_text('#usda 1.0\ndef Xform "World"\n{\n    def {\n')

    ended = command("label", "damaged.usda", "--report", "--json")

    assert ended.code == 2
    assert ended.report["status"] == "refused"
    assert ended.report["error"].startswith("cannot open stage damaged.usda: ")
    # Not where in USD's own source.
    assert ".cpp" not in ended.report["error"]


def test_a_stage_that_is_a_device_when_labelled_then_refused(command, workplace):
    ended = command("label", os.devnull, "--report")

    assert ended.code == 2
    assert "it is no file" in ended.err


def test_a_stage_that_refers_to_a_file_that_is_gone_when_labelled_then_it_is_told(command, shelf):
    stage = Usd.Stage.Open(str(shelf))
    stage.DefinePrim("/World/Gone").GetReferences().AddReference("./gone.usda")
    stage.Save()

    ended = command("label", shelf, "--prims", "Box", "--label", "box", "--save", "labelled.usda", "--json")

    assert ended.code == 0
    (problem,) = ended.report["not_composed"]
    assert problem.startswith("In </World/Gone>: Could not open asset @")
    assert "@anon:" not in problem
    assert ended.err == f"Warning: {shelf}: {problem}\n"


# -- the old schema ----------------------------------------------------------------------------------------------------


@pytest.fixture
def labelled_by_the_old_schema(workplace):
    """A box that the old ``SemanticsAPI`` labels ``class: box``; as text, because USD does not know that schema."""
    Path(OLD).write_text(
        """#usda 1.0
def Cube "Box" (
    prepend apiSchemas = ["SemanticsAPI:Semantics_1"]
)
{
    string semantic:Semantics_1:params:semanticData = "box"
    string semantic:Semantics_1:params:semanticType = "class"
}
"""
    )


def test_labels_of_the_old_schema_when_upgraded_in_place_then_are_ones_of_the_new_and_the_old_are_gone(
    command, labelled_by_the_old_schema
):
    ended = command("label", OLD, "--upgrade", "--save", OLD, "--overwrite")

    assert (ended.code, ended.err) == (0, "")
    assert "Upgraded: 1 prim with labels of the old schema: /Box" in ended.out
    assert labels_in(OLD) == {"/Box": {"class": ["box"]}}
    assert "SemanticsAPI:" not in Path(OLD).read_text()


def test_labels_of_the_old_schema_when_upgraded_on_top_then_are_hidden_below_and_their_layer_is_told(
    command, labelled_by_the_old_schema, workplace
):
    ended = command("label", OLD, "--upgrade", "--save", "labelled.usda")

    assert "/Box keeps its former labels in" in ended.out
    assert str(workplace / OLD) in ended.out
    stage = Usd.Stage.Open("labelled.usda")
    assert labels_in("labelled.usda") == {"/Box": {"class": ["box"]}}
    assert list(stage.GetPrimAtPath("/Box").GetPrimTypeInfo().GetAppliedAPISchemas()) == [
        "SemanticsLabelsAPI:class"
    ]


# -- what is told ------------------------------------------------------------------------------------------------------


def test_a_stage_when_only_reported_then_nothing_is_written(command, shelf, workplace):
    ended = command("label", shelf, "--report")

    assert ended.code == 0
    assert "  class: crate    1, 1" in ended.out.splitlines()
    assert "Drawn without any label: 3" in ended.out
    assert [path.name for path in workplace.iterdir()] == ["shelf.usda"]


def test_rules_when_only_reported_then_it_says_what_would_be_and_nothing_is_written(
    command, shelf, workplace
):
    ended = command("label", shelf, "--prims", "Box*", "--label", "Crate", "--report")

    before, _, after = ended.out.partition("class: Crate on Box*: 2 prims: /World/Box, /World/Box_01")
    assert "Drawn without any label: 3" in before
    assert "Drawn without any label: 2" in after
    assert "'class: Crate' and 'class: crate'" in after
    assert "/World/Box_01    class: crate,Crate" in after
    assert ended.out.splitlines()[-1] == "Nothing was written: --save OUT is for that."
    assert [path.name for path in workplace.iterdir()] == ["shelf.usda"]


def test_a_labelled_prim_when_renamed_below_its_layer_of_labels_then_the_report_says_that_nothing_is_labelled(
    command, shelf
):
    command("label", shelf, "--prims", "Box", "--label", "box", "--save", "labelled.usda")
    shelf.write_text(shelf.read_text().replace('def Cube "Box"', 'def Cube "Crate"'))
    Sdf.Layer.FindOrOpen(str(shelf)).Reload(force=True)

    ended = command("label", "labelled.usda", "--prims", "Crate", "--label", "crate", "--report")

    assert "Labels on prims that no layer defines, by which nothing is labelled: 1\n" in ended.out


def test_a_stage_when_labelled_without_a_report_then_it_is_said_in_short_what_is_wrong_and_each_once(
    command, shelf
):
    command("label", shelf, "--prims", "Box", "--label", "box", "--save", "labelled.usda")
    shelf.write_text(shelf.read_text().replace('def Cube "Box"', 'def Cube "Crate"'))
    Sdf.Layer.FindOrOpen(str(shelf)).Reload(force=True)

    ended = command("label", "labelled.usda", "--prims", "Crate", "--label", "Crate", "--save", "more.usda")

    assert ended.out.splitlines()[1] == (
        "Of the whole stage: drawn without any label: 2; labels that look alike: 1; "
        "labelled, and defined by no layer: 1. --report names them."
    )


def test_a_pattern_that_matches_inside_instances_too_when_applied_then_they_are_named(command, shelf):
    stage = Usd.Stage.Open(str(shelf))
    UsdGeom.Sphere.Define(stage, "/World/Spare_Wheel")
    stage.Save()

    ended = command("label", shelf, "--prims", "*_Wheel", "--label", "wheel", "--save", "labelled.usda")

    assert ended.code == 0
    assert "class: wheel on *_Wheel: 1 prim: /World/Spare_Wheel" in ended.out
    assert "inside instances: /World/Car, /World/Car_01. Label the instances" in ended.out


def test_a_prim_that_only_a_variant_shows_when_labelled_then_it_is_told_that_the_label_stays(command, shelf):
    stage = Usd.Stage.Open(str(shelf))
    shown = stage.GetPrimAtPath("/World/Box").GetVariantSets().AddVariantSet("shown")
    shown.AddVariant("open")
    shown.SetVariantSelection("open")
    with shown.GetVariantEditContext():
        UsdGeom.Cube.Define(stage, "/World/Box/Lid")
    stage.Save()

    ended = command("label", shelf, "--prims", "/World/Box/**", "--label", "box", "--report")

    assert "Of a variant: /World/Box/Lid. The label stays when another variant is selected" in ended.out


def test_a_stage_when_labelled_for_a_program_then_it_is_told_everything(command, shelf, workplace):
    ended = command(
        "label", shelf, "--prims", "Box*", "--label", "crate", "--save", "labelled.usda", "--json"
    )

    report = ended.report
    assert ended.code == 0
    assert report.pop("seconds") >= 0
    before, after = report.pop("before"), report.pop("after")
    assert report == {
        "status": "complete",
        "stage": str(shelf),
        "path": str(workplace / "labelled.usda"),
        "rules": [
            {
                "prims": "Box*",
                "type": "class",
                "label": "crate",
                "matched": ["/World/Box", "/World/Box_01"],
                "changed": ["/World/Box"],
                "hidden": [],
                "instances": [],
                "of_variants": [],
            }
        ],
        "upgraded": {"changed": [], "hidden": []},
        "lost": [],
        "not_composed": [],
    }
    assert before["labels"] == [{"type": "class", "label": "crate", "prims": 1, "drawn": 1}]
    assert after["labels"] == [{"type": "class", "label": "crate", "prims": 2, "drawn": 2}]
    assert [each["label_at"] for each in after["unlabelled"]] == ["/World/Car", "/World/Car_01"]


def test_a_stage_when_labelled_then_no_app_and_no_renderer_is_loaded(shelf):
    program = (
        "import sys; from synthetic_recorder.app.main import main\n"
        f"try: main(['label', {str(shelf)!r}, '--report'])\n"
        "except SystemExit as ended: assert ended.code == 0\n"
        "print([name for name in ('carb', 'omni', 'warp') if name in sys.modules])"
    )

    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert ended.stdout.splitlines()[-1] == "[]"
