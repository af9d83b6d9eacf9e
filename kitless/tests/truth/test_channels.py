"""Annotators beside those of BasicWriter: colours before and after the screen, materials, depths, normals, paths."""

from __future__ import annotations

import numpy as np
import pytest

from .analytic import Box, Plane, Sphere
from .looks import dome, matte, srgb, sun
from .placement import IDENTITY, look_at, move, turn
from .ray_caster import Pinhole, cast

POSE = look_at((0.7, -8.1, 2.2), (0.05, 0.0, 0.1))


def furnish(stage):
    """Coloured solids under a dome and a sun."""
    matte(stage.add("/World/floor", Plane(9, 9), move(0, 0, -1.2)), (0.5, 0.5, 0.5))
    matte(stage.add("/World/box", Box(1.1), turn("Z", 20) @ move(-1.3, 0, 0)), (0.8, 0.2, 0.1))
    stage_ball = matte(stage.add("/World/ball", Sphere(0.8), move(0.9, 0.3, 0)), (0.1, 0.4, 0.9))
    stage_ball.GetInput("roughness").Set(0.25)
    dome(stage.stage, 400)
    sun(stage.stage, 2000, turn("X", 30) @ turn("Y", 20))
    return stage.camera(Pinhole(POSE))


def test_what_a_screen_shows_is_the_encoded_linear_colour(analytic_stage, watch):
    furnish(analytic_stage)

    frame = watch(64, 48, "rgb", "LdrColor", "HdrColor").step()

    linear = frame["HdrColor"].data
    assert linear.dtype == np.float32
    assert linear.shape == (48, 64, 4)
    assert (linear[..., 3] == 1).all()
    assert linear[..., :3].max() > 0.5
    np.testing.assert_array_equal(frame["rgb"].data, frame["LdrColor"].data)
    # 8 bits: at most half a code away, and a little for single precision.
    assert np.abs(frame["LdrColor"].data[..., :3] - srgb(linear[..., :3])).max() <= 0.51


def test_light_above_white_is_kept_in_the_linear_colour(analytic_stage, watch):
    stage = analytic_stage
    matte(stage.add("/World/card", Plane(9, 9), move(0, 0, -2)), (1, 1, 1))
    dome(stage.stage, 3000)
    stage.camera(Pinhole(IDENTITY))

    frame = watch(8, 6, "HdrColor", "LdrColor").step()

    np.testing.assert_allclose(frame["HdrColor"].data[..., :3], 3, rtol=0.02)
    assert (frame["LdrColor"].data == 255).all()


def test_albedo_and_roughness_are_those_of_the_material(analytic_stage, watch):
    stage = analytic_stage
    camera = furnish(stage)

    frame = watch(64, 48, "DiffuseAlbedo", "Roughness").step()

    truth = cast(stage.solids, camera, 64, 48)
    decidable = ~truth.undecidable
    for number, (color, roughness) in enumerate(
        (((0.5,) * 3, 1.0), ((0.8, 0.2, 0.1), 1.0), ((0.1, 0.4, 0.9), 0.25))
    ):
        seen = decidable & (truth.index == number)
        assert seen.any()
        albedo = frame["DiffuseAlbedo"].data
        assert albedo.dtype == np.uint8
        assert np.abs(albedo[seen][:, :3] - 255 * np.array(color)).max() <= 0.51
        assert frame["Roughness"].data.dtype == np.uint8
        assert np.abs(frame["Roughness"].data[seen][:, 0] - 255 * roughness).max() <= 0.51


@pytest.mark.parametrize("name", ["SmoothNormal", "BumpNormal"])
def test_other_normals_are_the_normals(analytic_stage, watch, name):
    furnish(analytic_stage)

    frame = watch(64, 48, "normals", name).step()

    np.testing.assert_array_equal(frame[name].data, frame["normals"].data)


def test_linear_depth_is_the_distance_to_the_image_plane(analytic_stage, watch):
    furnish(analytic_stage)

    frame = watch(64, 48, "distance_to_image_plane", "DepthLinearized").step()

    np.testing.assert_array_equal(
        frame["DepthLinearized"].data[..., 0], frame["distance_to_image_plane"].data
    )
    assert frame["DepthLinearized"].data.shape == (48, 64, 1)


def test_fast_annotators_say_the_same(analytic_stage, watch):
    stage = analytic_stage
    stage.add("/World/box", Box(1.1), turn("Z", 20), label="box")
    stage.camera(Pinhole(POSE))
    names = [
        "instance_segmentation",
        "instance_id_segmentation",
        "bounding_box_2d_tight",
        "bounding_box_2d_loose",
        "bounding_box_3d",
    ]

    frame = watch(32, 24, *names, *(f"{name}_fast" for name in names)).step()

    for name in names:
        fast = frame[f"{name}_fast"]
        assert fast.data.tobytes() == frame[name].data.tobytes()
        for key, value in frame[name].info.items():
            same = fast.info[key]
            if isinstance(same, dict):
                assert {str(number): entry for number, entry in same.items()} == value
            else:
                np.testing.assert_array_equal(same, value)
