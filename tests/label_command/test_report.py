"""``synthetic-recorder label``: what is told."""

from __future__ import annotations

import subprocess
import sys

from pxr import Sdf, Usd, UsdGeom


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
