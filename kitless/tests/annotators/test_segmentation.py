import json

import numpy as np
import pytest

from kitless.annotators import AnnotatorRegistryError, Take
from kitless.semantics import StageLabels

PATHS = ("/table", "/can", "/box")
# What the camera sees: sky, the table, the can; then sky, the box, the box.
INSTANCE = [[-1, 0, 1], [-1, 2, 2]]


@pytest.fixture
def segment(make_frame, evaluate):
    def run(instance=INSTANCE, paths=PATHS, **parameters):
        frame = make_frame(instance=instance, prim_paths=paths)
        return evaluate("semantic_segmentation", frame, **parameters)

    return run


def test_segmentation_without_colours_when_evaluated_then_has_ids_and_their_labels_as_strings(segment):
    result = segment(semanticTypes=["class"])

    # "box,food" comes before "can".
    assert result.data.dtype == np.uint32
    assert result.data.tolist() == [[0, 1, 3], [0, 2, 2]]
    assert result.info == {
        "idToLabels": {
            "0": {"class": "BACKGROUND"},
            "1": {"class": "UNLABELLED"},
            "2": {"class": "box,food"},
            "3": {"class": "can"},
        }
    }


def test_segmentation_with_colours_when_evaluated_then_has_rgba_and_keys_like_tuples(segment):
    result = segment(semanticTypes=["class"], colorize=True)

    assert result.data.dtype == np.uint8
    assert result.data.tolist() == [
        [[0, 0, 0, 0], [0, 0, 0, 255], [240, 4, 111, 255]],
        [[0, 0, 0, 0], [33, 243, 3, 255], [33, 243, 3, 255]],
    ]
    assert result.info == {
        "idToLabels": {
            "(0, 0, 0, 0)": {"class": "BACKGROUND"},
            "(0, 0, 0, 255)": {"class": "UNLABELLED"},
            "(33, 243, 3, 255)": {"class": "box,food"},
            "(240, 4, 111, 255)": {"class": "can"},
        }
    }


def test_segmentation_when_a_label_is_out_of_sight_then_it_is_not_in_the_labels_and_ids_stay(segment):
    result = segment(instance=[[1]], semanticTypes=["class"])

    assert result.data.tolist() == [[3]]
    assert sorted(result.info["idToLabels"]) == ["0", "1", "3"]


def test_segmentation_without_parameters_when_evaluated_then_has_every_type(segment):
    assert segment(instance=[[1]]).info["idToLabels"]["3"] == {"class": "can", "color": "red"}


def test_segmentation_when_a_type_is_not_asked_for_then_its_prims_are_unlabelled(segment):
    assert segment(semanticTypes=["color"]).data.tolist() == [[0, 1, 2], [0, 1, 1]]


def test_segmentation_with_a_predicate_when_evaluated_then_it_goes_before_the_types(segment):
    result = segment(semanticTypes=["color"], semanticFilter="class: food")

    assert result.data.tolist() == [[0, 1, 1], [0, 2, 2]]
    assert result.info["idToLabels"]["2"] == {"class": "food"}


def test_segmentation_of_an_empty_scene_when_evaluated_then_is_background(segment):
    assert segment(instance=[[-1, -1]], paths=()).data.tolist() == [[0, 0]]


def test_segmentation_when_a_parameter_is_unknown_then_the_error_lists_those_it_takes(segment):
    with pytest.raises(AnnotatorRegistryError, match=r"does not take palette; it takes semanticTypes"):
        segment(palette={})


MAPPING = {"class:box,food": (1, 2, 3, 255), "class:BACKGROUND": (9, 9, 9, 0)}


@pytest.mark.parametrize("mapping", [MAPPING, json.dumps(MAPPING)])
def test_segmentation_when_a_mapping_has_colours_for_labels_then_has_those(segment, mapping):
    result = segment(semanticTypes=["class"], colorize=True, mapping=mapping)

    assert result.data.tolist() == [
        [[9, 9, 9, 0], [0, 0, 0, 255], [240, 4, 111, 255]],
        [[9, 9, 9, 0], [1, 2, 3, 255], [1, 2, 3, 255]],
    ]
    assert result.info["idToLabels"] == {
        "(9, 9, 9, 0)": {"class": "BACKGROUND"},
        "(0, 0, 0, 255)": {"class": "UNLABELLED"},
        "(1, 2, 3, 255)": {"class": "box,food"},
        "(240, 4, 111, 255)": {"class": "can"},
    }


def test_segmentation_when_a_mapping_gives_two_labels_one_colour_then_it_stands_for_both(segment):
    mapping = {"class:can": [7, 7, 7, 255], "class:UNLABELLED": [7, 7, 7, 255]}

    labels = segment(semanticTypes=["class"], colorize=True, mapping=mapping).info["idToLabels"]

    assert labels["(7, 7, 7, 255)"] == {"class": "UNLABELLED,can"}


def test_segmentation_when_a_mapping_names_what_has_no_label_then_it_may_have_any_colour(segment):
    mapping = {"class:BACKGROUND": (0, 0, 0, 255), "class:UNLABELLED": (0, 0, 0, 0)}

    result = segment(semanticTypes=["class"], colorize=True, mapping=mapping)

    assert result.data[:, 0].tolist() == [[0, 0, 0, 255]] * 2
    assert result.info["idToLabels"]["(0, 0, 0, 0)"] == {"class": "UNLABELLED"}


def test_segmentation_when_a_mapping_was_used_then_others_have_their_own_colours(make_frame, evaluate, stage):
    take, frame = Take(StageLabels(stage)), make_frame(instance=[[0]], prim_paths=("/can",))
    evaluate("semantic_segmentation", frame, take, colorize=True, mapping={"class:can": [1, 1, 1, 1]})

    result = evaluate("semantic_segmentation", frame, take, colorize=True)

    assert result.data.tolist() == [[[33, 243, 3, 255]]]


@pytest.mark.parametrize("mapping", [None, {}, "{}", MAPPING])
def test_segmentation_without_colours_when_there_is_a_mapping_then_has_ids(segment, mapping):
    assert segment(semanticTypes=["class"], mapping=mapping).data.tolist() == [[0, 1, 3], [0, 2, 2]]


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ("{", "dictionary or JSON text"),
        ([1], "mapping is a dictionary"),
        ({"can": (1, 2, 3, 4)}, "a key is like"),
        ({"class:can": (1, 2, 3)}, "colour of 'class:can'"),
        ({"class:can": (1, 2, 3, 256)}, "each 0 to 255"),
        ({"class:can": (0.5, 0, 0, 1)}, "each 0 to 255"),
        ({"class:can": (0, 0, 0, 0)}, r"'class:can' cannot have \(0, 0, 0, 0\), the colour of BACKGROUND"),
        ({"class:can": [0, 0, 0, 255]}, "the colour of UNLABELLED"),
        ('{"class:can": [0, 0, 0, 255]}', "the colour of UNLABELLED"),
    ],
)
def test_a_mapping_of_another_form_when_given_then_is_an_error(segment, mapping, message):
    with pytest.raises(AnnotatorRegistryError, match=message):
        segment(mapping=mapping)
