"""What of USD's materials and lights is read, and what is said of the rest."""

import math

import pytest
from PIL import Image
from pxr import Gf, Sdf, Usd, UsdGeom, UsdLux, UsdShade

from kitless.render import LightKind, Wrap
from kitless.scene.findings import SceneFindings
from kitless.scene.images import ImageLoader
from kitless.scene.lights import LightReader
from kitless.scene.materials import MaterialReader
from kitless.scene.sky_images import SkyImageLoader

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


def lighting(stage, findings):
    lights = [prim for prim in stage.Traverse() if prim.HasAPI(UsdLux.LightAPI)]
    return LightReader(SkyImageLoader(findings), findings).read(lights, NOW, UsdGeom.XformCache())


def test_a_distant_light_shines_along_its_minus_z(stage, findings):
    light = UsdLux.DistantLight.Define(stage, "/Sun")
    light.CreateIntensityAttr(500)
    light.CreateExposureAttr(1)
    light.CreateColorAttr((1, 0.5, 0))
    light.CreateAngleAttr(2)
    UsdGeom.Xformable(light).AddRotateXOp().Set(90)  # -z turns to +y
    (sun,) = lighting(stage, findings).lights
    assert sun.kind == LightKind.DISTANT
    assert sun.power == pytest.approx((1000, 500, 0))
    assert sun.direction == pytest.approx((0, 1, 0), abs=1e-6)
    assert sun.angle == pytest.approx(math.radians(2))


def test_a_sphere_light_is_scaled_with_its_parents_and_normalize_divides_by_its_area(stage, findings):
    light = UsdLux.SphereLight.Define(stage, "/Lamp")
    light.CreateRadiusAttr(0.5)
    light.CreateIntensityAttr(1000)
    UsdGeom.Xformable(light).AddTranslateOp().Set(Gf.Vec3d(1, 2, 3))
    UsdGeom.Xformable(light).AddScaleOp().Set(Gf.Vec3f(2, 2, 2))
    (lamp,) = lighting(stage, findings).lights
    assert lamp.kind == LightKind.SPHERE
    assert lamp.position == (1, 2, 3)
    assert lamp.radius == pytest.approx(1.0)
    assert lamp.power == pytest.approx((1000 * math.pi,) * 3)
    light.CreateNormalizeAttr(True)
    (lamp,) = lighting(stage, findings).lights
    assert lamp.power == pytest.approx((250,) * 3)


def test_domes_add_up_and_a_stage_without_lights_gets_one(stage, findings):
    assert lighting(stage, findings).dome == (1000, 1000, 1000)
    for name in ("/A", "/B"):
        UsdLux.DomeLight.Define(stage, name).CreateIntensityAttr(200)
    assert lighting(stage, findings).dome == (400, 400, 400)


def test_lights_that_do_not_shine_are_findings(stage, findings):
    UsdLux.PortalLight.Define(stage, "/Portal")
    UsdLux.SphereLight.Define(stage, "/Point").CreateRadiusAttr(0.0)
    UsdLux.RectLight.Define(stage, "/Lost").CreateIntensityAttr(math.nan)
    assert lighting(stage, findings).lights == ()
    assert codes(findings) == ["light-not-drawn"] * 3


def test_a_point_with_normalized_power_shines_as_a_lamp_of_any_size_does_from_afar(stage, findings):
    for radius in (0.0, 0.3):
        light = UsdLux.SphereLight.Define(stage, "/Point")
        light.CreateRadiusAttr(radius)
        light.CreateIntensityAttr(40)
        light.CreateNormalizeAttr(True)
        (lamp,) = lighting(stage, findings).lights
        assert lamp.power == pytest.approx((10, 10, 10))
    assert codes(findings) == []


def test_colour_temperature_tints(stage, findings):
    light = UsdLux.DistantLight.Define(stage, "/Sun")
    light.CreateIntensityAttr(1.0)
    light.CreateEnableColorTemperatureAttr(True)
    light.CreateColorTemperatureAttr(3000.0)
    (sun,) = lighting(stage, findings).lights
    # Planck's law at 3000 K: most red, least blue, of the luminance of white.
    red, green, blue = sun.power
    assert red > 1.0 > blue
    assert 0.2126 * red + 0.7152 * green + 0.0722 * blue == pytest.approx(1.0, abs=0.01)


def test_what_of_a_light_has_no_effect_is_said(stage, findings):
    lamp = UsdLux.SphereLight.Define(stage, "/Lamp")
    shaping = UsdLux.ShapingAPI.Apply(lamp.GetPrim())
    shaping.CreateShapingIesFileAttr("lamp.ies")
    shaping.CreateShapingFocusTintAttr((1, 0, 0))
    UsdLux.LightAPI(lamp).CreateDiffuseAttr(0.5)
    UsdLux.LightAPI(lamp).GetLightLinkCollectionAPI().CreateIncludesRel().AddTarget("/Cube")
    UsdLux.RectLight.Define(stage, "/Panel").CreateTextureFileAttr("panel.png")
    dome = UsdLux.DomeLight.Define(stage, "/Dome")
    dome.CreateTextureFileAttr("sky.hdr")
    dome.CreateTextureFormatAttr("angular")
    lighting(stage, findings)
    assert sorted(codes(findings)) == [
        "dome-texture",
        "light-focus-tint",
        "light-ies",
        "light-linking",
        "light-multiplier",
        "light-texture",
    ]


def test_a_sky_without_its_file_is_its_colour(stage, findings):
    light = UsdLux.DomeLight.Define(stage, "/Dome")
    light.CreateIntensityAttr(200)
    light.CreateTextureFileAttr("gone.hdr")
    assert lighting(stage, findings).dome == (200, 200, 200)
    assert codes(findings) == ["texture-missing"]


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
