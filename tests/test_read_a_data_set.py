"""What the docs and the samples say of reading a data set, run as it stands, without torch."""

from __future__ import annotations

import importlib.util
import io
import json
import pickle
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from synthetic_recorder.core import DataSetError
from synthetic_recorder.core.tests.data_set.verify.handmade import POSE, frame_of, lines_of, make_finished

ROOT = Path(__file__).parents[1]
VIEW = "turtle_640x480"
BOX, CAN = (33, 243, 3, 255), (240, 4, 111, 255)
LABELS = {
    "(0, 0, 0, 0)": {"class": "BACKGROUND"},
    str(BOX): {"class": "box"},
    str(CAN): {"class": "can"},
}


def png(pixels):
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def files_of(number):
    """A picture of 4 x 6 pixels, all of them 51 * number; its upper half is box, the last pixel is can."""
    mask = np.zeros((4, 6, 4), np.uint8)
    mask[:2], mask[-1, -1] = BOX, CAN
    rgb = np.full((4, 6, 4), 51 * number, np.uint8)
    return {
        f"{VIEW}/rgb/rgb_{number:04d}.png": png(rgb),
        f"{VIEW}/semantic_segmentation/semantic_segmentation_{number:04d}.png": png(mask),
        f"{VIEW}/semantic_segmentation/semantic_segmentation_labels_{number:04d}.json": json.dumps(
            LABELS
        ).encode(),
    }


@pytest.fixture
def folder(tmp_path):
    """Five frames, as the demo would have recorded them in this folder."""
    frames = [files_of(number) for number in range(5)]
    lines = lines_of(
        frame_of(number, files, {"/World/turtle_Camera": POSE}) for number, files in enumerate(frames)
    )
    return make_finished(tmp_path / "_out_sdrec", frames, frame_lines=lines)


@pytest.fixture
def sample(monkeypatch):
    """The module of the sample, imported as a script beside it would."""
    name = "segmentation_data"
    spec = importlib.util.spec_from_file_location(name, ROOT / "samples/pytorch/segmentation_data.py")
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, name, module)
    spec.loader.exec_module(module)
    return module


def collated(items):
    """What torch's default_collate is documented to do with dicts: stack what has the same name."""
    return {name: np.stack([item[name] for item in items]) for name in items[0]}


def test_the_python_of_the_page_when_run_beside_a_recording_then_it_reads_it(folder):
    page = (ROOT / "docs/how-to/read-a-data-set.md").read_text(encoding="utf-8")
    scripts = [
        script for script in re.findall(r"```python\n(.*?)```", page, re.DOTALL) if "torch" not in script
    ]
    assert len(scripts) == 2

    ended = subprocess.run(
        [sys.executable, "-c", "\n".join(scripts)],
        cwd=folder.parent,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ended.returncode, ended.stderr) == (0, "")
    first, *frames = ended.stdout.splitlines()
    assert first == "5 frames, complete, seed 0"
    assert frames[1] == "1 0.041666666666666664 (4, 6, 4) 12 [ 0.  0. 10.]"


def test_the_sample_when_asked_for_a_frame_then_picture_and_classes_are_as_a_network_takes_them(
    folder, sample
):
    data = sample.SegmentationData(folder, classes=["box", "can"], view=VIEW)

    item = data[2]

    assert len(data) == 5
    assert (item["image"].shape, item["image"].dtype) == ((3, 4, 6), np.float32)
    # 51 * 2 of 255.
    assert np.unique(item["image"]).tolist() == [np.float32(0.4)]
    assert (item["classes"].shape, item["classes"].dtype) == ((4, 6), np.int64)
    assert item["classes"].tolist() == [[1] * 6, [1] * 6, [0] * 6, [0, 0, 0, 0, 0, 2]]
    assert item["frame"] == 2


def test_frames_of_the_sample_when_put_together_as_a_loader_does_then_they_are_a_batch(folder, sample):
    # A loader hands the data set to its workers like this.
    data = pickle.loads(pickle.dumps(sample.SegmentationData(str(folder), ["box", "can"], VIEW)))

    batch = collated([data[index] for index in (3, 0)])

    assert batch["image"].shape == (2, 3, 4, 6)
    assert batch["classes"].shape == (2, 4, 6)
    assert batch["frame"].tolist() == [3, 0]


def test_the_sample_when_a_picture_has_changed_then_it_is_never_trained_on(folder, sample):
    (folder / VIEW / "rgb/rgb_0004.png").write_bytes(png(np.zeros((4, 6, 4), np.uint8)))

    with pytest.raises(DataSetError, match=r"rgb_0004\.png is not the file that was recorded"):
        sample.SegmentationData(folder, ["box"])[4]


def test_the_sample_when_asked_behind_its_end_then_a_loop_ends(folder, sample):
    with pytest.raises(IndexError):
        sample.SegmentationData(folder, ["box"])[5]
