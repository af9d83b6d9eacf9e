"""Boxes in the picture."""

from __future__ import annotations

import numpy as np
import pytest

from synthetic_recorder.preview.pictures import PictureError, draw

NAMES = {"idToLabels": {"0": {"class": "box"}, "1": {"class": "can"}}}


def ends(box):
    """The corners that the lines of an outline go through, each once."""
    return {tuple(end) for end in box.lines.reshape(-1, 2).tolist()}


def test_box_when_drawn_then_its_last_column_and_row_are_within_it(boxes_2d):
    picture = draw("bounding_box_2d_tight", boxes_2d((0, 3, 5, 3, 9)), NAMES, None, (64, 48))

    (box,) = picture.boxes
    assert ends(box) == {(3, 5), (4, 5), (4, 10), (3, 10)}
    assert len(box.lines) == 4
    assert box.anchor == (3, 5)


def test_box_when_drawn_then_nothing_but_outlines_lies_over_rgb(boxes_2d):
    picture = draw("bounding_box_2d_loose", boxes_2d((0, 3, 5, 3, 9)), NAMES, None, (64, 48))

    assert picture.is_overlay
    assert picture.pixels.shape == (48, 64, 4)
    assert not picture.pixels.any()


def test_boxes_with_the_same_label_then_they_have_one_colour_and_its_name(boxes_2d):
    rows = boxes_2d((0, 0, 0, 1, 1), (1, 2, 2, 3, 3), (0, 4, 4, 5, 5))

    picture = draw("bounding_box_2d_tight", rows, NAMES, None, (64, 48))

    # The first two colours of Replicator's table that are not black.
    assert [(box.text, box.color) for box in picture.boxes] == [
        ("class: box", (33, 243, 3)),
        ("class: can", (240, 4, 111)),
        ("class: box", (33, 243, 3)),
    ]


def test_box_without_a_name_then_its_number_is_its_name(boxes_2d):
    picture = draw("bounding_box_2d_tight", boxes_2d((0, 0, 0, 1, 1)), {}, None, (64, 48))

    assert picture.boxes[0].text == "id 0, which has no name"


def test_fast_variant_with_integers_for_keys_then_its_boxes_have_names(boxes_2d):
    info = {"idToLabels": {0: {"class": "box"}}}

    picture = draw("bounding_box_2d_tight_fast", boxes_2d((0, 0, 0, 1, 1)), info, None, (64, 48))

    assert picture.boxes[0].text == "class: box"


def test_box_that_reaches_beyond_the_picture_then_it_is_cut_off(boxes_2d):
    picture = draw("bounding_box_2d_loose", boxes_2d((0, -5, 40, 64, 2**31 - 1)), NAMES, None, (64, 48))

    assert ends(picture.boxes[0]) == {(0, 40), (64, 40), (64, 48), (0, 48)}


def test_box_without_extent_then_it_is_left_out(boxes_2d):
    # What has no place has been seen with the largest number as its first column and the smallest as its last.
    nowhere = (0, 2**31 - 1, 2**31 - 1, -(2**31), -(2**31))

    picture = draw("bounding_box_2d_tight", boxes_2d(nowhere, (1, 2, 2, 3, 3)), NAMES, None, (64, 48))

    assert [box.text for box in picture.boxes] == ["class: can"]


def test_no_boxes_then_a_note_says_so(boxes_2d):
    picture = draw("bounding_box_2d_tight", boxes_2d(), {}, None, (64, 48))

    assert picture.boxes == ()
    assert picture.note == "Nothing in the picture has a label that counts"


def test_rows_without_a_field_then_the_error_names_it():
    rows = np.zeros(1, dtype=[("semanticId", "<u4"), ("x_min", "<i4")])

    with pytest.raises(PictureError, match="expected rows with y_min, x_max, y_max"):
        draw("bounding_box_2d_tight", rows, {}, None, (64, 48))
