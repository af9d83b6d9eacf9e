"""Data sets whose recording was killed, or still runs."""

from __future__ import annotations

import pytest

from synthetic_recorder.core.data_set.disk_store import DiskStore
from synthetic_recorder.core.data_set.verify import ProblemKind, verify

from .conftest import two_files
from .handmade import frame_of, lines_of, make_unfinished, put

FRAMES = [two_files(0), two_files(1)]


def counts(folder):
    return verify(folder).counts


def test_an_unfinished_data_set_when_verified_then_that_is_its_only_problem(tmp_path):
    folder = make_unfinished(tmp_path / "set", FRAMES, {"notes.txt": b"metadata"})

    verification = verify(folder)

    assert verification.status is None
    assert (verification.frames, verification.files, verification.bytes) == (2, 5, 2 * 17 + 8)
    (problem,) = verification.problems
    assert (problem.kind, problem.path) == (ProblemKind.UNFINISHED, "")
    assert "2 frames are committed" in problem.what


def test_a_data_set_that_was_begun_and_no_more_when_verified_then_it_is_unfinished(tmp_path):
    assert counts(make_unfinished(tmp_path / "set", [])) == {ProblemKind.UNFINISHED: 1}


def test_what_is_staged_when_verified_then_it_is_no_stranger(tmp_path):
    folder = make_unfinished(tmp_path / "set", FRAMES)
    put(folder, {".staging/open/rgb_0002.bin": b"half"})

    assert counts(folder) == {ProblemKind.UNFINISHED: 1}


def test_files_of_a_commit_that_was_killed_when_verified_then_they_are_no_strangers(tmp_path):
    folder = make_unfinished(
        tmp_path / "set", FRAMES, begun=["rgb/rgb_0002.bin", "boxes_0002.txt"], torn=b'{"frame": 2, "ti'
    )
    put(folder, {"rgb/rgb_0002.bin": b"picture 002"})

    assert counts(folder) == {ProblemKind.UNFINISHED: 1}


def test_a_data_set_that_was_killed_before_its_manifest_when_verified_then_its_frames_file_is_no_stranger(
    tmp_path,
):
    folder = make_unfinished(tmp_path / "set", FRAMES)
    put(folder, {"frames.jsonl": lines_of(frame_of(number, files) for number, files in enumerate(FRAMES))})

    assert counts(folder) == {ProblemKind.UNFINISHED: 1}


def test_committed_files_when_they_are_spoiled_then_that_is_told_as_of_a_finished_data_set(tmp_path):
    folder = make_unfinished(tmp_path / "set", FRAMES, {"notes.txt": b"metadata"})
    (folder / "notes.txt").unlink()
    put(folder, {"boxes_0000.txt": b"box 99", "boxes_0001.txt": b"", "rgb/other.bin": b""})

    assert [(problem.kind, problem.path, problem.frame) for problem in verify(folder).problems] == [
        (ProblemKind.MISSING, "notes.txt", None),
        (ProblemKind.SIZE, "boxes_0001.txt", 1),
        (ProblemKind.CHANGED, "boxes_0000.txt", 0),
        (ProblemKind.STRANGER, "rgb/other.bin", None),
        (ProblemKind.UNFINISHED, "", None),
    ]


@pytest.mark.parametrize("journal", [b"", b"{}\n", b"\xff\n", b"[1]\n", b'{"recording": {}}\n'])
def test_a_journal_when_it_cannot_be_read_then_that_is_the_problem_and_nothing_is_a_stranger(
    tmp_path, journal
):
    folder = make_unfinished(tmp_path / "set", FRAMES)
    (folder / "journal.jsonl").write_bytes(journal)

    (problem,) = verify(folder).problems

    assert (problem.kind, problem.path) == (ProblemKind.JOURNAL, "journal.jsonl")


def test_a_frame_when_it_is_committed_while_one_looks_then_its_files_are_no_strangers(tmp_path, monkeypatch):
    folder = make_unfinished(tmp_path / "set", FRAMES)
    as_it_is = DiskStore.files

    def commit_another(store):
        put(folder, two_files(2))
        with (folder / "journal.jsonl").open("ab") as journal:
            journal.write(lines_of([{"begun": sorted(two_files(2))}, frame_of(2, two_files(2))]))
        return as_it_is(store)

    monkeypatch.setattr(DiskStore, "files", commit_another)

    assert counts(folder) == {ProblemKind.UNFINISHED: 1}


def test_a_recording_when_it_ends_between_the_manifest_and_the_journal_then_it_is_found(
    tmp_path, monkeypatch, finished
):
    as_it_is = DiskStore.journal
    manifest = (finished / "recording.json").rename(tmp_path / "manifest")

    def finish(store):
        manifest.rename(finished / "recording.json")
        monkeypatch.setattr(DiskStore, "journal", as_it_is)

    monkeypatch.setattr(DiskStore, "journal", finish)

    assert verify(finished).is_whole
