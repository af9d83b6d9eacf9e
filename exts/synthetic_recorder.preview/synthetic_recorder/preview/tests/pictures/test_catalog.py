"""Which annotators are drawn, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from synthetic_recorder.preview.pictures import DRAWN_ANNOTATORS, OVERLAYS, PictureError, draw


@pytest.mark.parametrize("annotator", DRAWN_ANNOTATORS)
def test_annotator_before_its_first_frame_then_the_picture_is_empty_and_says_so(annotator):
    picture = draw(annotator, np.zeros(0, dtype=np.float32), {}, None, (4, 3))

    assert picture.pixels.shape == (3, 4, 4)
    assert not picture.pixels.any()
    assert picture.note == "There is no frame yet"
    assert picture.is_overlay == (annotator in OVERLAYS)


@pytest.mark.parametrize("annotator", [name for name in DRAWN_ANNOTATORS if name not in OVERLAYS])
def test_image_of_another_size_then_the_error_says_both(annotator):
    with pytest.raises(PictureError, match=r"\(3, 4, 4\), expected an image of 8 x 6 pixels"):
        draw(annotator, np.zeros((3, 4, 4), dtype=np.float32), {}, None, (8, 6))


def test_annotator_without_a_picture_then_the_error_names_those_that_have_one():
    with pytest.raises(
        PictureError, match=r"skeleton_data has no picture\. Those that have one: rgb, semantic"
    ):
        draw("skeleton_data", np.zeros(0), {}, None, (4, 3))


def test_colours_that_are_no_bytes_then_the_error_says_what_came():
    with pytest.raises(PictureError, match=r"rgb is float32 \(3, 4, 4\), expected uint8"):
        draw("rgb", np.zeros((3, 4, 4), dtype=np.float32), {}, None, (4, 3))
