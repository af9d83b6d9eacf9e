"""What lies already where a data set is to go."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from synthetic_recorder.core.config import OnConflict, OutputConfig

from .codes import codes

PROVENANCE = {
    "config": {},
    "writer": {"name": "BasicWriter", "version": "0.0.2"},
    "stage": {"identifier": "stage.usda", "layers": []},
    "renderer": {"name": "kitless", "device": "cpu"},
    "seed": 0,
    "versions": {},
}
PICTURE = b"not much of a picture"
# A process that records: it has the lock until its standard input ends.
HOLDER = """
import sqlite3, sys
lock = sqlite3.connect(sys.argv[1], isolation_level=None)
lock.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


def record(path, content):
    return {"path": path, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def frame(number):
    files = [record(f"rgb_{number:04d}.png", PICTURE)]
    return {"frame": number, "time_code": float(number), "time": 0.0, "cameras": {}, "files": files}


def lines(*values):
    return "".join(json.dumps(value) + "\n" for value in values)


def unfinished(folder, frames=2):
    """Make a data set whose recorder was killed, as it lies on the disk."""
    folder.mkdir()
    header = {"recording": {"layout_version": 1, "findings": [], "provenance": PROVENANCE}}
    (folder / "journal.jsonl").write_text(lines(header, *map(frame, range(frames))))
    for number in range(frames):
        (folder / f"rgb_{number:04d}.png").write_bytes(PICTURE)
    (folder / ".staging").mkdir()
    return folder


def finished(folder, status="complete", frames=2):
    """Make a data set that has its manifest."""
    unfinished(folder, frames)
    (folder / ".staging").rmdir()
    (folder / "journal.jsonl").unlink()
    text = lines(*map(frame, range(frames)))
    (folder / "frames.jsonl").write_text(text)
    manifest = {
        "layout_version": 1,
        "status": status,
        "frames": frames,
        "frames_asked": 2,
        "frames_file": record("frames.jsonl", text.encode()),
        "files": [],
        "findings": [],
        "provenance": PROVENANCE,
    }
    (folder / "recording.json").write_text(json.dumps(manifest, indent=2) + "\n")
    return folder


@pytest.fixture
def found_at(findings):
    """Return what is found when a recording of one frame is to go to a folder."""

    def found_at(folder, policy, frames=1):
        return findings(output=OutputConfig(str(folder.parent), folder.name, policy), frames=frames)

    return found_at


RESUME, OVERWRITE, FAIL = OnConflict.RESUME, OnConflict.OVERWRITE, OnConflict.FAIL
BOTH = pytest.mark.parametrize("policy", [RESUME, OVERWRITE])


@pytest.mark.parametrize("policy", list(OnConflict))
def test_nothing_when_checked_then_fits_whatever_is_to_be_done(found_at, tmp_path, policy):
    assert found_at(tmp_path / "run", policy) == ()


@BOTH
@pytest.mark.parametrize("remains", [(), (".staging",)])
def test_a_folder_when_its_recorder_was_killed_in_the_very_beginning_then_fits(
    found_at, tmp_path, policy, remains
):
    for name in ("", *remains):
        (tmp_path / "run" / name).mkdir()

    assert found_at(tmp_path / "run", policy) == ()


@BOTH
def test_a_folder_of_somebody_else_when_checked_then_is_found_and_stays_as_it_is(found_at, tmp_path, policy):
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "thesis.tex").write_text("years of work")

    (found,) = found_at(tmp_path / "run", policy)

    assert (found.code, found.where, found.is_error) == ("output-not-a-data-set", "output.folder", True)
    assert found.what == (
        f"{tmp_path / 'run'} is no data set of this recorder, and on_conflict is {policy.value}."
    )
    assert [path.name for path in (tmp_path / "run").iterdir()] == ["thesis.tex"]


@BOTH
def test_a_file_and_a_link_to_nowhere_when_checked_then_are_no_data_sets(found_at, tmp_path, policy):
    (tmp_path / "file").write_text("")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")

    for name in ("file", "link"):
        assert codes(found_at(tmp_path / name, policy)) == [("output-not-a-data-set", "output.folder")]


@pytest.mark.parametrize("make", [unfinished, finished])
def test_a_data_set_when_conflicts_must_fail_then_is_found(found_at, tmp_path, make):
    assert codes(found_at(make(tmp_path / "run"), FAIL)) == [("output-folder-exists", "output.folder")]


def test_an_unfinished_data_set_when_resumed_then_fits_and_stays_as_it_is(found_at, tmp_path):
    folder = unfinished(tmp_path / "run")
    before = sorted(folder.rglob("*"))

    assert found_at(folder, RESUME) == ()
    assert sorted(folder.rglob("*")) == before


def test_a_stopped_data_set_when_resumed_then_fits(found_at, tmp_path):
    assert found_at(finished(tmp_path / "run", "stopped"), RESUME) == ()


def test_a_complete_data_set_when_resumed_then_it_is_said_that_nothing_is_left_to_do(found_at, tmp_path):
    (found,) = found_at(finished(tmp_path / "run"), RESUME)

    assert (found.code, found.where, found.is_error) == ("output-complete", "output.folder", False)


@pytest.mark.parametrize("make", [unfinished, finished])
def test_a_data_set_when_overwritten_then_fits(found_at, tmp_path, make):
    assert found_at(make(tmp_path / "run"), OVERWRITE) == ()


def test_a_data_set_with_strangers_when_overwritten_then_they_are_named(found_at, tmp_path):
    folder = finished(tmp_path / "run")
    (folder / "notes").mkdir()
    for name in ("notes/monday.txt", "rgb_0002.png"):
        (folder / name).write_text("mine")

    (found,) = found_at(folder, OVERWRITE)

    assert (found.code, found.where, found.is_error) == ("output-strangers", "output.folder", True)
    assert found.what.endswith("files that no recorder has put there: notes/monday.txt, rgb_0002.png.")
    assert found_at(folder, RESUME)[0].code == "output-complete"


def test_a_data_set_with_many_strangers_when_overwritten_then_five_are_named_and_the_others_counted(
    found_at, tmp_path
):
    folder = finished(tmp_path / "run")
    for number in range(8):
        (folder / f"stranger_{number}").write_text("mine")

    (found,) = found_at(folder, OVERWRITE)

    assert found.what.endswith("stranger_0, stranger_1, stranger_2, stranger_3, stranger_4 and 3 more.")


@BOTH
@pytest.mark.parametrize("name", ["journal.jsonl", "recording.json"])
def test_a_data_set_that_cannot_be_read_when_checked_then_is_found(found_at, tmp_path, policy, name):
    folder = unfinished(tmp_path / "run")
    (folder / name).write_text('{"layout_version": 99}\n')

    (found,) = found_at(folder, policy)

    assert (found.code, found.where, found.is_error) == ("output-unreadable", "output.folder", True)
    assert found.what.startswith(f"{folder}: {name} cannot be read")
    assert found.what.endswith(".")
    assert ".." not in found.what


@BOTH
def test_a_data_set_that_another_process_records_when_checked_then_is_found(found_at, tmp_path, policy):
    folder = unfinished(tmp_path / "run")
    holder = [sys.executable, "-c", HOLDER, str(folder / ".staging" / "lock")]
    with subprocess.Popen(holder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"

        assert codes(found_at(folder, policy)) == [("output-locked", "output.folder")]

    # The lock has died with the process, its file has not.
    assert found_at(folder, policy) == ()
    assert (folder / ".staging" / "lock").exists()


@pytest.mark.parametrize("policy", list(OnConflict))
@pytest.mark.parametrize("make", [unfinished, finished])
def test_a_place_within_a_data_set_when_checked_then_is_found(found_at, tmp_path, make, policy):
    folder = make(tmp_path / "run")

    (found,) = found_at(folder / "deep" / "set", policy)

    assert (found.code, found.where) == ("output-in-a-data-set", "output.directory")
    assert found.what == f"{folder / 'deep' / 'set'} would lie in {folder}, which is a data set itself."


def test_a_place_beside_a_json_of_that_name_when_it_is_of_somebody_else_then_fits(found_at, tmp_path):
    (tmp_path / "recording.json").write_text('{"artist": "unknown"}')

    assert found_at(tmp_path / "run", OnConflict.INCREMENT) == ()


@pytest.mark.parametrize(("frames", "code"), [(10_002, None), (10_003, "disk-too-small")])
def test_a_data_set_that_goes_on_when_checked_then_the_disk_must_hold_what_is_left(
    found_at, tmp_path, free_bytes, frames, code
):
    # 1280 x 720 pixels of three bytes each, 1032 of which are at best one: 2679 bytes. 2 frames are there already.
    folder = unfinished(tmp_path / "run", frames=2)
    free_bytes(10_000 * 2679)

    found = [finding for finding in found_at(folder, RESUME, frames) if finding.is_error]

    assert [finding.code for finding in found] == ([code] if code else [])
    assert all(finding.todo == "Make room there." for finding in found)


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="a folder that not even root can write to")
def test_a_data_set_that_goes_on_when_nothing_can_be_written_beside_it_then_fits(
    findings, tmp_path, monkeypatch
):
    unfinished(tmp_path / "run")

    def refuse(self, *, exist_ok):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "touch", refuse)

    assert findings(output=OutputConfig(str(tmp_path), "run", RESUME)) == ()
