"""Points in the world: where the rays end, and back in the picture at the centres of their pixels."""

from __future__ import annotations

import numpy as np
import pytest
from pxr import UsdGeom

from .analytic import CUBE_POINTS, CUBE_QUADS, Box, Capsule, Cone, Plane, Polygons, Sphere
from .placement import look_at, move, shear, stretch, turn
from .ray_caster import Pinhole, cast
from .stages import CAMERA

POSE = look_at((0.7, -8.1, 2.2), (0.05, 0.0, 0.1))
OTHERS = {
    "semantics": ("semantic_segmentation", {"colorize": False}),
    "instances": ("instance_segmentation", {"colorize": False}),
    "rgb": ("rgb", None),
    "normals": ("normals", None),
    "camera_params": ("camera_params", None),
}


def furnish(stage):
    """Labelled solids that hide each other on a floor without label."""
    stage.add("/World/floor", Plane(9, 9), move(0, 0, -1.2))
    stage.add("/World/box", Box(1.1), turn("Z", 20) @ move(-1.7, 0, 0), label="box")
    stage.add("/World/ball", Sphere(0.8), shear(0.3) @ move(-0.2, 0.9, 0), label="ball")
    stage.add("/World/cone", Cone(0.6, 1.4), turn("Y", 30) @ move(1.6, 0, 0), label="cone")
    stage.add("/World/pill", Capsule(0.3, 1.5, "X"), move(0.2, -1.1, -0.5), label="pill")
    stage.add(
        "/World/mesh",
        Polygons(CUBE_POINTS, CUBE_QUADS),
        stretch(0.3, 0.3, 0.3) @ move(2.5, -1, -0.8),
        label="mesh",
    )


def project(params, points: np.ndarray) -> np.ndarray:
    """Columns and rows (N, 2) of world points by the matrices of camera_params: row vectors, y of the window up."""
    view = np.reshape(params["cameraViewTransform"], (4, 4)).astype(np.float64)
    projection = np.reshape(params["cameraProjection"], (4, 4)).astype(np.float64)
    width, height = params["renderProductResolution"]
    clip = np.column_stack([points.astype(np.float64), np.ones(len(points))]) @ view @ projection
    ndc = clip[:, :2] / clip[:, 3:]
    return np.column_stack([(ndc[:, 0] + 1) * width / 2, (1 - ndc[:, 1]) * height / 2])


@pytest.mark.parametrize("include", [False, True], ids=["labelled", "all"])
@pytest.mark.parametrize(
    "camera",
    [Pinhole(POSE), Pinhole(POSE, 30, 24, 2.0, -1.5), Pinhole(turn("Z", 30) @ POSE, near=6.0)],
    ids=["plain", "offset", "rolled and cut by the near plane"],
)
def test_points_are_where_the_rays_end_and_project_to_the_centres_of_their_pixels(
    analytic_stage, watch, camera, include
):
    stage = analytic_stage
    furnish(stage)
    stage.camera(camera)
    watching = watch(96, 64, points=("pointcloud", {"includeUnlabelled": include}), **OTHERS)

    frame = watching.step()

    truth = cast(stage.solids, camera, 96, 64)
    assert not truth.undecidable.any()
    wanted = truth.index >= (0 if include else 1)
    points, info = frame["points"].data, frame["points"].info
    assert points.dtype == np.float32
    assert points.shape == (wanted.sum(), 3)
    np.testing.assert_allclose(points, truth.point[wanted], atol=1e-4 * 10)
    places = project(frame["camera_params"].info, points)
    rows, columns = np.nonzero(wanted)
    np.testing.assert_allclose(places, np.column_stack([columns, rows]) + 0.5, atol=0.01)
    # Everything else that is said of a point is said of its pixel, in the same row.
    assert info["pointRgb"].dtype == np.uint8
    np.testing.assert_array_equal(info["pointRgb"].reshape(-1, 4), frame["rgb"].data[wanted])
    assert info["pointNormals"].dtype == np.float32
    np.testing.assert_array_equal(info["pointNormals"].reshape(-1, 4), frame["normals"].data[wanted])
    np.testing.assert_allclose(info["pointNormals"].reshape(-1, 4)[:, :3], truth.normal[wanted], atol=1e-3)
    assert info["pointSemantic"].dtype == info["pointInstance"].dtype == np.uint32
    np.testing.assert_array_equal(info["pointSemantic"].ravel(), frame["semantics"].data[wanted])
    np.testing.assert_array_equal(info["pointInstance"].ravel(), frame["instances"].data[wanted])


@pytest.mark.parametrize("meters_per_unit", [0.01, 1000.0])
def test_points_are_in_units_of_the_stage(analytic_stage, watch, meters_per_unit):
    stage = analytic_stage
    UsdGeom.SetStageMetersPerUnit(stage.stage, meters_per_unit)
    furnish(stage)
    camera = stage.camera(Pinhole(POSE))

    frame = watch(48, 32, "pointcloud", "camera_params").step()

    truth = cast(stage.solids, camera, 48, 32)
    wanted = truth.index >= 1
    np.testing.assert_allclose(frame["pointcloud"].data, truth.point[wanted], atol=1e-3)
    assert frame["camera_params"].info["metersPerSceneUnit"] == pytest.approx(meters_per_unit)


@pytest.mark.parametrize("distance", [1_000.0, 100_000.0])
def test_points_far_from_the_origin_are_as_exact_as_their_numbers_can_be(analytic_stage, watch, distance):
    # float32 has steps of 1 / 128 at 100,000.
    stage = analytic_stage
    far_away = move(0.9 * distance, -0.8 * distance, 0.03 * distance)
    stage.group("/World", far_away)
    furnish(stage)
    camera = stage.camera(Pinhole(POSE @ far_away))

    points = watch(48, 32, "pointcloud").step()["pointcloud"].data

    truth = cast(stage.solids, camera, 48, 32)
    wanted = truth.index >= 1
    np.testing.assert_allclose(points, truth.point[wanted], atol=1e-3 + distance * 1e-7)


def test_cloud_of_an_empty_view_has_no_points(analytic_stage, watch):
    analytic_stage.add("/World/behind", Box(1), move(0, -20, 0), label="behind")
    analytic_stage.camera(Pinhole(POSE))

    reading = watch(16, 9, "pointcloud").step()["pointcloud"]

    assert reading.data.shape == (0, 3)
    assert reading.info["pointRgb"].shape == (0, 4)
    assert reading.info["pointNormals"].shape == (0, 4)
    assert reading.info["pointSemantic"].shape == reading.info["pointInstance"].shape == (0,)


def test_cloud_obeys_the_filter(analytic_stage, watch):
    stage = analytic_stage
    furnish(stage)
    camera = stage.camera(Pinhole(POSE))

    points = (
        watch(48, 32, points=("pointcloud", {"semanticFilter": "class: ball | cone"})).step()["points"].data
    )

    truth = cast(stage.solids, camera, 48, 32)
    wanted = np.isin(truth.labels(stage.solids), ["ball", "cone"])
    np.testing.assert_allclose(points, truth.point[wanted], atol=1e-3)


def test_points_follow_a_moving_camera(analytic_stage, watch):
    stage = analytic_stage
    furnish(stage)
    stage.camera(Pinhole(POSE))
    watching = watch(48, 32, "pointcloud", "camera_params")
    watching.step()

    moved = stage.camera(Pinhole(turn("Y", 8) @ POSE @ move(0.5, 0.3, 0.2)), path=CAMERA)
    frame = watching.step()

    truth = cast(stage.solids, moved, 48, 32)
    wanted = truth.index >= 1
    np.testing.assert_allclose(frame["pointcloud"].data, truth.point[wanted], atol=1e-3)
    places = project(frame["camera_params"].info, frame["pointcloud"].data)
    np.testing.assert_allclose(places, np.argwhere(wanted)[:, ::-1] + 0.5, atol=0.01)
