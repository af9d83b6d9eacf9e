"""Standard streams that take nothing, or are not there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from .data_set import written_in

FULL = Path("/dev/full")
pytestmark = pytest.mark.skipif(not FULL.exists(), reason="this system has no file that is always full")
NOTHING_TAKEN = "Error: Standard output takes nothing: No space left on device.\n"


@pytest.fixture(params=["", "1"], ids=["buffered", "unbuffered"])
def run_with(monkeypatch, request):
    """Run ``synthetic-recorder`` in a process of its own, whose ``stdout`` or ``stderr`` is full."""
    monkeypatch.setenv("PYTHONUNBUFFERED", request.param)

    def run_with(full, *arguments):
        command = [sys.executable, "-m", "synthetic_recorder.app.main", *map(str, arguments)]
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        with FULL.open("w") as nowhere:
            return subprocess.run(command, **streams | {full: nowhere}, text=True, check=False)

    return run_with


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["writers"], ["writers", "--json"]])
def test_standard_output_when_it_is_full_then_the_command_says_so_and_fails(run_with, arguments):
    ended = run_with("stdout", *arguments)

    assert (ended.returncode, ended.stderr) == (1, NOTHING_TAKEN)


def test_standard_output_when_it_is_full_then_the_data_set_is_complete(
    run_with, workplace, stage_file, write_config
):
    ended = run_with("stdout", "record", write_config(), "--stage", stage_file)

    assert (ended.returncode, ended.stderr) == (1, NOTHING_TAKEN)
    assert len(list((workplace / "set").glob("rgb_*.png"))) == 2


def test_standard_error_when_it_is_full_then_a_recording_with_warnings_is_complete(
    run_with, workplace, stage_file, write_config
):
    stage_file.write_text(stage_file.read_text().replace('["box"]', "[]"))

    ended = run_with("stderr", "record", write_config(), "--stage", stage_file, "--json")

    report = json.loads(ended.stdout)
    assert (ended.returncode, report["status"]) == (0, "complete")
    assert [finding["code"] for finding in report["findings"]] == ["labels-none"]


def test_a_process_without_standard_streams_when_recording_then_the_data_set_is_complete(
    workplace, stage_file, write_config
):
    arguments = ["record", str(write_config()), "--stage", str(stage_file)]
    command = [sys.executable, "-m", "synthetic_recorder.app.main", *arguments]

    ended = subprocess.run(["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *command], check=False)

    assert ended.returncode == 0
    assert len(written_in(workplace / "set")) == 1 + 3 * 2
