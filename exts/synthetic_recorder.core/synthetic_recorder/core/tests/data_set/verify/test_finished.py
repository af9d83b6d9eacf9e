"""Finished data sets, whole and spoiled in every way that there is."""

from __future__ import annotations

import errno
import io
import json
import os

import pytest

from synthetic_recorder.core.data_set import Status
from synthetic_recorder.core.data_set.disk_store import DiskStore
from synthetic_recorder.core.data_set.verify import Problem, ProblemKind, verify
from synthetic_recorder.core.errors import DataSetError

from .handmade import frame_of, lines_of, make_finished, record_of


def found(folder, **options):
    """What is wrong: kind, path and frame of each problem."""
    return [(problem.kind, problem.path, problem.frame) for problem in verify(folder, **options).problems]


def manifest_of(folder):
    return json.loads((folder / "recording.json").read_text())


def test_a_whole_data_set_when_verified_then_nothing_is_wrong_and_everything_is_counted(finished):
    verification = verify(finished)

    assert verification.is_whole
    assert verification.problems == ()
    assert verification.counts == {}
    assert (verification.status, verification.frames) == (Status.COMPLETE, 3)
    # Three times 11 + 6 bytes, and 8 of no frame.
    assert (verification.files, verification.bytes) == (7, 59)
    assert verification.location == finished


def test_a_data_set_when_given_as_text_and_relative_then_it_is_found_from_where_one_is(finished, monkeypatch):
    monkeypatch.chdir(finished.parent)

    assert verify("set").location == finished


def test_a_stopped_recording_when_verified_then_that_is_no_problem(tmp_path):
    folder = make_finished(tmp_path / "set", [{"a_0.txt": b"a"}], status="stopped", frames_asked=10)

    verification = verify(folder)

    assert verification.is_whole
    assert verification.status is Status.STOPPED


def test_a_data_set_of_no_frames_when_verified_then_it_is_whole(tmp_path):
    assert verify(make_finished(tmp_path / "set", [])).is_whole


def test_an_empty_file_when_verified_then_it_is_whole(tmp_path):
    assert verify(make_finished(tmp_path / "set", [{"list_0.txt": b""}])).is_whole


def test_a_file_when_taken_away_then_it_is_missing(finished):
    (finished / "rgb/rgb_0001.bin").unlink()
    (finished / "notes.txt").unlink()

    assert found(finished) == [
        (ProblemKind.MISSING, "notes.txt", None),
        (ProblemKind.MISSING, "rgb/rgb_0001.bin", 1),
    ]


def test_a_file_when_a_byte_has_changed_then_it_is_changed_and_both_hashes_are_told(finished):
    (finished / "boxes_0002.txt").write_bytes(b"box 03")

    (problem,) = verify(finished).problems

    assert (problem.kind, problem.path, problem.frame) == (ProblemKind.CHANGED, "boxes_0002.txt", 2)
    for data in (b"box 02", b"box 03"):
        assert record_of("", data)["sha256"] in problem.what


@pytest.mark.parametrize(
    ("data", "got"), [(b"box", "got 3 bytes"), (b"", "got 0 bytes"), (b"box 02 and so on", "got more")]
)
def test_a_file_when_it_is_shorter_or_longer_then_its_size_is_told(finished, data, got):
    (finished / "boxes_0002.txt").write_bytes(data)

    (problem,) = verify(finished).problems

    assert (problem.kind, problem.path) == (ProblemKind.SIZE, "boxes_0002.txt")
    assert f"expected 6 bytes, {got}." in problem.what


def test_files_that_nothing_names_when_verified_then_each_is_a_stranger(finished):
    (finished / "rgb/rgb_0003.bin").write_bytes(b"picture 003")
    (finished / ".DS_Store").write_bytes(b"")

    assert found(finished) == [
        (ProblemKind.STRANGER, ".DS_Store", None),
        (ProblemKind.STRANGER, "rgb/rgb_0003.bin", None),
    ]


def test_what_a_killed_recorder_has_left_beside_a_manifest_when_verified_then_it_says_nothing(finished):
    (finished / ".staging").mkdir()
    (finished / "journal.jsonl").write_bytes(b'{"recording": ')

    assert verify(finished).is_whole


def test_a_folder_in_the_place_of_a_file_when_verified_then_it_cannot_be_read(finished):
    (finished / "boxes_0000.txt").unlink()
    (finished / "boxes_0000.txt").mkdir()

    assert found(finished) == [(ProblemKind.UNREADABLE, "boxes_0000.txt", 0)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_pipe_in_the_place_of_a_file_when_verified_then_nobody_waits_for_it(finished):
    (finished / "boxes_0000.txt").unlink()
    os.mkfifo(finished / "boxes_0000.txt")

    assert found(finished) == [(ProblemKind.UNREADABLE, "boxes_0000.txt", 0)]


def test_a_file_when_its_disk_fails_in_the_middle_then_the_reason_is_told(finished, monkeypatch):
    class Failing(io.BytesIO):
        def read(self, size=-1):
            raise OSError(errno.EIO, "Input/output error")

    as_it_is = DiskStore.open
    monkeypatch.setattr(
        DiskStore,
        "open",
        lambda store, path: Failing() if path == "boxes_0000.txt" else as_it_is(store, path),
    )

    (problem,) = verify(finished).problems

    assert (problem.kind, problem.path) == (ProblemKind.UNREADABLE, "boxes_0000.txt")
    assert problem.what == "Input/output error."


def test_a_file_when_it_may_not_be_read_then_the_reason_is_told(finished, monkeypatch):
    def refuse(store, path):
        if path == "boxes_0000.txt":
            raise DataSetError(finished, "Permission denied (boxes_0000.txt).")
        return as_it_is(store, path)

    as_it_is = DiskStore.open
    monkeypatch.setattr(DiskStore, "open", refuse)

    (problem,) = verify(finished).problems

    assert (problem.kind, problem.path) == (ProblemKind.UNREADABLE, "boxes_0000.txt")
    assert "Permission denied" in problem.what


def test_a_link_that_leads_to_itself_when_verified_then_the_file_cannot_be_read_and_the_rest_is_checked(
    finished,
):
    (finished / "boxes_0000.txt").unlink()
    (finished / "boxes_0000.txt").symlink_to("boxes_0000.txt")
    (finished / "notes.txt").unlink()

    assert found(finished) == [
        (ProblemKind.MISSING, "notes.txt", None),
        (ProblemKind.UNREADABLE, "boxes_0000.txt", 0),
    ]


def test_a_link_in_the_place_of_a_folder_when_verified_then_the_link_is_the_one_problem(finished, tmp_path):
    (finished / "rgb").rename(tmp_path / "elsewhere")
    (finished / "rgb").symlink_to(tmp_path / "elsewhere")

    (problem,) = verify(finished).problems

    assert (problem.kind, problem.path) == (ProblemKind.STRANGER, "rgb")
    assert "link to a folder" in problem.what


def test_frames_when_the_last_line_has_no_end_then_it_cannot_be_read(tmp_path):
    files = {"a_0.txt": b"a"}
    folder = make_finished(tmp_path / "set", [files], frame_lines=lines_of([frame_of(0, files)])[:-1])

    (problem,) = verify(folder).problems

    assert problem.kind is ProblemKind.FRAMES_FILE
    assert "line 1 cannot be read" in problem.what


def test_frames_when_their_file_is_missing_then_that_is_the_problem_and_nothing_is_a_stranger(finished):
    (finished / "frames.jsonl").unlink()

    assert found(finished) == [(ProblemKind.FRAMES_FILE, "frames.jsonl", None)]


def test_frames_when_a_line_is_taken_out_then_the_file_is_not_the_one_of_the_manifest(finished):
    lines = (finished / "frames.jsonl").read_bytes().splitlines(keepends=True)
    (finished / "frames.jsonl").write_bytes(b"".join(lines[:2]))

    assert found(finished) == [(ProblemKind.FRAMES_FILE, "frames.jsonl", None)]


def test_frames_when_their_file_is_garbage_then_the_line_is_told_and_the_rest_is_checked_all_the_same(
    finished,
):
    (finished / "frames.jsonl").write_bytes(b"\xff\x00\n" + (finished / "frames.jsonl").read_bytes())
    (finished / "notes.txt").unlink()

    verification = verify(finished)

    assert verification.counts == {ProblemKind.FRAMES_FILE: 2, ProblemKind.MISSING: 1}
    assert "line 1 cannot be read" in verification.problems[0].what


@pytest.mark.parametrize(
    "path", ["../outside.txt", "/etc/hostname", "a\\b.txt", "C:/x", ".staging/x", "a/./b"]
)
def test_a_file_outside_when_a_frame_names_it_then_it_is_never_opened(tmp_path, path):
    (tmp_path / "outside.txt").write_bytes(b"a")
    line = frame_of(0, {}) | {"files": [record_of(path, b"a")]}
    folder = make_finished(tmp_path / "set", [{}], frame_lines=lines_of([line]))

    (problem,) = verify(folder).problems

    assert problem.kind is ProblemKind.FRAMES_FILE
    assert "cannot be read" in problem.what


def test_frames_when_a_number_is_left_out_then_the_gap_is_told(tmp_path):
    frames = [frame_of(0, {"a_0.txt": b"a"}), frame_of(2, {"a_2.txt": b"a"})]
    folder = make_finished(
        tmp_path / "set", [{"a_0.txt": b"a"}, {"a_2.txt": b"a"}], frame_lines=lines_of(frames)
    )

    (problem,) = verify(folder).problems

    assert problem.kind is ProblemKind.NUMBERS
    assert "frame 2 stands where 1 is expected" in problem.what


def test_a_file_when_two_frames_name_it_then_the_second_one_is_told(tmp_path):
    files = {"a.txt": b"a"}
    folder = make_finished(tmp_path / "set", [files, files])

    assert found(folder) == [(ProblemKind.NUMBERS, "a.txt", 1)]


@pytest.mark.parametrize(
    ("manifest", "words"),
    [
        ({"frames": 4}, "4 frames"),
        ({"frames_asked": 5}, "3 of the 5 frames"),
    ],
)
def test_counts_when_they_do_not_agree_then_both_are_told(tmp_path, manifest, words):
    frames = [{f"a_{number}.txt": b"a"} for number in range(3)]
    folder = make_finished(tmp_path / "set", frames, **manifest)

    (problem,) = verify(folder).problems

    assert problem.kind is ProblemKind.NUMBERS
    assert words in problem.what


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"\xff", b'{"layout_version": 1}', b"{} {}"])
def test_a_manifest_when_it_cannot_be_read_then_that_is_the_problem(finished, text):
    (finished / "recording.json").write_bytes(text)

    verification = verify(finished)

    assert verification.status is None
    assert [(problem.kind, problem.path) for problem in verification.problems] == [
        (ProblemKind.MANIFEST, "recording.json")
    ]


def test_a_manifest_when_it_is_of_a_later_layout_then_that_is_told(finished):
    (finished / "recording.json").write_text(json.dumps(manifest_of(finished) | {"layout_version": 2}))

    (problem,) = verify(finished).problems

    assert "layout_version" in problem.what


@pytest.mark.parametrize("make", [lambda place: None, lambda place: place.mkdir()])
def test_a_place_without_a_data_set_when_verified_then_it_is_refused(tmp_path, make):
    make(tmp_path / "place")

    with pytest.raises(DataSetError, match="there is no data set here"):
        verify(tmp_path / "place")


def test_a_file_when_given_for_a_data_set_then_it_is_refused(tmp_path):
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(DataSetError, match="file"):
        verify(tmp_path / "file")


def test_problems_of_several_kinds_when_told_then_the_worst_come_first_and_then_by_frame(finished):
    (finished / "stranger").write_bytes(b"")
    (finished / "rgb/rgb_0002.bin").write_bytes(b"PICTURE 002")
    (finished / "rgb/rgb_0000.bin").write_bytes(b"PICTURE 000")
    (finished / "boxes_0001.txt").unlink()

    verification = verify(finished)

    assert found(finished) == [
        (ProblemKind.MISSING, "boxes_0001.txt", 1),
        (ProblemKind.CHANGED, "rgb/rgb_0000.bin", 0),
        (ProblemKind.CHANGED, "rgb/rgb_0002.bin", 2),
        (ProblemKind.STRANGER, "stranger", None),
    ]
    assert list(verification.counts.items()) == [
        (ProblemKind.MISSING, 1),
        (ProblemKind.CHANGED, 2),
        (ProblemKind.STRANGER, 1),
    ]


def test_more_files_than_wait_at_a_time_when_verified_then_all_are_checked_and_progress_ends_at_all(tmp_path):
    frames = [{f"a_{number}.txt": b"%d" % number} for number in range(3000)]
    folder = make_finished(tmp_path / "set", frames)
    for number in range(0, 3000, 500):
        (folder / f"a_{number}.txt").unlink()
    told = []

    problems = found(folder, on_progress=lambda checked, there: told.append((checked, there)))

    assert problems == [(ProblemKind.MISSING, f"a_{number}.txt", number) for number in range(0, 3000, 500)]
    assert [checked for checked, _ in told] == sorted(checked for checked, _ in told)
    assert told[-1] == (3000, 3000)


def test_a_verification_when_it_is_interrupted_then_it_ends_with_that(tmp_path):
    folder = make_finished(tmp_path / "set", [{f"a_{number}.txt": b"a"} for number in range(3000)])

    def interrupt(checked, there):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        verify(folder, on_progress=interrupt)


def test_a_verification_when_it_ends_then_nothing_has_been_written(finished):
    before = {path: path.stat().st_mtime_ns for path in finished.rglob("*")}

    verify(finished, deep=True)

    assert {path: path.stat().st_mtime_ns for path in finished.rglob("*")} == before


def test_a_name_that_a_terminal_would_obey_when_shown_then_it_is_in_quotes():
    problem = Problem(ProblemKind.STRANGER, "\x1b[2J\udcff", "nothing names it.")

    assert str(problem) == r"'\x1b[2J\udcff': nothing names it."
