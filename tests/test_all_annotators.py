"""``config/all_annotators.json`` on the tabletop: every switch on, and all files of a frame agree."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from pxr import Gf, Usd, UsdGeom

from .data_set import BOX_2D, BOX_3D, BOXES, OCCLUSION, RecordedFrame, all_files, written_in
from .pictures.drawing import project
from .tabletop import LABELS, TURNTABLE

ROOT = Path(__file__).resolve().parents[1]
TABLETOP = ROOT / "samples/tabletop/tabletop_labelled.usda"
CAMERAS = {"turtle": ("/World/turtle_Camera", (640, 480)), "overview": ("/World/overview_Camera", (320, 240))}


def record(folder: Path, frames: int) -> subprocess.CompletedProcess[str]:
    """Into ``set``, with one sample of the colour for each pixel: nothing here goes by how smooth it is."""
    config = json.loads((ROOT / "config/all_annotators.json").read_text())
    config["control"]["rt_subframes"] = 1
    (folder / "config.json").write_text(json.dumps(config))
    command = ["record", "config.json", "--stage", TABLETOP, "--frames", frames, "--output", "set", "--json"]
    return subprocess.run(
        [sys.executable, "-m", "synthetic_recorder.app.main", *map(str, command)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    folder = tmp_path_factory.mktemp("all")
    return folder / "set", record(folder, 2)


@pytest.fixture(params=[(product, number) for product in CAMERAS for number in (0, 1)], ids=str)
def frame(request, recorded):
    product, number = request.param
    return RecordedFrame(recorded[0] / product, number)


def size_of(frame):
    return CAMERAS[frame.folder.name][1]


def test_the_config_when_recorded_then_ends_well_and_only_misses_a_skeleton(recorded):
    _, ended = recorded

    report = json.loads(ended.stdout.splitlines()[-1])
    assert (ended.returncode, report["status"], report["frames"]) == (0, "complete", 2)
    assert [finding["code"] for finding in report["findings"]] == ["skeletons-none"]


def test_the_files_when_recorded_then_are_exactly_those_of_all_switches(recorded):
    assert written_in(recorded[0]) == all_files(2, tuple(CAMERAS))


def test_every_array_when_read_then_has_the_type_and_the_shape_of_the_reference(frame):
    width, height = size_of(frame)
    points = int(frame.hit().sum())

    assert {stem: describe(frame.array(stem)) for stem in EXPECTED_ARRAYS} == {
        stem: (
            np.dtype(dtype),
            tuple({"H": height, "W": width, "N": points}.get(side, side) for side in shape),
        )
        for stem, (dtype, shape) in EXPECTED_ARRAYS.items()
    }
    for stem, dtype in {
        "bounding_box_2d_tight": BOX_2D,
        "bounding_box_2d_loose": BOX_2D,
        "bounding_box_3d": BOX_3D,
        "occlusion": OCCLUSION,
    }.items():
        rows = frame.array(stem)
        assert (rows.dtype, rows.ndim) == (np.dtype(dtype), 1)


EXPECTED_ARRAYS = {
    "distance_to_camera": ("<f4", ("H", "W")),
    "distance_to_image_plane": ("<f4", ("H", "W")),
    "motion_vectors": ("<f4", ("H", "W", 4)),
    "pointcloud": ("<f4", ("N", 3)),
    "pointcloud_rgb": ("u1", ("N", 4)),
    "pointcloud_normals": ("<f4", ("N", 4)),
    "pointcloud_semantic": ("<u4", ("N",)),
    "pointcloud_instance": ("<u4", ("N",)),
}


def describe(array):
    return array.dtype, array.shape


@pytest.mark.parametrize(
    "stem",
    ["rgb", "normals", "semantic_segmentation", "instance_segmentation", "instance_id_segmentation"],
)
def test_every_picture_when_read_then_is_rgba_of_the_resolution(frame, stem):
    width, height = size_of(frame)

    assert describe(frame.image(stem)) == (np.uint8, (height, width, 4))


@pytest.mark.parametrize("stem", ["distance_to_camera", "distance_to_image_plane"])
def test_the_picture_of_a_distance_when_read_then_is_grey_and_darker_the_farther(frame, stem):
    distance, grey = frame.array(stem), frame.image(stem)
    hit = np.isfinite(distance)

    order = np.argsort(distance[hit])
    assert describe(grey) == (np.uint8, distance.shape)
    assert (np.diff(grey[hit][order].astype(int)) <= 0).all()
    assert not grey[~hit].any()


@pytest.mark.parametrize(
    ("stem", "mapping"),
    [
        ("semantic_segmentation", "semantic_segmentation_labels"),
        ("instance_segmentation", "instance_segmentation_mapping"),
        ("instance_segmentation", "instance_segmentation_semantics_mapping"),
        ("instance_id_segmentation", "instance_id_segmentation_mapping"),
    ],
)
def test_colours_of_a_segmentation_when_looked_up_then_are_those_of_its_mapping(frame, stem, mapping):
    # Four bytes as one number: to sort rows takes long.
    packed = np.unique(np.ascontiguousarray(frame.image(stem)).view(np.uint32))
    seen = {str(tuple(color)) for color in packed.view(np.uint8).reshape(-1, 4).tolist()}

    # Those of nothing and of no label always stand there.
    assert seen | {"(0, 0, 0, 0)", "(0, 0, 0, 255)"} == set(frame.json(mapping))


def test_the_segmentations_when_laid_over_each_other_then_show_the_same(frame):
    labelled = np.zeros_like(frame.labelled())
    for path, label in LABELS.items():
        visible = frame.visible(path)
        instance = frame.mask("instance_segmentation", "instance_segmentation_mapping", path.__eq__)
        assert visible.any()
        assert np.array_equal(instance, visible)
        semantics = frame.mask(
            "semantic_segmentation", "semantic_segmentation_labels", {"class": label}.__eq__
        )
        assert semantics[visible].all()
        labelled |= visible
    assert np.array_equal(frame.labelled(), labelled)


def test_distances_when_laid_over_the_instances_then_are_finite_where_something_is(frame):
    for stem in ("distance_to_camera", "distance_to_image_plane"):
        assert np.array_equal(np.isfinite(frame.array(stem)), frame.hit())
    hit = frame.hit()
    assert (frame.array("distance_to_camera")[hit] >= frame.array("distance_to_image_plane")[hit]).all()


def test_normals_when_laid_over_the_instances_then_are_unit_vectors_where_something_is(frame):
    normals = frame.image("normals")[..., :3] / 255 * 2 - 1

    length = np.linalg.norm(normals, axis=-1)
    assert np.abs(length[frame.hit()] - 1).max() < 0.02
    assert length[~frame.hit()].max(initial=0.0) < 0.02


def test_tight_boxes_when_compared_with_the_mask_then_are_its_extent(frame):
    rows, paths = frame.array("bounding_box_2d_tight"), frame.json("bounding_box_2d_tight_prim_paths")
    labels = frame.json("bounding_box_2d_tight_labels")

    assert {
        path: labels[str(row["semanticId"])]["class"] for path, row in zip(paths, rows, strict=True)
    } == LABELS
    for path, row in zip(paths, rows, strict=True):
        of_rows, of_columns = np.nonzero(frame.visible(path))
        assert (row["x_min"], row["x_max"]) == (of_columns.min(), of_columns.max())
        assert (row["y_min"], row["y_max"]) == (of_rows.min(), of_rows.max())


def test_loose_boxes_when_compared_with_tight_ones_then_contain_them(frame):
    loose = by_path(frame, "bounding_box_2d_loose")
    tight = by_path(frame, "bounding_box_2d_tight")

    assert set(tight) <= set(loose)
    for path, row in tight.items():
        outer = loose[path]
        assert outer["x_min"] <= row["x_min"] <= row["x_max"] <= outer["x_max"]
        assert outer["y_min"] <= row["y_min"] <= row["y_max"] <= outer["y_max"]


def test_boxes_in_space_when_compared_with_the_stage_then_are_the_prims_extents_in_their_own_space(frame):
    rows = by_path(frame, "bounding_box_3d")
    stage = Usd.Stage.Open(str(TABLETOP))

    assert set(rows) == set(LABELS)
    for path, row in rows.items():
        mesh = UsdGeom.Mesh(stage.GetPrimAtPath(path))
        lower, upper = mesh.GetExtentAttr().Get()
        np.testing.assert_allclose([row[f"{axis}_min"] for axis in "xyz"], lower, atol=1e-6)
        np.testing.assert_allclose([row[f"{axis}_max"] for axis in "xyz"], upper, atol=1e-6)
        # Frame k of the recording is frame k of the timeline.
        to_world = mesh.ComputeLocalToWorldTransform(frame.number)
        np.testing.assert_allclose(row["transform"], np.array(to_world), atol=1e-6)


def test_occlusion_when_compared_with_boxes_then_is_the_same_share_for_each_prim(frame):
    occlusion = frame.array("occlusion")

    # Ids of instances and rows of boxes are both in the order of the paths.
    assert np.array_equal(occlusion["instanceId"], np.arange(2, 6))
    for name in BOXES:
        rows = by_path(frame, name)
        assert [rows[path]["occlusionRatio"] for path in sorted(rows)] == occlusion["occlusionRatio"].tolist()
    assert ((occlusion["occlusionRatio"] >= 0) & (occlusion["occlusionRatio"] < 1)).all()


def by_path(frame, name):
    return dict(zip(frame.json(f"{name}_prim_paths"), frame.array(name), strict=True))


def test_the_pointcloud_when_compared_with_the_pictures_then_has_each_pixel_in_its_order(frame):
    hit = frame.hit()

    assert np.array_equal(frame.array("pointcloud_rgb"), frame.image("rgb")[hit])
    normals = np.floor((frame.array("pointcloud_normals") * 0.5 + 0.5) * 255).astype(np.uint8)
    assert np.array_equal(normals, frame.image("normals")[hit])
    assert np.array_equal(frame.array("pointcloud_semantic") != 1, frame.labelled()[hit])
    assert np.array_equal(frame.array("pointcloud_instance") != 1, frame.labelled()[hit])
    visible = np.zeros(hit.shape, dtype=int)
    for number, path in enumerate(sorted(LABELS), start=2):
        visible[frame.visible(path)] = number
    assert np.array_equal(np.maximum(visible[hit], 1), frame.array("pointcloud_instance"))


def test_the_pointcloud_when_projected_by_the_camera_parameters_then_lies_on_the_pixels_centres(frame):
    points, camera = frame.array("pointcloud").astype(np.float64), frame.json("camera_params")

    of_rows, of_columns = np.nonzero(frame.hit())
    centres = np.column_stack([of_columns, of_rows]) + 0.5
    assert np.abs(project(points, camera) - centres).max() < 0.01
    # The stage is in metres.
    eye = np.linalg.inv(np.reshape(camera["cameraViewTransform"], (4, 4)))[3, :3]
    np.testing.assert_allclose(
        np.linalg.norm(points - eye, axis=1), frame.array("distance_to_camera")[frame.hit()], rtol=1e-5
    )


def test_camera_params_when_read_then_are_those_of_the_prim(frame):
    camera = frame.json("camera_params")
    path, size = CAMERAS[frame.folder.name]
    stage = Usd.Stage.Open(str(TABLETOP))
    prim = UsdGeom.Camera(stage.GetPrimAtPath(path))

    assert camera["cameraModel"] == "pinhole"
    assert tuple(camera["renderProductResolution"]) == size
    assert camera["metersPerSceneUnit"] == 1.0
    assert camera["cameraFocalLength"] == pytest.approx(prim.GetFocalLengthAttr().Get())
    assert camera["cameraAperture"] == pytest.approx(
        [prim.GetHorizontalApertureAttr().Get(), prim.GetVerticalApertureAttr().Get()]
    )
    assert camera["cameraNearFar"] == pytest.approx(prim.GetClippingRangeAttr().Get())
    to_world = Gf.Matrix4d(np.linalg.inv(np.reshape(camera["cameraViewTransform"], (4, 4))))
    assert Gf.IsClose(to_world, prim.ComputeLocalToWorldTransform(frame.number), 1e-6)
    assert {len(camera[name]) for name in ("cameraViewTransform", "cameraProjection")} == {16}


def test_motion_when_recorded_then_is_that_of_the_turntable_and_of_nothing_else(frame):
    motion, turning = frame.array("motion_vectors"), frame.visible(TURNTABLE)

    assert not motion[~turning].any()
    assert not motion[..., 2:].any()
    if frame.number == 0:
        assert not motion.any()
    else:
        box = frame.visible(f"{TURNTABLE}/_03_cracker_box")
        assert np.hypot(*motion[box][:, :2].T).min() > 0.1


def test_skeletons_when_the_stage_has_none_then_are_an_empty_object(frame):
    assert frame.json("skeleton") == {}


def test_the_config_when_recorded_twice_then_every_byte_is_the_same(recorded, tmp_path):
    folder, _ = recorded

    record(tmp_path, 1)

    again = written_in(tmp_path / "set")
    assert again == all_files(1, tuple(CAMERAS))
    different = [
        name for name in again if (folder / name).read_bytes() != (tmp_path / "set" / name).read_bytes()
    ]
    assert different == []
