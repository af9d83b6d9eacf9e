"""``synthetic-recorder label``: where the labels are saved, and what is never overwritten."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest
from pxr import Sdf, UsdUtils

from .labels_in_files import labels_in


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
