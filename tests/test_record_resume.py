"""``record`` where something is already: gone on with, replaced, counted up, refused."""

from __future__ import annotations

import errno
import json
import shlex
from pathlib import Path

import pytest

from .data_set import files_in


@pytest.fixture
def record(command, stage_file, write_config):
    """Record the stage with a config that is always the same, but for arguments."""

    def record(*arguments, **sections):
        return command("record", write_config(**sections), "--stage", stage_file, *arguments, "--json")

    return record


@pytest.fixture
def interrupted(record, monkeypatch):
    """Record to a folder until the disk is full: 20 of 24 frames are written, 16 of them a whole batch."""

    def interrupted(folder):
        write_bytes = Path.write_bytes

        def write_to_a_full_disk(self, data):
            if self.name == "rgb_0020.png":
                raise OSError(errno.ENOSPC, "No space left on device", str(self))
            return write_bytes(self, data)

        with monkeypatch.context() as full:
            full.setattr(Path, "write_bytes", write_to_a_full_disk)
            return record("--output", folder, "--frames", 24)

    return interrupted


def contents(folder):
    return {path: (folder / path).read_bytes() for path in files_in(folder)}


def test_a_recording_that_has_failed_when_resumed_as_it_says_then_is_as_if_nothing_had_happened(
    command, workplace, record, interrupted
):
    failed = interrupted("set")
    whole = record("--output", "whole", "--frames", 24)

    error, _, way_on = failed.report["error"].rpartition("\nTo go on: synthetic-recorder ")
    assert (failed.code, failed.report["status"], whole.code) == (1, "failed", 0)
    assert "No space left on device" in error
    assert f"committed in {workplace / 'set'}. Resume with on_conflict resume." in error
    assert failed.report["frames"] >= 16
    assert not (workplace / "set" / "recording.json").exists()

    resumed = command(*shlex.split(way_on), "--json")

    assert (resumed.code, resumed.report["findings"]) == (0, [])
    assert {key: resumed.report[key] for key in ("path", "frames", "files", "bytes")} == {
        "path": str(workplace / "set"),
        "frames": 24,
        "files": 1 + 24 * 3,
        "bytes": whole.report["bytes"],
    }
    assert contents(workplace / "set") == contents(workplace / "whole")


ABORT = """
import pathlib, signal
import omni.kit.app

def abort(_event):
    global subscription
    journal = pathlib.Path("set", "journal.jsonl")
    if journal.exists() and '{"frame": 16' in journal.read_text():
        subscription = None
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)

updates = omni.kit.app.get_app().get_update_event_stream()
subscription = updates.create_subscription_to_pop(abort)
"""


def test_a_second_signal_between_two_updates_when_frames_are_committed_then_the_way_on_is_told(
    workplace, record, tmp_path, process_as_it_was
):
    (tmp_path / "sizes_abort.py").write_text(ABORT)

    ended = record("--output", "set", "--frames", 1000, "--import", tmp_path / "sizes_abort.py")

    assert (ended.code, ended.report["status"]) == (1, "stopped")
    assert ended.report["error"].startswith("Aborted.\nTo go on: synthetic-recorder record ")
    assert ended.report["frames"] >= 16


def test_a_resume_when_nothing_is_there_then_is_a_recording_like_any_other(workplace, record):
    ended = record("--resume")

    assert (ended.code, ended.report["frames"]) == (0, 2)
    assert "set/recording.json" in files_in(workplace)


def test_a_resume_when_the_recording_is_complete_then_changes_nothing_and_says_so(workplace, record):
    first = record()
    before = contents(workplace / "set")

    ended = record("--resume")

    assert ended.code == 0
    assert {**ended.report, "seconds": 0} == {
        **first.report,
        "seconds": 0,
        "findings": ended.report["findings"],
    }
    assert [finding["code"] for finding in ended.report["findings"]] == ["output-complete"]
    assert "there is nothing left to do" in ended.err
    assert contents(workplace / "set") == before


def test_a_resume_when_the_config_is_another_then_lists_what_differs_and_changes_nothing(
    workplace, record, interrupted
):
    interrupted("set")
    before = contents(workplace / "set")

    ended = record("--resume", "--frames", 25, "--set", "render_products[0].width=64", "--output", "set")

    found = [finding for finding in ended.report["findings"] if finding["severity"] == "error"]
    assert (ended.code, ended.report["status"], ended.report["path"]) == (2, "refused", None)
    assert {finding["code"] for finding in found} == {"resume-differs"}
    assert [finding["where"] for finding in found] == [
        "render_products[0].width",
        "control.frames",
    ]
    assert "32" in found[0]["what"]
    assert "64" in found[0]["what"]
    assert contents(workplace / "set") == before


def test_a_resume_when_the_stage_is_another_then_is_refused(workplace, stage_file, record, interrupted):
    interrupted("set")
    stage_file.write_text(stage_file.read_text().replace('["box"]', '["crate"]'))

    ended = record("--resume", "--frames", 24)

    assert ended.code == 2
    assert "resume-differs" in {finding["code"] for finding in ended.report["findings"]}


ELSEWHERE = """
import omni.timeline, omni.usd
from pxr import Gf, UsdGeom

timeline = omni.timeline.get_timeline_interface()

def move(_event):
    if timeline.is_playing():
        camera = omni.usd.get_context().get_stage().GetPrimAtPath("/World/Camera")
        UsdGeom.XformCommonAPI(camera).SetTranslate(Gf.Vec3d(0.25, 0, 11))

subscription = timeline.get_timeline_event_stream().create_subscription_to_pop(move)
"""


def test_a_resume_when_the_last_frame_comes_out_otherwise_then_nothing_changes_and_no_other_try_is_proposed(
    workplace, record, interrupted, tmp_path, process_as_it_was
):
    interrupted("set")
    before = contents(workplace / "set")
    # What the provenance cannot see: a script that places the camera, and not by the time.
    (tmp_path / "sizes_elsewhere.py").write_text(ELSEWHERE)

    ended = record("--resume", "--frames", 24, "--import", tmp_path / "sizes_elsewhere.py")

    assert (ended.code, ended.report["status"]) == (1, "failed")
    assert "camera /World/Camera is elsewhere" in ended.report["error"]
    assert "Resume with" not in ended.report["error"]
    assert "To go on" not in ended.report["error"]
    assert contents(workplace / "set") == before


@pytest.mark.parametrize("policy", ["resume", "overwrite"])
def test_a_folder_of_somebody_else_when_it_is_to_go_on_or_away_then_is_refused_and_stays(
    workplace, record, policy
):
    (workplace / "set").mkdir()
    (workplace / "set" / "precious.txt").write_text("mine")

    ended = record("--set", f"output.on_conflict={policy}")

    assert ended.code == 2
    assert f"{workplace / 'set'} is no data set of this recorder" in ended.err
    assert files_in(workplace) == ["set/precious.txt"]


def test_a_data_set_when_overwritten_then_only_the_new_one_is_there(workplace, record):
    record("--frames", 3)

    ended = record("--frames", 2, "--set", "output.on_conflict=overwrite")

    assert (ended.code, ended.report["path"], ended.report["frames"]) == (0, str(workplace / "set"), 2)
    assert sorted(path.name for path in (workplace / "set").glob("rgb_*")) == ["rgb_0000.png", "rgb_0001.png"]
    assert [path.name for path in workplace.iterdir()] == ["set"]


def test_a_data_set_with_strangers_when_overwritten_then_they_are_named_and_all_stays(workplace, record):
    record()
    (workplace / "set" / "notes.txt").write_text("mine")
    before = contents(workplace / "set")

    ended = record("--set", "output.on_conflict=overwrite")

    assert ended.code == 2
    assert "files that no recorder has put there: notes.txt" in ended.err
    assert contents(workplace / "set") == before


def test_an_overwrite_when_the_start_is_refused_then_the_old_data_set_stays(workplace, record):
    record()
    before = contents(workplace / "set")

    # The writer itself refuses it, when the place is reserved already.
    ended = record("--set", "output.on_conflict=overwrite", "--set", "writer.parameters.frame_padding=300")

    assert (ended.code, [finding["code"] for finding in ended.report["findings"]]) == (2, ["writer-refused"])
    assert contents(workplace / "set") == before


def test_a_resume_when_a_value_that_is_set_contradicts_it_then_is_bad_input(workplace, record):
    ended = record("--resume", "--set", "output.on_conflict=fail")

    assert (ended.code, ended.report["error"]) == (
        2,
        "--resume: contradicts --set output.on_conflict=fail; leave one of them out",
    )
    assert list(workplace.iterdir()) == []


def test_a_finished_data_set_when_read_then_says_nothing_of_where_it_lies(workplace, record):
    record("--output", "here/set")
    record("--output", "there/run")

    assert contents(workplace / "here" / "set") == contents(workplace / "there" / "run")
    manifest = json.loads((workplace / "here" / "set" / "recording.json").read_text())
    assert str(workplace) not in json.dumps(manifest)
