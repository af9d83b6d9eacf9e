"""``synthetic-recorder label``: what is refused."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from pxr import Usd


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
