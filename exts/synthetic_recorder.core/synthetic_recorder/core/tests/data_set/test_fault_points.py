"""A recorder that is killed between any two calls to the disk, whose disk refuses one, or whose machine loses power.

A small recording is made again and again, interrupted at another call each time. What it has left is read with the
standard library; then it goes on, and must come to the same data set as one that was never interrupted.
"""

from __future__ import annotations

import contextlib
import shutil

import pytest

from synthetic_recorder.core.config import OnConflict, OutputConfig
from synthetic_recorder.core.data_set import DataSet, Status
from synthetic_recorder.core.data_set.disk_store import DiskStore
from synthetic_recorder.core.data_set.reserve import reserve_on_disk
from synthetic_recorder.core.errors import DataSetError, OutputError

from .faulty_disk import FaultyDisk, KilledError
from .made import PROVENANCE, is_whole, read_by_hand, staged_file, staged_frame, tree

FRAMES = 5
# Two files a frame, one of them in a folder of its own.
PATHS = [(f"rgb_{number}.png", f"left/depth/depth_{number}.npy") for number in range(FRAMES)]


class Recording:
    """Records five frames, two at a time, stops after four, and goes on; every step of it on any state of the disk.

    Attributes:
        committed: Frames of which the data set has said that they are committed.
    """

    def __init__(self, folder, on_conflict=OnConflict.RESUME):
        self.committed = 0
        self._output = OutputConfig(str(folder.parent), folder.name, on_conflict)

    def run(self):
        while not self._is_complete():
            self._record_some()
            self._output = OutputConfig(self._output.directory, self._output.folder, OnConflict.RESUME)

    def _is_complete(self):
        if self._output.on_conflict is OnConflict.OVERWRITE:
            return False
        reserved = reserve_on_disk(self._output)
        try:
            data_set = reserved.data_set
            return data_set is not None and data_set.manifest is not None and len(data_set.frames) == FRAMES
        finally:
            reserved.release()

    def _record_some(self):
        reserved = reserve_on_disk(self._output)
        try:
            self._record_into(reserved)
        except DataSetError:
            # As the recorder does; of one that is killed, nothing is closed.
            reserved.close()
            raise
        reserved.close()

    def _record_into(self, reserved):
        data_set = reserved.begin(PROVENANCE)
        first, end = len(data_set.frames), min(len(data_set.frames) + 4, FRAMES)
        self.committed = max(self.committed, first)
        for begin in range(first, end, 2):
            numbers = range(begin, min(begin + 2, end))
            frames = [staged_frame(reserved.staging, number, *PATHS[number]) for number in numbers]
            labels = staged_file(reserved.staging, "metadata.txt", b"metadata")
            data_set.commit(frames, () if "metadata.txt" in data_set.files else [labels])
            self.committed = numbers[-1] + 1
        # A list that grows as long as it is recorded.
        data_set.commit([], [staged_file(reserved.staging, "list.txt", b"frame\n" * end)])
        data_set.finish(Status.COMPLETE if end == FRAMES else Status.STOPPED, FRAMES)


def run_until_killed(recording):
    """Return whether it was killed."""
    try:
        recording.run()
    except KilledError:
        return True
    return False


@pytest.fixture
def uninterrupted(tmp_path):
    folder = tmp_path / "uninterrupted" / "run"
    folder.parent.mkdir()
    Recording(folder).run()
    return tree(folder)


@pytest.fixture
def disk(monkeypatch, tmp_path):
    (tmp_path / "disk").mkdir()
    return FaultyDisk(monkeypatch, tmp_path / "disk")


def test_a_recording_when_nothing_interrupts_it_then_has_its_files_and_nothing_of_staging(uninterrupted):
    assert set(uninterrupted) == {
        *("recording.json", "frames.jsonl", "metadata.txt", "list.txt", "left", "left/depth"),
        *(path for paths in PATHS for path in paths),
    }


def test_a_recorder_when_killed_at_any_call_then_keeps_what_was_committed_and_goes_on_to_the_same(
    tmp_path, disk, uninterrupted
):
    folder = tmp_path / "disk" / "run"

    def kill(call):
        return kill_and_go_on(folder, disk, call, uninterrupted)

    assert calls_to_the_end(kill) > 100


def test_a_recorder_when_killed_in_the_middle_of_any_write_then_goes_on_to_the_same(
    tmp_path, disk, uninterrupted
):
    folder = tmp_path / "disk" / "run"
    disk.revive()
    Recording(folder).run()
    writes = [number for number, (name, *_) in enumerate(disk.calls) if name == "write"]
    shutil.rmtree(folder)

    assert len(writes) > 10
    for call in writes:
        assert kill_and_go_on(folder, disk, call, uninterrupted, torn=True)


def test_a_disk_when_it_refuses_any_call_then_keeps_what_was_committed_and_the_next_recorder_comes_to_the_same(
    tmp_path, disk, uninterrupted
):
    folder = tmp_path / "disk" / "run"

    def refuse(call):
        recording = Recording(folder)
        disk.refuse_at(call)
        # Some calls can be left undone; nothing is said of those.
        with contextlib.suppress(DataSetError, OutputError):
            recording.run()
        was_refused = len(disk.calls) > call
        disk.revive()
        require_whole(folder, recording.committed)
        Recording(folder).run()
        assert tree(folder) == uninterrupted
        shutil.rmtree(folder)
        return was_refused

    assert calls_to_the_end(refuse) > 100


def test_a_machine_when_it_loses_power_at_any_call_then_has_what_was_committed_and_goes_on_to_the_same(
    tmp_path, disk, uninterrupted
):
    folder = tmp_path / "disk" / "run"

    def lose_power(call):
        recording = Recording(folder)
        disk.kill_at(call)
        if not run_until_killed(recording):
            return False
        disk.revive()
        after = tmp_path / "after"
        disk.survivors(after)
        require_whole(after / "run", recording.committed)
        Recording(after / "run").run()
        assert tree(after / "run") == uninterrupted
        shutil.rmtree(after)
        shutil.rmtree(folder, ignore_errors=True)
        disk.forget()
        return True

    assert calls_to_the_end(lose_power) > 100


def test_a_recorder_when_killed_over_and_over_then_comes_to_the_same(tmp_path, disk, uninterrupted):
    folder = tmp_path / "disk" / "run"
    # A start that does not come to commit anything makes no progress: each one lives a little longer.
    for life in range(1, 10_000):
        disk.kill_at(life)
        if not run_until_killed(Recording(folder)):
            break
        disk.revive()

    assert tree(folder) == uninterrupted


def test_an_overwriting_recorder_when_killed_at_any_call_then_has_the_old_or_goes_on_with_the_new(
    tmp_path, disk, uninterrupted
):
    folder = tmp_path / "disk" / "run"
    make_old(folder)
    old = tree(folder)
    survived = set()

    def kill(call):
        shutil.rmtree(folder)
        make_old(folder)
        disk.kill_at(call)
        recording = Recording(folder, OnConflict.OVERWRITE)
        killed = run_until_killed(recording)
        disk.revive()
        if killed:
            manifest = DataSet.load(DiskStore(folder)).manifest
            is_old = manifest is not None and manifest.status is Status.STOPPED and manifest.frames == 3
            survived.add(is_old)
            if is_old:
                # But for what the new one had begun to write beside it.
                left = {path: data for path, data in tree(folder).items() if not path.startswith(".staging")}
                left.pop("journal.jsonl", None)
                assert left == old
            Recording(folder, OnConflict.OVERWRITE if is_old else OnConflict.RESUME).run()
        assert tree(folder) == uninterrupted
        # From there on it is a recording like any other.
        return recording.committed == 0

    calls_to_the_end(kill)

    assert survived == {True, False}


def kill_and_go_on(folder, disk, call, uninterrupted, *, torn=False):
    """Return whether it was killed; if so, check what is left, and let another process complete it."""
    recording = Recording(folder)
    disk.kill_at(call, torn=torn)
    was_killed = run_until_killed(recording)
    disk.revive()
    if was_killed:
        require_whole(folder, recording.committed)
        Recording(folder).run()
    assert tree(folder) == uninterrupted
    shutil.rmtree(folder)
    disk.revive()
    return was_killed


def calls_to_the_end(kill):
    """Kill at call 0, 1, 2, … until it comes to its end; return how many calls that were."""
    call = 0
    while kill(call):
        call += 1
    return call


def require_whole(folder, committed):
    """Check what is committed: all that was said to be, each frame whole, and nothing else that was not begun."""
    if not (folder / "journal.jsonl").exists() and not (folder / "recording.json").exists():
        assert committed == 0
        return
    frames, others = read_by_hand(folder)
    assert len(frames) >= committed
    for number, files in enumerate(frames):
        assert [path for path, _, _ in files] == list(PATHS[number])
        assert all(is_whole(folder, file) for file in files)
    data_set = DataSet.load(DiskStore(folder))
    assert len(data_set.frames) == len(frames)
    assert data_set.strangers() == []
    # As it was loaded: of a file that was being replaced, either the old one or the new one is there.
    assert set(data_set.files) == set(others)
    for record in data_set.files.values():
        assert is_whole(folder, (record.path, record.bytes, record.sha256))


def make_old(folder):
    """Make a stopped data set of three frames, with names that partly are those of the new one."""
    reserved = reserve_on_disk(OutputConfig(str(folder.parent), folder.name))
    data_set = reserved.begin(PROVENANCE)
    paths = [("rgb_0.png", "right/rgb_0.png"), ("rgb_1.png", "right/rgb_1.png"), ("old_2.png",)]
    data_set.commit(
        [staged_frame(reserved.staging, number, *names) for number, names in enumerate(paths)],
        [staged_file(reserved.staging, "old.txt", b"old")],
    )
    data_set.finish(Status.STOPPED, 9)
    reserved.close()
