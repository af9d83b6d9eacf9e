"""What is known of one pixel."""

from __future__ import annotations

import math

import numpy as np
import pytest

from synthetic_recorder.preview.pictures import BoxFacts, PictureError, PixelFacts, draw, label_text, probe

COLORS = {"idToLabels": {"(0, 0, 0, 0)": {"class": "BACKGROUND"}, "(33, 243, 3, 255)": {"class": "box"}}}
IDS = {"idToLabels": {"0": {"class": "BACKGROUND"}, "2": {"class": "box", "color": "red"}}}


def image(*rows, dtype=np.uint32):
    return np.array(rows, dtype=dtype)


def test_pixel_when_probed_then_column_and_row_are_told_apart():
    frame = {"semantic_segmentation": (image([0, 2], [0, 0]), IDS)}

    assert probe(frame, 1, 0).labels == {"class": "box", "color": "red"}
    assert probe(frame, 0, 1).labels == {"class": "BACKGROUND"}


def test_pixel_of_ids_then_labels_and_id_are_known():
    facts = probe({"semantic_segmentation": (image([2]), IDS)}, 0, 0)

    assert facts == PixelFacts(0, 0, labels={"class": "box", "color": "red"}, label_id=2)


def test_pixel_of_colours_then_labels_are_known_and_no_id():
    frame = {"semantic_segmentation": (image([(33, 243, 3, 255)], dtype=np.uint8), COLORS)}

    assert probe(frame, 0, 0) == PixelFacts(0, 0, labels={"class": "box"})


def test_pixel_of_colours_that_come_as_one_number_then_labels_are_known():
    colors = image([(33, 243, 3, 255)], dtype=np.uint8).view(np.uint32)[..., 0]

    assert probe({"semantic_segmentation": (colors, COLORS)}, 0, 0) == PixelFacts(
        0, 0, labels={"class": "box"}
    )


def test_pixel_without_a_name_then_its_id_is_known_and_no_label():
    assert probe({"semantic_segmentation": (image([7]), IDS)}, 0, 0) == PixelFacts(0, 0, label_id=7)


def test_pixel_that_is_unlabelled_and_not_named_then_it_is_called_so():
    assert probe({"semantic_segmentation": (image([1]), {})}, 0, 0).labels == {"class": "UNLABELLED"}


def test_pixel_of_instances_then_paths_and_ids_are_known():
    frame = {
        "instance_segmentation_fast": (image([2]), {"idToLabels": {2: "/World/Can"}}),
        "instance_id_segmentation": (image([5]), {"idToLabels": {"5": "/World/Can/Lid"}}),
    }

    assert probe(frame, 0, 0) == PixelFacts(
        0, 0, instance_path="/World/Can", instance_id=2, prim_path="/World/Can/Lid", prim_id=5
    )


def test_pixel_of_a_surface_then_colour_distances_normal_and_motion_are_known():
    frame = {
        "rgb": (image([(1, 2, 3, 255)], dtype=np.uint8), {}),
        "distance_to_camera": (image([2.5], dtype=np.float32), {}),
        "distance_to_image_plane": (image([[1.5]], dtype=np.float32), {}),
        "normals": (image([(0, 0, -1, 1)], dtype=np.float32), {}),
        # Leads back: it has moved 4 to the right and 2 up.
        "motion_vectors": (image([(-4, 2, 0, 0)], dtype=np.float32), {}),
    }

    assert probe(frame, 0, 0) == PixelFacts(
        0,
        0,
        color=(1, 2, 3),
        distance_to_camera=2.5,
        distance_to_image_plane=1.5,
        normal=(0.0, 0.0, -1.0),
        motion=(4.0, -2.0),
    )


def test_pixel_in_which_nothing_is_hit_then_the_distance_is_infinite_and_there_is_no_normal():
    frame = {
        "distance_to_camera": (image([math.inf], dtype=np.float32), {}),
        "normals": (image([(0, 0, 0, 1)], dtype=np.float32), {}),
    }

    assert probe(frame, 0, 0) == PixelFacts(0, 0, distance_to_camera=math.inf)


def test_pixel_in_boxes_then_each_is_known_with_its_label_path_and_how_much_is_hidden(boxes_2d):
    rows = boxes_2d((0, 0, 0, 3, 3), (1, 3, 3, 5, 5), (0, 4, 4, 5, 5))
    rows["occlusionRatio"] = 0.25, -1, 0
    info = {"idToLabels": {"0": {"class": "box"}}, "primPaths": ["/World/A", "/World/B", "/World/C"]}

    facts = probe({"bounding_box_2d_tight": (rows, info)}, 3, 3)

    assert facts.boxes == (
        BoxFacts("class: box", "/World/A", 0.25),
        BoxFacts("id 1, which has no name", "/World/B", None),
    )


def test_pixel_in_a_box_whose_prim_is_not_said_then_its_path_is_not_known(boxes_2d):
    facts = probe({"bounding_box_2d_loose": (boxes_2d((0, 0, 0, 3, 3)), {})}, 0, 0)

    assert facts.boxes[0].path is None


def test_annotators_without_a_pixel_then_they_say_nothing(boxes_2d):
    frame = {
        "normals": (np.zeros(0, dtype=np.float32), {}),
        "bounding_box_2d_tight": (boxes_2d((0, 5, 5, 6, 6)), {}),
        "bounding_box_2d_loose": (np.zeros(0), {}),
        "camera_params": (np.zeros(0), {}),
    }

    assert probe(frame, 0, 0) == PixelFacts(0, 0)


@pytest.mark.parametrize(("x", "y"), [(-1, 0), (2, 0), (0, -1), (0, 1)])
def test_pixel_outside_then_the_error_says_how_many_there_are(x, y):
    with pytest.raises(PictureError, match="has 2 x 1 pixels"):
        probe({"distance_to_camera": (image([1, 2], dtype=np.float32), {})}, x, y)


@pytest.mark.parametrize(
    ("labels", "text"),
    [
        ({"class": "box"}, "class: box"),
        ({"class": "can", "color": "red"}, "class: can, color: red"),
        ({"class": "UNLABELLED"}, "UNLABELLED"),
        ("/World/Can", "/World/Can"),
    ],
)
def test_labels_for_people_then_type_and_text(labels, text):
    assert label_text(labels) == text


def test_key_that_is_neither_id_nor_colour_then_the_error_names_it():
    with pytest.raises(PictureError, match="The info names 'box'"):
        draw("semantic_segmentation", image([2]), {"idToLabels": {"box": {"class": "box"}}}, None, (1, 1))
