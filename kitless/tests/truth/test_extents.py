"""Extents, outlines, boxes and coverage of the truth itself, against numbers worked out on paper."""

from __future__ import annotations

import numpy as np
import pytest

from .analytic import CUBE_POINTS, CUBE_QUADS, Box, Capsule, Cone, Cylinder, Plane, Polygons, Sphere
from .boxes import projected_extent, tight_box
from .coverage import cover
from .extents import extent, outlines
from .placement import IDENTITY, move, shear, stretch, turn
from .ray_caster import Pinhole, Solid, cast

# Focal length 10, aperture 20: the picture is 2 wide at distance 1.
WIDE = Pinhole(IDENTITY, focal_length=10, horizontal_aperture=20)
SHAPES = [
    Box(1.5),
    Sphere(0.7),
    Cylinder(0.5, 1.7, "X"),
    Cone(0.8, 1.1, "Y"),
    Cone(0.3, 2.0, "X"),
    Capsule(0.4, 1.2, "Z"),
    Plane(1.0, 2.0, "X"),
    Plane(1.0, 2.0, "Y"),
    Polygons(CUBE_POINTS, CUBE_QUADS),
]


def test_extent_of_a_stretched_sphere_turned_by_45_degrees():
    # Half axes 3 and 1 in the plane: sqrt((9 + 1) / 2) on both axes; 1 along z.
    low, high = extent([Solid(Sphere(1), stretch(3, 1, 1) @ turn("Z", 45), path="/a")], "/a", move(1, 0, 0))

    np.testing.assert_allclose(high, (5**0.5 + 1, 5**0.5, 1))
    np.testing.assert_allclose(low, (-(5**0.5) + 1, -(5**0.5), -1))


def test_extent_of_a_cone_lying_on_its_side():
    # Turned about Y by 90 degrees its axis z becomes x: apex at x = 1, base disc at x = -1.
    low, high = extent([Solid(Cone(0.5, 2.0), turn("Y", 90), path="/a")], "/a", IDENTITY)

    np.testing.assert_allclose(high, (1, 0.5, 0.5), atol=1e-12)
    np.testing.assert_allclose(low, (-1, -0.5, -0.5), atol=1e-12)


def test_extent_of_a_tilted_cylinder():
    # Tilted by 45 degrees: (1 + 0.5) / sqrt 2 along x and z, the radius along y.
    _, high = extent([Solid(Cylinder(0.5, 2.0), turn("Y", 45), path="/a")], "/a", IDENTITY)

    np.testing.assert_allclose(high, (1.5 / 2**0.5, 0.5, 1.5 / 2**0.5))


def test_extent_of_a_group_is_that_of_all_below_it_and_of_nothing_beside_it():
    solids = [
        Solid(Box(2), move(-3, 0, 0), path="/group/a"),
        Solid(Sphere(1), move(0, 4, 0), path="/group/b"),
        Solid(Box(100), path="/groups"),
    ]

    low, high = extent(solids, "/group", IDENTITY)

    assert low.tolist() == [-4, -1, -1]
    assert high.tolist() == [1, 5, 1]


@pytest.mark.parametrize("shape", SHAPES, ids=repr)
def test_outline_reaches_as_far_as_the_extent(shape):
    placement = stretch(1, -2, 0.6) @ shear(0.4, -0.3, 0.8) @ turn("X", 20) @ turn("Z", 130) @ move(1, 2, 3)
    low, high = extent([Solid(shape, placement, path="/a")], "/a", IDENTITY)

    points = np.concatenate([family.reshape(-1, 3) for family in outlines(shape)])
    points = points @ placement[:3, :3] + placement[3, :3]

    np.testing.assert_allclose(points.max(axis=0), high, atol=1e-4)
    np.testing.assert_allclose(points.min(axis=0), low, atol=1e-4)


def test_tight_box_has_the_first_and_last_columns_and_rows():
    mask = np.zeros((6, 8), dtype=bool)
    mask[1, 4] = mask[3, 2] = True

    assert tight_box(mask) == (2, 1, 4, 3)
    assert tight_box(np.zeros((6, 8), dtype=bool)) is None


def test_projected_extent_of_a_card():
    # 2 x 1 at depth 2 in a picture of 100 x 60, 50 pixels for each unit at depth 1.
    card = [Solid(Plane(2, 1), move(0.5, 0, -2), path="/card")]

    np.testing.assert_allclose(projected_extent(card, "/card", WIDE, 100, 60), (37.5, 17.5, 87.5, 42.5))


def test_projected_extent_ends_at_the_near_plane_and_at_the_borders():
    # A floor 1 below, 2 wide, from behind the eye to 4 before it: cut at depth 2, columns 50 -+ 25 and row 30 + 25.
    camera = Pinhole(IDENTITY, 10, 20, near=2)
    floor = [Solid(Plane(2, 8, "Y"), move(0, -1, 0), path="/floor")]

    np.testing.assert_allclose(
        projected_extent(floor, "/floor", camera, 100, 60), (25, 42.5, 75, 55), atol=0.01
    )
    np.testing.assert_allclose(
        projected_extent(floor, "/floor", camera, 100, 44), (25, 34.5, 75, 44), atol=0.01
    )


def test_projected_extent_of_what_is_behind_or_beside_is_none():
    def seen(placement):
        return projected_extent([Solid(Sphere(1), placement, path="/ball")], "/ball", WIDE, 10, 10)

    assert seen(move(0, 0, 5)) is None
    assert seen(move(20, 0, -5)) is None
    assert seen(move(5, 0, -5)) is not None


def test_projected_extent_of_a_sphere():
    # Radius 3 at distance 5: the cone of its tangents has tan = 3 / 4.
    extent_of_ball = projected_extent([Solid(Sphere(3), move(0, 0, -5), path="/b")], "/b", WIDE, 200, 200)

    np.testing.assert_allclose(extent_of_ball, (25, 25, 175, 175), atol=0.01)


def test_coverage_counts_what_is_hidden():
    # At depth 2 pixel centres are at -1.5, -0.5, 0.5, 1.5: the card covers four of them, the wall all sixteen.
    solids = [
        Solid(Plane(2, 2), move(0, 0, -2), path="/card"),
        Solid(Plane(99, 99), move(0, 0, -3), path="/wall"),
    ]

    coverage = cover(solids, WIDE, 4, 4)

    assert coverage.covered.sum(axis=(1, 2)).tolist() == [4, 16]
    assert not coverage.undecidable.any()
    truth = cast(solids, WIDE, 4, 4)
    assert coverage.occlusion(truth, solids, "/card") == 0
    assert coverage.occlusion(truth, solids, "/wall") == 0.25


def test_coverage_ends_at_the_clipping_planes():
    solids = [Solid(Plane(99, 99), move(0, 0, -depth)) for depth in (1, 2, 3)]

    assert cover(solids, Pinhole(IDENTITY, near=1.5, far=2.5), 2, 1).covered.tolist() == [
        [[False, False]],
        [[True, True]],
        [[False, False]],
    ]


def test_projection_is_the_inverse_of_the_rays():
    camera = Pinhole(turn("X", 50) @ turn("Z", 20) @ move(1, 2, 3), 35.0, 20.0, 2.0, -1.0)
    origin, direction = camera.rays(8, 6)

    places = camera.project(origin + 3.5 * direction, 8, 6).reshape(6, 8, 3)

    np.testing.assert_allclose(places[4, 3], (3.5, 4.5, 3.5))
    np.testing.assert_allclose(places[0, 7], (7.5, 0.5, 3.5))
