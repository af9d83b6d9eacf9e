"""Arrays, labels and classes of one render product."""

from __future__ import annotations

import json
import sys

import numpy as np
import pytest
from PIL import Image

from synthetic_recorder.core.data_set.reader import open_recording
from synthetic_recorder.core.errors import DataSetError, MissingPackageError, NameMissingError
from synthetic_recorder.core.tests.data_set.verify.handmade import make_finished

from .conftest import BOX, CAN, LABELS, jpg, mask, npy, png, rgb


@pytest.fixture
def view(folder):
    return open_recording(folder)[5].view()


def view_of(tmp_path, files):
    return open_recording(make_finished(tmp_path / "set", [files]))[0].view()


def test_a_view_when_looked_at_then_it_is_a_mapping_of_arrays(view):
    assert list(view) == ["bounding_box_2d_tight", "distance_to_camera", "rgb", "semantic_segmentation"]
    assert len(view) == 4
    assert "rgb" in view
    assert "camera_params" not in view
    assert view.get("normals") is None
    assert sorted(dict(view)) == list(view)


def test_arrays_when_asked_for_then_they_are_what_was_written(view):
    assert view["rgb"].dtype == np.uint8
    assert (view["rgb"] == rgb(5)).all()
    assert (view["semantic_segmentation"] == mask()).all()
    assert view["bounding_box_2d_tight"]["x_min"].tolist() == [7]


def test_distances_when_a_picture_lies_beside_them_then_the_numbers_are_given(view):
    assert view["distance_to_camera"].dtype == np.float32
    assert view["distance_to_camera"].tolist() == [[1.5, np.inf]]


def test_an_array_when_changed_then_the_next_one_is_as_recorded(view):
    view["rgb"][:] = 0

    assert (view["rgb"] == rgb(5)).all()


def test_documents_when_asked_for_then_they_are_the_values_of_the_json(view):
    assert view.documents == (
        "bounding_box_2d_tight_labels",
        "bounding_box_2d_tight_prim_paths",
        "camera_params",
        "semantic_segmentation_labels",
    )
    assert view.document("camera_params") == {"cameraFocalLength": 25.0}


def test_labels_when_asked_for_then_ids_are_numbers_and_colours_are_tuples(view):
    assert view.labels("bounding_box_2d_tight") == {1: {"class": "box"}}
    assert view.labels("semantic_segmentation") == {
        (0, 0, 0, 0): {"class": "BACKGROUND"},
        BOX: {"class": "box"},
        CAN: {"class": "can,toy", "shape": "round"},
    }


def test_prims_of_boxes_when_asked_for_then_there_is_one_for_each_row(view):
    assert view.prims("bounding_box_2d_tight") == ["/World/Box"]


@pytest.mark.parametrize(
    ("label", "kind", "pixels"),
    [
        ("box", "class", 5),
        ("can", "class", 2),
        ("toy", "class", 2),
        ("round", "shape", 2),
        ("ca", "class", 0),
    ],
)
def test_a_mask_when_asked_for_then_it_has_the_pixels_of_the_label(view, label, kind, pixels):
    found = view.mask("semantic_segmentation", label, kind=kind)

    assert found.dtype == np.bool_
    assert found.sum() == pixels
    if label == "box":
        assert found[0].all()


def test_class_indices_when_asked_for_then_they_go_by_labels_in_the_order_that_was_given(view):
    indices = view.class_indices("semantic_segmentation", ["can", "sphere", "box"])

    assert indices.dtype == np.int64
    assert indices.tolist() == [[3, 3, 3, 3, 3], [0, 0, 0, 0, 0], [0, 0, 0, 1, 1]]


def test_pixels_of_two_classes_when_both_are_asked_for_then_that_is_an_error(view):
    with pytest.raises(DataSetError, match="several classes"):
        view.class_indices("semantic_segmentation", ["can", "toy"])


def test_classes_when_a_text_is_given_then_that_is_an_error_and_not_a_class_for_each_letter(view):
    with pytest.raises(TypeError, match=r"\['box'\]"):
        view.class_indices("semantic_segmentation", "box")


def test_ids_when_a_segmentation_is_grey_then_they_are_looked_up_as_numbers(tmp_path):
    ids = np.array([[0, 300, 2]], np.uint16)
    labels = {"0": {"class": "BACKGROUND"}, "2": {"class": "box"}, "300": {"class": "can"}}
    view = view_of(
        tmp_path,
        {
            "instance_segmentation_0000.png": png(ids),
            "instance_segmentation_semantics_mapping_0000.json": json.dumps(labels).encode(),
            "instance_segmentation_mapping_0000.json": b'{"0": "BACKGROUND", "2": "/World/Box", "300": "/World/Can"}',
        },
    )

    assert view["instance_segmentation"].dtype == np.uint16
    assert view["instance_segmentation"].tolist() == [[0, 300, 2]]
    assert view.class_indices("instance_segmentation", ["can", "box"]).tolist() == [[0, 1, 2]]
    assert view.prims("instance_segmentation") == {0: "BACKGROUND", 2: "/World/Box", 300: "/World/Can"}


@pytest.mark.parametrize("known", [[], ["(33, 243, 3, 255)"], ["0", "255"]])
def test_pixels_of_which_the_labels_say_nothing_when_looked_up_then_that_is_an_error(tmp_path, known):
    view = view_of(
        tmp_path,
        {
            "semantic_segmentation_0000.png": png(mask()),
            "semantic_segmentation_labels_0000.json": json.dumps(
                {key: {"class": "a"} for key in known}
            ).encode(),
        },
    )

    with pytest.raises(DataSetError, match="its labels say nothing"):
        view.mask("semantic_segmentation", "a")


@pytest.mark.parametrize("text", ['{"red": {}}', '{"(1, 2)": {}}', '{"(0, 0, 0, 256)": {}}', "3"])
def test_labels_when_they_are_of_no_id_or_colour_then_that_is_an_error(tmp_path, text):
    view = view_of(tmp_path, {"a_0.png": png(mask()), "a_labels_0.json": text.encode()})

    with pytest.raises(DataSetError, match="nothing of ids or colours"):
        view.labels("a")


def test_a_segmentation_of_another_shape_when_looked_up_then_that_is_an_error(tmp_path):
    view = view_of(
        tmp_path,
        {"a_0.npy": npy(np.zeros((3, 5), np.float32)), "a_labels_0.json": json.dumps(LABELS).encode()},
    )

    with pytest.raises(DataSetError, match=r"\(3, 5\) and type float32 is no segmentation"):
        view.mask("a", "box")


def test_a_name_that_there_is_not_when_asked_for_then_the_error_tells_those_that_there_are(view):
    with pytest.raises(NameMissingError, match=r"frame 5 has no array 'depth'; there are: .*'rgb'") as raised:
        view["depth"]
    assert isinstance(raised.value, KeyError)
    with pytest.raises(NameMissingError, match="no JSON file 'rgb'"):
        view.document("rgb")
    with pytest.raises(
        NameMissingError, match="no array with labels 'rgb'; there are: 'bounding_box_2d_tight'"
    ):
        view.labels("rgb")
    with pytest.raises(NameMissingError, match="no array with prims 'rgb'"):
        view.prims("rgb")


@pytest.mark.parametrize("name", ["rgb_0000.png", "rgb_0000.npy", "rgb_0000.JPG"])
def test_a_file_that_was_recorded_damaged_when_asked_for_then_the_error_names_it(tmp_path, name):
    view = view_of(tmp_path, {name: png(rgb(0))[:40]})

    with pytest.raises(DataSetError, match="cannot be decoded"):
        view["rgb"]


def test_an_array_of_objects_when_asked_for_then_nothing_is_executed(tmp_path):
    view = view_of(tmp_path, {"a_0.npy": npy(np.array([print], object))})

    with pytest.raises(DataSetError, match="cannot be decoded"):
        view["a"]


def test_a_jpeg_when_asked_for_then_it_has_three_channels(tmp_path):
    view = view_of(tmp_path, {"rgb_0000.jpeg": jpg(rgb(100)[..., :3])})

    assert view["rgb"].shape == (3, 5, 3)
    assert abs(int(view["rgb"][1, 1, 1]) - 100) <= 2


def test_a_picture_when_pillow_finds_it_too_large_to_be_honest_then_the_error_says_what_to_set(
    view, monkeypatch
):
    # A third of its 15 pixels: Pillow refuses what has more than twice as many as it allows.
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 5)

    with pytest.raises(DataSetError, match="MAX_IMAGE_PIXELS = None"):
        view["rgb"]


def test_a_picture_when_pillow_is_not_installed_then_the_error_says_so_and_arrays_are_read(view, monkeypatch):
    monkeypatch.setitem(sys.modules, "PIL.Image", None)

    with pytest.raises(MissingPackageError, match="Pillow is needed"):
        view["rgb"]
    assert view["distance_to_camera"][0, 0] == 1.5
