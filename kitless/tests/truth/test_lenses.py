"""Pictures through other lenses than the pinhole, pixel by pixel."""

from __future__ import annotations

import dataclasses
import functools

import numpy as np
import pytest
from pxr import Usd

from .analytic import CUBE_POINTS, CUBE_QUADS, Box, Capsule, Cylinder, Plane, Polygons, Sphere
from .boxes import tight_box
from .extents import outlines
from .lens_prims import define_camera
from .lenses import FTheta, OpenCvFisheye, OpenCvPinhole, Orthographic
from .placement import look_at, move, shear, stretch, turn
from .ray_caster import BACKGROUND, Truth, cast
from .sight import assert_close, assert_normals, assert_same
from .sight_of_boxes import assert_contains
from .stages import AnalyticStage
from .watch import BoxRow, Watch

POSE = look_at((0.3, -4.1, 1.2), (0.05, 0.0, 0.1))
WIDTH, HEIGHT = 96, 64
LENSES = {
    "fisheye": OpenCvFisheye(POSE, (31, 31), (48, 32), size=(96, 64)),
    "distorted fisheye": OpenCvFisheye(POSE, (26, 27), (45.3, 33.2), (0.06, -0.012, 0.003, 0.0002), (96, 64)),
    "fisheye calibrated at another size": OpenCvFisheye(POSE, (62, 31), (96, 32), (0.05, 0, 0, 0), (192, 64)),
    "f-theta": FTheta(POSE, (0.0, 0.02, 2e-5, 1e-7, 0.0), (48, 32), (96, 64), 220.0),
    "f-theta of a narrow field of view": FTheta(POSE, (0.0, 0.03), (46, 33), (96, 64), 100.0),
    "f-theta calibrated at another size": FTheta(POSE, (0.0, 0.01), (96, 64), (192, 128), 200.0),
    "opencv pinhole": OpenCvPinhole(POSE, (60, 60), (48, 32), size=(96, 64)),
    "barrel": OpenCvPinhole(POSE, (60, 62), (47, 33), (-0.15, 0.02, 0, 0, 0, 0), size=(96, 64)),
    "cushion": OpenCvPinhole(
        POSE,
        (70, 70),
        (50, 31),
        (0.2, 0.03, 0.01, 0.05, 0.01, 0.002),
        (0.01, -0.008),
        (0.004, 0.001, -0.006, 0.002),
        (96, 64),
    ),
    "orthographic": Orthographic(POSE, 70.0),
    "orthographic with offsets": Orthographic(POSE, 50.0, 8.0, -5.0),
}
every_lens = pytest.mark.parametrize("lens", LENSES.values(), ids=LENSES.keys())


def furnish(stage):
    """Solids ahead, beside and, for lenses that look there, behind the camera."""
    stage.add("/World/floor", Plane(9, 9), move(0, 0, -1.2), label="floor")
    stage.add("/World/box", Box(1.1), turn("Z", 20) @ move(-1.5, 0, 0), label="box")
    stage.add("/World/ball", Sphere(0.8), shear(0.3) @ move(0.3, 0.9, 0), label="ball")
    stage.add("/World/can", Cylinder(0.4, 1.1, "X"), turn("Z", 40) @ move(1.6, 0, 0.3), label="can")
    stage.add("/World/pill", Capsule(0.3, 1.5, "X"), move(-3, -4.2, 1.1), label="pill")
    placement = stretch(0.5, 0.5, 0.5) @ turn("X", 20) @ move(1.5, -4.6, 1.2)
    stage.add("/World/mesh", Polygons(CUBE_POINTS, CUBE_QUADS), placement, label="mesh")


@functools.cache
def furniture_through(lens, width=WIDTH, height=HEIGHT) -> Truth:
    """What a lens shows of the furniture; several tests want to know."""
    stage = AnalyticStage(Usd.Stage.CreateInMemory())
    furnish(stage)
    return cast(stage.solids, lens, width, height)


def watch_pictures(watch, width=WIDTH, height=HEIGHT) -> Watch:
    """All that `assert_seen` looks at."""
    semantics = ("semantic_segmentation", {"colorize": False})
    names = ("distance_to_camera", "distance_to_image_plane", "normals")
    return watch(width, height, *names, semantics=semantics)


def assert_seen(frame, stage, lens, width=WIDTH, height=HEIGHT) -> Truth:
    """Labels, distances and normals of each decidable pixel are those of the lens' formula."""
    truth = furniture_through(lens, width, height)
    decidable = ~truth.undecidable
    assert decidable.mean() > 0.999
    assert_same(frame["semantics"].resolved()[decidable], truth.labels(stage.solids)[decidable])
    assert_close(frame["distance_to_camera"].data[decidable], truth.distance[decidable])
    plane = frame["distance_to_image_plane"].data
    assert_same(np.isposinf(plane)[decidable], np.isposinf(truth.depth)[decidable])
    hit = decidable & (truth.index >= 0)
    # What is nearly beside a fisheye has nearly no distance to the plane: its error goes by that to the camera.
    assert (np.abs(plane[hit] - truth.depth[hit]) <= 1e-4 * truth.distance[hit]).all()
    assert_normals(frame["normals"].data[..., :3], truth, decidable)
    return truth


@every_lens
def test_picture_is_that_of_the_published_formula(analytic_stage, watch, lens):
    stage = analytic_stage
    furnish(stage)
    define_camera(stage.stage, lens)

    truth = assert_seen(watch_pictures(watch).step(), stage, lens)

    assert len(np.unique(truth.index)) > 4


@every_lens
def test_points_of_the_cloud_are_projected_back_to_their_pixels(analytic_stage, watch, lens):
    stage = analytic_stage
    furnish(stage)
    define_camera(stage.stage, lens)

    points = watch(WIDTH, HEIGHT, "pointcloud").step()["pointcloud"].data

    truth = furniture_through(lens)
    seen = truth.index >= 0
    assert len(points) == seen.sum()
    np.testing.assert_allclose(
        lens.project(points.astype(np.float64), WIDTH, HEIGHT)[:, :2],
        np.argwhere(seen)[:, ::-1] + 0.5,
        atol=0.01,
    )
    decidable = ~truth.undecidable[seen]
    np.testing.assert_allclose(points[decidable], truth.point[seen][decidable], atol=1e-3)


def test_f_theta_by_its_older_attributes_is_the_same_lens(analytic_stage, watch):
    stage, lens = analytic_stage, LENSES["f-theta"]
    furnish(stage)
    define_camera(stage.stage, lens, legacy=True)

    assert_seen(watch_pictures(watch).step(), stage, lens)


@pytest.mark.parametrize("resolution", [(48, 32), (192, 128), (96, 32)])
def test_lens_shows_the_same_in_other_resolutions(analytic_stage, watch, resolution):
    stage, lens = analytic_stage, LENSES["distorted fisheye"]
    furnish(stage)
    define_camera(stage.stage, lens)

    assert_seen(watch_pictures(watch, *resolution).step(), stage, lens, *resolution)


@pytest.mark.parametrize("name", ["fisheye", "f-theta"])
def test_clipping_range_of_a_fisheye_is_along_its_rays(analytic_stage, watch, name):
    stage, lens = analytic_stage, dataclasses.replace(LENSES[name], near=2.9, far=5.1)
    furnish(stage)
    define_camera(stage.stage, lens)

    truth = assert_seen(watch_pictures(watch).step(), stage, lens)

    assert truth.distance[truth.index >= 0].min() >= 2.9


def test_pixels_beyond_the_field_of_view_are_background(analytic_stage, watch):
    stage, lens = analytic_stage, LENSES["f-theta of a narrow field of view"]
    stage.add("/World/room", Sphere(20), label="room")
    define_camera(stage.stage, lens)
    names = ("rgb", "pointcloud", "distance_to_camera")
    frame = watch(WIDTH, HEIGHT, *names, semantics=("semantic_segmentation", {"colorize": False})).step()

    labels = frame["semantics"].resolved()

    # 100 degrees across: 50 degrees are 0.8727 rad, 29.09 pixels from (46, 33).
    rows, columns = np.indices((HEIGHT, WIDTH)) + 0.5
    inside = np.hypot(columns - 46, rows - 33) < np.radians(50) / 0.03
    assert_same(labels, np.where(inside, "room", BACKGROUND))
    assert len(frame["pointcloud"].data) == inside.sum()
    assert np.isinf(frame["distance_to_camera"].data[~inside]).all()


@every_lens
def test_tight_box_is_the_extent_of_the_mask_and_lies_in_the_loose_one(analytic_stage, watch, lens):
    stage = analytic_stage
    furnish(stage)
    define_camera(stage.stage, lens)

    frame = watch(WIDTH, HEIGHT, "bounding_box_2d_tight", "bounding_box_2d_loose").step()

    truth = furniture_through(lens)
    tight, loose = BoxRow.read(frame["bounding_box_2d_tight"]), BoxRow.read(frame["bounding_box_2d_loose"])
    compared = set()
    for path in stage.labels:
        mask = truth.mask(stage.solids, path)
        if (mask & truth.undecidable).any():
            continue
        expected = tight_box(mask)
        assert (tight[path].bounds if path in tight else None) == expected, path
        if expected is not None:
            assert_contains(loose[path].bounds, expected, path)
            compared.add(path)
    assert len(compared) > 2


@pytest.mark.parametrize("name", ["distorted fisheye", "f-theta", "cushion", "orthographic with offsets"])
def test_loose_box_through_a_lens_holds_the_projected_surface(analytic_stage, watch, name):
    stage, lens = analytic_stage, LENSES[name]
    shapes = {
        "ball": (Sphere(0.5), move(0.9, 0.1, 0.3)),
        "card": (Plane(1.1, 0.8, "Y"), turn("Z", 15) @ move(-0.4, 0.3, 0.9)),
        "mesh": (
            Polygons(CUBE_POINTS, CUBE_QUADS),
            stretch(0.3, 0.4, 0.2) @ turn("X", 20) @ move(-0.9, 0.3, -0.3),
        ),
    }
    for label, (shape, placement) in shapes.items():
        stage.add(f"/World/{label}", shape, placement, label=label)
    define_camera(stage.stage, lens)

    loose = BoxRow.read(watch(WIDTH, HEIGHT, "bounding_box_2d_loose").step()["bounding_box_2d_loose"])

    for solid in stage.solids:
        points = outlines(solid.shape, 400)[0].reshape(-1, 3)
        points = points @ solid.local_to_world[:3, :3] + solid.local_to_world[3, :3]
        places = lens.project(points, WIDTH, HEIGHT)[:, :2]
        low = np.maximum(places.min(axis=0), 0)
        high = np.minimum(places.max(axis=0), (WIDTH, HEIGHT))
        expected = np.concatenate([np.floor(low), np.ceil(high) - 1])
        assert np.abs(np.array(loose[solid.path].bounds) - expected).max() <= 1, solid.path


@pytest.mark.parametrize("name", ["distorted fisheye", "f-theta", "cushion", "orthographic with offsets"])
def test_motion_through_a_lens_is_that_of_its_projection(analytic_stage, watch, name):
    stage, lens = analytic_stage, LENSES[name]
    furnish(stage)
    define_camera(stage.stage, lens)
    watching = watch(WIDTH, HEIGHT, "motion_vectors")
    watching.step()

    after = dataclasses.replace(
        lens, camera_to_world=turn("Y", 2) @ lens.camera_to_world @ move(0.05, 0.1, 0)
    )
    define_camera(stage.stage, after)
    seen = watching.step()["motion_vectors"].data

    truth = furniture_through(after)
    hit = (truth.index >= 0) & ~truth.undecidable
    expected = (
        lens.project(truth.point[hit], WIDTH, HEIGHT) - after.project(truth.point[hit], WIDTH, HEIGHT)
    )[:, :2]
    np.testing.assert_allclose(seen[hit][:, :2], expected, atol=0.05)
    assert np.abs(expected).max() > 1
