"""Journals whose last lines are torn, at any byte: a commit is there as a whole, or not at all."""

from __future__ import annotations

from synthetic_recorder.core.config import OutputConfig
from synthetic_recorder.core.data_set import DataSet
from synthetic_recorder.core.data_set.disk_store import DiskStore
from synthetic_recorder.core.data_set.reserve import reserve_on_disk

from .made import PROVENANCE, staged_file, staged_frame


def test_a_journal_when_torn_at_any_byte_of_a_commit_then_has_all_of_it_or_nothing(tmp_path):
    reserved = reserve_on_disk(OutputConfig(str(tmp_path), "set"))
    data_set, journal = reserved.begin(PROVENANCE), tmp_path / "set" / "journal.jsonl"
    data_set.commit([staged_frame(reserved.staging, 0)])
    before = journal.stat().st_size
    frames = [staged_frame(reserved.staging, number) for number in (1, 2)]
    data_set.commit(frames, [staged_file(reserved.staging, "list.json", b"[0, 1, 2]")])
    lines = journal.read_bytes()

    seen = set()
    for end in range(before, len(lines) + 1):
        journal.write_bytes(lines[:end])
        loaded = DataSet.load(DiskStore(tmp_path / "set"))
        seen.add((len(loaded.frames), tuple(loaded.files), tuple(sorted(loaded.begun))))
        assert loaded.strangers() == [] or not loaded.begun

    brought = ("list.json", "rgb_0001.png", "rgb_0002.png")
    # Before anything is begun; from then on; and when all of it is named.
    assert seen == {(1, (), ()), (1, (), brought), (3, ("list.json",), ())}
