"""A stage in metres with Z up, and the functions of `omni.kit.commands`."""

from __future__ import annotations

import importlib

import pytest
from pxr import Gf, Sdf, Usd, UsdGeom, UsdShade


@pytest.fixture
def stage(app):
    """/World with a group that is moved, two shapes, a material that one is bound to, and a camera."""
    app.usd_context.new_stage()
    stage = app.usd_context.get_stage()
    stage.SetDefaultPrim(UsdGeom.Xform.Define(stage, "/World").GetPrim())
    group = UsdGeom.Xform.Define(stage, "/World/Group")
    group.AddTranslateOp().Set(Gf.Vec3d(10, 0, 0))
    box = UsdGeom.Cube.Define(stage, "/World/Group/Box")
    box.AddTranslateOp().Set(Gf.Vec3d(1, 2, 3))
    UsdGeom.Sphere.Define(stage, "/World/Ball")
    UsdGeom.Camera.Define(stage, "/World/Camera")
    material = UsdShade.Material.Define(stage, "/World/Looks/Paint")
    UsdShade.MaterialBindingAPI.Apply(box.GetPrim()).Bind(material)
    yield stage
    app.usd_context.close_stage()


@pytest.fixture
def commands(app):
    """`omni.kit.commands`."""
    return importlib.import_module("omni.kit.commands")


@pytest.fixture
def undo(app):
    """`omni.kit.undo`."""
    return importlib.import_module("omni.kit.undo")


@pytest.fixture
def usd_commands(app):
    """`omni.usd.commands`."""
    return importlib.import_module("omni.usd.commands")


@pytest.fixture
def selection(app):
    return app.usd_context.get_selection()


@pytest.fixture
def library(tmp_path):
    """A file whose default prim has a child."""
    path = tmp_path / "library.usda"
    made = Usd.Stage.CreateNew(str(path))
    made.SetDefaultPrim(UsdGeom.Xform.Define(made, "/Asset").GetPrim())
    UsdGeom.Cube.Define(made, "/Asset/Part")
    made.Save()
    return path


@pytest.fixture
def layered(app, tmp_path):
    """A stage whose sublayer defines /World/Box, with an opinion in the root layer."""
    sublayer = Sdf.Layer.CreateNew(str(tmp_path / "below.usda"))
    below = Usd.Stage.Open(sublayer)
    UsdGeom.Xform.Define(below, "/World")
    UsdGeom.Cube.Define(below, "/World/Box").CreateSizeAttr(4.0)
    below.Save()
    root = Sdf.Layer.CreateNew(str(tmp_path / "root.usda"))
    root.subLayerPaths.append("below.usda")
    root.Save()
    app.usd_context.open_stage(tmp_path / "root.usda")
    stage = app.usd_context.get_stage()
    UsdGeom.Cube(stage.GetPrimAtPath("/World/Box")).GetDisplayColorAttr().Set([(1, 0, 0)])
    yield stage
    app.usd_context.close_stage()
