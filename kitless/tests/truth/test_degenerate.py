"""Pictures of nothing, of one pixel and of very many, and cameras in odd places."""

from __future__ import annotations

import numpy as np
import pytest

from .analytic import Box, Plane, Sphere
from .placement import IDENTITY, look_at, move, stretch, turn
from .ray_caster import Pinhole
from .sight_of_boxes import BOXES, assert_boxes_true
from .watch import BoxRow

FRONT = Pinhole(look_at((0.7, -8.1, 2.2), (0.05, 0.0, 0.1)))
SEGMENTATIONS = {
    name: (name, {"colorize": False})
    for name in ("semantic_segmentation", "instance_segmentation", "instance_id_segmentation")
}
IMAGES = ("rgb", "distance_to_camera", "distance_to_image_plane", "normals", "motion_vectors")


def assert_empty(frame, width, height):
    """A frame in which nothing is hit, of all annotators."""
    for name in SEGMENTATIONS:
        assert frame[name].data.shape == (height, width)
        assert (frame[name].data == 0).all()
        assert "BACKGROUND" in str(frame[name].info["idToLabels"]["0"])
    assert frame["rgb"].data.shape == (height, width, 4)
    for name in ("distance_to_camera", "distance_to_image_plane"):
        assert frame[name].data.shape == (height, width)
        assert np.isposinf(frame[name].data).all()
    for name in ("normals", "motion_vectors"):
        assert frame[name].data.shape == (height, width, 4)
        assert (frame[name].data[..., :3] == 0).all()
    assert frame["pointcloud"].data.shape == (0, 3)
    for name in BOXES:
        assert BoxRow.read(frame[name]) == {}
    assert len(frame["occlusion"].data) == 0


ALL = (*IMAGES, *BOXES, "occlusion", "camera_params", "pointcloud")


def test_every_annotator_of_an_empty_stage_says_that_nothing_is_there(analytic_stage, watch):
    analytic_stage.camera(FRONT)
    watching = watch(16, 9, *ALL, **SEGMENTATIONS)

    for _ in range(2):
        assert_empty(watching.step(), 16, 9)


def test_every_annotator_of_an_empty_view_says_that_nothing_is_seen(analytic_stage, watch):
    analytic_stage.add("/World/behind", Box(1), move(0, -20, 0), label="behind")
    analytic_stage.camera(FRONT)

    assert_empty(watch(16, 9, *ALL, **SEGMENTATIONS).step(), 16, 9)


def test_stage_without_labels_has_ids_of_prims_but_no_instances_and_no_boxes(analytic_stage, watch):
    stage = analytic_stage
    stage.add("/World/a", Sphere(1), move(-1, 0, 0))
    stage.add("/World/b", Sphere(1), move(1.1, 0, 0))
    stage.camera(FRONT)

    frame = watch(32, 24, *ALL, **SEGMENTATIONS).step()

    seen = np.isfinite(frame["distance_to_camera"].data)
    assert (frame["semantic_segmentation"].data == seen).all()
    assert (frame["instance_segmentation"].data == seen).all()
    assert set(frame["instance_id_segmentation"].data[seen].tolist()) == {2, 3}
    assert len(frame["pointcloud"].data) == len(frame["occlusion"].data) == 0
    for name in BOXES:
        assert BoxRow.read(frame[name]) == {}


def test_picture_of_one_pixel_shows_what_its_centre_meets(analytic_stage, watch):
    # A card at distance 2 before a camera whose picture is 2 wide at distance 1.
    stage = analytic_stage
    stage.add("/World/card", Plane(2, 2), move(0, 0.1, -2), label="card")
    stage.camera(Pinhole(IDENTITY, 10, 20))

    frame = watch(1, 1, *ALL, **SEGMENTATIONS).step()

    np.testing.assert_allclose(frame["distance_to_camera"].data, [[2.0]], rtol=1e-6)
    assert frame["normals"].data[0, 0, :3].tolist() == [0, 0, 1]
    assert frame["instance_id_segmentation"].data.tolist() == [[2]]
    np.testing.assert_allclose(frame["pointcloud"].data, [[0, 0, -2]], atol=1e-6)
    for name in BOXES[:2]:
        row = BoxRow.read(frame[name])["/World/card"]
        assert row.bounds == (0, 0, 0, 0)
        assert row.occlusion == 0
    assert frame["occlusion"].data["occlusionRatio"].tolist() == [0]


def test_picture_of_one_pixel_of_a_card_that_touches_its_border_is_empty(analytic_stage, watch):
    # The card begins at x = 2, where the picture ends at distance 2.
    stage = analytic_stage
    stage.add("/World/card", Plane(2, 2), move(3, 0.1, -2), label="card")
    stage.camera(Pinhole(IDENTITY, 10, 20))

    assert_empty(watch(1, 1, *ALL, **SEGMENTATIONS).step(), 1, 1)


@pytest.mark.parametrize(("near", "far"), [(7.5, 8.6), (8.2, 100.0), (0.1, 7.7)])
def test_clipping_planes_cut_masks_boxes_and_coverage_alike(analytic_stage, watch, near, far):
    stage = analytic_stage
    stage.add("/World/ball", Sphere(1), move(-1.3, 0, 0), label="ball")
    stage.add("/World/box", Box(1.3), turn("Z", 33) @ move(1, 0, 0), label="box")
    camera = stage.camera(Pinhole(FRONT.camera_to_world, near=near, far=far))

    assert_boxes_true(watch(64, 48, *BOXES).step(), stage, camera, 64, 48)


def test_boxes_follow_a_moving_camera(analytic_stage, watch):
    stage = analytic_stage
    stage.add("/World/ball", Sphere(1), move(-1.3, 0, 0), label="ball")
    stage.add("/World/box", Box(1.3), turn("Z", 33) @ move(1, 0, 0), label="box")
    stage.camera(FRONT)
    watching = watch(64, 48, *BOXES)

    for angle in (0, 12, -15):
        camera = stage.camera(Pinhole(turn("Y", angle) @ FRONT.camera_to_world @ turn("Z", angle)))
        assert_boxes_true(watching.step(), stage, camera, 64, 48)


@pytest.mark.parametrize("scale", [0.01, 100.0])
def test_boxes_of_a_camera_under_a_scaled_parent(analytic_stage, watch, scale):
    stage = analytic_stage
    stage.add("/World/ball", Sphere(1), move(-1.3, 0, 0), label="ball")
    stage.add("/World/box", Box(1.3), turn("Z", 33) @ move(1, 0, 0), label="box")
    parent = stretch(scale, scale, scale) @ turn("Z", 20) @ move(1, 2, 3)
    stage.group("/Rig", parent)
    stage.camera(FRONT, path="/Rig/Camera", placement=FRONT.camera_to_world @ np.linalg.inv(parent))

    frame = watch(64, 48, *BOXES, camera="/Rig/Camera").step()

    assert_boxes_true(frame, stage, FRONT, 64, 48)


def test_picture_of_33_million_pixels_is_right(analytic_stage, watch):
    # 7680 x 4320: 1920 pixels for a unit at distance 2. The card's edges lie halfway between two pixel centres.
    stage = analytic_stage
    stage.add("/World/card", Plane(1, 0.5), move(0.25, 0.125, -2), label="card")
    stage.camera(Pinhole(IDENTITY, 10, 20))
    requests = {"instances": ("instance_segmentation", {"colorize": False})}

    frame = watch(7680, 4320, "bounding_box_2d_tight", "bounding_box_2d_loose", **requests).step()

    # Columns 3840 + 1920 * (-0.25 … 0.75), rows 2160 - 1920 * (0.375 … -0.125).
    left, right, top, bottom = 3360, 5279, 1440, 2399
    for name in ("bounding_box_2d_tight", "bounding_box_2d_loose"):
        row = BoxRow.read(frame[name])["/World/card"]
        assert row.bounds == (left, top, right, bottom)
        assert row.occlusion == 0
    ids = frame["instances"].data
    assert ids.shape == (4320, 7680)
    assert np.count_nonzero(ids) == 1920 * 960
    assert (ids[top : bottom + 1, left : right + 1] == 2).all()
