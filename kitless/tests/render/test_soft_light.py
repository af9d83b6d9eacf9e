"""Light that is sampled: penumbras and skies with images, against what they are on the mean."""

from __future__ import annotations

import numpy as np
import pytest

from kitless.render import (
    Drawable,
    Light,
    Lighting,
    LightKind,
    PinholeLens,
    Sky,
    SkyImage,
    Surface,
    TriangleMesh,
)

WIDTH, HEIGHT = 40, 8
UPRIGHT = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


def card(name: str, left: float, right: float, height: float) -> tuple[Drawable, np.ndarray]:
    """At a height of z, from left to right in x, 18 deep in y."""
    corners = np.array([(left, -9), (right, -9), (right, 9), (left, 9)], np.float32)
    points = np.column_stack([corners, np.full(4, height, np.float32)])
    triangles = np.array([(0, 1, 2), (0, 2, 3)], np.int32)
    return Drawable(name, TriangleMesh(points, triangles, np.zeros(2, np.int32)), Surface()), np.eye(4)


FLOOR = card("/floor", -9.0, 9.0, 0.0)


@pytest.fixture
def radiance(renderer, furnish, look):
    """`radiance(placed, lighting, subframes)`, (H, W), 1 for white, of the floor 0.02 a column around x = 0."""
    above = np.eye(4)
    above[3, 2] = 0.4
    camera = look(PinholeLens((WIDTH, HEIGHT), 1.0, (2.0, 0.4)), size=(WIDTH, HEIGHT), to_world=above)

    def radiance(placed, lighting, subframes):
        scene = furnish(placed, lighting)
        gbuffer = renderer.render(scene, camera, channels=frozenset({"radiance"}), subframes=subframes)
        return gbuffer.radiance[..., 1].astype(np.float64)

    return radiance


LAMPS = {
    "rect": (
        Light(LightKind.RECT, (1e4,) * 3, position=(0, 0, 1), area=0.02, spans=((0.4, 0, 0), (0, 0.05, 0))),
        lambda u: np.clip((0.2 + u) / 0.4, 0, 1),
    ),
    "cylinder": (
        Light(
            LightKind.CYLINDER,
            (1e4,) * 3,
            position=(0, 0, 1),
            area=0.008,
            radius=0.01,
            spans=((0.4, 0, 0),) * 2,
        ),
        lambda u: np.clip((0.2 + u) / 0.4, 0, 1),
    ),
    # The segment of a disc beyond a line.
    "disk": (
        Light(LightKind.DISK, (1e4,) * 3, position=(0, 0, 1), area=0.1257, spans=((0.2, 0, 0), (0, 0.2, 0))),
        lambda u: 0.5 + (np.arcsin(s := np.clip(u / 0.2, -1, 1)) + s * np.sqrt(1 - s * s)) / np.pi,
    ),
}


@pytest.mark.parametrize("lamp", LAMPS)
def test_shadow_when_there_are_subframes_then_is_the_share_of_the_light_that_is_seen(radiance, lamp):
    light, share_beyond = LAMPS[lamp]
    # Half a roof at half the height of the lamp: from x, all of the lamp is seen that is to the right of -x.
    roof = card("/roof", -4.0, 0.0, 0.5)
    x = (np.arange(WIDTH) + 0.5) * 0.02 - 0.4

    clear = radiance([FLOOR], Lighting((light,)), 16)
    soft = radiance([FLOOR, roof], Lighting((light,)), 16)
    hard = radiance([FLOOR, roof], Lighting((light,)), 1)

    assert clear.min() > 0.1
    assert (soft / clear).mean(axis=0) == pytest.approx(share_beyond(x), abs=0.08)
    assert (soft / clear).mean() == pytest.approx(share_beyond(x).mean(), abs=0.01)
    assert (hard > 0).tolist() == [(x > 0).tolist()] * HEIGHT
    assert (radiance([FLOOR, roof], Lighting((light,)), 16) == soft).all()


@pytest.mark.parametrize("subframes", [1, 3, 17])
def test_sky_image_when_it_is_even_then_lights_as_a_dome_without_one(radiance, subframes):
    sky = Sky(SkyImage(np.full((16, 32, 3), 0.5, np.float32)), (1000.0,) * 3, UPRIGHT)

    floor = radiance([FLOOR], Lighting(sky=sky), subframes)

    # A surface of albedo 0.5 under a sky of 0.5.
    assert floor.mean() == pytest.approx(0.25, rel=0.02)


@pytest.mark.parametrize("subframes", [1, 3, 17])
def test_sky_image_when_it_has_a_sun_then_lights_by_its_solid_angle(radiance, subframes):
    pixels = np.zeros((64, 128, 3), np.float32)
    pixels[31:33, 63:65] = 1.0  # around +z, over the floor
    step = np.pi / 64
    solid_angle = 2 * step * 2 * np.sin(step)
    sky = Sky(SkyImage(pixels), (1000.0 * np.pi / solid_angle,) * 3, UPRIGHT)

    floor = radiance([FLOOR], Lighting(sky=sky), subframes)

    # E = pi from straight above: albedo 0.5. A ray drawn by its cosine meets the sun in a few pixels.
    assert floor.mean() == pytest.approx(0.5, rel=0.01)
    assert floor == pytest.approx(np.full((HEIGHT, WIDTH), 0.5), abs=0.08)


def test_sky_image_when_a_dome_shines_as_well_then_both_light(radiance):
    sky = Sky(SkyImage(np.full((16, 32, 3), 0.5, np.float32)), (1000.0,) * 3, UPRIGHT)

    floor = radiance([FLOOR], Lighting(dome=(300.0,) * 3, sky=sky), 1)

    assert floor.mean() == pytest.approx(0.5 * (0.5 + 0.3), rel=0.02)


def test_sky_image_when_it_is_larger_or_smaller_than_its_cells_then_their_means_are_its_own():
    rng = np.random.default_rng(9)
    for rows, columns in ((1, 1), (7, 5), (128, 256), (100, 300)):
        pixels = rng.random((rows, columns, 3), dtype=np.float32)
        image = SkyImage(pixels)

        # Each cell has as many degrees as any other: the plain mean stays, and is found in each row and column.
        assert image.light.mean(axis=(0, 1)) == pytest.approx(pixels.mean(axis=(0, 1)), rel=1e-4)
        assert image.cumulative[0] == 0.0
        assert image.cumulative[-1] == 1.0
        assert (np.diff(image.cumulative) >= 0).all()
