"""``synthetic-recorder demo``: the sample tabletop, as a person meets it first."""

from __future__ import annotations

import ast
import json
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

RESOLUTIONS = {"turtle_640x480": (640, 480), "turtle_320x240": (320, 240)}


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """Two frames of the demo, recorded by the installed command in a folder where the name is taken."""
    folder = tmp_path_factory.mktemp("demo")
    (folder / "_out_sdrec").mkdir()
    ended = subprocess.run(
        [sys.executable, "-m", "synthetic_recorder.app.main", "demo", "--frames", "2", "--json"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return folder, ended


def test_the_demo_when_run_then_ends_well_and_says_where_the_data_set_is(demo):
    folder, ended = demo

    report = json.loads(ended.stdout.splitlines()[-1])
    assert (ended.returncode, ended.stderr) == (0, "")
    assert report["status"] == "complete"
    assert report["path"] == str(folder / "_out_sdrec_01")
    assert report["findings"] == []
    # For each of two frames and two cameras an image, a mask and its labels, and metadata.txt once.
    assert (report["frames"], report["files"]) == (2, 13)


def test_the_demo_when_the_folder_exists_then_leaves_it_alone(demo):
    folder, _ = demo

    assert list((folder / "_out_sdrec").iterdir()) == []


@pytest.mark.parametrize("name", RESOLUTIONS)
@pytest.mark.parametrize("frame", [0, 1])
def test_the_demo_when_recorded_then_boxes_and_cans_have_the_colours_that_the_labels_say(demo, name, frame):
    folder, _ = demo
    product = folder / "_out_sdrec_01" / name
    mask = np.asarray(
        Image.open(product / "semantic_segmentation" / f"semantic_segmentation_{frame:04d}.png")
    )
    image = np.asarray(Image.open(product / "rgb" / f"rgb_{frame:04d}.png"))
    labels = json.loads(
        (product / "semantic_segmentation" / f"semantic_segmentation_labels_{frame:04d}.json").read_text()
    )

    classes = {ast.literal_eval(color): label["class"] for color, label in labels.items()}
    colors, counts = np.unique(mask.reshape(-1, 4), axis=0, return_counts=True)
    pixels = {classes[tuple(color.tolist())]: count for color, count in zip(colors, counts, strict=True)}

    assert image.shape[1::-1] == mask.shape[1::-1] == RESOLUTIONS[name]
    assert set(classes.values()) == {"BACKGROUND", "UNLABELLED", "box", "can"}
    # The two boxes and the two cans are the subject of the picture, and all of the rest is unlabelled.
    assert pixels["box"] > 0.1 * mask.shape[0] * mask.shape[1]
    assert pixels["can"] > 0.02 * mask.shape[0] * mask.shape[1]
    assert pixels["UNLABELLED"] > 0.3 * mask.shape[0] * mask.shape[1]


def test_the_demo_when_recorded_then_the_table_has_turned_between_the_frames(demo):
    folder, _ = demo
    rgb = folder / "_out_sdrec_01" / "turtle_640x480" / "rgb"

    first, second = (np.asarray(Image.open(rgb / f"rgb_{frame:04d}.png")).astype(int) for frame in (0, 1))

    assert (np.abs(first - second).max(axis=-1) > 20).mean() > 0.01


def test_the_contact_sheet_when_made_then_shows_the_colours_of_the_masks(demo):
    folder, ended = demo
    file = folder / "_out_sdrec_01_contact_sheet.png"

    assert json.loads(ended.stdout.splitlines()[-1])["contact_sheet"] == str(file)
    sheet = np.asarray(Image.open(file)).reshape(-1, 3)
    labels = json.loads(
        next((folder / "_out_sdrec_01" / "turtle_640x480").rglob("*labels_0000.json")).read_text()
    )
    for color in map(ast.literal_eval, labels):
        if color[3]:
            # Two masks of each of two render products, and the legend.
            assert (sheet == color[:3]).all(axis=1).sum() > 1000, color


def test_the_contact_sheet_when_it_cannot_be_written_then_the_data_set_stays_and_it_is_told(
    command, workplace
):
    (workplace / "set_contact_sheet.png").mkdir()

    ended = command("demo", "--output", "set", "--frames", 1, "--json")

    assert (ended.code, ended.report["status"], ended.report["frames"]) == (1, "failed", 1)
    assert ended.report["error"].startswith("The data set is there; its contact sheet cannot be made: ")
    assert (workplace / "set" / "turtle_640x480" / "rgb" / "rgb_0000.png").exists()
