"""Recorders in processes of their own that start at the same instant with the same name."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .file_calls import watched_calls
from .independent_data_set import difference, look_at

MEET = Path(__file__).parent / "imported" / "meet_before_mkdir.py"


@pytest.fixture
def record_at_once(workplace, stage_file, write_config, tmp_path):
    """Start recorders at the same instant with one folder's name; return their exit codes and reports."""

    def record_at_once(on_conflict, recorders=2):
        config = write_config(
            output={"folder": "set", "on_conflict": on_conflict},
            control={"frames": 20, "control_timeline": True},
        )
        place = tmp_path / "meeting"
        place.mkdir()
        meeting = {"MEET_IN": str(place), "MEET_NAME": "set", "MEET_COUNT": str(recorders)}
        command = ["record", config, "--stage", stage_file, "--import", MEET, "--json"]
        processes = [
            subprocess.Popen(
                [sys.executable, "-m", "synthetic_recorder.app.main", *map(str, command)],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                env=os.environ | meeting,
            )
            for _ in range(recorders)
        ]
        ended = []
        for process in processes:
            out, err = process.communicate(timeout=300)
            assert "Traceback" not in err
            ended.append((process.returncode, json.loads(out.splitlines()[-1])))
        return sorted(ended, key=lambda each: (each[0], each[1]["path"] or ""))

    return record_at_once


def test_recorders_when_started_at_the_same_instant_then_get_a_folder_each(record_at_once, workplace):
    ended = record_at_once("increment", recorders=3)

    assert [(code, Path(report["path"]).name) for code, report in ended] == [
        (0, "set"),
        (0, "set_01"),
        (0, "set_02"),
    ]
    assert sorted(path.name for path in workplace.iterdir()) == ["set", "set_01", "set_02"]
    assert [look_at(folder).problems for folder in workplace.iterdir()] == [[]] * 3
    assert difference(workplace / "set", workplace / "set_01") == []
    assert difference(workplace / "set", workplace / "set_02") == []


@pytest.mark.parametrize("on_conflict", ["fail", "overwrite"])
def test_recorders_when_only_one_can_have_the_name_then_the_others_are_refused(
    record_at_once, workplace, on_conflict
):
    ended = record_at_once(on_conflict)

    codes = [code for code, _ in ended]
    # One that comes when another has ended may overwrite what that has recorded.
    assert codes[0] == 0
    assert set(codes[1:]) <= ({0, 2} if on_conflict == "overwrite" else {2})
    for code, report in ended:
        assert code == 0 or str(workplace / "set") in report["error"]
    assert [path.name for path in workplace.iterdir()] == ["set"]
    assert look_at(workplace / "set").problems == []


def test_resumes_when_started_at_the_same_instant_then_one_goes_on_and_the_others_are_refused(
    record_at_once, command, workplace, stage_file, write_config
):
    config = write_config(control={"frames": 20, "control_timeline": True})
    assert command("record", config, "--stage", stage_file, "--output", workplace / "reference").code == 0
    stop_within_the_second_batch(command, config, stage_file, workplace / "set")

    ended = record_at_once("resume")

    codes = [code for code, _ in ended]
    # One that comes when another has ended has nothing to do.
    assert codes[0] == 0
    assert set(codes) <= {0, 2}
    assert difference(workplace / "reference", workplace / "set") == []


def stop_within_the_second_batch(command, config, stage_file, folder):
    def fail(number, call):
        if "rgb_0017.png" in call:
            raise OSError(28, "No space left on device")

    with watched_calls(folder, fail):
        assert command("record", config, "--stage", stage_file, "--output", folder).code == 1
    assert len(look_at(folder).frames) >= 16
