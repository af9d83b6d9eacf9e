"""`kitless --exec` on the probe that people run in Isaac Sim, and `kitless compare-probe` on what it leaves behind."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

PROBE = Path(__file__).parents[3] / "tools" / "isaacsim_probe" / "isaacsim_probe.py"


def test_the_probe_when_run_and_compared_on_kitless_then_nothing_differs_until_an_answer_does(
    command_line, workplace
):
    asked = command_line("--headless", "--exec", str(PROBE))
    archive = workplace / "isaacsim_probe.zip"
    same = command_line("compare-probe", str(archive))
    with zipfile.ZipFile(archive) as zipped:
        answers = json.loads(zipped.read("answers.json"))
    answers["experiments"]["status"]["answer"] = "another one"
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("answers.json", json.dumps(answers))
    other = command_line("compare-probe", str(archive))

    assert (asked.code, same.code, other.code) == (0, 0, 1)
    assert "another one" in other.out
    assert "another one" not in same.out
    assert "0 differ" in same.out


def test_compare_probe_when_the_file_is_no_archive_then_one_message_says_so(command_line, workplace):
    (workplace / "notes.txt").write_text("nothing of that kind")

    ended = command_line("compare-probe", "notes.txt")

    assert ended.code == 2
    assert "notes.txt is no archive of the probe" in ended.err
