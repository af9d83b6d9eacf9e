"""What is broken is left out and said; the rest is recorded."""

from __future__ import annotations

import math

import numpy as np
from pxr import Sdf, UsdGeom, UsdShade


def add_mesh(stage, path, points, counts, indices):
    mesh = UsdGeom.Mesh.Define(stage, path)
    mesh.CreatePointsAttr(points)
    mesh.CreateFaceVertexCountsAttr(counts)
    mesh.CreateFaceVertexIndicesAttr(indices)
    return mesh


def test_a_stage_when_parts_of_it_are_broken_then_each_is_named_and_the_rest_is_right(
    stage, record, add_camera, add_card
):
    add_camera(stage)
    card = add_card(stage)
    square = [(-3, -3, 1), (3, -3, 1), (3, 3, 1), (-3, 3, 1)]
    add_mesh(stage, "/Broken/Empty", [], [], [])
    add_mesh(stage, "/Broken/NotANumber", [*square[:3], (math.nan, 3, 1)], [4], [0, 1, 2, 3])
    add_mesh(stage, "/Broken/OutOfRange", square, [4], [0, 1, 2, 7])
    add_mesh(stage, "/Broken/Counts", square, [3, 4], [0, 1, 2])
    stage.OverridePrim("/Broken/Reference").GetReferences().AddReference("nowhere.usda")
    stage.OverridePrim("/Broken/Payload").GetPayloads().AddPayload("neither.usda")
    material = UsdShade.Material.Define(stage, "/Material")
    surface = UsdShade.Shader.Define(stage, "/Material/Surface")
    surface.CreateIdAttr("UsdPreviewSurface")
    texture = UsdShade.Shader.Define(stage, "/Material/Texture")
    texture.CreateIdAttr("UsdUVTexture")
    texture.CreateInput("file", Sdf.ValueTypeNames.Asset).Set("missing.png")
    surface.CreateInput("diffuseColor", Sdf.ValueTypeNames.Color3f).ConnectToSource(
        texture.CreateOutput("rgb", Sdf.ValueTypeNames.Float3)
    )
    material.CreateSurfaceOutput().ConnectToSource(surface.CreateOutput("surface", Sdf.ValueTypeNames.Token))
    UsdShade.MaterialBindingAPI.Apply(card.GetPrim()).Bind(material)

    recorded = record(stage, rgb=True)

    assert recorded.boxes(0) == {"card": (12, 8, 19, 15)}
    assert np.isclose(recorded.depth(), 10).sum() == np.isfinite(recorded.depth()).sum() == 64
    said = {where for _, where in recorded.findings}
    assert {"/Broken/NotANumber", "/Broken/OutOfRange", "/Broken/Counts"} <= said
    assert any(where.startswith("/Material") for where in said)
    texts = " ".join(finding["what"] for finding in recorded.report["findings"])
    for missing in ("missing.png", "/Broken/Reference", "/Broken/Payload"):
        assert missing in texts + " ".join(said)
