"""The stage that the tests of ``synthetic-recorder label`` label."""

from __future__ import annotations

import pytest
from pxr import Sdf, Usd, UsdGeom

from .labels_in_files import set_labels


@pytest.fixture
def shelf(workplace):
    """Two boxes, the second of which is labelled ``class: crate``; and two instances of a car with two wheels."""
    stage = Usd.Stage.CreateNew("shelf.usda")
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.y)
    UsdGeom.SetStageMetersPerUnit(stage, 0.01)
    for name in ("Box", "Box_01"):
        UsdGeom.Cube.Define(stage, f"/World/{name}")
    set_labels(stage, "/World/Box_01", "class", ["crate"])
    for name in ("Front_Wheel", "Rear_Wheel"):
        UsdGeom.Sphere.Define(stage, f"/Car/{name}")
    stage.GetPrimAtPath("/Car").SetSpecifier(Sdf.SpecifierClass)
    for name in ("Car", "Car_01"):
        car = stage.DefinePrim(f"/World/{name}", "Xform")
        car.GetReferences().AddInternalReference("/Car")
        car.SetInstanceable(True)
    stage.SetDefaultPrim(stage.GetPrimAtPath("/World"))
    stage.Save()
    return workplace / "shelf.usda"
