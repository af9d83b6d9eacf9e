"""Every switch on small stages whose numbers can be worked out: ids without colours, nothing to see, folders."""

from __future__ import annotations

import numpy as np
import pytest
from pxr import Usd, UsdGeom

from .data_set import BOX_2D, BOX_3D, BOXES, FILES_OF, OCCLUSION, RecordedFrame, all_files, written_in

ALL = dict.fromkeys(FILES_OF, True) | {"colorize_depth": True, "pointcloud_include_unlabelled": True}
IDS = {
    f"colorize_{name}": False
    for name in ("semantic_segmentation", "instance_segmentation", "instance_id_segmentation")
}
BACKGROUND, UNLABELLED, FIRST = 0, 1, 2


@pytest.fixture
def record(command, workplace, write_config):
    """Two frames with all switches on, of the camera of the stage; returns the second."""

    def record(stage, *, products=None, **parameters) -> RecordedFrame:
        sections = {"writer": {"parameters": ALL | parameters}}
        if products:
            sections["render_products"] = products
        ended = command("record", write_config(**sections), "--stage", stage, "--json")
        assert ended.report["status"] == "complete", ended.err
        return RecordedFrame(workplace / "set", 1)

    return record


@pytest.fixture
def empty_stage(tmp_path):
    stage = Usd.Stage.CreateNew(str(tmp_path / "empty.usda"))
    stage.SetEndTimeCode(100)
    UsdGeom.Camera.Define(stage, "/World/Camera")
    stage.Save()
    return tmp_path / "empty.usda"


def test_ids_when_recorded_without_colours_then_join_all_files_of_a_frame(record, stage_file):
    frame = record(stage_file, **IDS)

    # The box of columns 12 to 19 and rows 8 to 15, of 8 by 8 pixels, is seen from above.
    instances, semantics = frame.image("instance_segmentation"), frame.image("semantic_segmentation")
    leaves, hit = frame.image("instance_id_segmentation"), np.isfinite(frame.array("distance_to_camera"))
    assert {picture.dtype for picture in (instances, semantics, leaves)} == {np.dtype(np.uint16)}
    assert {tuple(each) for each in np.argwhere(instances == FIRST)} == {
        (row, column) for row in range(8, 16) for column in range(12, 20)
    }
    assert np.array_equal(semantics == FIRST, instances == FIRST)
    assert np.array_equal(leaves == FIRST, instances == FIRST)
    assert np.array_equal(leaves != BACKGROUND, hit)
    assert np.array_equal(semantics == UNLABELLED, leaves == FIRST + 1)

    assert frame.json("semantic_segmentation_labels") == {
        "0": {"class": "BACKGROUND"},
        "1": {"class": "UNLABELLED"},
        "2": {"class": "box"},
    }
    assert frame.json("instance_segmentation_mapping") == {
        "0": "BACKGROUND",
        "1": "UNLABELLED",
        "2": "/World/Box",
    }
    assert frame.json("instance_segmentation_semantics_mapping") == frame.json("semantic_segmentation_labels")
    mapping = frame.json("instance_id_segmentation_mapping")
    assert (mapping["2"], mapping["3"]) == ("/World/Box", "/World/Other")

    assert np.array_equal(frame.array("pointcloud_semantic"), semantics[hit])
    assert np.array_equal(frame.array("pointcloud_instance"), instances[hit])
    assert frame.array("occlusion").tolist() == [(FIRST, FIRST, 0.0)]


def test_boxes_when_recorded_then_are_what_the_drawing_says(record, stage_file):
    frame = record(stage_file)

    tight = frame.array("bounding_box_2d_tight")
    assert tight.tolist() == [(0, 12, 8, 19, 15, 0.0)]
    assert frame.array("bounding_box_2d_loose").tolist() == tight.tolist()
    (box,) = frame.array("bounding_box_3d")
    assert [float(box[f"{axis}_{end}"]) for end in ("min", "max") for axis in "xyz"] == [-1] * 3 + [1] * 3
    assert np.array_equal(box["transform"], np.eye(4))
    for name in BOXES:
        assert frame.json(f"{name}_labels") == {"0": {"class": "box"}}
        assert frame.json(f"{name}_prim_paths") == ["/World/Box"]


def test_an_empty_stage_when_recorded_then_every_file_is_there_for_every_frame_and_says_so(
    record, empty_stage, workplace
):
    frame = record(empty_stage)

    assert written_in(workplace / "set") == all_files(2)
    for name in BOXES:
        assert frame.array(name).shape == (0,)
        assert frame.array(name).dtype == np.dtype(BOX_3D if name == "bounding_box_3d" else BOX_2D)
        assert (frame.json(f"{name}_labels"), frame.json(f"{name}_prim_paths")) == ({}, [])
    assert (frame.array("occlusion").shape, frame.array("occlusion").dtype) == ((0,), np.dtype(OCCLUSION))
    assert len(FILES_OF["pointcloud"]) == 5
    for name in FILES_OF["pointcloud"]:
        assert len(frame.array(name.removesuffix("_{}.npy"))) == 0
    for stem in ("distance_to_camera", "distance_to_image_plane"):
        assert (frame.array(stem) == np.inf).all()
        assert not frame.image(stem).any()
    assert not frame.array("motion_vectors").any()
    assert frame.json("skeleton") == {}
    for stem in ("semantic_segmentation", "instance_segmentation", "instance_id_segmentation"):
        assert not frame.image(stem).any()
    assert frame.json("semantic_segmentation_labels") == {
        "(0, 0, 0, 0)": {"class": "BACKGROUND"},
        "(0, 0, 0, 255)": {"class": "UNLABELLED"},
    }


def test_a_stage_without_labels_when_recorded_then_all_of_it_is_unlabelled(record, stage_file, workplace):
    stage_file.write_text(stage_file.read_text().replace('["box"]', "[]"))

    frame = record(stage_file, pointcloud_include_unlabelled=False)

    assert written_in(workplace / "set") == all_files(2)
    assert [len(frame.array(name)) for name in (*BOXES, "occlusion", "pointcloud")] == [0] * 5
    assert np.array_equal(
        frame.mask("semantic_segmentation", "semantic_segmentation_labels", {"class": "UNLABELLED"}.__eq__),
        frame.hit(),
    )
    assert frame.hit().any()


def test_a_filter_when_recorded_then_holds_for_everything_that_goes_by_labels(record, stage_file):
    frame = record(stage_file, semantic_filter_predicate="class: can", pointcloud_include_unlabelled=False)

    assert [len(frame.array(name)) for name in (*BOXES, "occlusion", "pointcloud")] == [0] * 5
    assert not frame.labelled().any()
    assert set(frame.json("instance_segmentation_mapping").values()) == {"BACKGROUND", "UNLABELLED"}


def test_two_cameras_when_recorded_into_common_folders_then_the_annotators_folders_have_all_files(
    record, stage_file, workplace
):
    products = [
        {"camera": "/World/Camera", "width": 16, "height": 12, "name": name} for name in ("near", "far")
    ]

    record(stage_file, products=products, use_common_output_dir=True)

    assert written_in(workplace / "set") == sorted(
        [
            "metadata.txt",
            *[
                f"{annotator}/{product}_{name.format(f'{frame:04d}')}"
                for annotator, names in FILES_OF.items()
                for name in names
                for product in ("near", "far")
                for frame in (0, 1)
            ],
        ]
    )


def test_one_pixel_when_recorded_then_has_every_file(record, stage_file, workplace):
    frame = record(stage_file, products=[{"camera": "/World/Camera", "width": 1, "height": 1}])

    assert written_in(workplace / "set") == all_files(2)
    # The box is seen all around the middle of the image.
    assert frame.array("bounding_box_2d_tight").tolist() == [(0, 0, 0, 0, 0, 0.0)]
    np.testing.assert_allclose(frame.array("pointcloud"), [[0, 0, 1]], atol=1e-6)
