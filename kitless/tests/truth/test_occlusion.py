"""One solid hides, cuts or encloses another."""

from __future__ import annotations

import pytest

from .analytic import CUBE_POINTS, CUBE_QUADS, Box, Capsule, Cone, Cylinder, Plane, Polygons, Sphere
from .placement import look_at, move, stretch, turn
from .ray_caster import BACKGROUND, Pinhole
from .sight import assert_true

FRONT = Pinhole(look_at((0.7, -8.1, 2.2), (0.05, 0.0, 0.1)))


def test_near_solids_hide_far_ones(analytic_stage, see):
    stage = analytic_stage
    stage.add("/World/floor", Plane(9, 9), move(0, 0, -1))
    stage.add("/World/far", Box(1.6), turn("Z", 30) @ move(0.3, 1.5, -0.15), label="box")
    stage.add("/World/middle", Sphere(0.7), move(-0.6, 0.1, -0.3), label="ball")
    stage.add("/World/near", Cylinder(0.3, 1.4), move(0.2, -1.4, -0.25), label="can")
    camera = stage.camera(FRONT)

    truth = assert_true(see(96, 72), stage.solids, camera)

    assert set(truth.labels(stage.solids).flat) == {BACKGROUND, "UNLABELLED", "box", "ball", "can"}


def test_order_of_prims_does_not_matter(analytic_stage, see):
    # The same two solids as above, the near one first.
    stage = analytic_stage
    stage.add("/World/a_near", Cylinder(0.3, 1.4), move(0.2, -1.4, -0.25), label="can")
    stage.add("/World/b_far", Box(1.6), turn("Z", 30) @ move(0.3, 1.5, -0.15), label="box")
    camera = stage.camera(FRONT)

    assert_true(see(96, 72), stage.solids, camera)


@pytest.mark.parametrize("rt_subframes", [0, 1, 8])
def test_subframes_do_not_change_what_geometry_decides(analytic_stage, see, rt_subframes):
    stage = analytic_stage
    stage.add("/World/ball", Sphere(0.7), move(-0.6, 0.1, -0.3), label="ball")
    stage.add("/World/box", Box(1.6), turn("Z", 30) @ move(0.3, 1.5, -0.15), label="box")
    camera = stage.camera(FRONT)

    assert_true(see(96, 72, rt_subframes=rt_subframes), stage.solids, camera)


def test_solids_that_cut_through_each_other_share_the_picture_at_the_cut(analytic_stage, see):
    stage = analytic_stage
    stage.add("/World/box", Box(2), turn("Z", 37) @ turn("X", 12), label="box")
    stage.add("/World/ball", Sphere(1.23), move(0.2, -0.15, 0.1), label="ball")
    stage.add("/World/rod", Capsule(0.25, 3.5, "X"), turn("Y", 23) @ move(0, -0.4, 0.6), label="rod")
    camera = stage.camera(FRONT)

    assert_true(see(96, 72), stage.solids, camera)


@pytest.mark.parametrize(
    "around",
    [Box(9), Sphere(5), Cylinder(4, 8), Cone(7, 11), Capsule(4, 3, "X"), Polygons(CUBE_POINTS, CUBE_QUADS)],
    ids=["box", "sphere", "cylinder", "cone", "capsule", "mesh"],
)
def test_solid_around_the_camera_is_seen_from_its_inside(analytic_stage, see, around):
    stage = analytic_stage
    placement = stretch(4, 4.2, 3.8) if isinstance(around, Polygons) else turn("Z", 13)
    stage.add("/World/around", around, placement, label="around")
    stage.add("/World/inside", Box(0.8), turn("X", 25) @ move(0.1, 1.9, 0.3), label="inside")
    camera = stage.camera(Pinhole(look_at((0.7, -1.1, 0.2), (0.2, 2.0, 0.4)), focal_length=9))

    truth = assert_true(see(96, 72), stage.solids, camera)

    assert (truth.index >= 0).all()


def test_open_end_of_a_tube_of_quads_shows_its_inside(analytic_stage, see):
    stage = analytic_stage
    for number in range(4):
        # Four of the six sides of a box: one looks in from the front.
        placement = move(0, 0, 1) @ turn("Y", 90 * number) @ turn("Z", 20)
        stage.add(f"/World/side_{number}", Plane(2, 3), placement, label=f"side {number}")
    stage.add("/World/inside", Sphere(0.4), move(0.1, 0.3, -0.2), label="inside")
    camera = stage.camera(FRONT)

    assert_true(see(96, 72), stage.solids, camera)


def test_nothing_is_seen_when_the_stage_is_empty(analytic_stage, see):
    camera = analytic_stage.camera(FRONT)
    truth = assert_true(see(16, 9), [], camera)
    assert (truth.index == -1).all()


def test_nothing_is_seen_of_what_stands_behind_the_camera(analytic_stage, see):
    analytic_stage.add("/World/behind", Box(2), move(0.7, -14, 2), label="behind")
    analytic_stage.camera(FRONT)

    sight = see(16, 9)

    assert set(sight.labels.flat) == {BACKGROUND}
