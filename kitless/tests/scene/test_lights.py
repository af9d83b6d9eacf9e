"""What of USD's lights is read, and what is said of the rest."""

import math
import os

import imagecodecs
import numpy as np
import OpenEXR
import pytest
from pxr import Gf, Sdf, Usd, UsdGeom, UsdLux

from kitless.render import LightKind
from kitless.scene.findings import SceneFindings
from kitless.scene.lights import LightReader
from kitless.scene.sky_images import SkyImageLoader

NOW = Usd.TimeCode.Default()


@pytest.fixture
def stage():
    return Usd.Stage.CreateInMemory()


@pytest.fixture
def findings():
    return SceneFindings()


@pytest.fixture
def read(stage, findings):
    reader = LightReader(stage, SkyImageLoader(findings), findings)

    def read(time=NOW):
        reader.forget()
        lights = [
            prim
            for prim in stage.Traverse()
            if prim.HasAPI(UsdLux.LightAPI)
            and UsdGeom.Imageable(prim).ComputeVisibility(time) != UsdGeom.Tokens.invisible
        ]
        return reader.read(lights, time, UsdGeom.XformCache(time))

    return read


def codes(findings):
    return [finding.code for finding in findings]


def test_a_distant_light_when_turned_then_shines_along_its_minus_z(stage, read):
    light = UsdLux.DistantLight.Define(stage, "/Sun")
    light.CreateIntensityAttr(500)
    light.CreateExposureAttr(1)
    light.CreateColorAttr((1, 0.5, 0))
    light.CreateAngleAttr(2)
    UsdGeom.Xformable(light).AddRotateXOp().Set(90)  # -z turns to +y

    (sun,) = read().lights

    assert sun.kind == LightKind.DISTANT
    assert sun.power == pytest.approx((1000, 500, 0))
    assert sun.direction == pytest.approx((0, 1, 0), abs=1e-6)
    assert sun.angle == pytest.approx(math.radians(2))


def test_a_sphere_light_when_its_parents_are_scaled_then_is_scaled_with_them(stage, read):
    light = UsdLux.SphereLight.Define(stage, "/Lamp")
    light.CreateRadiusAttr(0.5)
    light.CreateIntensityAttr(1000)
    UsdGeom.Xformable(light).AddTranslateOp().Set(Gf.Vec3d(1, 2, 3))
    UsdGeom.Xformable(light).AddScaleOp().Set(Gf.Vec3f(2, 2, 2))

    (lamp,) = read().lights

    assert (lamp.kind, lamp.position, lamp.radius) == (LightKind.SPHERE, (1, 2, 3), pytest.approx(1.0))
    # Radiance times the disc of radius 1 that it shows.
    assert lamp.power == pytest.approx((1000 * math.pi,) * 3)


@pytest.mark.parametrize(
    ("schema", "attributes", "area"),
    [
        (UsdLux.SphereLight, {"radius": 0.5}, 4 * math.pi * 0.25),
        (UsdLux.RectLight, {"width": 3, "height": 2}, 6),
        (UsdLux.DiskLight, {"radius": 0.5}, math.pi * 0.25),
        (UsdLux.CylinderLight, {"radius": 0.5, "length": 4}, 2 * math.pi * 0.5 * 4),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
@pytest.mark.parametrize("scale", [1.0, 3.0])
def test_a_light_when_normalized_then_its_power_is_divided_by_its_area_in_the_world(
    stage, read, schema, attributes, area, scale
):
    light = schema.Define(stage, "/Light")
    light.CreateIntensityAttr(8)
    for name, value in attributes.items():
        light.GetPrim().GetAttribute("inputs:" + name).Set(value)
    UsdGeom.Xformable(light).AddScaleOp().Set(Gf.Vec3f(scale))
    (whole,) = read().lights

    light.CreateNormalizeAttr(True)
    (normalized,) = read().lights

    assert whole.power[0] / normalized.power[0] == pytest.approx(area * scale**2)


def test_a_light_when_its_colour_temperature_is_on_then_has_usds_colour(stage, read):
    light = UsdLux.DistantLight.Define(stage, "/Sun")
    light.CreateIntensityAttr(100)
    light.CreateColorTemperatureAttr(3000)
    assert read().lights[0].power == (100, 100, 100)

    light.CreateEnableColorTemperatureAttr(True)

    red, green, blue = read().lights[0].power
    # A black body of 3000 K in Rec. 709 has about 0.48 of its red as green, and 0.15 as blue.
    assert green / red == pytest.approx(0.48, abs=0.01)
    assert blue / red == pytest.approx(0.15, abs=0.01)
    # With the luminance of white.
    assert 0.2126 * red + 0.7152 * green + 0.0722 * blue == pytest.approx(100, rel=1e-3)


def test_lights_when_animated_then_are_those_of_the_time(stage, read):
    light = UsdLux.RectLight.Define(stage, "/Panel")
    for time in (0, 10):
        light.CreateIntensityAttr().Set(100.0 * time, time)
        light.CreateWidthAttr().Set(1.0 + time, time)
    move = UsdGeom.Xformable(light).AddTranslateOp()
    move.Set(Gf.Vec3d(0, 0, 0), 0)
    move.Set(Gf.Vec3d(0, 0, 8), 10)

    (panel,) = read(Usd.TimeCode(5)).lights

    assert panel.position == (0, 0, 4)
    assert panel.area == pytest.approx(6)
    assert panel.power == pytest.approx((500 * 6,) * 3)


def test_domes_when_there_are_several_then_add_up(stage, read):
    for name in ("/A", "/B"):
        UsdLux.DomeLight.Define(stage, name).CreateIntensityAttr(200)

    assert read().dome == (400, 400, 400)


def test_lights_when_there_are_none_then_a_white_dome_shines(read):
    assert read().dome == (1000, 1000, 1000)


def test_lights_when_they_are_all_hidden_then_it_is_dark(stage, read):
    light = UsdLux.SphereLight.Define(stage, "/Lamp")
    light.CreateVisibilityAttr().Set("inherited", 0)
    light.CreateVisibilityAttr().Set("invisible", 1)

    assert len(read(Usd.TimeCode(0)).lights) == 1
    lighting = read(Usd.TimeCode(1))

    assert (lighting.lights, lighting.dome) == ((), (0, 0, 0))


def test_a_light_when_its_cone_and_shadow_are_authored_then_has_them(stage, read, findings):
    prim = UsdLux.SphereLight.Define(stage, "/Lamp").GetPrim()
    shaping = UsdLux.ShapingAPI.Apply(prim)
    shaping.CreateShapingConeAngleAttr(30)
    shaping.CreateShapingConeSoftnessAttr(0.5)
    shaping.CreateShapingFocusAttr(2)
    UsdLux.ShadowAPI.Apply(prim).CreateShadowEnableAttr(False)

    (lamp,) = read().lights

    assert lamp.shaping.cone_angle == pytest.approx(math.radians(30))
    assert (lamp.shaping.cone_softness, lamp.shaping.focus) == (0.5, 2)
    assert not lamp.casts_shadows
    assert codes(findings) == []


def shaped(prim):
    return UsdLux.ShapingAPI.Apply(prim)


@pytest.mark.parametrize(
    ("author", "code"),
    [
        (lambda prim: shaped(prim).CreateShapingIesFileAttr("lamp.ies"), "light-ies"),
        (lambda prim: shaped(prim).CreateShapingFocusTintAttr((1, 0, 0)), "light-focus-tint"),
        (lambda prim: UsdLux.RectLight(prim).CreateTextureFileAttr("film.png"), "light-texture"),
        (lambda prim: UsdLux.LightAPI(prim).CreateDiffuseAttr(0.5), "light-multiplier"),
        (lambda prim: UsdLux.LightAPI(prim).CreateSpecularAttr(0.0), "light-multiplier"),
        (
            lambda prim: UsdLux.LightAPI(prim).GetLightLinkCollectionAPI().ExcludePath(Sdf.Path("/Cube")),
            "light-linking",
        ),
        (
            lambda prim: UsdLux.LightAPI(prim).GetShadowLinkCollectionAPI().CreateIncludeRootAttr(False),
            "light-linking",
        ),
    ],
)
def test_a_light_when_something_of_it_is_not_drawn_then_shines_with_a_finding(
    stage, read, findings, author, code
):
    prim = UsdLux.RectLight.Define(stage, "/Light").GetPrim()
    author(prim)

    assert len(read().lights) == 1

    read()
    assert [(finding.code, str(finding.path)) for finding in findings] == [(code, "/Light")]


def test_a_light_when_it_is_of_no_known_kind_or_broken_then_is_a_finding_and_the_others_shine(
    stage, read, findings
):
    UsdLux.DistantLight.Define(stage, "/Sun")
    UsdLux.PortalLight.Define(stage, "/Portal")
    UsdLux.MeshLightAPI.Apply(UsdGeom.Mesh.Define(stage, "/Glowing").GetPrim())
    UsdLux.SphereLight.Define(stage, "/Bright").CreateIntensityAttr(math.inf)
    UsdLux.SphereLight.Define(stage, "/Point").CreateRadiusAttr(0.0)
    lost = UsdLux.SphereLight.Define(stage, "/Lost")
    UsdGeom.Xformable(lost).AddTranslateOp().Set(Gf.Vec3d(math.nan, 0, 0))

    assert [light.kind for light in read().lights] == [LightKind.DISTANT]

    assert codes(findings) == ["light-not-drawn"] * 5


@pytest.mark.parametrize("radius", [0.0, 0.3])
def test_a_sphere_light_when_normalized_then_has_the_same_power_at_any_radius(stage, read, findings, radius):
    light = UsdLux.SphereLight.Define(stage, "/Point")
    light.CreateRadiusAttr(radius)
    light.CreateNormalizeAttr(True)
    light.CreateIntensityAttr(8)

    (point,) = read().lights

    # A sphere of area A with radiance 8 / A shows a quarter of its area.
    assert point.power == pytest.approx((2, 2, 2))
    assert codes(findings) == []


def test_a_sphere_light_when_treated_as_a_point_then_has_its_power_and_no_size(stage, read):
    light = UsdLux.SphereLight.Define(stage, "/Point")
    light.CreateRadiusAttr(2.0)
    light.CreateTreatAsPointAttr(True)

    (point,) = read().lights

    assert point.radius == 0.0
    assert point.power == pytest.approx((4 * math.pi,) * 3)


def test_a_dome_when_its_texture_is_missing_then_is_its_colour(stage, read, findings):
    light = UsdLux.DomeLight.Define(stage, "/Dome")
    light.CreateIntensityAttr(200)
    light.CreateTextureFileAttr("gone.hdr")

    lighting = read()

    assert (lighting.dome, lighting.sky) == ((200, 200, 200), None)
    assert codes(findings) == ["texture-missing"]


def test_a_dome_when_its_file_is_written_anew_then_shows_it_after_an_edit_and_else_keeps_its_image(
    stage, read, tmp_path
):
    file = tmp_path / "sky.hdr"
    UsdLux.DomeLight.Define(stage, "/Dome").CreateTextureFileAttr(str(file))
    file.write_bytes(imagecodecs.rgbe_encode(np.full((4, 8, 3), 2.0, np.float32)))
    first = read().sky.image
    assert read().sky.image is first

    file.write_bytes(imagecodecs.rgbe_encode(np.full((4, 8, 3), 4.0, np.float32)))
    os.utime(file, (1, 1))

    assert (read().sky.image.pixels == 4).all()


def test_a_dome_when_its_texture_is_laid_out_otherwise_then_is_its_colour(stage, read, findings):
    light = UsdLux.DomeLight.Define(stage, "/Dome")
    light.CreateTextureFileAttr("sky.hdr")
    light.CreateTextureFormatAttr("angular")

    assert read().dome == (1, 1, 1)

    assert codes(findings) == ["dome-texture"]


@pytest.fixture
def bright_above(tmp_path):
    """An image, 128 in its upper quarter: a share of (1 - cos 45) / 2 of all directions, and black below."""
    pixels = np.zeros((64, 128, 3), np.float32)
    pixels[:16] = 128.0
    file = tmp_path / "sky.hdr"
    file.write_bytes(imagecodecs.rgbe_encode(pixels))
    return str(file)


def test_domes_when_two_have_textures_then_the_second_is_its_mean_over_all_directions(
    stage, read, findings, bright_above
):
    for name in ("/A", "/B"):
        light = UsdLux.DomeLight.Define(stage, name)
        light.CreateIntensityAttr(3)
        light.CreateTextureFileAttr(bright_above)

    lighting = read()

    assert lighting.sky.color == (3, 3, 3)
    mean = 3 * 128 * (1 - math.cos(math.pi / 4)) / 2
    assert lighting.dome == pytest.approx((mean,) * 3, rel=1e-5)
    assert [(finding.code, str(finding.path)) for finding in findings] == [("dome-texture", "/B")]


@pytest.mark.parametrize(
    ("schema", "up", "axis", "pole"),
    [
        (UsdLux.DomeLight, "Z", None, (0, 1, 0)),
        (UsdLux.DomeLight_1, "Y", "scene", (0, 1, 0)),
        (UsdLux.DomeLight_1, "Z", "scene", (0, 0, 1)),
        (UsdLux.DomeLight_1, "Z", "Y", (0, 1, 0)),
        (UsdLux.DomeLight_1, "Y", "Z", (0, 0, 1)),
    ],
)
def test_a_dome_when_its_pole_is_named_then_its_first_row_is_there(
    stage, read, bright_above, schema, up, axis, pole
):
    UsdGeom.SetStageUpAxis(stage, up)
    light = schema.Define(stage, "/Dome")
    light.CreateTextureFileAttr(bright_above)
    if axis is not None:
        light.CreatePoleAxisAttr(axis)

    to_local = np.array(read().sky.to_local)

    assert to_local @ pole == pytest.approx((0, 1, 0))
    assert np.linalg.det(to_local) == pytest.approx(1)


def test_a_dome_when_it_is_written_as_openexr_then_its_radiance_is_the_files(stage, read, tmp_path):
    pixels = np.linspace(0, 5000, 4 * 8 * 3, dtype=np.float32).reshape(4, 8, 3)
    file = tmp_path / "sky.exr"
    header = {"compression": OpenEXR.ZIP_COMPRESSION, "type": OpenEXR.scanlineimage}
    OpenEXR.File(header, {"RGB": pixels}).write(str(file))
    UsdLux.DomeLight.Define(stage, "/Dome").CreateTextureFileAttr(str(file))

    assert read().sky.image.pixels == pytest.approx(pixels)


@pytest.mark.parametrize(
    "beginning",
    [
        b"#?RADIANCE\n",
        b"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 100000 +X 100000\n",
        b"\x76\x2f\x31\x01",
        b"\x89PNG",
    ],
)
def test_a_dome_when_its_texture_is_broken_then_is_its_colour_with_a_finding(
    stage, read, findings, tmp_path, beginning
):
    file = tmp_path / "broken.img"
    file.write_bytes(beginning + b"nothing that follows")
    UsdLux.DomeLight.Define(stage, "/Dome").CreateTextureFileAttr(str(file))

    assert read().dome == (1, 1, 1)

    assert codes(findings) == ["texture-unreadable"]
