"""Preflight against a stage in memory and a registry of fake writers."""

from __future__ import annotations

import pytest
from pxr import Gf, Usd, UsdGeom, UsdSemantics

from synthetic_recorder.core.config import (
    ControlConfig,
    OutputConfig,
    RecorderConfig,
    RenderProductConfig,
    WriterConfig,
)
from synthetic_recorder.core.preflight import PreflightContext, disk, run_preflight

from .fake_writers import Registry, Writer


@pytest.fixture
def stage():
    """A labelled box, and a camera that rises with the timeline."""
    stage = Usd.Stage.CreateInMemory()
    camera = UsdGeom.Camera.Define(stage, "/World/Camera")
    height = UsdGeom.Xformable(camera).AddTranslateOp()
    height.Set(Gf.Vec3d(0, 0, 10), 0)
    height.Set(Gf.Vec3d(0, 9, 10), 9)
    box = UsdGeom.Cube.Define(stage, "/World/Box")
    UsdSemantics.LabelsAPI.Apply(box.GetPrim(), "class").CreateLabelsAttr(["box"])
    return stage


@pytest.fixture(autouse=True)
def free_bytes(monkeypatch):
    """Say how much is free on every disk; a terabyte, until then."""

    def free_bytes(number):
        monkeypatch.setattr(disk, "free_bytes", lambda _: number)

    free_bytes(10**12)
    return free_bytes


@pytest.fixture
def check(stage):
    """Run the preflight of a config, on a stage and with settings."""

    def check(config, *, on=stage, settings=None, timeline_is_playing=True):
        return run_preflight(
            config, PreflightContext(on, Registry(), Writer, settings or {}, timeline_is_playing)
        )

    return check


@pytest.fixture
def findings(stage, check, tmp_path):
    def findings(*, on=stage, cameras=None, writer=None, output=None, settings=None, playing=True, **control):
        config = RecorderConfig(
            render_products=(RenderProductConfig("/World/Camera"),) if cameras is None else tuple(cameras),
            writer=writer or WriterConfig("BasicWriter", {"rgb": True}),
            output=output or OutputConfig(str(tmp_path)),
            control=ControlConfig(**control),
        )
        return check(config, on=on, settings=settings, timeline_is_playing=playing)

    return findings
