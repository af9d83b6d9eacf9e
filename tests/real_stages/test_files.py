"""The same stage in every form in which it comes is the same data set."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image
from pxr import Gf, Sdf, Usd, UsdGeom, UsdShade, UsdUtils


def bind_texture(card, file):
    stage = card.GetPrim().GetStage()
    material = UsdShade.Material.Define(stage, "/Material")
    surface = UsdShade.Shader.Define(stage, "/Material/Surface")
    surface.CreateIdAttr("UsdPreviewSurface")
    surface.CreateInput("roughness", Sdf.ValueTypeNames.Float).Set(1.0)
    texture = UsdShade.Shader.Define(stage, "/Material/Texture")
    texture.CreateIdAttr("UsdUVTexture")
    texture.CreateInput("file", Sdf.ValueTypeNames.Asset).Set(file)
    coordinates = UsdShade.Shader.Define(stage, "/Material/Coordinates")
    coordinates.CreateIdAttr("UsdPrimvarReader_float2")
    coordinates.CreateInput("varname", Sdf.ValueTypeNames.String).Set("st")
    texture.CreateInput("st", Sdf.ValueTypeNames.Float2).ConnectToSource(
        coordinates.CreateOutput("result", Sdf.ValueTypeNames.Float2)
    )
    surface.CreateInput("diffuseColor", Sdf.ValueTypeNames.Color3f).ConnectToSource(
        texture.CreateOutput("rgb", Sdf.ValueTypeNames.Float3)
    )
    material.CreateSurfaceOutput().ConnectToSource(surface.CreateOutput("surface", Sdf.ValueTypeNames.Token))
    UsdShade.MaterialBindingAPI.Apply(card.GetPrim()).Bind(material)


@pytest.fixture
def folder(stage, add_camera, add_card, tmp_path):
    """A folder with stage.usda, whose card shows red on its left half and blue on its right, and the picture."""
    folder = tmp_path / "asset"
    folder.mkdir()
    picture = np.zeros((8, 8, 3), np.uint8)
    picture[:, :4, 0] = picture[:, 4:, 2] = 255
    Image.fromarray(picture).save(folder / "halves.png")
    add_camera(stage)
    bind_texture(add_card(stage), "./halves.png")
    stage.GetRootLayer().Export(str(folder / "stage.usda"))
    return folder


def make(folder, form):
    source = str(folder / "stage.usda")
    target = folder / f"other.{form}"
    if form == "usdz":
        assert UsdUtils.CreateNewUsdzPackage(Sdf.AssetPath(source), str(target))
    else:
        Sdf.Layer.FindOrOpen(source).Export(str(target), args={"format": "usda"} if form == "usd" else {})
    return target


@pytest.mark.parametrize("form", ["usda", "usdc", "usd", "usdz"])
def test_a_stage_when_it_comes_in_another_form_then_its_picture_and_labels_are_the_same(folder, record, form):
    recorded = record(make(folder, form), rgb=True)

    assert recorded.boxes(0) == {"card": (12, 8, 19, 15)}
    rgb = np.asarray(Image.open(recorded.folder / "rgb_0000.png"))[..., :3].astype(int)
    # Two columns to either side of the seam are left to filtering.
    left, right = rgb[8:16, 12:15], rgb[8:16, 17:20]
    # Some of the sun comes back as it is, in every colour.
    assert (left[..., 0] > 3 * left[..., 1:].max(axis=-1)).all()
    assert (right[..., 2] > 3 * right[..., :2].max(axis=-1)).all()
    assert {code for code, _ in recorded.findings} == set()


@pytest.mark.parametrize(
    ("unit", "up"), [(1.0, "Z"), (0.01, "Y"), (0.001, "Z"), (1000.0, "Y"), (0.0254, "Y")]
)
def test_a_scene_when_it_is_in_another_unit_and_axis_then_metres_and_pixels_are_the_same(
    stage, record, add_camera, add_card, unit, up
):
    other = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageMetersPerUnit(other, unit)
    UsdGeom.SetStageUpAxis(other, up)
    # In metres as before, under a parent that makes stage units of them; the camera's own units are apart from it.
    world = UsdGeom.Xform.Define(other, "/World")
    world.AddScaleOp().Set(Gf.Vec3f(1 / unit))
    add_card(other, "/World/Card")
    add_camera(other, at=(0.5 / unit, 0, 10 / unit))

    recorded = record(other)

    assert recorded.boxes(0) == {"card": (10, 8, 17, 15)}
    depth = recorded.depth()
    np.testing.assert_allclose(depth[8:16, 10:18], 10, rtol=1e-5)
    assert np.isinf(depth).sum() == depth.size - 64


@pytest.mark.parametrize("size", [0.001, 1000.0])
def test_a_scene_when_it_is_of_a_millimetre_or_a_kilometre_then_every_pixel_is_the_same(
    stage, record, add_camera, add_card, size
):
    card = add_card(stage)
    card.AddScaleOp().Set(Gf.Vec3f(size))
    add_camera(stage, at=(0, 0, 10 * size))

    recorded = record(stage)

    assert recorded.boxes(0) == {"card": (12, 8, 19, 15)}
    np.testing.assert_allclose(recorded.depth()[8:16, 12:20], 10 * size, rtol=1e-5)
