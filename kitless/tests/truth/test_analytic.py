"""The formulas themselves, against numbers worked out on paper."""

from __future__ import annotations

import numpy as np
import pytest

from .analytic import Box, Capsule, Cone, Cylinder, Plane, Polygons, Sphere


def crossings(shape, origin, direction):
    """Finite crossings of one line in ascending order."""
    with np.errstate(all="raise"):
        found = shape.cross(np.array(origin, float), np.array([direction], float))
    order = found.t[0].argsort()
    kept = order[np.isfinite(found.t[0][order])]
    return found.t[0][kept], found.normal[0][kept]


@pytest.mark.parametrize(
    ("shape", "origin", "direction", "expected"),
    [
        pytest.param(Box(2), (-5, 0.5, 0.5), (1, 0, 0), [4, 6], id="box, along an axis"),
        pytest.param(Box(2), (-5, 0.5, 0.5), (2, 0, 0), [2, 3], id="box, a direction twice as long"),
        pytest.param(Box(2), (-5, 1.5, 0), (1, 0, 0), [], id="box, parallel and beside"),
        # From (-3, -3, 0) along the diagonal into the corner edge x = -1, y = -1.
        pytest.param(Box(2), (-3, -3, 0), (1, 1, 0.25), [2, 4], id="box, diagonal"),
        pytest.param(Box(1), (0, 0, 0), (0, 0, 1), [-0.5, 0.5], id="box, from its inside"),
        pytest.param(Sphere(3), (-5, 0, 0), (1, 0, 0), [2, 8], id="sphere, through the middle"),
        # 4 off the middle of a sphere of radius 5, half of the chord is 3.
        pytest.param(Sphere(5), (-10, 4, 0), (1, 0, 0), [7, 13], id="sphere, a chord"),
        pytest.param(Sphere(1), (-5, 1.01, 0), (1, 0, 0), [], id="sphere, beside"),
        pytest.param(Cylinder(1, 2, "Z"), (-5, 0, 0.9), (1, 0, 0), [4, 6], id="cylinder, across"),
        pytest.param(Cylinder(1, 2, "Z"), (0.5, 0, 5), (0, 0, -1), [4, 6], id="cylinder, along"),
        # In by the side at x = -1 (z = 0.5), out by the cap z = 1 at x = 0.
        pytest.param(Cylinder(1, 2, "Z"), (-2, 0, 0), (2, 0, 1), [0.5, 1], id="cylinder, side then cap"),
        pytest.param(Cylinder(1, 4, "X"), (5, 0, 0.5), (-1, 0, 0), [3, 7], id="cylinder along X, along"),
        pytest.param(Cylinder(1, 4, "Y"), (0, -5, 0), (0, 1, 0), [3, 7], id="cylinder along Y, along"),
        # Half way up, the radius is half: 0.5.
        pytest.param(Cone(1, 2, "Z"), (-5, 0, 0), (1, 0, 0), [4.5, 5.5], id="cone, across the middle"),
        # 0.25 off the axis the slant is at 3/4 of the height: z = 0.5.
        pytest.param(Cone(1, 2, "Z"), (0.25, 0, 5), (0, 0, -1), [4.5, 6], id="cone, from above"),
        pytest.param(Cone(1, 2, "Z"), (-5, 0, 1.1), (1, 0, 0), [], id="cone, above the apex"),
        # Parallel to the slant x = (1 - z) / 2 it meets the other side at (-1/4, 0, 1/2), then the base.
        pytest.param(Cone(1, 2, "Z"), (-0.5, 0, 1), (0.5, 0, -1), [0.5, 2], id="cone, parallel to its slant"),
        pytest.param(Cone(1, 2, "X"), (5, 0.25, 0), (-1, 0, 0), [4.5, 6], id="cone along X, apex at +x"),
        pytest.param(Cone(1, 2, "Y"), (0, 5, 0.25), (0, -1, 0), [4.5, 6], id="cone along Y, apex at +y"),
        pytest.param(Capsule(0.5, 1, "Z"), (0, 0, 5), (0, 0, -1), [4, 6], id="capsule, along"),
        pytest.param(
            Capsule(0.5, 1, "Z"), (-5, 0, 0.25), (1, 0, 0), [4.5, 5.5], id="capsule, across the tube"
        ),
        # 0.3 above the end's middle the ball's radius is 0.4.
        pytest.param(Capsule(0.5, 1, "Z"), (-5, 0, 0.8), (1, 0, 0), [4.6, 5.4], id="capsule, across an end"),
        pytest.param(Capsule(0.5, 1, "X"), (5, 0, 0), (-1, 0, 0), [4, 6], id="capsule along X"),
        pytest.param(Plane(4, 2, "Z"), (1.9, 0.9, 3), (0, 0, -1), [3], id="plane, in a corner"),
        pytest.param(Plane(4, 2, "Z"), (0.9, 1.9, 3), (0, 0, -1), [], id="plane, beside"),
        pytest.param(Plane(4, 2, "X"), (3, 0.9, 1.9), (-1, 0, 0), [3], id="plane across X, width along z"),
        pytest.param(Plane(4, 2, "Y"), (1.9, 3, 0.9), (0, -1, 0), [3], id="plane across Y, width along x"),
    ],
)
def test_crossings_of_a_line_are_where_paper_says(shape, origin, direction, expected):
    t, _ = crossings(shape, origin, direction)
    np.testing.assert_allclose(t, expected, rtol=0, atol=1e-12)


@pytest.mark.parametrize(
    ("shape", "origin", "direction", "expected"),
    [
        (Box(2), (-5, 0.5, 0.5), (1, 0, 0), (-1, 0, 0)),
        (Sphere(5), (-10, 4, 0), (1, 0, 0), (-0.6, 0.8, 0)),
        (Cylinder(1, 2, "Z"), (0.5, 0, 5), (0, 0, -1), (0, 0, 1)),
        (Cylinder(1, 2, "X"), (0.5, 0, 5), (0, 0, -1), (0, 0, 1)),
        # The slant falls 2 while it goes 1 outwards, so its normal rises 1 while it goes 2 outwards.
        (Cone(1, 2, "Z"), (-5, 0, 0), (1, 0, 0), (-2 / 5**0.5, 0, 1 / 5**0.5)),
        (Cone(1, 2, "Y"), (-5, 0, 0), (1, 0, 0), (-2 / 5**0.5, 1 / 5**0.5, 0)),
        (Capsule(0.5, 1, "Z"), (-5, 0, 0.8), (1, 0, 0), (-0.8, 0, 0.6)),
        (Plane(2, 2, "Y"), (0, 3, 0), (0, -1, 0), (0, 1, 0)),
    ],
)
def test_normal_of_the_first_crossing_points_outwards(shape, origin, direction, expected):
    _, normal = crossings(shape, origin, direction)
    np.testing.assert_allclose(normal[0] / np.linalg.norm(normal[0]), expected, atol=1e-12)


@pytest.mark.parametrize(
    ("x", "y", "hit"),
    [
        (0.5, 2.5, True),
        (2.5, 0.5, True),
        (0.5, 0.5, True),
        (2.0, 2.0, False),
        (3.5, 0.5, False),
        (-0.5, 2.5, False),
    ],
)
def test_l_shaped_polygon_is_hit_inside_the_l_only(x, y, hit):
    #  3 +--+
    #    |  |
    #  1 |  +-----+
    #  0 +--------+
    #    0  1     3
    points = ((0, 0, 2), (3, 0, 2), (3, 1, 2), (1, 1, 2), (1, 3, 2), (0, 3, 2))
    shape = Polygons(points, ((0, 1, 2, 3, 4, 5),))

    t, normal = crossings(shape, (x, y, 5), (0, 0, -1))

    assert t.tolist() == ([3.0] if hit else [])
    if hit:
        assert normal[0, 2] > 0
