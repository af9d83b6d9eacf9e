"""What of OmniPBR is read, and what is said of the rest."""

import pytest
from PIL import Image
from pxr import Sdf, Usd, UsdGeom, UsdShade

from kitless.scene.findings import SceneFindings
from kitless.scene.images import ImageLoader
from kitless.scene.materials import MaterialReader

NOW = Usd.TimeCode.Default()
TYPES = Sdf.ValueTypeNames


@pytest.fixture
def stage():
    return Usd.Stage.CreateInMemory()


@pytest.fixture
def findings():
    return SceneFindings()


@pytest.fixture
def shader(stage):
    """The shader of an OmniPBR that a cube is bound to, as Kit writes them."""
    material = UsdShade.Material.Define(stage, "/Material")
    shader = UsdShade.Shader.Define(stage, "/Material/Shader")
    shader.SetSourceAsset("OmniPBR.mdl", "mdl")
    shader.SetSourceAssetSubIdentifier("OmniPBR", "mdl")
    material.CreateSurfaceOutput("mdl").ConnectToSource(shader.ConnectableAPI(), "out")
    cube = UsdGeom.Cube.Define(stage, "/Cube").GetPrim()
    UsdShade.MaterialBindingAPI.Apply(cube).Bind(material)
    return shader


def read(stage, findings):
    reader = MaterialReader(ImageLoader(findings), findings)
    return reader.bound_to(stage.GetPrimAtPath("/Cube"), NOW)


def codes(findings):
    return [finding.code for finding in findings]


def test_an_omni_pbr_without_inputs_when_read_has_the_documented_defaults(stage, shader, findings):
    surface = read(stage, findings).surface
    assert surface.base_color == pytest.approx((0.2, 0.2, 0.2))
    assert (surface.roughness, surface.metallic, surface.emission) == (0.5, 0.0, (0.0, 0.0, 0.0))
    assert codes(findings) == []


@pytest.mark.parametrize("color_type", [TYPES.Color3f, TYPES.Float3])
def test_numbers_of_an_omni_pbr_when_read_are_the_surfaces(stage, shader, findings, color_type):
    shader.CreateInput("diffuse_color_constant", color_type).Set((0.5, 0.25, 1.0))
    shader.CreateInput("reflection_roughness_constant", TYPES.Float).Set(0.75)
    shader.CreateInput("metallic_constant", TYPES.Float).Set(0.25)
    surface = read(stage, findings).surface
    assert (surface.base_color, surface.roughness, surface.metallic) == ((0.5, 0.25, 1.0), 0.75, 0.25)


def test_brightness_add_and_tint_when_given_act_on_the_constant_colour(stage, shader, findings):
    shader.CreateInput("diffuse_color_constant", TYPES.Color3f).Set((0.5, 0.25, 1.0))
    shader.CreateInput("albedo_brightness", TYPES.Float).Set(0.5)
    shader.CreateInput("albedo_add", TYPES.Float).Set(0.25)
    shader.CreateInput("diffuse_tint", TYPES.Color3f).Set((1.0, 0.5, 2.0))
    # 0.5 * 0.5 + 0.25; (0.25 * 0.5 + 0.25) * 0.5; (1 * 0.5 + 0.25) * 2 = 1.5, which is more than all light.
    assert read(stage, findings).surface.base_color == pytest.approx((0.5, 0.1875, 1.0))


def test_emission_when_enabled_is_its_colour_times_its_intensity(stage, shader, findings):
    shader.CreateInput("emissive_color", TYPES.Color3f).Set((1.0, 0.5, 0.0))
    shader.CreateInput("emissive_intensity", TYPES.Float).Set(100.0)
    assert read(stage, findings).surface.emission == (0.0, 0.0, 0.0)
    shader.CreateInput("enable_emission", TYPES.Bool).Set(True)
    assert read(stage, findings).surface.emission == (100.0, 50.0, 0.0)


def test_a_texture_when_given_is_looked_up_with_st_in_its_colour_space(stage, shader, findings, tmp_path):
    Image.new("RGB", (4, 2), (255, 0, 0)).save(tmp_path / "red.png")
    texture = shader.CreateInput("diffuse_texture", TYPES.Asset)
    texture.Set(str(tmp_path / "red.png"))
    shader.CreateInput("diffuse_tint", TYPES.Color3f).Set((0.5, 1.0, 1.0))
    bound = read(stage, findings)
    assert bound.uv_names == ("st",)
    assert bound.surface.base_texture.pixels.shape == (2, 4, 4)
    assert bound.surface.base_texture.srgb
    assert bound.surface.base_texture.scale == (0.5, 1.0, 1.0, 1.0)
    texture.GetAttr().SetColorSpace("raw")
    assert not read(stage, findings).surface.base_texture.srgb
    texture.Set(str(tmp_path / "gone.png"))
    assert read(stage, findings).surface.base_texture is None
    assert codes(findings) == ["texture-missing"]


def test_inputs_that_are_not_drawn_when_they_have_an_effect_are_findings(stage, shader, findings):
    shader.CreateInput("normalmap_texture", TYPES.Asset).Set("")
    shader.CreateInput("project_uvw", TYPES.Bool).Set(False)
    read(stage, findings)
    assert codes(findings) == []
    shader.GetInput("normalmap_texture").Set("bumps.png")
    shader.GetInput("project_uvw").Set(True)
    read(stage, findings)
    assert sorted(codes(findings)) == ["material-project_uvw", "texture-missing"]


def test_an_interface_input_when_connected_gives_its_value(stage, shader, findings):
    material = UsdShade.Material.Get(stage, "/Material")
    color = material.CreateInput("color", TYPES.Color3f)
    color.Set((0.0, 1.0, 0.0))
    shader.CreateInput("diffuse_color_constant", TYPES.Color3f).ConnectToSource(color)
    assert read(stage, findings).surface.base_color == (0.0, 1.0, 0.0)


def test_a_material_with_both_surfaces_when_read_is_the_omni_pbr(stage, shader, findings):
    preview = UsdShade.Shader.Define(stage, "/Material/Preview")
    preview.CreateIdAttr("UsdPreviewSurface")
    preview.CreateInput("diffuseColor", TYPES.Color3f).Set((0.0, 0.0, 1.0))
    material = UsdShade.Material.Get(stage, "/Material")
    material.CreateSurfaceOutput().ConnectToSource(preview.ConnectableAPI(), "surface")
    assert read(stage, findings).surface.base_color == pytest.approx((0.2, 0.2, 0.2))


def test_another_mdl_when_read_is_drawn_grey_with_a_finding(stage, shader, findings):
    shader.SetSourceAsset("OmniGlass.mdl", "mdl")
    assert read(stage, findings) is None
    (finding,) = findings
    assert finding.code == "material-not-drawn"
    assert "OmniGlass.mdl" in finding.message
