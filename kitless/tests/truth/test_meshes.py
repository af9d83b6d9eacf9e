"""Meshes: quads, triangles and polygons with many corners, in either orientation."""

from __future__ import annotations

import numpy as np
import pytest
from pxr import UsdGeom

from .analytic import CUBE_POINTS, CUBE_QUADS, Box, Polygons
from .placement import look_at, move, shear, stretch, turn
from .ray_caster import Pinhole
from .sight import assert_true

ABOVE = Pinhole(look_at((0.6, -6.2, 5.3), (0.05, 0.1, 0.0)))

# An L and a star: not every corner sees all others, so that a fan of triangles would spill over.
L_POINTS = ((0, 3, 0), (0, 0, 0), (3, 0, 0), (3, 1, 0), (1, 1, 0), (1, 3, 0))
STAR_POINTS = (
    (0.3, 0.4, 0),
    (0, 2, 0),
    (-0.3, 0.4, 0),
    (-2, 0, 0),
    (-0.3, -0.4, 0),
    (0, -2, 0),
    (0.3, -0.4, 0),
    (2, 0, 0),
)


def test_mesh_of_six_quads_is_seen_as_a_box(analytic_stage, see):
    stage = analytic_stage
    placement = turn("Z", 28) @ turn("X", 9)
    stage.add("/World/mesh", Polygons(CUBE_POINTS, CUBE_QUADS), placement, label="box")
    camera = stage.camera(ABOVE)

    truth = assert_true(see(80, 60), [stage.solids[0]], camera)

    # The same picture from the other formula for a box.
    stage.solids.clear()
    stage.expect("/World/mesh", Box(2.0), placement, label="box")
    assert (assert_true(see(80, 60), stage.solids, camera).index == truth.index).all()


@pytest.mark.parametrize("orientation", [UsdGeom.Tokens.rightHanded, UsdGeom.Tokens.leftHanded])
@pytest.mark.parametrize("double_sided", [False, True])
def test_faces_are_seen_from_both_sides_in_either_orientation(analytic_stage, see, orientation, double_sided):
    stage = analytic_stage
    for number, angle in enumerate((0, 180)):
        prim = stage.add(
            f"/World/quad_{number}",
            Polygons(((-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0)), ((0, 1, 2, 3),)),
            turn("X", angle + 10) @ move(2.6 * number - 1.3, 0, 0),
            label=f"quad {number}",
        )
        UsdGeom.Gprim(prim).CreateOrientationAttr(orientation)
        UsdGeom.Gprim(prim).CreateDoubleSidedAttr(double_sided)
    camera = stage.camera(ABOVE)

    assert_true(see(80, 60), stage.solids, camera)


def test_convex_polygons_with_many_corners_are_filled_as_drawn(analytic_stage, see):
    stage = analytic_stage
    for number, count in enumerate((3, 5, 6, 8, 12, 31)):
        angles = 2 * np.pi * np.arange(count) / count
        corners = tuple((0.9 * np.cos(angle), 0.9 * np.sin(angle), 0.0) for angle in angles)
        placement = turn("X", 15 * number) @ move(2.1 * (number % 3) - 2.0, 2.2 * (number // 3) - 1.2, 0)
        stage.add(
            f"/World/ring_{count}", Polygons(corners, (tuple(range(count)),)), placement, label=f"{count}"
        )
    camera = stage.camera(ABOVE)

    assert_true(see(121, 80), stage.solids, camera)


@pytest.mark.parametrize("points", [L_POINTS, STAR_POINTS], ids=["l", "star"])
def test_concave_polygon_is_filled_as_drawn_whichever_corner_comes_first(analytic_stage, see, points):
    stage = analytic_stage
    for first in range(6):
        corners = tuple((first + corner) % len(points) for corner in range(len(points)))
        # Every other one runs clockwise.
        face = corners if first % 2 else corners[::-1]
        placement = (
            stretch(0.5, 0.5, 1)
            @ turn("Z", 61 * first)
            @ move(2.6 * (first % 3) - 2.7, 2.6 * (first // 3) - 1.3, 0.1 * first)
        )
        stage.add(f"/World/polygon_{first}", Polygons(points, (face,)), placement, label=f"{first}")
    camera = stage.camera(ABOVE)

    assert_true(see(121, 80), stage.solids, camera)


def test_faces_that_are_holes_are_not_drawn(analytic_stage, see):
    stage = analytic_stage
    prim = stage.add("/World/mesh", Polygons(CUBE_POINTS, CUBE_QUADS), turn("Z", 28), label="box")
    UsdGeom.Mesh(prim).CreateHoleIndicesAttr([1, 2])
    stage.solids.clear()
    stage.expect(
        "/World/mesh", Polygons(CUBE_POINTS, (CUBE_QUADS[0], *CUBE_QUADS[3:])), turn("Z", 28), label="box"
    )
    camera = stage.camera(ABOVE)

    assert_true(see(80, 60), stage.solids, camera)


def test_mesh_with_faces_of_three_four_and_five_corners_is_seen_under_a_sheared_parent(analytic_stage, see):
    # A house: gables with five corners, walls and roof with four, and a flag with three.
    points = (
        *((x, y, z) for x in (-1.0, 1.0) for y, z in ((-1, 0), (1, 0), (1, 1), (0, 1.8), (-1, 1))),
        (0.0, 0.0, 1.8),
        (0.0, 0.0, 2.6),
        (0.5, 0.0, 2.3),
    )
    faces = (
        (0, 4, 3, 2, 1),
        (5, 6, 7, 8, 9),
        (0, 5, 9, 4),
        (1, 2, 7, 6),
        (2, 3, 8, 7),
        (3, 4, 9, 8),
        (10, 11, 12),
    )
    stage = analytic_stage
    stage.group("/World", stretch(1.0, 1.2, 0.8) @ shear(x_by_z=0.3) @ turn("Z", 33))
    stage.add("/World/house", Polygons(points, faces), stretch(1, 1, -1) @ turn("X", 176), label="house")
    camera = stage.camera(ABOVE)

    assert_true(see(90, 80), stage.solids, camera)


def test_only_the_nearer_of_two_parallel_quads_is_seen_where_they_overlap(analytic_stage, see):
    quad = Polygons(((-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0)), ((0, 1, 2, 3),))
    stage = analytic_stage
    # A hundredth apart at a distance of eight.
    stage.add("/World/below", quad, move(-0.3, 0.2, 0.0), label="below")
    stage.add("/World/above", quad, move(0.3, -0.2, 0.01), label="above")
    camera = stage.camera(ABOVE)

    assert_true(see(90, 70), stage.solids, camera)
