"""Distances: near is bright, by the logarithm, and the scale says how far."""

from __future__ import annotations

import numpy as np
import pytest

from synthetic_recorder.preview.pictures import LegendEntry, PictureError, draw

YELLOW, PURPLE, GREY = [253, 231, 37, 255], [68, 1, 84, 255], [40, 40, 40, 0]
INFINITE = float("inf")


def distances(*values):
    return np.array([values], dtype=np.float32)


def test_distances_when_drawn_then_the_nearest_is_bright_and_the_farthest_dark():
    picture = draw("distance_to_camera", distances(4, 1, 2), {}, None, (3, 1))

    assert picture.pixels[0, 0].tolist() == PURPLE
    assert picture.pixels[0, 1].tolist() == YELLOW


def test_distance_that_is_twice_the_nearest_and_half_the_farthest_then_it_is_in_the_middle_of_the_ramp():
    picture = draw("distance_to_camera", distances(1, 2, 4), {}, None, (3, 1))

    # Step 127 or 128 of 255: within a step of the middle colour of viridis, (33, 144, 141).
    assert np.abs(picture.pixels[0, 1, :3].astype(int) - (33, 144, 141)).max() <= 1


def test_scale_then_it_has_the_picture_s_colour_at_each_value():
    picture = draw("distance_to_image_plane", distances(1, 2, 4), {}, None, (3, 1))

    assert (picture.scale.low, picture.scale.high, picture.scale.unit) == (1.0, 4.0, "m")
    # 256 even steps from 1 to 4: the 85th is 2.
    for step, pixel in ((0, 0), (85, 1), (255, 2)):
        assert picture.scale.colors[step].tolist() == picture.pixels[0, pixel, :3].tolist()


@pytest.mark.parametrize("value", [INFINITE, float("nan"), 0.0])
def test_pixel_in_which_nothing_is_hit_then_it_is_grey_and_lets_rgb_through_and_does_not_count_in_the_scale(
    value,
):
    picture = draw("distance_to_camera", distances(1, value, 4), {}, None, (3, 1))

    assert picture.pixels[0, 1].tolist() == GREY
    assert (picture.scale.low, picture.scale.high) == (1.0, 4.0)
    assert picture.legend == (LegendEntry((40, 40, 40), "nothing is hit", 1),)


def test_nothing_hit_at_all_then_no_scale_and_a_note():
    picture = draw("distance_to_camera", distances(INFINITE, INFINITE), {}, None, (2, 1))

    assert picture.scale is None
    assert picture.note == "Nothing is in the picture"


def test_one_distance_everywhere_then_it_is_bright():
    picture = draw("distance_to_camera", distances(3, 3), {}, None, (2, 1))

    assert picture.pixels[0].tolist() == [YELLOW, YELLOW]
    assert (picture.scale.low, picture.scale.high) == (3.0, 3.0)


def test_distances_behind_the_image_plane_then_the_ramp_is_even():
    picture = draw("distance_to_image_plane", distances(-1, 1, 3), {}, None, (3, 1))

    assert (picture.scale.low, picture.scale.high) == (-1.0, 3.0)
    assert np.abs(picture.pixels[0, 1, :3].astype(int) - (33, 144, 141)).max() <= 1


def test_distances_with_a_channel_axis_then_the_picture_is_the_same():
    flat = draw("distance_to_camera", distances(1, 2), {}, None, (2, 1))
    deep = draw("distance_to_camera", distances(1, 2)[..., np.newaxis], {}, None, (2, 1))

    assert flat.pixels.tolist() == deep.pixels.tolist()


def test_array_that_is_no_distance_then_the_error_says_what_came():
    with pytest.raises(PictureError, match=r"uint32 \(1, 2\), expected float32"):
        draw("distance_to_camera", np.ones((1, 2), dtype=np.uint32), {}, None, (2, 1))
