"""The command line in this process, and a small stage and config to give it."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import Any

import pytest
from pxr import Gf, Usd, UsdGeom, UsdLux, UsdSemantics

from kitless.replicator.writer_registry import WriterRegistry
from synthetic_recorder.app.main import main


@dataclass(frozen=True)
class Ended:
    """How a command has ended."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        """The JSON object in the last line of standard output."""
        return json.loads(self.out.splitlines()[-1])


@pytest.fixture
def command(capfd):
    """Run ``synthetic-recorder`` with arguments."""

    def command(*arguments) -> Ended:
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Ended(ended.value.code, out, err)

    return command


@pytest.fixture
def workplace(tmp_path, monkeypatch):
    """An empty folder to work in, the current directory."""
    folder = tmp_path / "workplace"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def stage_file(tmp_path):
    """A labelled box of 2 units in the middle of the camera's view, and beside it one without a label.

    The camera looks down on both from 10 units above their tops. Aperture 20 x 15 and focal length 25: at that
    distance it sees 8 x 6 units. The one without a label turns from black to white within 50 time codes, so that no
    frame is the same as the one before.
    """
    stage = Usd.Stage.CreateNew(str(tmp_path / "stage.usda"))
    stage.SetTimeCodesPerSecond(24)
    stage.SetEndTimeCode(100)
    box = UsdGeom.Cube.Define(stage, "/World/Box")
    UsdSemantics.LabelsAPI.Apply(box.GetPrim(), "class").CreateLabelsAttr(["box"])
    other = UsdGeom.Cube.Define(stage, "/World/Other")
    UsdGeom.XformCommonAPI(other).SetTranslate(Gf.Vec3d(2.5, 0, 0))
    camera = UsdGeom.Camera.Define(stage, "/World/Camera")
    camera.CreateHorizontalApertureAttr(20.0)
    camera.CreateVerticalApertureAttr(15.0)
    camera.CreateFocalLengthAttr(25.0)
    UsdGeom.XformCommonAPI(camera).SetTranslate(Gf.Vec3d(0, 0, 11))
    UsdLux.DistantLight.Define(stage, "/World/Sun").CreateIntensityAttr(1000.0)
    color = other.CreateDisplayColorAttr()
    color.Set([Gf.Vec3f(0.0)], 0)
    color.Set([Gf.Vec3f(1.0)], 50)
    stage.Save()
    return tmp_path / "stage.usda"


@pytest.fixture
def write_config(tmp_path):
    """Write a config file: a good one, with the sections that are given in place of its own."""

    def write_config(**sections):
        config = {
            "version": 1,
            "render_products": [{"camera": "/World/Camera", "width": 32, "height": 24}],
            "writer": {"name": "BasicWriter", "parameters": {"rgb": True, "semantic_segmentation": True}},
            "output": {"folder": "set"},
            "control": {"frames": 2, "control_timeline": True},
        }
        file = tmp_path / "config.json"
        file.write_text(json.dumps(config | sections))
        return file

    return write_config


@pytest.fixture
def process_as_it_was(monkeypatch):
    """A process without what the commands of a test import and register."""
    monkeypatch.setattr(sys, "path", list(sys.path))
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        if name.startswith(("sizes", "writers_of", "yolo_writer")):
            del sys.modules[name]
    for name in [name for name in WriterRegistry.get_writers() if name != "BasicWriter"]:
        WriterRegistry.unregister_writer(name)


def pytest_addoption(parser):
    """Let the pictures of the docs be drawn anew."""
    parser.addoption("--draw-pictures", action="store_true", help="draw the pictures of the docs anew")
