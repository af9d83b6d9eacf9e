"""A picture over the colour image, in another size, and with boxes drawn into it."""

from __future__ import annotations

import numpy as np
import pytest

from synthetic_recorder.preview.pictures import (
    BoxOutline,
    Picture,
    PictureError,
    Placement,
    blend,
    draw,
    draw_outlines,
    resize,
)

RED = (255, 0, 0, 255)


def pixels(*row):
    return np.array([row], dtype=np.uint8)


def outline(*lines, color=(0, 255, 0)):
    return BoxOutline(np.array(lines, dtype=np.float32), (0, 0), "class: box", color)


@pytest.mark.parametrize(
    ("opacity", "expected"),
    # 100 and 201 in halves: 150.5, rounded up. A quarter, 64 of 255: (100 x 191 + 201 x 64) / 255 = 125.3.
    [(0.0, 100), (0.25, 125), (0.5, 151), (1.0, 201)],
)
def test_opacity_then_it_is_the_picture_s_share(opacity, expected):
    under, over = pixels((100, 100, 100, 255)), Picture(pixels((201, 201, 201, 255)))

    assert blend(under, over, opacity).tolist() == [[[expected, expected, expected, 255]]]


def test_background_when_something_shows_through_then_it_is_rgb_as_it_is():
    assert blend(pixels((9, 8, 7, 255)), Picture(pixels((0, 0, 0, 0))), 0.9).tolist() == [[[9, 8, 7, 255]]]


def test_background_when_the_picture_is_opaque_then_it_is_black_as_recorded():
    assert blend(pixels((9, 8, 7, 255)), Picture(pixels((0, 0, 0, 0))), 1.0).tolist() == [[[0, 0, 0, 255]]]


def test_overlay_then_rgb_is_as_it_is_whatever_the_opacity():
    overlay = Picture(pixels((0, 0, 0, 0)), is_overlay=True)

    assert blend(pixels((9, 8, 7, 255)), overlay, 1.0).tolist() == [[[9, 8, 7, 255]]]


def test_rgb_when_drawn_then_it_is_opaque_and_kept():
    data = pixels((9, 8, 7, 0))

    assert draw("rgb", data, {}, None, (1, 1)).pixels.tolist() == [[[9, 8, 7, 255]]]
    assert data.tolist() == [[[9, 8, 7, 0]]]


def test_pictures_of_two_sizes_then_the_error_says_so():
    with pytest.raises(PictureError, match="expected both of one frame"):
        blend(pixels(RED), Picture(pixels(RED, RED)), 0.5)


@pytest.mark.parametrize("opacity", [-0.1, 1.1, float("nan")])
def test_opacity_that_is_none_then_the_error_says_what_is(opacity):
    with pytest.raises(PictureError, match="expected 0 to 1"):
        blend(pixels(RED), Picture(pixels(RED)), opacity)


def test_larger_size_then_pixels_are_repeated_and_none_is_mixed():
    shown = resize(pixels((10, 0, 0, 255), (20, 0, 0, 255)), (5, 2))

    # The centres of five pixels, 0.2, 0.6, 1.0, 1.4, 1.8 of two: the third is the second one's.
    assert shown[..., 0].tolist() == [[10, 10, 20, 20, 20]] * 2


def test_smaller_size_then_pixels_are_left_out_and_none_is_mixed():
    shown = resize(pixels(*[(value, 0, 0, 255) for value in range(6)]), (2, 1))

    assert shown[..., 0].tolist() == [[1, 4]]


def test_image_in_a_wider_area_then_it_is_in_the_middle_and_its_aspect_is_kept():
    placement = Placement.within((64, 48), (400, 240))

    assert (placement.left, placement.top, placement.width, placement.height) == (40, 0, 320, 240)


@pytest.mark.parametrize(
    ("place", "pixel"),
    [
        ((40, 0), (0, 0)),
        ((359.9, 239.9), (63, 47)),
        # Five pixels of the screen are one of the image.
        ((44.9, 4.9), (0, 0)),
        ((45, 5), (1, 1)),
        ((39.9, 0), None),
        ((360, 0), None),
        ((100, -0.1), None),
        ((100, 240), None),
    ],
)
def test_place_of_the_area_then_the_pixel_that_is_shown_there(place, pixel):
    assert Placement.within((64, 48), (400, 240)).pixel_at(*place) == pixel


def test_every_place_of_an_enlarged_image_then_its_pixel_is_the_one_that_resize_shows():
    image = np.zeros((3, 7, 4), dtype=np.uint8)
    image[..., 0], image[..., 1] = np.meshgrid(range(7), range(3))
    # 39 x 17 pixels: neither is a multiple.
    placement = Placement.within((7, 3), (40, 17))

    shown = resize(image, (placement.width, placement.height))

    for row, column in np.ndindex(placement.height, placement.width):
        place = placement.left + column + 0.5, placement.top + row + 0.5
        assert placement.pixel_at(*place) == tuple(shown[row, column, :2])


def test_place_of_the_image_then_where_it_is_shown():
    assert Placement.within((64, 48), (400, 240)).place_of(32, 48) == (200, 240)


def test_area_that_is_smaller_than_a_pixel_then_one_is_shown():
    placement = Placement.within((64, 48), (0.5, 0))

    assert (placement.left, placement.top, placement.width, placement.height) == (0, 0, 1, 1)


def test_outline_when_drawn_then_it_is_two_pixels_wide_with_black_beside_it_in_the_size_of_the_screen():
    # A column at 5 of 10 pixels, which is at 10 of 20.
    shown = draw_outlines(np.full((20, 20, 4), 255, dtype=np.uint8), [outline(((5, 0), (5, 10)))], (10, 10))

    assert shown[7, 7:14].tolist() == [
        [255] * 4,
        [255] * 4,
        [0, 0, 0, 255],
        [0, 255, 0, 255],
        [0, 255, 0, 255],
        [0, 0, 0, 255],
        [255] * 4,
    ]
    assert (shown[:, 10] == (0, 255, 0, 255)).all()


def test_outline_along_the_last_border_then_it_is_in_the_last_pixel():
    shown = draw_outlines(np.zeros((8, 8, 4), dtype=np.uint8), [outline(((8, 0), (8, 8)))], (8, 8))

    assert (shown[:, 7] == (0, 255, 0, 255)).all()


def test_slanted_outline_then_it_has_no_gaps():
    shown = draw_outlines(np.zeros((30, 60, 4), dtype=np.uint8), [outline(((1, 1), (58, 27)))], (60, 30))

    assert (shown[..., 1] == 255).any(axis=0)[1:59].all()


def test_outlines_when_drawn_then_what_they_are_drawn_over_is_kept():
    ground = np.zeros((8, 8, 4), dtype=np.uint8)

    draw_outlines(ground, [outline(((0, 0), (8, 8)))], (8, 8))

    assert not ground.any()
