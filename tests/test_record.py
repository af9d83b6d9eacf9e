"""``synthetic-recorder record``: from a config and a stage to files on disk."""

from __future__ import annotations

import json
import os

import numpy as np
import pytest
from PIL import Image
from pxr import Usd, UsdLux

from .data_set import files_in

FILES_OF_TWO_FRAMES = [
    "frames.jsonl",
    "metadata.txt",
    "recording.json",
    "rgb_0000.png",
    "rgb_0001.png",
    "semantic_segmentation_0000.png",
    "semantic_segmentation_0001.png",
    "semantic_segmentation_labels_0000.json",
    "semantic_segmentation_labels_0001.json",
]


def test_a_recording_when_done_then_its_files_are_those_of_basic_writer(
    command, workplace, stage_file, write_config
):
    ended = command("record", write_config(), "--stage", stage_file)

    assert ended.code == 0
    assert ended.err == ""
    assert files_in(workplace) == [f"set/{name}" for name in FILES_OF_TWO_FRAMES]
    assert json.loads((workplace / "set" / "metadata.txt").read_text()) == {
        "name": "BasicWriter",
        "version": "0.0.2",
        "replicator_global_seed:": 0,
    }


def test_a_mask_when_recorded_then_shows_the_box_where_it_is_in_the_colour_of_its_label(
    command, workplace, stage_file, write_config
):
    command("record", write_config(), "--stage", stage_file)

    mask = np.asarray(Image.open(workplace / "set" / "semantic_segmentation_0000.png"))
    labels = json.loads((workplace / "set" / "semantic_segmentation_labels_0000.json").read_text())
    color_of = {label["class"]: json.loads(f"[{color[1:-1]}]") for color, label in labels.items()}
    # 8 units over 32 pixels at the top of the boxes: the box from -1 to 1 is in columns 12 to 19, rows 8 to 15; the
    # other, from 1.5 to 3.5, is in columns 22 to 29.
    expected = np.zeros((24, 32, 4), np.uint8)
    expected[:] = color_of["BACKGROUND"]
    expected[8:16, 12:20] = color_of["box"]
    expected[8:16, 22:30] = color_of["UNLABELLED"]
    # Of the other box a side is seen too, from its near edge (x = 1.5 at 10 units, column 22) to its far one
    # (x = 1.5 at 12 units, where 9.6 units are 32 pixels: column 21). How high it is there is not asked here.
    np.testing.assert_array_equal(np.delete(mask, 21, axis=1), np.delete(expected, 21, axis=1))


def test_a_report_when_asked_for_as_json_then_is_the_last_line_and_counts_what_is_there(
    command, workplace, stage_file, write_config
):
    ended = command("record", write_config(), "--stage", stage_file, "--json")

    folder = workplace / "set"
    report = ended.report
    assert report.pop("seconds") > 0
    assert report == {
        "status": "complete",
        "path": str(folder),
        "frames": 2,
        "files": 7,
        # Those of the writer: the two of our own are no data.
        "bytes": sum(
            path.stat().st_size
            for path in folder.iterdir()
            if path.suffix in (".png", ".txt") or "labels" in path.name
        ),
        "findings": [],
    }


def test_an_output_when_it_exists_then_the_name_is_counted_up_and_nothing_in_it_changes(
    command, workplace, stage_file, write_config
):
    taken = workplace / "sets" / "run"
    taken.mkdir(parents=True)
    (taken / "precious.txt").write_text("mine")
    arguments = ("record", write_config(), "--stage", stage_file, "--output", "sets/run", "--json")

    first, second = command(*arguments), command(*arguments)

    assert first.report["path"] == str(workplace / "sets" / "run_01")
    assert second.report["path"] == str(workplace / "sets" / "run_02")
    assert files_in(taken) == ["precious.txt"]
    assert files_in(workplace / "sets" / "run_02") == FILES_OF_TWO_FRAMES


def test_frames_when_given_then_count_instead_of_those_of_the_config(
    command, workplace, stage_file, write_config
):
    ended = command("record", write_config(), "--stage", stage_file, "--frames", 1)

    assert ended.out.startswith("1 frame, 4 files, ")
    assert ended.out.endswith(f": {workplace / 'set'}\n")


def test_values_when_set_then_go_before_those_of_the_config_and_behind_the_options(
    command, workplace, stage_file, write_config
):
    values = ("render_products[0].width=16", "control.frames=5", "output.folder=elsewhere")
    values = [argument for value in values for argument in ("--set", value)]

    ended = command("record", write_config(), "--stage", stage_file, "--frames", 1, *values)

    assert ended.code == 0
    assert files_in(workplace) == [
        "elsewhere/frames.jsonl",
        "elsewhere/metadata.txt",
        "elsewhere/recording.json",
        "elsewhere/rgb_0000.png",
        "elsewhere/semantic_segmentation_0000.png",
        "elsewhere/semantic_segmentation_labels_0000.json",
    ]
    with Image.open(workplace / "elsewhere" / "rgb_0000.png") as picture:
        assert picture.size == (16, 24)


def test_a_config_for_a_bucket_when_a_folder_is_given_then_goes_there(
    command, workplace, stage_file, write_config
):
    config = write_config(output={"folder": "set", "s3": {"enabled": True, "bucket": "not-asked"}})

    ended = command("record", config, "--stage", stage_file, "--output", "on_disk", "--json")

    assert (ended.code, ended.report["findings"]) == (0, [])
    assert files_in(workplace / "on_disk") == FILES_OF_TWO_FRAMES


def test_an_unlabelled_stage_when_segmented_then_is_recorded_with_a_warning(
    command, workplace, stage_file, write_config
):
    stage_file.write_text(stage_file.read_text().replace('["box"]', "[]"))

    ended = command("record", write_config(), "--stage", stage_file, "--json")

    assert ended.code == 0
    assert "Warning: stage: No prim has a semantic label of type class" in ended.err
    assert [finding["code"] for finding in ended.report["findings"]] == ["labels-none"]


def test_a_stage_with_a_broken_reference_when_recorded_then_the_rest_of_it_is_recorded(
    command, workplace, stage_file, write_config
):
    broken = stage_file.with_name("broken.usda")
    broken.write_text(
        f'#usda 1.0\n(subLayers = [@{stage_file.name}@])\ndef "Gone" (references = @not_there.usda@) {{}}\n'
    )

    assert command("record", write_config(), "--stage", broken, "--json").report["status"] == "complete"


def test_what_the_stage_does_not_show_when_recorded_then_stands_in_the_report(
    command, workplace, stage_file, write_config
):
    stage = Usd.Stage.Open(str(stage_file))
    UsdLux.GeometryLight.Define(stage, "/World/Glowing")
    stage.OverridePrim("/World/Missing").GetReferences().AddReference("nowhere.usda")
    stage.GetRootLayer().Export(str(workplace / "stage.usda"))

    ended = command("record", write_config(), "--stage", workplace / "stage.usda", "--json")

    assert {finding["code"]: finding["where"] for finding in ended.report["findings"]} == {
        "stage-not-composed": str(workplace / "stage.usda"),
        "composition-unresolved": "/World/Missing",
        "light-not-drawn": "/World/Glowing",
    }
    assert (
        "Warning: /World/Glowing: light does not shine: a GeometryLight is not drawn as a light" in ended.err
    )
    assert "0x" not in ended.err
    assert all(finding["what"].endswith(".") for finding in ended.report["findings"])


@pytest.mark.parametrize("output", [".", "..", "/"])
def test_a_folder_that_one_is_in_when_given_as_output_then_is_refused(
    command, workplace, stage_file, write_config, output
):
    ended = command("record", write_config(), "--stage", stage_file, "--output", output)

    folder = (workplace / output).resolve()
    assert (ended.code, ended.err) == (
        2,
        f"Error: --output: expected the name of a new folder, got {folder}, which you are in\n",
    )


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_that_leads_to_itself_when_given_as_output_then_is_bad_input(
    command, workplace, stage_file, write_config
):
    (workplace / "loop").symlink_to("loop")

    ended = command("record", write_config(), "--stage", stage_file, "--output", "loop/set")

    assert ended.code == 2
    assert "'loop/set' is not a path here" in ended.err


@pytest.mark.skipif(os.name == "nt", reason="a folder that somebody is in cannot be removed there")
def test_the_folder_that_one_is_in_when_it_is_gone_then_an_output_elsewhere_is_recorded_all_the_same(
    command, workplace, stage_file, write_config, tmp_path, monkeypatch
):
    config = write_config()
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()

    ended = command("record", config, "--stage", stage_file, "--output", tmp_path / "set")

    assert (ended.code, ended.err) == (0, "")
