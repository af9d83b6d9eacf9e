"""Normals and motion: what a colour says of a direction."""

from __future__ import annotations

import math

import numpy as np
import pytest

from synthetic_recorder.preview.pictures import PictureError, draw


def normals(*vectors):
    return np.array([[(*vector, 1.0) for vector in vectors]], dtype=np.float32)


def motion(*vectors):
    return np.array([[(*vector, 0.0, 0.0) for vector in vectors]], dtype=np.float32)


def test_normals_when_drawn_then_components_are_bytes_as_in_the_files():
    picture = draw("normals", normals((1, 0, 0), (0, -1, 0), (0.6, 0, 0.8)), {}, None, (3, 1))

    # (n * 0.5 + 0.5) * 255, cut off: 0 is 127.5, 0.6 is 204.0 in float32, 0.8 is 229.5.
    assert picture.pixels[0].tolist() == [[255, 127, 127, 255], [127, 0, 127, 255], [204, 127, 229, 255]]


def test_legend_of_normals_then_each_axis_with_the_pixels_nearest_to_it():
    picture = draw("normals", normals((0.6, 0, 0.8), (0, 0, 1), (0, -1, 0), (0, 0, 0)), {}, None, (4, 1))

    assert {entry.text: (entry.color, entry.pixels) for entry in picture.legend} == {
        "+Z": ((127, 127, 255), 2),
        "-Y": ((127, 0, 127), 1),
        "nothing is hit": ((127, 127, 127), 1),
    }
    assert picture.legend[0].text == "+Z"


def test_normals_where_nothing_is_hit_then_rgb_is_let_through():
    picture = draw("normals", normals((0, 0, 0), (math.nan, 0, 0)), {}, None, (2, 1))

    assert picture.pixels[..., 3].tolist() == [[0, 0]]
    assert picture.note == "Nothing is in the picture"


def test_motion_when_drawn_then_the_hue_is_where_it_went_to_and_the_brightness_how_far():
    # The annotator's vectors lead back: x > 0 for what has moved to the left, y > 0 for what has moved up.
    picture = draw("motion_vectors", motion((-4, 0), (4, 0), (-2, 0), (0, 0)), {}, None, (4, 1))

    right, left, half, still = picture.pixels[0].tolist()
    assert right == [255, 0, 0, 255]
    assert left == [0, 255, 255, 255]
    assert half == [128, 0, 0, 255]
    assert still == [0, 0, 0, 0]
    assert (picture.scale.low, picture.scale.high, picture.scale.unit) == (0.0, 4.0, "px")


def test_legend_of_motion_then_directions_with_their_pixels():
    picture = draw("motion_vectors", motion((-4, 0), (0, 4), (0, 4.1), (0, 0)), {}, None, (4, 1))

    # Up is three quarters of the way around the wheel: half red, all blue.
    assert {entry.text: (entry.color, entry.pixels) for entry in picture.legend} == {
        "up": ((128, 0, 255), 2),
        "right": ((255, 0, 0), 1),
        "still": ((0, 0, 0), 1),
    }


def test_wheel_of_motion_then_right_of_its_centre_is_the_colour_of_what_has_moved_to_the_right():
    wheel = draw("motion_vectors", motion((1, 0)), {}, None, (1, 1)).wheel

    middle, last = wheel.shape[0] // 2, wheel.shape[1] - 1
    red, green, blue, alpha = wheel[middle, last].tolist()
    assert red > 240
    assert max(green, blue) < 20
    assert alpha == 255
    assert wheel[0, 0, 3] == 0


def test_motion_below_a_pixel_then_it_is_not_blown_up():
    picture = draw("motion_vectors", motion((-0.5, 0), (0.001, 0)), {}, None, (2, 1))

    assert picture.scale.high == 1.0
    assert picture.pixels[0].tolist() == [[128, 0, 0, 255], [0, 0, 0, 0]]


def test_motion_of_nothing_then_a_note_says_so():
    picture = draw("motion_vectors", motion((0, 0), (math.nan, math.inf)), {}, None, (2, 1))

    assert picture.note == "Nothing has moved"
    assert picture.pixels[..., 3].tolist() == [[0, 0]]


@pytest.mark.parametrize("annotator", ["normals", "motion_vectors"])
def test_array_that_has_no_vectors_then_the_error_says_what_came(annotator):
    with pytest.raises(PictureError, match=r"uint8 \(1, 1, 4\), expected float32"):
        draw(annotator, np.zeros((1, 1, 4), dtype=np.uint8), {}, None, (1, 1))
