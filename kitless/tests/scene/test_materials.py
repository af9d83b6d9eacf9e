"""What of USD's materials is read, and what is said of the rest."""

import pytest
from PIL import Image
from pxr import Sdf, Usd, UsdGeom, UsdShade

from kitless.render import Wrap
from kitless.scene.findings import SceneFindings
from kitless.scene.images import ImageLoader
from kitless.scene.materials import MaterialReader

NOW = Usd.TimeCode.Default()


@pytest.fixture
def stage():
    return Usd.Stage.CreateInMemory()


@pytest.fixture
def findings():
    return SceneFindings()


def codes(findings):
    return [finding.code for finding in findings]


def preview_surface(stage, path="/Material"):
    material = UsdShade.Material.Define(stage, path)
    shader = UsdShade.Shader.Define(stage, path + "/Surface")
    shader.CreateIdAttr("UsdPreviewSurface")
    material.CreateSurfaceOutput().ConnectToSource(shader.ConnectableAPI(), "surface")
    return material, shader


def bound_cube(stage, material):
    cube = UsdGeom.Cube.Define(stage, "/Cube").GetPrim()
    UsdShade.MaterialBindingAPI.Apply(cube).Bind(material)
    return cube


def read(cube, findings):
    return MaterialReader(ImageLoader(findings), findings).bound_to(cube, NOW)


def test_the_numbers_of_a_preview_surface_are_read_and_its_defaults_are_usds(stage, findings):
    material, shader = preview_surface(stage)
    shader.CreateInput("diffuseColor", Sdf.ValueTypeNames.Color3f).Set((0.25, 0.5, 1))
    shader.CreateInput("roughness", Sdf.ValueTypeNames.Float).Set(0.75)
    surface = read(bound_cube(stage, material), findings).surface
    assert (surface.base_color, surface.roughness, surface.metallic) == ((0.25, 0.5, 1.0), 0.75, 0.0)
    _, bare = preview_surface(stage, "/Bare")
    surface = read(bound_cube(stage, UsdShade.Material(bare.GetPrim().GetParent())), findings).surface
    assert surface.base_color == pytest.approx((0.18, 0.18, 0.18))
    assert (surface.roughness, surface.metallic) == (0.5, 0.0)
    assert codes(findings) == []


def test_a_texture_is_read_with_its_wrap_and_primvar(stage, findings, tmp_path):
    Image.new("RGB", (4, 2), (255, 0, 0)).save(tmp_path / "red.png")
    material, shader = preview_surface(stage)
    texture = UsdShade.Shader.Define(stage, "/Material/Texture")
    texture.CreateIdAttr("UsdUVTexture")
    texture.CreateInput("file", Sdf.ValueTypeNames.Asset).Set(str(tmp_path / "red.png"))
    texture.CreateInput("wrapS", Sdf.ValueTypeNames.Token).Set("clamp")
    reader = UsdShade.Shader.Define(stage, "/Material/Reader")
    reader.CreateIdAttr("UsdPrimvarReader_float2")
    reader.CreateInput("varname", Sdf.ValueTypeNames.String).Set("uv1")
    texture.CreateInput("st", Sdf.ValueTypeNames.Float2).ConnectToSource(reader.ConnectableAPI(), "result")
    color = shader.CreateInput("diffuseColor", Sdf.ValueTypeNames.Color3f)
    color.ConnectToSource(texture.ConnectableAPI(), "rgb")
    bound = read(bound_cube(stage, material), findings)
    assert bound.uv_names == ("uv1",)
    assert bound.surface.base_texture.pixels.shape == (2, 4, 4)
    assert bound.surface.base_texture.wrap == (Wrap.CLAMP, Wrap.REPEAT)
    texture.GetInput("file").Set(str(tmp_path / "gone.png"))
    assert read(bound_cube(stage, material), findings).surface.base_texture is None
    assert codes(findings) == ["texture-missing"]


def test_a_file_that_is_no_image_is_a_finding(stage, findings, tmp_path):
    (tmp_path / "text.png").write_text("no picture")
    path = str(tmp_path / "text.png")
    assert ImageLoader(findings).load(Sdf.AssetPath(path, path), Sdf.Path("/Material")) is None
    assert codes(findings) == ["texture-unreadable"]


def test_a_material_of_another_renderer_is_a_finding(stage, findings):
    cube = bound_cube(stage, UsdShade.Material.Define(stage, "/Mdl"))
    assert read(cube, findings) is None
    assert codes(findings) == ["material-not-drawn"]


def test_a_missing_texture_shows_its_fallback(stage, findings):
    material, shader = preview_surface(stage)
    texture = UsdShade.Shader.Define(stage, "/Material/Texture")
    texture.CreateIdAttr("UsdUVTexture")
    texture.CreateInput("file", Sdf.ValueTypeNames.Asset).Set("gone.png")
    texture.CreateInput("fallback", Sdf.ValueTypeNames.Float4).Set((1, 0.5, 0.25, 1))
    shader.CreateInput("diffuseColor", Sdf.ValueTypeNames.Color3f).ConnectToSource(
        texture.ConnectableAPI(), "rgb"
    )
    assert read(bound_cube(stage, material), findings).surface.base_color == (1, 0.5, 0.25)
    assert codes(findings) == ["texture-missing"]


def test_what_of_a_material_has_no_effect_is_said(stage, findings):
    material, shader = preview_surface(stage)
    shader.CreateInput("clearcoat", Sdf.ValueTypeNames.Float).Set(1.0)
    read(bound_cube(stage, material), findings)
    assert codes(findings) == ["material-clearcoat"]


def test_a_texture_of_tiles_is_a_finding(stage, findings):
    assert ImageLoader(findings).load(Sdf.AssetPath("wood.<UDIM>.png"), Sdf.Path("/Material")) is None
    assert codes(findings) == ["texture-tiles"]
