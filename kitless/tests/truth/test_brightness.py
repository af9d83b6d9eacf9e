"""How bright matte surfaces are: albedo, angle, distance and shadow, worked out by hand, to 2 codes of 255."""

from __future__ import annotations

import numpy as np
import pytest
from pxr import UsdGeom, UsdLux

from .analytic import Plane, Sphere
from .looks import WHITE, dome, matte, srgb, sun
from .placement import IDENTITY, look_at, move, turn
from .ray_caster import Pinhole, cast

ABOVE = Pinhole(look_at((0.03, -0.02, 5.0), (0.03, -0.02, 0.0), up=(0, 1, 0)))
CARD = Plane(20, 20)


def assert_codes(picture, codes, tolerance=2):
    """Red, green and blue are within `tolerance` codes, alpha is 255."""
    assert picture.dtype == np.uint8
    assert (picture[..., 3] == 255).all()
    difference = np.abs(picture[..., :3] - np.broadcast_to(codes, picture[..., :3].shape))
    assert difference.max() <= tolerance, (
        f"off by {difference.max():.1f} at {np.argwhere(difference > tolerance)[0]}"
    )


def grey(codes):
    """One code as three channels."""
    return np.repeat(np.asarray(codes)[..., None], 3, axis=-1)


@pytest.mark.parametrize(
    ("albedo", "codes"),
    [
        ((1.0, 1.0, 1.0), (255, 255, 255)),
        ((0.5, 0.5, 0.5), (188, 188, 188)),
        ((0.18, 0.18, 0.18), (118, 118, 118)),
        ((0.8, 0.2, 0.02), (231, 124, 39)),
        ((0.0, 0.0, 0.0), (0, 0, 0)),
    ],
)
def test_card_under_a_white_sky_shows_its_albedo(analytic_stage, see_rgb, albedo, codes):
    matte(analytic_stage.add("/World/card", CARD), albedo)
    analytic_stage.camera(ABOVE)
    dome(analytic_stage.stage)

    assert_codes(see_rgb(24, 16), codes)


def test_sky_of_another_colour_and_exposure_tints_the_card_and_the_background(analytic_stage, see_rgb):
    # 1000 * 2^-1 = 500: white is shown as 0.5, 0.25, 0.1, and an albedo of 0.5 halves that.
    matte(analytic_stage.add("/World/card", Plane(20, 20), move(-10, 0, 0)), (0.5, 0.5, 0.5))
    analytic_stage.camera(ABOVE)
    dome(analytic_stage.stage, WHITE, (1.0, 0.5, 0.2)).CreateExposureAttr(-1.0)

    picture = see_rgb(24, 16)

    # The card ends at x = 0, a little left of the middle.
    assert_codes(picture[:, :11], (137, 99, 63))
    assert_codes(picture[:, 12:], (188, 137, 89))


def test_stage_without_lights_is_lit_by_a_white_sky(analytic_stage, see_rgb):
    matte(analytic_stage.add("/World/card", CARD), (0.5, 0.5, 0.5))
    analytic_stage.camera(ABOVE)

    assert_codes(see_rgb(24, 16), (188, 188, 188))


def test_display_color_is_linear(analytic_stage, see_rgb):
    prim = analytic_stage.add("/World/card", CARD)
    UsdGeom.Gprim(prim).CreateDisplayColorAttr([(0.5, 0.18, 0.02)])
    analytic_stage.camera(ABOVE)
    dome(analytic_stage.stage)

    assert_codes(see_rgb(24, 16), (188, 118, 39))


@pytest.mark.parametrize(
    ("degrees", "code"), [(0, 188), (35, 171), (60, 137), (-60, 137), (89.9, 3), (100, 0)]
)
def test_sun_lights_a_card_by_the_cosine_of_its_angle(analytic_stage, see_rgb, degrees, code):
    # linear = albedo / pi * intensity * cos / 1000 = 0.5 cos; of 89.9 degrees 0.000873, times 12.92 * 255 = 2.9.
    matte(analytic_stage.add("/World/card", CARD), (0.5, 0.5, 0.5))
    analytic_stage.camera(ABOVE)
    sun(analytic_stage.stage, np.pi * WHITE, turn("X", degrees))

    assert_codes(see_rgb(24, 16), (code, code, code))


def test_grey_card_under_a_sun_chosen_for_it_is_middle_grey(analytic_stage, see_rgb):
    # Irradiance pi * 1000 shows an albedo as it is: 0.18 is sRGB 118.
    matte(analytic_stage.add("/World/card", CARD), (0.18, 0.18, 0.18))
    analytic_stage.camera(ABOVE)
    sun(analytic_stage.stage, np.pi * WHITE, IDENTITY)

    assert_codes(see_rgb(24, 16), (118, 118, 118))


def test_sun_shades_a_ball_pixel_by_pixel(analytic_stage, see_rgb):
    stage = analytic_stage
    matte(stage.add("/World/ball", Sphere(1.5)), (0.8, 0.8, 0.8))
    camera = stage.camera(Pinhole(look_at((0.7, -5.1, 2.2), (0.05, 0.0, 0.1))))
    placement = turn("X", 50) @ turn("Z", 30)
    sun(stage.stage, np.pi * WHITE, placement)

    picture = see_rgb(96, 72)

    truth = cast(stage.solids, camera, 96, 72)
    cosine = np.maximum(truth.normal @ placement[2, :3], 0.0)
    assert (cosine > 0.9).any()
    assert_codes(picture, grey(srgb(0.8 * cosine)))


@pytest.mark.parametrize("place", [IDENTITY, move(9000, -8000, 300)], ids=["near the origin", "far from it"])
def test_lamp_lights_a_card_by_the_square_of_its_distance(analytic_stage, see_rgb, place):
    # A ball of radiance L and radius r at distance d gives pi L (r / d)^2 cos; cos = height / d.
    stage = analytic_stage
    stage.group("/World", place)
    matte(stage.add("/World/card", CARD), (0.8, 0.8, 0.8))
    camera = stage.camera(Pinhole(ABOVE.camera_to_world @ place))
    lamp = UsdLux.SphereLight.Define(stage.stage, "/World/Lamp")
    lamp.CreateRadiusAttr(0.1)
    lamp.CreateIntensityAttr(200_000)
    lamp.AddTranslateOp().Set((0.6, 0.3, 2.0))

    picture = see_rgb(48, 32)

    origin, direction = camera.rays(48, 32)
    point = origin + cast(stage.solids, camera, 48, 32).depth.reshape(-1, 1) * direction
    distance = np.linalg.norm(point - place[3, :3] - (0.6, 0.3, 2.0), axis=1).reshape(32, 48)
    linear = 0.8 * 200 * 0.1**2 * 2.0 / distance**3
    assert 0.39 < linear.max() < 0.4
    assert_codes(picture, grey(srgb(linear)))


def test_lights_add_up(analytic_stage, see_rgb):
    # 0.2 from the sky and 0.5 cos 60 = 0.25 from the sun: 0.45 is code 178.6.
    matte(analytic_stage.add("/World/card", CARD), (0.5, 0.5, 0.5))
    analytic_stage.camera(ABOVE)
    dome(analytic_stage.stage, 400)
    sun(analytic_stage.stage, np.pi * WHITE, turn("Y", 60))

    assert_codes(see_rgb(24, 16), (178.6, 178.6, 178.6))


def test_shadow_of_a_card_lies_where_the_sun_throws_it(analytic_stage, see_rgb):
    # The sun comes down at 30 degrees from straight above towards +y: the shadow of a card 1 above the floor is moved
    # by tan 30 = 0.5774. The card reaches from -0.5 to 0.5 in x and from -0.4 to 0.4 in y.
    stage = analytic_stage
    matte(stage.add("/World/floor", CARD), (0.5, 0.5, 0.5))
    matte(stage.add("/World/card", Plane(1.0, 0.8), move(0, 0, 1)), (0.8, 0.8, 0.8))
    camera = stage.camera(Pinhole(look_at((0.31, -4.1, 4.3), (0.03, 0.12, 0.0))))
    sun(stage.stage, np.pi * WHITE, turn("X", 30))

    picture = see_rgb(120, 80)

    truth = cast(stage.solids, camera, 120, 80)
    origin, direction = camera.rays(120, 80)
    x, y, _ = (origin + truth.depth.reshape(-1, 1) * direction).reshape(80, 120, 3).transpose(2, 0, 1)
    on_floor = truth.index == 0
    # Positive inside of the shadow.
    depth_in_shadow = np.minimum(0.5 - np.abs(x), 0.4 - np.abs(y - 0.57735))
    assert np.abs(depth_in_shadow[on_floor]).min() > 1e-3, (
        "a pixel lies on the edge of the shadow: move something"
    )
    shaded = on_floor & (depth_in_shadow > 0)
    assert shaded.sum() > 100
    # cos 30 = 0.8660: the floor shows 0.4330, the card 0.6928.
    expected = np.where(shaded, 0.0, np.where(on_floor, srgb(0.4330), srgb(0.6928)))
    assert_codes(picture, grey(expected))


def test_shadow_is_not_thrown_by_what_is_not_drawn(analytic_stage, see_rgb):
    matte(analytic_stage.add("/World/floor", CARD), (0.5, 0.5, 0.5))
    hidden = analytic_stage.add("/World/card", Plane(9, 9), move(0, 0, 9))
    UsdGeom.Imageable(hidden).MakeInvisible()
    analytic_stage.camera(ABOVE)
    sun(analytic_stage.stage, np.pi * WHITE, IDENTITY)

    assert_codes(see_rgb(24, 16), (188, 188, 188))


def test_light_that_is_invisible_does_not_shine(analytic_stage, see_rgb):
    matte(analytic_stage.add("/World/floor", CARD), (0.5, 0.5, 0.5))
    analytic_stage.camera(ABOVE)
    dome(analytic_stage.stage)
    light = sun(analytic_stage.stage, np.pi * WHITE, IDENTITY)
    UsdGeom.Imageable(light).MakeInvisible()

    assert_codes(see_rgb(24, 16), (188, 188, 188))
