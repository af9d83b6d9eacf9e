"""instance_segmentation and instance_id_segmentation."""

import numpy as np
import pytest
from pxr import UsdGeom, UsdSemantics

from kitless.annotators import Take
from kitless.semantics import StageLabels

PATHS = ("/table", "/can", "/box")
# What the camera sees: sky, the table, the can; then sky, the box, the box.
INSTANCE = [[-1, 0, 1], [-1, 2, 2]]


@pytest.fixture
def segment(make_frame, evaluate, stage):
    """segment(name, …) evaluates frames of one take."""
    take = Take(StageLabels(stage))

    def run(name, instance=INSTANCE, paths=PATHS, **parameters):
        return evaluate(name, make_frame(instance=instance, prim_paths=paths), take, **parameters)

    return run


def test_instances_when_segmented_then_have_ids_with_their_paths_and_their_labels(segment):
    result = segment("instance_segmentation", semanticTypes=["class"])

    assert result.data.dtype == np.uint32
    assert result.data.tolist() == [[0, 1, 3], [0, 2, 2]]
    assert result.info == {
        "idToLabels": {"0": "BACKGROUND", "1": "UNLABELLED", "2": "/box", "3": "/can"},
        "idToSemantics": {
            "0": {"class": "BACKGROUND"},
            "1": {"class": "UNLABELLED"},
            "2": {"class": "box,food"},
            "3": {"class": "can"},
        },
    }


def test_instances_of_the_fast_variant_when_segmented_then_have_keys_that_are_integers(segment):
    result = segment("instance_segmentation_fast", semanticTypes=["class"])

    assert result.data.tolist() == [[0, 1, 3], [0, 2, 2]]
    assert result.info["idToLabels"] == {0: "BACKGROUND", 1: "UNLABELLED", 2: "/box", 3: "/can"}
    assert list(result.info["idToSemantics"]) == [0, 1, 2, 3]


@pytest.mark.parametrize("name", ["instance_segmentation", "instance_segmentation_fast"])
def test_instances_with_colours_when_segmented_then_have_the_published_ones_of_their_ids(segment, name):
    result = segment(name, semanticTypes=["class"], colorize=True)

    assert result.data.dtype == np.uint8
    assert result.data.tolist() == [
        [[0, 0, 0, 0], [0, 0, 0, 255], [240, 4, 111, 255]],
        [[0, 0, 0, 0], [33, 243, 3, 255], [33, 243, 3, 255]],
    ]
    assert result.info["idToLabels"] == {
        "(0, 0, 0, 0)": "BACKGROUND",
        "(0, 0, 0, 255)": "UNLABELLED",
        "(33, 243, 3, 255)": "/box",
        "(240, 4, 111, 255)": "/can",
    }
    assert result.info["idToSemantics"]["(240, 4, 111, 255)"] == {"class": "can"}


@pytest.mark.parametrize("name", ["instance_id_segmentation", "instance_id_segmentation_fast"])
def test_instance_ids_when_segmented_then_are_of_everything_labelled_or_not(segment, name):
    result = segment(name)

    assert result.data.tolist() == [[0, 4, 3], [0, 2, 2]]
    assert result.info == {
        "idToLabels": {
            "0": "BACKGROUND",
            "1": "UNLABELLED",
            "2": "/box",
            "3": "/can",
            "4": "/table",
        }
    }


def test_instance_ids_with_colours_when_segmented_then_have_keys_like_tuples(segment):
    result = segment("instance_id_segmentation", instance=[[2]], colorize=True)

    assert result.data.tolist() == [[[33, 243, 3, 255]]]
    assert result.info["idToLabels"]["(33, 243, 3, 255)"] == "/box"


def test_parts_of_one_mesh_when_they_only_look_different_then_are_one_leaf(segment):
    result = segment("instance_id_segmentation", instance=[[0, 1, 2]], paths=("/can", "/box", "/can"))

    assert result.data.tolist() == [[3, 2, 3]]


@pytest.mark.parametrize(
    "name", ["semantic_segmentation", "instance_segmentation", "instance_id_segmentation"]
)
@pytest.mark.parametrize("colorize", [False, True])
def test_an_empty_scene_when_segmented_then_is_background(segment, name, colorize):
    result = segment(name, instance=[[-1, -1]], paths=(), colorize=colorize)

    assert not result.data.any()
    assert len(result.info["idToLabels"]) == 2


def test_a_label_when_it_is_changed_between_frames_then_shows_in_the_next_one(segment, stage):
    before = segment("instance_segmentation", instance=[[1]])

    stage.GetAttributeAtPath("/can.semantics:labels:class").Set(["tin"])
    after = segment("instance_segmentation", instance=[[1]])

    assert before.info["idToSemantics"][str(before.data[0, 0])] == {"class": "can", "color": "red"}
    assert after.info["idToSemantics"][str(after.data[0, 0])] == {"class": "tin", "color": "red"}
    assert after.data[0, 0] == 4


def test_a_prim_when_it_appears_later_then_has_the_next_id(segment, stage):
    segment("instance_segmentation", semanticTypes=["class"])
    segment("instance_id_segmentation")

    UsdSemantics.LabelsAPI.Apply(UsdGeom.Mesh.Define(stage, "/apple").GetPrim(), "class").CreateLabelsAttr(
        ["apple"]
    )
    paths = ("/apple", *PATHS)

    assert segment("instance_segmentation", [[0, 2]], paths, semanticTypes=["class"]).data.tolist() == [
        [4, 3]
    ]
    assert segment("instance_id_segmentation", [[0, 2]], paths).data.tolist() == [[5, 3]]


def test_70_000_instances_when_segmented_then_each_pixel_has_its_own(make_frame, evaluate):
    paths = tuple(f"/thing_{index:05}" for index in range(70_000))
    frame = make_frame(instance=np.arange(70_000).reshape(200, 350), prim_paths=paths)

    result = evaluate("instance_id_segmentation", frame)

    assert (np.diff(result.data.reshape(-1).astype(int)) > 0).all()
    assert result.info["idToLabels"][str(result.data[-1, -1])] == "/thing_69999"
