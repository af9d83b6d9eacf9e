"""Segmentations: colours as recorded, and what each means."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from synthetic_recorder.preview.pictures import LegendEntry, PictureError, draw

NOTHING, OTHER = (0, 0, 0, 0), (0, 0, 0, 255)
GREEN, PINK = (33, 243, 3, 255), (240, 4, 111, 255)
LABELS = {
    "idToLabels": {
        str(NOTHING): {"class": "BACKGROUND"},
        str(OTHER): {"class": "UNLABELLED"},
        str(GREEN): {"class": "box"},
        str(PINK): {"class": "can", "color": "red"},
    }
}


def colors(*rows):
    return np.array(rows, dtype=np.uint8)


def test_colours_when_drawn_then_they_are_as_recorded_and_only_background_is_transparent():
    picture = draw("semantic_segmentation", colors([NOTHING, OTHER], [GREEN, GREEN]), LABELS, None, (2, 2))

    assert picture.pixels.tolist() == [[list(NOTHING), list(OTHER)], [list(GREEN), list(GREEN)]]
    assert not picture.is_overlay


def test_legend_of_colours_then_every_colour_with_its_label_and_pixels_most_first():
    picture = draw("semantic_segmentation", colors([NOTHING, PINK], [GREEN, GREEN]), LABELS, None, (2, 2))

    assert picture.legend == (
        LegendEntry((33, 243, 3), "class: box", 2),
        LegendEntry((0, 0, 0), "BACKGROUND", 1),
        LegendEntry((240, 4, 111), "class: can, color: red", 1),
    )


def test_ids_when_drawn_then_they_have_the_published_colours():
    ids = np.array([[0, 1, 2, 3, 17]], dtype=np.uint32)

    picture = draw("semantic_segmentation", ids, {}, None, (5, 1))

    # From the table that Isaac Lab publishes.
    assert picture.pixels.tolist() == [
        [[0, 0, 0, 0], [0, 0, 0, 255], list(GREEN), list(PINK), [13, 143, 235, 255]]
    ]


def test_ids_that_are_large_when_drawn_then_they_are_told_apart_all_the_same():
    ids = np.array([[4_000_000_000, 4_000_000_000, 4_000_000_001]], dtype=np.uint32)

    picture = draw("instance_id_segmentation", ids, {"idToLabels": {"4000000000": "/World/A"}}, None, (3, 1))

    assert [(entry.text, entry.pixels) for entry in picture.legend] == [
        ("/World/A", 2),
        ("id 4000000001, which has no name", 1),
    ]
    assert picture.pixels[0, 0].tolist() == picture.pixels[0, 1].tolist() != picture.pixels[0, 2].tolist()


@pytest.mark.parametrize("key", ["2", 2])
def test_ids_of_instances_when_named_then_the_legend_has_path_and_labels(key):
    info = {"idToLabels": {key: "/World/Can"}, "idToSemantics": {key: {"class": "can"}}}

    picture = draw("instance_segmentation_fast", np.full((1, 3), 2, dtype=np.uint32), info, None, (3, 1))

    assert picture.legend == (LegendEntry((33, 243, 3), "/World/Can (class: can)", 3),)


def test_background_and_unlabelled_of_instances_then_they_are_named_once():
    info = {
        "idToLabels": {"0": "BACKGROUND", "1": "UNLABELLED"},
        "idToSemantics": {"0": {"class": "BACKGROUND"}, "1": {"class": "UNLABELLED"}},
    }

    picture = draw("instance_segmentation", np.array([[0, 1]], dtype=np.uint32), info, None, (2, 1))

    assert [entry.text for entry in picture.legend] == ["BACKGROUND", "UNLABELLED"]


def test_colours_that_come_as_one_number_a_pixel_then_they_are_the_same_picture():
    """As older releases of Replicator give them."""
    as_bytes = colors([NOTHING, PINK], [GREEN, GREEN])
    as_numbers = as_bytes.view(np.uint32)[..., 0]

    one = draw("semantic_segmentation", as_bytes, LABELS, None, (2, 2))
    other = draw("semantic_segmentation", as_numbers, LABELS, None, (2, 2))

    assert one.pixels.tolist() == other.pixels.tolist()
    assert one.legend == other.legend


def test_a_colour_that_the_info_does_not_name_then_the_legend_says_so():
    picture = draw("semantic_segmentation", colors([(1, 2, 3, 255)]), LABELS, None, (1, 1))

    assert picture.legend == (LegendEntry((1, 2, 3), "(1, 2, 3, 255), which has no name", 1),)


def test_info_without_names_then_the_two_that_are_always_so_are_named():
    picture = draw("semantic_segmentation", colors([NOTHING, OTHER]), {}, None, (2, 1))

    assert [entry.text for entry in picture.legend] == ["BACKGROUND", "UNLABELLED"]
    assert picture.pixels[..., 3].tolist() == [[0, 255]]


def test_colours_of_ones_own_then_background_is_transparent_in_its_colour_and_a_label_never_is():
    blue, faint = (0, 0, 90, 255), (255, 237, 218, 0)
    info = {"idToLabels": {str(blue): {"class": "BACKGROUND"}, str(faint): {"class": "table"}}}

    picture = draw("semantic_segmentation", colors([blue, faint]), info, None, (2, 1))

    assert picture.pixels.tolist() == [[[0, 0, 90, 0], [255, 237, 218, 255]]]


@pytest.mark.parametrize(
    ("row", "note"),
    [
        ([NOTHING, NOTHING], "Nothing is in the picture"),
        ([NOTHING, OTHER], "Nothing in the picture has a label that counts"),
        ([OTHER, GREEN], ""),
    ],
)
def test_picture_without_a_label_then_a_note_says_so(row, note):
    assert draw("semantic_segmentation", colors(row), LABELS, None, (2, 1)).note == note


def test_array_that_is_no_segmentation_then_the_error_says_what_came():
    with pytest.raises(PictureError, match=r"float32 \(1, 2\), expected colours"):
        draw("semantic_segmentation", np.zeros((1, 2), dtype=np.float32), {}, None, (2, 1))


@given(
    arrays(np.uint8, (3, 4), elements=st.integers(0, 3)),
    arrays(np.uint8, (4, 4)),
    st.sets(st.integers(0, 3)),
)
def test_any_colours_then_each_pixel_has_its_entry_in_the_legend_and_each_entry_its_pixels(
    places, palette, named
):
    info = {"idToLabels": {str(tuple(palette[index].tolist())): {"class": str(index)} for index in named}}

    picture = draw("semantic_segmentation", palette[places], info, None, (4, 3))

    shown = [tuple(pixel[:3]) for pixel in picture.pixels.reshape(-1, 4).tolist()]
    for color in set(shown):
        assert sum(entry.pixels for entry in picture.legend if entry.color == color) == shown.count(color)
    assert sum(entry.pixels for entry in picture.legend) == len(shown)
