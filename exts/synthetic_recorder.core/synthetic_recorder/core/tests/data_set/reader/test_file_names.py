"""Which render product and which array a file belongs to."""

from __future__ import annotations

import pytest

from synthetic_recorder.core.data_set.reader import open_recording
from synthetic_recorder.core.data_set.reader.file_names import FileName, read_file_name
from synthetic_recorder.core.errors import DataSetError, NameMissingError
from synthetic_recorder.core.tests.data_set.verify.handmade import make_finished

from .conftest import png, rgb


@pytest.mark.parametrize(
    ("path", "number", "view", "name", "extension"),
    [
        ("rgb_0007.png", 7, "", "rgb", ".png"),
        ("rgb_7.PNG", 7, "", "rgb", ".png"),
        ("rgb_10000.png", 10000, "", "rgb", ".png"),
        # With a trigger: what counts the sequences stands before the number.
        ("rgb_2_0007.png", 7, "", "rgb_2", ".png"),
        ("bounding_box_2d_tight_labels_0007.json", 7, "", "bounding_box_2d_tight_labels", ".json"),
        ("bounding_box_3d_0003.npy", 3, "", "bounding_box_3d", ".npy"),
        ("left/rgb/rgb_0007.png", 7, "left", "rgb", ".png"),
        ("cam_2/pointcloud/pointcloud_normals_0002.npy", 2, "cam_2", "pointcloud_normals", ".npy"),
        ("left/skeleton_data/skeleton_0007.json", 7, "left", "skeleton", ".json"),
        ("rgb/left_rgb_0007.png", 7, "left", "rgb", ".png"),
        ("rgb/rgb_camera_rgb_0007.png", 7, "rgb_camera", "rgb", ".png"),
        ("pointcloud/a_pointcloud_pointcloud_rgb_0007.npy", 7, "a_pointcloud", "pointcloud_rgb", ".npy"),
        (
            "semantic_segmentation/cam_1_semantic_segmentation_labels_0001.json",
            1,
            "cam_1",
            "semantic_segmentation_labels",
            ".json",
        ),
        ("skeleton_data/left_skeleton_0007.json", 7, "left", "skeleton", ".json"),
        ("rgb/rgb_0007.png", 7, "", "rgb", ".png"),
        # Other writers.
        ("000012.jpg", 12, "", "", ".jpg"),
        ("images/train/000012.jpg", 12, "", "images/train", ".jpg"),
        ("labels/000012.txt", 12, "", "labels", ".txt"),
        ("0012-color.png", 12, "", "color", ".png"),
        ("cam_0012_left.png", 12, "", "cam_left", ".png"),
        ("a/b/c/rgb_0007.png", 7, "", "a/b/c/rgb", ".png"),
        ("notes", 7, "", "notes", ""),
    ],
)
def test_a_path_when_read_then_it_says_render_product_name_and_kind(path, number, view, name, extension):
    assert read_file_name(path, number) == FileName(view, name, extension)


def two_cameras(number):
    return {
        "nested": {
            f"{camera}/rgb/rgb_{number:04d}.png": png(rgb(shade)) for camera, shade in CAMERAS.items()
        },
        "common": {
            f"rgb/{camera}_rgb_{number:04d}.png": png(rgb(shade)) for camera, shade in CAMERAS.items()
        },
    }


CAMERAS = {"left": 10, "right": 20}


@pytest.mark.parametrize("layout", ["nested", "common"])
def test_several_render_products_when_read_then_each_is_a_view(tmp_path, layout):
    frame = open_recording(make_finished(tmp_path / "set", [two_cameras(0)[layout]]))[0]

    assert list(frame.views) == ["left", "right"]
    assert frame.view("right").name == "right"
    assert (frame.view("left")["rgb"] == rgb(10)).all()
    assert (frame.view("right")["rgb"] == rgb(20)).all()


@pytest.mark.parametrize(("name", "words"), [(None, "no single view"), ("middle", "no view 'middle'")])
def test_a_view_that_there_is_not_when_asked_for_then_the_error_tells_those_that_there_are(
    tmp_path, name, words
):
    frame = open_recording(make_finished(tmp_path / "set", [two_cameras(0)["nested"]]))[0]

    with pytest.raises(NameMissingError, match=f"{words}; there are: 'left', 'right'"):
        frame.view(name)


def test_two_files_of_one_name_when_views_are_asked_for_then_neither_is_taken_for_the_other(tmp_path):
    frame = open_recording(make_finished(tmp_path / "set", [{"rgb_0.png": b"a", "rgb_00.png": b"b"}]))[0]

    with pytest.raises(DataSetError, match=r"rgb_0\.png and rgb_00\.png have one name"):
        frame.view()
    assert frame.read("rgb_00.png") == b"b"
