"""The program that tries out every stage in a folder, on a few of our own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from pxr import Usd, UsdGeom

CORPUS = Path(__file__).with_name("corpus.py")


@pytest.fixture
def folder(workplace) -> Path:
    """A good stage, one with a broken mesh beside a good one, one with nothing on it, and a file that is no stage."""
    folder = workplace / "stages"
    (folder / "more").mkdir(parents=True)
    good = Usd.Stage.CreateNew(str(folder / "good.usda"))
    UsdGeom.Cube.Define(good, "/Cube")
    good.Save()
    broken = Usd.Stage.CreateNew(str(folder / "more" / "broken.usdc"))
    UsdGeom.Sphere.Define(broken, "/Ball")
    UsdGeom.Mesh.Define(broken, "/Mesh").CreatePointsAttr([(0, 0, float("nan"))])
    broken.Save()
    Usd.Stage.CreateNew(str(folder / "nothing.usda")).Save()
    (folder / "text.usd").write_text("no stage")
    return folder


def test_corpus_when_run_then_reports_loads_findings_and_what_is_seen_by_stage(folder, workplace):
    done = subprocess.run(
        [sys.executable, CORPUS, folder, "--pictures", "pictures", "--json", "report.json", "--record"],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    report = {entry["stage"]: entry for entry in json.loads((workplace / "report.json").read_text())}
    assert {name: entry["result"] for name, entry in report.items()} == {
        "good.usda": "ok",
        "more/broken.usdc": "ok",
        "nothing.usda": "empty",
        "text.usd": "refused",
    }
    assert {name: report["good.usda"][name] for name in ("prims", "drawn", "seen", "recorded")} == {
        "prims": 1,
        "drawn": 1,
        "seen": 1,
        "recorded": "ok",
    }
    assert [(finding["code"], finding["where"]) for finding in report["more/broken.usdc"]["findings"]] == [
        ("mesh-not-drawn", "/Mesh")
    ]
    assert report["more/broken.usdc"]["prims"] == 2
    assert report["more/broken.usdc"]["seen"] == 1
    assert "text.usd" in report["text.usd"]["reason"]
    assert "4 stages: 2 ok, 1 empty, 1 refused" in done.stdout
    with Image.open("pictures/good.usda.png") as picture:
        assert picture.getpixel((160, 120)) != picture.getpixel((2, 2))


def test_corpus_when_a_stage_takes_too_long_then_says_so_and_fails(folder):
    done = subprocess.run(
        [sys.executable, CORPUS, folder / "good.usda", "--timeout", "0.05"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 1
    assert "TIMEOUT" in done.stdout
