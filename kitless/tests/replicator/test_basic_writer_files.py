"""What BasicWriter makes of what annotators say; the annotators are made up."""

import inspect
import json

import numpy as np
import pytest
from PIL import Image

from kitless.io import WriteQueueError
from kitless.replicator.basic_writer import BasicWriter
from kitless.replicator.errors import WriterError
from kitless.replicator.write_threads import shared_write_queue

BOX = np.dtype([("semanticId", "<u4"), ("x_min", "<i4"), ("occlusionRatio", "<f4")])
LABELS = {"0": {"class": "box"}}


@pytest.fixture
def written(backend, out):
    """written(annotator, values, **parameters): the files of one frame of one render product, without metadata."""

    def run(annotator, values, writer_type=BasicWriter, **parameters):
        writer = writer_type(backend=backend, **parameters)
        writer.write(
            {"annotators": {annotator: {"Replicator": values}}, "resolution": {"Replicator": (2, 2)}}
        )
        shared_write_queue().wait()
        return sorted(path.name for path in out.iterdir())

    return run


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def read_json(path):
    return json.loads(path.read_text())


def ids(*values):
    return np.array(values, np.uint32).reshape(1, -1)


@pytest.mark.parametrize("name", ["bounding_box_2d_tight", "bounding_box_2d_loose", "bounding_box_3d"])
@pytest.mark.parametrize("suffix", ["", "_fast"])
def test_boxes_when_written_then_are_rows_with_their_labels_and_paths_and_without_fast(
    written, out, name, suffix
):
    rows = np.array([(0, 7, 0.5)], BOX)
    values = {"data": rows, "idToLabels": LABELS, "primPaths": ["/World/box"], "bboxIds": np.uint32([3])}

    assert written(name + suffix, values) == [
        f"{name}_0000.npy",
        f"{name}_labels_0000.json",
        f"{name}_prim_paths_0000.json",
    ]

    read_back = np.load(out / f"{name}_0000.npy")
    assert (read_back.dtype, read_back.tolist()) == (BOX, rows.tolist())
    assert (out / f"{name}_labels_0000.json").read_text() == '{"0": {"class": "box"}}'
    assert (out / f"{name}_prim_paths_0000.json").read_text() == '["/World/box"]'


def test_boxes_when_there_are_none_then_are_no_rows_and_empty_json(written, out):
    written(
        "bounding_box_3d",
        {"data": np.empty(0, BOX), "idToLabels": {}, "primPaths": [], "bboxIds": np.empty(0, np.uint32)},
    )

    assert np.load(out / "bounding_box_3d_0000.npy").shape == (0,)
    assert np.load(out / "bounding_box_3d_0000.npy").dtype == BOX
    assert (out / "bounding_box_3d_labels_0000.json").read_text() == "{}"
    assert (out / "bounding_box_3d_prim_paths_0000.json").read_text() == "[]"


def test_instance_ids_when_written_then_the_mapping_is_beside_them(written, out):
    values = {"data": ids(0, 2), "idToLabels": {"0": "BACKGROUND", "2": "/World/box"}}

    assert written("instance_id_segmentation", values) == [
        "instance_id_segmentation_0000.png",
        "instance_id_segmentation_mapping_0000.json",
    ]
    assert read_json(out / "instance_id_segmentation_mapping_0000.json") == values["idToLabels"]
    assert np.asarray(Image.open(out / "instance_id_segmentation_0000.png")).tolist() == [[0, 2]]


def test_instances_when_written_then_both_mappings_are_beside_them(written, out):
    values = {
        "data": np.array([[[33, 243, 3, 255]]], np.uint8),
        "idToLabels": {"(33, 243, 3, 255)": "/World/box"},
        "idToSemantics": {"(33, 243, 3, 255)": {"class": "box"}},
    }

    assert written("instance_segmentation", values) == [
        "instance_segmentation_0000.png",
        "instance_segmentation_mapping_0000.json",
        "instance_segmentation_semantics_mapping_0000.json",
    ]
    assert read_json(out / "instance_segmentation_mapping_0000.json") == values["idToLabels"]
    assert read_json(out / "instance_segmentation_semantics_mapping_0000.json") == values["idToSemantics"]
    with Image.open(out / "instance_segmentation_0000.png") as picture:
        assert picture.mode == "RGBA"


@pytest.mark.parametrize(
    "name", ["semantic_segmentation", "instance_segmentation", "instance_id_segmentation"]
)
def test_ids_above_65535_when_written_then_waiting_raises_with_the_file_name(written, name):
    with pytest.raises(
        WriteQueueError, match=rf"{name}_0000\.png: the id 70000 does not fit in a 16-bit PNG"
    ):
        written(name, {"data": ids(70_000), "idToLabels": {}, "idToSemantics": {}})


@pytest.mark.parametrize("name", ["occlusion", "motion_vectors"])
def test_an_array_when_written_then_is_one_npy(written, out, name):
    array = np.arange(8, dtype=np.float32).reshape(1, 2, 4)

    assert written(name, {"data": array}) == [f"{name}_0000.npy"]
    assert np.array_equal(np.load(out / f"{name}_0000.npy"), array)


def test_a_pointcloud_when_written_then_is_five_arrays(written, out):
    values = {
        "data": np.float32([[1, 2, 3]]),
        "pointRgb": np.uint8([[9, 8, 7, 255]]),
        "pointNormals": np.float32([[0, 0, 1, 1]]),
        "pointSemantic": np.uint32([2]),
        "pointInstance": np.uint32([5]),
    }

    names = written("pointcloud", values)

    stems = [
        "pointcloud",
        "pointcloud_instance",
        "pointcloud_normals",
        "pointcloud_rgb",
        "pointcloud_semantic",
    ]
    assert sorted(names) == sorted(f"{stem}_0000.npy" for stem in stems)
    for stem, key in zip(
        stems, ("data", "pointInstance", "pointNormals", "pointRgb", "pointSemantic"), strict=True
    ):
        array = np.load(out / f"{stem}_0000.npy")
        assert (array.dtype, array.tolist()) == (values[key].dtype, values[key].tolist())


def test_camera_params_when_written_then_are_one_object_with_flat_lists_and_no_infinity(written, out):
    values = {"cameraModel": "pinhole", "cameraNearFar": np.array([1.0, np.inf]), "metersPerSceneUnit": 0.01}

    assert written("camera_params", values) == ["camera_params_0000.json"]
    assert (out / "camera_params_0000.json").read_text() == (
        '{"cameraModel": "pinhole", "cameraNearFar": [1.0, null], "metersPerSceneUnit": 0.01}'
    )


def test_depth_when_it_is_to_be_seen_too_then_has_a_picture_of_grey(written, out):
    values = {"data": np.float32([[1.0, np.inf]])}

    assert written("distance_to_camera", values, colorize_depth=True) == [
        "distance_to_camera_0000.npy",
        "distance_to_camera_0000.png",
    ]
    with Image.open(out / "distance_to_camera_0000.png") as picture:
        assert picture.mode == "L"


def test_every_switch_when_looked_for_then_has_a_hook_of_its_name_for_subclasses():
    parameters = list(inspect.signature(BasicWriter).parameters.values())
    options = {"pointcloud_include_unlabelled", "use_common_output_dir"}
    switches = [
        each.name
        for each in parameters
        if isinstance(each.default, bool)
        and not each.name.startswith("colorize_")
        and each.name not in options
    ]

    assert len(switches) == 15
    for switch in switches:
        hook = getattr(BasicWriter, f"_write_{switch}")
        assert list(inspect.signature(hook).parameters) == ["self", "anno_rp_data", "output_path"]


def test_an_annotator_that_nobody_writes_when_a_subclass_adds_it_then_the_error_says_what_to_implement(
    written,
):
    with pytest.raises(
        WriterError, match=r"'HdrColor'; implement _write_HdrColor\(self, anno_rp_data, output_path\)"
    ):
        written("HdrColor", {"data": np.zeros((1, 1, 4), np.float32)})


def test_an_annotator_that_a_subclass_adds_and_writes_when_written_then_has_its_file(written):
    class HdrWriter(BasicWriter):
        def _write_HdrColor(self, anno_rp_data, output_path):  # noqa: N802 - the annotator's name
            path = f"{output_path}hdr_{self._frame_id:0{self._frame_padding}}.npy"
            self._backend.write_array(path, anno_rp_data["data"])

    assert written("HdrColor", {"data": np.zeros((1, 1, 4), np.float32)}, HdrWriter) == ["hdr_0000.npy"]
