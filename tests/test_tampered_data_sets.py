"""Recorded data sets in which somebody changes something: ``verify`` and a checker of its own both see it."""

from __future__ import annotations

import json
import random

import pytest

from .independent_data_set import look_at

FRAMES = 3


@pytest.fixture
def folder(command, workplace, stage_file, write_config):
    """A data set of three frames."""
    config = write_config(control={"frames": FRAMES, "control_timeline": True})
    assert command("record", config, "--stage", stage_file).code == 0
    return workplace / "set"


def flip_a_bit(file, rng):
    data = bytearray(file.read_bytes())
    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    file.write_bytes(data)


def swap(one, other):
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def cut_lines(file):
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:-1]))


def renumber(file):
    manifest = json.loads(file.read_text())
    file.write_text(json.dumps(manifest | {"frames": FRAMES - 1}))


TAMPERINGS = {
    "one picture less": lambda folder: (folder / "rgb_0001.png").unlink(),
    "a picture cut short": lambda folder: (folder / "rgb_0001.png").write_bytes(
        (folder / "rgb_0001.png").read_bytes()[:-1]
    ),
    "two pictures swapped": lambda folder: swap(
        folder / "rgb_0000.png", folder / "semantic_segmentation_0000.png"
    ),
    "a label changed": lambda folder: (folder / "semantic_segmentation_labels_0001.json").write_text(
        (folder / "semantic_segmentation_labels_0001.json").read_text().replace("box", "bot")
    ),
    "an empty file": lambda folder: (folder / "rgb_0000.png").write_bytes(b""),
    "a stranger": lambda folder: (folder / "rgb_0003.png").write_bytes(b"?"),
    "a stranger in a folder": lambda folder: [
        (folder / "more").mkdir(),
        (folder / "more" / "rgb_0000.png").write_bytes(b"?"),
    ],
    "one line of the frames less": lambda folder: cut_lines(folder / "frames.jsonl"),
    "no frames": lambda folder: (folder / "frames.jsonl").unlink(),
    "another number of frames": lambda folder: renumber(folder / "recording.json"),
    "half a manifest": lambda folder: (folder / "recording.json").write_bytes(
        (folder / "recording.json").read_bytes()[:200]
    ),
    "no manifest": lambda folder: (folder / "recording.json").unlink(),
    "metadata changed": lambda folder: (folder / "metadata.txt").write_text("something else"),
    "a file that is a folder": lambda folder: [
        (folder / "rgb_0001.png").unlink(),
        (folder / "rgb_0001.png").mkdir(),
    ],
}


def test_a_recorded_data_set_when_verified_then_is_whole(command, folder):
    assert look_at(folder).problems == []

    assert command("verify", folder).code == 0
    assert command("verify", folder, "--deep").code == 0


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_a_data_set_when_somebody_has_changed_it_then_that_is_seen(command, folder, tampering):
    TAMPERINGS[tampering](folder)

    assert look_at(folder).problems != []
    ended = command("verify", folder)
    assert ended.code in (1, 2)
    assert "Traceback" not in ended.err


def test_any_bit_of_any_file_when_flipped_then_that_is_seen(command, folder):
    rng = random.Random(6)
    # What the manifest itself says of a number can be another number just as well; of all others it has the hashes.
    for file in sorted(set(folder.iterdir()) - {folder / "recording.json"}):
        before = file.read_bytes()
        flip_a_bit(file, rng)

        assert look_at(folder).problems != [], file
        assert command("verify", folder).code == 1, file
        file.write_bytes(before)
    assert command("verify", folder).code == 0
