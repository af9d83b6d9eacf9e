"""Lights of every shape, domes with pictures, cones and shadows, against sums of many points or by hand."""

from __future__ import annotations

import imagecodecs
import numpy as np
import pytest
from pxr import Gf, UsdGeom, UsdLux

from .analytic import Plane
from .looks import WHITE, dome, matte, srgb, sun
from .placement import IDENTITY, look_at, move, turn
from .ray_caster import Pinhole, cast
from .test_brightness import ABOVE, CARD, assert_codes, grey

WIDTH, HEIGHT = 36, 24


def floor_points(stage, camera):
    """(H, W, 3) where the pixels' rays meet the solids."""
    origin, direction = camera.rays(WIDTH, HEIGHT)
    depth = cast(stage.solids, camera, WIDTH, HEIGHT).depth.reshape(-1, 1)
    return (origin + depth * direction).reshape(HEIGHT, WIDTH, 3)


def irradiance(points, normal, radiance, places, facing, area):
    """(H, W), W/m2 on points with a normal, by many small pieces of a light, (N, 3), that face (N, 3)."""
    path = places[:, None, None] - points
    square = (path**2).sum(-1)
    unit = path / np.sqrt(square)[..., None]
    received = np.maximum(unit @ normal, 0.0)
    sent = np.maximum(-np.einsum("nhwi,ni->nhw", unit, facing), 0.0)
    return radiance * (received * sent / square).sum(0) * area / len(places)


def grid(count=80):
    steps = (np.arange(count) + 0.5) / count - 0.5
    return np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2)


@pytest.mark.parametrize("normalize", [False, True])
def test_rect_light_shines_by_its_form_factor(analytic_stage, see_rgb, normalize):
    matte(analytic_stage.add("/World/card", CARD), (0.8, 0.8, 0.8))
    camera = analytic_stage.camera(ABOVE)
    light = UsdLux.RectLight.Define(analytic_stage.stage, "/Lamp")
    light.CreateWidthAttr(1.5)
    light.CreateHeightAttr(0.6)
    light.CreateIntensityAttr(6000 * (0.9 if normalize else 1.0))
    light.CreateNormalizeAttr(normalize)
    placement = turn("X", 25) @ turn("Z", 40) @ move(0.5, -0.2, 1.2)
    UsdGeom.Xformable(light).AddTransformOp().Set(Gf.Matrix4d(placement.tolist()))

    picture = see_rgb(WIDTH, HEIGHT)

    places = np.c_[grid() * (1.5, 0.6), np.zeros(6400)] @ placement[:3, :3] + placement[3, :3]
    facing = np.broadcast_to(-placement[2, :3], places.shape)
    arriving = irradiance(floor_points(analytic_stage, camera), (0, 0, 1), 6.0, places, facing, 0.9)
    linear = 0.8 / np.pi * arriving
    assert 0.2 < linear.max() < 1.0
    assert_codes(picture, grey(srgb(linear)))


def test_disk_light_right_above_a_point_shines_as_its_formula_says(analytic_stage, see_rgb):
    # On the axis of a disk of radius r at height h: E = pi L r^2 / (r^2 + h^2) = pi L / 2 for r = h.
    matte(analytic_stage.add("/World/card", CARD), (0.5, 0.5, 0.5))
    analytic_stage.camera(Pinhole(look_at((0, 0, 0.5), (0, 0, 0), up=(0, 1, 0)), focal_length=5000.0))
    light = UsdLux.DiskLight.Define(analytic_stage.stage, "/Lamp")
    light.CreateRadiusAttr(2.0)
    light.CreateIntensityAttr(1000)
    UsdGeom.Xformable(light).AddTranslateOp().Set((0, 0, 2))

    picture = see_rgb(8, 8)

    # 0.5 / pi * pi / 2 = 0.25, code 137.
    assert_codes(picture, (137, 137, 137))


def test_disk_light_does_not_shine_backwards(analytic_stage, see_rgb):
    matte(analytic_stage.add("/World/card", CARD), (0.5, 0.5, 0.5))
    analytic_stage.camera(ABOVE)
    light = UsdLux.DiskLight.Define(analytic_stage.stage, "/Lamp")
    light.CreateIntensityAttr(9000)
    UsdGeom.Xformable(light).AddTransformOp().Set(Gf.Matrix4d((turn("X", 180) @ move(0, 0, 2)).tolist()))

    assert_codes(see_rgb(WIDTH, HEIGHT), (0, 0, 0), tolerance=0)


def test_cylinder_light_shines_as_a_tube_of_many_strips(analytic_stage, see_rgb):
    matte(analytic_stage.add("/World/card", CARD), (0.8, 0.8, 0.8))
    camera = analytic_stage.camera(ABOVE)
    light = UsdLux.CylinderLight.Define(analytic_stage.stage, "/Tube")
    light.CreateLengthAttr(1.6)
    light.CreateRadiusAttr(0.01)
    light.CreateIntensityAttr(60_000)
    placement = turn("Y", 15) @ turn("Z", 30) @ move(-0.3, 0.2, 1.0)
    UsdGeom.Xformable(light).AddTransformOp().Set(Gf.Matrix4d(placement.tolist()))

    picture = see_rgb(WIDTH, HEIGHT)

    along, around = np.meshgrid((np.arange(60) + 0.5) / 60 - 0.5, (np.arange(40) + 0.5) / 40 * 2 * np.pi)
    facing = np.stack([0 * along, np.cos(around), np.sin(around)], axis=-1).reshape(-1, 3)
    places = 0.01 * facing + np.c_[1.6 * along.reshape(-1), np.zeros((2400, 2))]
    places, facing = places @ placement[:3, :3] + placement[3, :3], facing @ placement[:3, :3]
    area = 2 * np.pi * 0.01 * 1.6
    # A strip that faces away sends nothing: `sent` counts from the outside.
    arriving = irradiance(floor_points(analytic_stage, camera), (0, 0, 1), 60.0, places, facing, area)
    linear = 0.8 / np.pi * arriving
    assert 0.2 < linear.max() < 1.0
    assert_codes(picture, grey(srgb(linear)))


def test_lamp_with_a_cone_lights_a_round_patch_that_fades_smoothly(analytic_stage, see_rgb):
    # 2 above the floor, cone of 30 degrees, its outer half soft: full to 15 degrees, nothing from 30 on.
    matte(analytic_stage.add("/World/card", CARD), (0.8, 0.8, 0.8))
    camera = analytic_stage.camera(ABOVE)
    lamp = UsdLux.SphereLight.Define(analytic_stage.stage, "/Lamp")
    lamp.CreateRadiusAttr(0.1)
    lamp.CreateIntensityAttr(300_000)
    UsdGeom.Xformable(lamp).AddTranslateOp().Set((0, 0, 2))
    shaping = UsdLux.ShapingAPI.Apply(lamp.GetPrim())
    shaping.CreateShapingConeAngleAttr(30)
    shaping.CreateShapingConeSoftnessAttr(0.5)
    shaping.CreateShapingFocusAttr(3.0)

    picture = see_rgb(WIDTH, HEIGHT)

    points = floor_points(analytic_stage, camera) - (0, 0, 2)
    distance = np.linalg.norm(points, axis=-1)
    cosine = 2.0 / distance
    share = np.clip((np.degrees(np.arccos(cosine)) - 15) / 15, 0, 1)
    left = (1 - (3 * share**2 - 2 * share**3)) * cosine**3
    linear = 0.8 * 300 * 0.1**2 * cosine / distance**2 * left
    assert (linear == 0).any()
    assert linear.max() > 0.5
    assert_codes(picture, grey(srgb(linear)))


def test_light_without_shadows_shines_through_a_card(analytic_stage, see_rgb):
    matte(analytic_stage.add("/World/floor", CARD), (0.5, 0.5, 0.5))
    matte(analytic_stage.add("/World/card", Plane(9, 9), move(0, 0, 9)), (0.5, 0.5, 0.5))
    analytic_stage.camera(ABOVE)
    light = sun(analytic_stage.stage, np.pi * WHITE, IDENTITY)

    assert_codes(see_rgb(8, 6), (0, 0, 0), tolerance=0)
    UsdLux.ShadowAPI.Apply(light.GetPrim()).CreateShadowEnableAttr(False)
    assert_codes(see_rgb(8, 6), (188, 188, 188))


def write_sky(path, pixels):
    """A Radiance file, (H, W, 3)."""
    path.write_bytes(imagecodecs.rgbe_encode(np.asarray(pixels, np.float32)))
    return str(path)


# Looking along +z with +y up, +x is on the left: the first quarter of an OpenEXR map is between -z and +x.
QUARTERS = {
    "-z to +x": (1.0, 0.0, 0.0),
    "+x to +z": (0.0, 1.0, 0.0),
    "+z to -x": (0.0, 0.0, 1.0),
    "-x to -z": (1, 1, 0),
}


@pytest.mark.parametrize(
    ("towards", "quarter"),
    [
        ((1, 0.1, -1), "-z to +x"),
        ((1, 0.1, 1), "+x to +z"),
        ((-1, 0.1, 1), "+z to -x"),
        ((-1, 0.1, -1), "-x to -z"),
    ],
)
def test_sky_is_seen_where_openexr_puts_it(analytic_stage, see_rgb, tmp_path, towards, quarter):
    image = np.repeat(np.array(list(QUARTERS.values()), np.float32), 16, axis=0)[None].repeat(32, axis=0)
    light = dome(analytic_stage.stage, 500)
    light.CreateTextureFileAttr(write_sky(tmp_path / "sky.hdr", image))
    analytic_stage.camera(Pinhole(look_at((0, 0, 0), towards, up=(0, 1, 0))))

    # 0.5 is code 188.
    assert_codes(see_rgb(8, 6), 188 * np.array(QUARTERS[quarter]), tolerance=1)


def test_sky_with_a_bright_half_lights_by_half_of_it(analytic_stage, see_rgb, tmp_path):
    # Bright for x > 0: a card that faces +z, across which the halves meet, gets half; one that faces +x all of it.
    image = np.zeros((32, 64, 3), np.float32)
    image[:, :32] = 1.0
    light = dome(analytic_stage.stage, 1000)
    light.CreateTextureFileAttr(write_sky(tmp_path / "sky.hdr", image))
    matte(analytic_stage.add("/World/floor", CARD), (0.5, 0.5, 0.5))
    analytic_stage.camera(ABOVE)

    picture = see_rgb(64, 48)[..., :3].astype(float)

    # 0.25 is code 137; the pixels' few samples differ, their mean does not.
    linear = ((picture / 255 + 0.055) / 1.055) ** 2.4
    assert linear.mean() == pytest.approx(0.25, abs=0.005)
    assert linear.std() < 0.08


def test_sun_in_a_sky_throws_the_shadow_of_a_sun(analytic_stage, see_rgb, tmp_path):
    # One pixel of 64 x 128 at 45 degrees towards +x (image rows are 2.8125 degrees, columns as well).
    image = np.zeros((64, 128, 3), np.float32)
    row, column = 16, 32
    image[row, column] = 1.0
    step = np.pi / 64
    solid_angle = step * (np.cos(row * step) - np.cos((row + 1) * step))
    light = dome(analytic_stage.stage, 1000.0 * np.pi / solid_angle)
    light.CreateTextureFileAttr(write_sky(tmp_path / "sky.hdr", image))
    # The pole to +z, as the dome of a stage whose up axis is z is commonly turned: +z of the image to -y.
    UsdGeom.Xformable(light).AddRotateXOp().Set(90)
    matte(analytic_stage.add("/World/floor", CARD), (0.5, 0.5, 0.5))
    matte(analytic_stage.add("/World/card", Plane(0.8, 0.8), move(0.8, 0, 1)), (0.5, 0.5, 0.5))
    analytic_stage.camera(ABOVE)

    picture = see_rgb(48, 48)[..., 0]

    # Height 1 at 45 degrees: the shadow is moved by about -1 in x, from 0.8 to -0.2. The rest gets E = pi cos 45.5.
    truth = np.cos(16.5 * step) * 0.5
    origin, direction = Pinhole(ABOVE.camera_to_world).rays(48, 48)
    points = (origin + 5.0 * direction / -direction[:, 2:]).reshape(48, 48, 3)
    shaded = (np.abs(points[..., 0] + 0.2) < 0.33) & (np.abs(points[..., 1]) < 0.33)
    clear = (points[..., 0] < -0.8) | (np.abs(points[..., 1]) > 0.6)
    assert shaded.any()
    assert picture[shaded].max() == 0
    assert np.abs(picture[clear] - srgb(truth)).mean() < 2.0
