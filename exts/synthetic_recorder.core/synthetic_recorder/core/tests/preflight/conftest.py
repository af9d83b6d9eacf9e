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
from synthetic_recorder.core.preflight import run_preflight

from .fake_writers import Registry, Writer


@pytest.fixture
def stage():
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.Camera.Define(stage, "/World/Camera")
    box = UsdGeom.Cube.Define(stage, "/World/Box")
    UsdSemantics.LabelsAPI.Apply(box.GetPrim(), "class").CreateLabelsAttr(["box"])
    return stage


@pytest.fixture
def findings(stage, tmp_path):
    def findings(*, on=stage, cameras=None, writer=None, output=None, **control):
        config = RecorderConfig(
            render_products=(RenderProductConfig("/World/Camera"),) if cameras is None else tuple(cameras),
            writer=writer or WriterConfig("BasicWriter", {"rgb": True}),
            output=output or OutputConfig(str(tmp_path)),
            control=ControlConfig(**control),
        )
        return run_preflight(config, on, Registry(), Writer)

    return findings
