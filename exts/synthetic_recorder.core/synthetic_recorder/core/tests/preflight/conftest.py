"""Preflight against a stage in memory and a registry of fake writers."""

from __future__ import annotations

import pytest
from pxr import Usd, UsdGeom, UsdSemantics

from synthetic_recorder.core.config import (
    ControlConfig,
    OutputConfig,
    RecorderConfig,
    RenderProductConfig,
    WriterConfig,
)
from synthetic_recorder.core.preflight import PreflightContext, run_preflight

from .fake_writers import Registry, Writer


@pytest.fixture
def stage():
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.Camera.Define(stage, "/World/Camera")
    box = UsdGeom.Cube.Define(stage, "/World/Box")
    UsdSemantics.LabelsAPI.Apply(box.GetPrim(), "class").CreateLabelsAttr(["box"])
    return stage


@pytest.fixture
def check(stage):
    """Run the preflight of a config, on a stage and with settings."""

    def check(config, *, on=stage, settings=None, timeline_is_playing=False):
        return run_preflight(
            config, PreflightContext(on, Registry(), Writer, settings or {}, timeline_is_playing)
        )

    return check


@pytest.fixture
def findings(stage, check, tmp_path):
    def findings(*, on=stage, cameras=None, writer=None, output=None, **control):
        config = RecorderConfig(
            render_products=(RenderProductConfig("/World/Camera"),) if cameras is None else tuple(cameras),
            writer=writer or WriterConfig("BasicWriter", {"rgb": True}),
            output=output or OutputConfig(str(tmp_path)),
            control=ControlConfig(**control),
        )
        return check(config, on=on)

    return findings
