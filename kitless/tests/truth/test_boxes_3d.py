"""Boxes in space: after `transform` they touch what they hold."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from pxr import UsdGeom

from .analytic import CUBE_POINTS, CUBE_QUADS, Box, Capsule, Cone, Cylinder, Plane, Polygons, Sphere
from .placement import look_at, move, shear, stretch, turn
from .ray_caster import Pinhole
from .sight_of_boxes import BOXES, assert_boxes_true, assert_fits
from .watch import BoxRow

FRONT = Pinhole(look_at((0.7, -12.1, 3.2), (0.05, 0.0, 0.1)))


def box_corners(row: BoxRow) -> np.ndarray:
    """The eight corners (8, 3) in the world."""
    low, high = row.bounds[:3], row.bounds[3:]
    corners = np.array(list(itertools.product(*zip(low, high, strict=True))))
    return corners @ row.transform[:3, :3] + row.transform[3, :3]


def test_corners_of_a_mesh_box_land_on_the_vertices_of_a_sheared_mesh(analytic_stage, watch):
    stage = analytic_stage
    stage.group("/World/outer", stretch(1.5, 0.7, 1) @ turn("Z", 33))
    stage.group("/World/outer/inner", shear(0.4, -0.2, 0.3) @ move(0.3, 0.1, 0.2))
    placement = stretch(1, -0.8, 1.2) @ turn("X", 25)
    stage.add("/World/outer/inner/mesh", Polygons(CUBE_POINTS, CUBE_QUADS), placement, label="mesh")
    stage.camera(FRONT)

    rows = BoxRow.read(watch(32, 24, "bounding_box_3d").step()["bounding_box_3d"])

    matrix = stage.local_to_world("/World/outer/inner/mesh")
    vertices = np.array(CUBE_POINTS) @ matrix[:3, :3] + matrix[3, :3]
    corners = box_corners(rows["/World/outer/inner/mesh"])
    distances = np.linalg.norm(corners[:, None] - vertices, axis=-1)
    assert distances.min(axis=0).max() < 1e-5
    assert distances.min(axis=1).max() < 1e-5


@pytest.mark.parametrize(
    "shape",
    [
        Box(1.2),
        Sphere(0.7),
        Cylinder(0.4, 1.5, "X"),
        Cylinder(0.4, 1.5, "Y"),
        Cone(0.5, 1.3, "X"),
        Cone(0.5, 1.3, "Y"),
        Cone(0.5, 1.3, "Z"),
        Capsule(0.3, 0.8, "X"),
        Capsule(0.3, 0.8, "Y"),
        Plane(0.8, 1.4, "X"),
        Plane(0.8, 1.4, "Y"),
        Plane(0.8, 1.4, "Z"),
    ],
    ids=repr,
)
def test_box_touches_a_gprim_itself_and_in_any_group_above_it(analytic_stage, watch, shape):
    # The same shape three times: labelled itself, in a labelled group, and twice removed from its labelled group.
    stage = analytic_stage
    skewed = stretch(1.3, 0.8, -1.1) @ shear(0.3, 0.5, -0.4) @ turn("X", 35)
    stage.add("/World/alone", shape, skewed @ turn("Z", 50) @ move(-2.47, 0, 0.013), label="alone")
    stage.group("/World/group", stretch(0.7, 1.4, 1) @ turn("Y", 20) @ move(0.2, 0, 0), label="group")
    stage.add("/World/group/member", shape, skewed)
    stage.group("/World/far", turn("Z", -40) @ move(2.72, 0, 0.01), label="far")
    stage.group("/World/far/between", shear(0.0, 0.6, 0.2) @ stretch(1, 0.7, 1.2))
    stage.add("/World/far/between/member", shape, turn("Y", 65) @ turn("Z", 15))
    stage.camera(FRONT)

    rows = BoxRow.read(watch(32, 24, "bounding_box_3d").step()["bounding_box_3d"])

    assert set(rows) == {"/World/alone", "/World/group", "/World/far"}
    for path, row in rows.items():
        assert_fits(row, stage, path)


def test_box_of_a_group_over_several_children_holds_them_all(analytic_stage, watch):
    stage = analytic_stage
    stage.group("/World/toy", turn("Z", 30) @ stretch(1, 1, 1.2), label="toy")
    stage.add("/World/toy/body", Cylinder(0.5, 1.2), turn("X", 10))
    stage.add("/World/toy/head", Sphere(0.4), stretch(1, 1, 1.3) @ move(0.1, 0, 1.2), label="head")
    stage.group("/World/toy/arms", turn("Y", 12))
    stage.add("/World/toy/arms/left", Capsule(0.1, 0.9, "X"), move(-0.9, 0, 0.2))
    stage.add(
        "/World/toy/arms/right", Polygons(CUBE_POINTS, CUBE_QUADS), stretch(0.4, 0.1, 0.1) @ move(0.9, 0, 0.2)
    )
    camera = stage.camera(FRONT)

    rows = assert_boxes_true(watch(80, 64, *BOXES).step(), stage, camera, 80, 64)

    assert set(rows["bounding_box_3d"]) == {"/World/toy", "/World/toy/head"}


def test_box_of_a_cube_is_that_of_its_own_space_before_scale(analytic_stage, watch):
    # As in Replicator's published output: extents without the scale, the scale in the transform.
    stage = analytic_stage
    stage.add("/World/crate", Box(2), stretch(0.5, 0.25, 1) @ move(1, 2, 3), label="crate")
    stage.camera(FRONT)

    reading = watch(32, 24, "bounding_box_3d").step()["bounding_box_3d"]

    row = BoxRow.read(reading)["/World/crate"]
    assert row.bounds == (-1, -1, -1, 1, 1, 1)
    assert row.transform.tolist() == [[0.5, 0, 0, 0], [0, 0.25, 0, 0], [0, 0, 1, 0], [1, 2, 3, 1]]
    assert reading.data.dtype == np.dtype(
        [
            ("semanticId", "<u4"),
            *((f"{axis}_{end}", "<f4") for end in ("min", "max") for axis in "xyz"),
            ("transform", "<f4", (4, 4)),
            ("occlusionRatio", "<f4"),
        ]
    )


def test_label_without_geometry_below_it_has_no_box(analytic_stage, watch):
    stage = analytic_stage
    stage.group("/World/empty", label="empty")
    stage.add("/World/box", Box(1), label="box")
    stage.camera(FRONT)

    frame = watch(32, 24, *BOXES).step()

    for name in BOXES:
        assert list(BoxRow.read(frame[name])) == ["/World/box"]


def test_invisible_member_does_not_count(analytic_stage, watch):
    stage = analytic_stage
    stage.group("/World/group", turn("Z", 20), label="group")
    ghost = stage.add("/World/group/ghost", Sphere(3))
    UsdGeom.Imageable(ghost).MakeInvisible()
    stage.solids.clear()
    stage.add("/World/group/box", Box(1))
    camera = stage.camera(FRONT)

    assert_boxes_true(watch(64, 48, *BOXES).step(), stage, camera, 64, 48)
