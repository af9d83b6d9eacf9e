"""What is kept of a batch when its recording has failed."""

from __future__ import annotations

import pytest
from PIL import Image

from synthetic_recorder.core.commit import Batch, CapturedFrame, ExpectedFiles
from synthetic_recorder.core.commit.salvage import salvage

EXPECTED = ExpectedFiles({"rgb": True}, ["Replicator"])


@pytest.fixture
def batch(tmp_path):
    """Three frames of BasicWriter, whole, without the file that belongs to the recording."""
    for number in range(3):
        Image.new("RGB", (4, 3)).save(tmp_path / f"rgb_{number:04d}.png")
    return Batch(tmp_path, 0, tuple(CapturedFrame(number, number, number / 24, {}) for number in range(3)))


def kept(batch, committed=(), *, is_written=False):
    left = salvage(batch, EXPECTED, committed, is_written=is_written)
    return len(left.frames), sorted(path.name for path in batch.folder.iterdir())


def test_frames_when_the_file_of_the_recording_is_there_then_are_kept_with_it(batch):
    (batch.folder / "metadata.txt").write_text("{}")

    assert kept(batch) == (3, ["metadata.txt", "rgb_0000.png", "rgb_0001.png", "rgb_0002.png"])


@pytest.mark.parametrize("text", [None, ""], ids=["missing", "empty"])
def test_frames_when_the_file_of_the_recording_was_not_written_then_are_not_kept_without_it(batch, text):
    if text is not None:
        (batch.folder / "metadata.txt").write_text(text)

    assert kept(batch) == (0, [])


def test_frames_when_the_file_of_the_recording_is_committed_already_then_are_kept(batch):
    assert kept(batch, ["metadata.txt"]) == (3, ["rgb_0000.png", "rgb_0001.png", "rgb_0002.png"])


def test_frames_when_all_is_written_and_no_file_of_the_recording_among_it_then_are_kept(batch):
    assert kept(batch, is_written=True) == (3, ["rgb_0000.png", "rgb_0001.png", "rgb_0002.png"])


def test_frames_when_one_of_them_is_not_whole_then_those_before_it_are_kept(batch):
    (batch.folder / "metadata.txt").write_text("{}")
    (batch.folder / "rgb_0001.png").write_bytes((batch.folder / "rgb_0001.png").read_bytes()[:-1])

    assert kept(batch) == (1, ["metadata.txt", "rgb_0000.png"])
