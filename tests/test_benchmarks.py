"""The benchmarks run, and say what they promise; how fast anything is, is not for tests."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


def test_window_response_when_run_on_little_then_writes_ratios_for_every_way_and_prints_a_table(
    workplace, monkeypatch
):
    monkeypatch.setenv("OMNIUI_HEADLESS", "1")
    stage = ["--spheres", "2", "--size", "64", "36", "--window", "700", "900", "--device", "cpu"]
    little = ["--clicks", "1", "--rounds", "1", *stage]

    done = subprocess.run(
        [sys.executable, BENCHMARKS / "window_response.py", *little, "--json", "numbers.json"],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    ways = json.loads(Path("numbers.json").read_text())["ways"]
    assert list(ways) == ["no window", "window", "window and viewport"]
    for way, times in ways.items():
        assert len(times["frames"]) >= 1
        assert len(times["reactions"]) == (0 if way == "no window" else 1)
        assert way in done.stdout


def test_every_benchmark_stands_in_the_list():
    scripts = {path.name for path in BENCHMARKS.glob("*.py")}

    readme = (BENCHMARKS / "README.md").read_text()

    assert {name for name in scripts if f"]({name})" in readme} == scripts
