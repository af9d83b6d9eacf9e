"""Stages to label."""

from __future__ import annotations

import pytest
from pxr import Usd, UsdGeom


@pytest.fixture
def stage():
    """/World with a cube /World/Box, and a sphere /World/Tray/Can in a group."""
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.Xform.Define(stage, "/World")
    UsdGeom.Cube.Define(stage, "/World/Box")
    UsdGeom.Xform.Define(stage, "/World/Tray")
    UsdGeom.Sphere.Define(stage, "/World/Tray/Can")
    return stage


@pytest.fixture
def box(stage):
    return stage.GetPrimAtPath("/World/Box")


@pytest.fixture
def can(stage):
    return stage.GetPrimAtPath("/World/Tray/Can")
