"""The benchmarks run, and say what they promise; how fast anything is, is not for tests."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


SMALL = ["--window", "700", "900"]
SMALL_STAGE = ["--spheres", "2", "--size", "64", "36", "--device", "cpu"]


@pytest.fixture
def measured(workplace, monkeypatch):
    """Run a benchmark; returns the numbers that it writes, and what it prints."""
    monkeypatch.setenv("OMNIUI_HEADLESS", "1")

    def measured(script, *arguments, window=SMALL):
        done = subprocess.run(
            [sys.executable, BENCHMARKS / script, *arguments, *window, "--json", "numbers.json"],
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        return json.loads(Path("numbers.json").read_text()), done.stdout

    return measured


def test_window_response_when_run_on_little_then_writes_ratios_for_every_way_and_prints_a_table(measured):
    numbers, printed = measured("window_response.py", "--clicks", "1", "--rounds", "1", *SMALL_STAGE)

    ways = numbers["ways"]
    assert list(ways) == ["no window", "window", "window and viewport"]
    for way, times in ways.items():
        assert len(times["frames"]) >= 1
        assert len(times["reactions"]) == (0 if way == "no window" else 1)
        assert way in printed


def test_labels_when_run_on_little_then_writes_ratios_with_and_without_a_window_and_prints_a_table(measured):
    numbers, printed = measured("labels.py", "--prims", "20", "--rounds", "1")

    ratios = numbers["ratios"]
    assert ratios["open and walk"] == 1
    assert {"survey", "label all", "undo all", "window: select all", "window: label all"} <= set(ratios)
    assert all(name in printed for name in ratios)
    assert all(len(seconds) == 1 for seconds in numbers["seconds"].values())


def test_preview_when_run_on_little_then_writes_what_it_costs_and_prints_a_table(measured):
    numbers, printed = measured(
        "preview.py", "--frames", "2", "--updates", "2", "--rounds", "1", *SMALL_STAGE
    )

    assert set(numbers["ratios"]) == {"recordings", "updates"}
    assert list(numbers["ways"]) == ["no preview", "preview"]
    assert "ratio" in printed


def test_scene_updates_when_run_on_little_then_writes_a_ratio_for_every_change_and_prints_a_table(measured):
    numbers, printed = measured("scene_updates.py", "--few", "2", "--many", "4", "--updates", "2", window=())

    assert {"animate_transform", "animate_points", "move", "recolor", "add"} <= set(numbers["ratios"])
    assert all(name in printed for name in numbers["ratios"])
    assert all(len(seconds) == 2 for sizes in numbers["seconds"].values() for seconds in sizes.values())


def test_every_benchmark_stands_in_the_list():
    scripts = {path.name for path in BENCHMARKS.glob("*.py")}

    readme = (BENCHMARKS / "README.md").read_text()

    assert {name for name in scripts if f"]({name})" in readme} == scripts
