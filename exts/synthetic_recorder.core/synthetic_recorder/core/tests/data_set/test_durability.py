"""The order in which a data set comes to the disk: nothing is said before it is durable."""

from __future__ import annotations

import pytest

from synthetic_recorder.core.data_set import DataSet, Status
from synthetic_recorder.core.data_set.disk_store import DiskStore

from .faulty_disk import FaultyDisk
from .made import PROVENANCE, staged_file, staged_frame


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "run" / ".staging").mkdir(parents=True)
    return tmp_path / "run"


@pytest.fixture
def disk(monkeypatch, folder):
    return FaultyDisk(monkeypatch, folder)


def test_a_commit_when_logged_then_syncs_files_and_names_before_the_journal_names_them(folder, disk):
    data_set = DataSet.create(DiskStore(folder), PROVENANCE)
    frame = staged_frame(folder / ".staging", 0, "rgb_0.png", "left/depth/depth_0.npy")
    disk.calls.clear()

    data_set.commit([frame])

    journal, staging = folder / "journal.jsonl", folder / ".staging"
    image, depth = folder / "rgb_0.png", folder / "left" / "depth" / "depth_0.npy"
    sources = [staging / "rgb_0.png", staging / "left+depth+depth_0.npy"]
    assert changes(disk) == [
        # Begun: what of them is found later was not committed.
        *(("ftruncate", journal), ("write", journal), ("fsync", journal)),
        *(("fsync", source) for source in sources),
        *(("replace", sources[0], image), ("replace", sources[1], depth)),
        *(("fsync", depth.parent), ("fsync", folder / "left"), ("fsync", folder)),
        # Committed.
        *(("ftruncate", journal), ("write", journal), ("fsync", journal)),
    ]


def test_the_end_when_logged_then_syncs_the_frames_before_the_manifest_and_that_before_the_journal_goes(
    folder, disk
):
    data_set = DataSet.create(DiskStore(folder), PROVENANCE)
    data_set.commit([], [staged_file(folder / ".staging", "metadata.txt", b"metadata")])
    disk.calls.clear()

    data_set.finish(Status.STOPPED, 3)

    frames, manifest = (call[1] for call in disk.calls if call[0] == "replace")
    assert changes(disk) == [
        # Without frames there is nothing to write.
        *(("fsync", frames), ("replace", frames, folder / "frames.jsonl"), ("fsync", folder)),
        *(("write", manifest), ("fsync", manifest)),
        *(("replace", manifest, folder / "recording.json"), ("fsync", folder)),
        *(("unlink", folder / "journal.jsonl"), ("fsync", folder)),
    ]


def test_a_data_set_when_reopened_then_has_its_journal_durable_before_the_manifest_goes(folder, disk):
    data_set = DataSet.create(DiskStore(folder), PROVENANCE)
    data_set.finish(Status.STOPPED, 3)
    disk.calls.clear()

    data_set.reopen()

    journal = next(call[1] for call in disk.calls if call[0] == "replace")
    assert changes(disk) == [
        *(("write", journal), ("fsync", journal)),
        *(("replace", journal, folder / "journal.jsonl"), ("fsync", folder)),
        *(("unlink", folder / "recording.json"), ("fsync", folder)),
        *(("unlink", folder / "frames.jsonl"), ("fsync", folder)),
    ]


def changes(disk):
    """Return the calls that change or sync something; what is made and stays empty does not count."""
    return [call for call in disk.calls if call[0] not in ("open", "mkdir")]
