"""What is rendered beside the geometry when somebody asks for it."""

from __future__ import annotations

import numpy as np
import pytest

from kitless.render import Drawable, Lighting, PinholeLens, Surface, TextureImage, TriangleMesh

CORNERS = np.array([(-9, -9, -2), (9, -9, -2), (9, 9, -2), (-9, 9, -2)], np.float32)
TRIANGLES = np.array([(0, 1, 2), (0, 2, 3)], np.int32)


def wall(surface: Surface, **attributes) -> tuple[Drawable, np.ndarray]:
    """Fills a picture of a right angle and more."""
    mesh = TriangleMesh(CORNERS, TRIANGLES, np.zeros(2, np.int32), **attributes)
    return Drawable("/wall", mesh, surface), np.eye(4)


@pytest.fixture
def draw(renderer, furnish, look):
    def draw(placed, channels, lighting=None, subframes=1):
        camera = look(PinholeLens((8, 4), 1.0, (2.0, 1.0)), size=(8, 4))
        return renderer.render(
            furnish(placed, lighting), camera, channels=frozenset(channels), subframes=subframes
        )

    return draw


def test_channels_when_not_asked_for_then_are_not_there(draw):
    gbuffer = draw([wall(Surface())], ())

    assert (gbuffer.color, gbuffer.radiance, gbuffer.albedo, gbuffer.roughness) == (None, None, None, None)


def test_radiance_when_a_surface_glows_beyond_white_then_is_not_clipped(draw):
    gbuffer = draw([wall(Surface(base_color=(0, 0, 0), emission=(500.0, 2000.0, 0.0)))], ["radiance"])

    # Radiance 1000 is white.
    assert gbuffer.radiance.dtype == np.float32
    assert gbuffer.radiance == pytest.approx(np.broadcast_to([0.5, 2.0, 0.0], (4, 8, 3)))
    assert gbuffer.color is None


def test_radiance_when_encoded_as_srgb_then_is_the_picture(draw):
    gbuffer = draw([], ["radiance", "color"], Lighting(dome=(500.0, 1.0, 3000.0)), subframes=4)

    # 0.5: 1.055 * 0.5 ** (1 / 2.4) - 0.055 = 0.7354, 188 of 255; 0.001: 12.92 * 0.001 = 0.0129, 3; 3: clipped.
    assert gbuffer.radiance == pytest.approx(np.broadcast_to([0.5, 0.001, 3.0], (4, 8, 3)))
    assert (gbuffer.color == (188, 3, 255, 255)).all()


def test_radiance_when_subframes_differ_then_is_their_mean(draw):
    # Two thirds of the picture's height below the horizon: rows 0 … 3 of 4 with the edge at 1.5.
    glowing, _ = wall(Surface(base_color=(0, 0, 0), emission=(1000.0,) * 3))
    lowered = np.eye(4)
    lowered[3, 1] = -9.0 + 0.25

    gbuffer = draw([(glowing, lowered)], ["radiance"], subframes=64)

    # The edge at height 0.25 over distance 2 is 0.125 of a picture 1 high: 1.5 rows from the top.
    assert gbuffer.radiance[:, 3, 0] == pytest.approx([0.0, 0.5, 1.0, 1.0], abs=0.06)


def test_material_when_nothing_is_hit_then_is_0(draw):
    gbuffer = draw([], ["material"], Lighting(dome=(500.0,) * 3))

    assert not gbuffer.albedo.any()
    assert not gbuffer.roughness.any()


def test_material_when_lit_or_dark_then_is_what_the_surface_says(draw):
    gbuffer = draw([wall(Surface(base_color=(0.2, 0.4, 0.6), roughness=0.25))], ["material"])

    assert (gbuffer.albedo.dtype, gbuffer.roughness.dtype) == (np.float32, np.float32)
    assert gbuffer.albedo == pytest.approx(np.broadcast_to([0.2, 0.4, 0.6], (4, 8, 3)))
    assert gbuffer.roughness == pytest.approx(np.full((4, 8), 0.25))


def test_albedo_when_the_surface_has_a_texture_then_is_its_texel_in_linear_light(draw):
    texture = TextureImage(np.full((2, 2, 4), (188, 0, 255, 255), np.uint8))

    gbuffer = draw([wall(Surface(base_texture=texture), uvs=(np.zeros((6, 2), np.float32),))], ["material"])

    # Code 188 of sRGB: ((188 / 255 + 0.055) / 1.055) ** 2.4 = 0.5029.
    assert gbuffer.albedo == pytest.approx(np.broadcast_to([0.5029, 0.0, 1.0], (4, 8, 3)), abs=1e-4)


def test_albedo_when_the_surface_has_vertex_colors_then_is_between_them(draw):
    # Red grows from 0 at the left corners (x = -9) to 1 at the right ones (x = 9).
    red = np.array([0, 1, 1, 0, 1, 0], np.float32)
    colors = np.stack([red, np.zeros(6, np.float32), np.ones(6, np.float32)], axis=-1)

    gbuffer = draw([wall(Surface(use_vertex_color=True), colors=colors)], ["material"])

    # At depth 2 the picture reaches from -2 to 2; pixel centres at -1.75, -1.25, …
    x = np.arange(8) * 0.5 - 1.75
    assert gbuffer.albedo[2, :, 0] == pytest.approx((x + 9) / 18, abs=1e-5)
