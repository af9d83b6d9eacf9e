"""The ray caster itself, against numbers worked out on paper."""

from __future__ import annotations

import numpy as np
import pytest
from pxr import Gf

from .analytic import Box, Plane, Sphere
from .placement import IDENTITY, look_at, move, shear, stretch, turn
from .ray_caster import Pinhole, Solid, cast

# Focal length 10, aperture 20: the picture is 2 wide at distance 1; four pixels: -0.75, -0.25, 0.25, 0.75.
WIDE = Pinhole(IDENTITY, focal_length=10, horizontal_aperture=20)


def test_rays_of_a_square_picture_run_through_pixel_centres():
    origin, direction = WIDE.rays(4, 4)
    direction = direction.reshape(4, 4, 3)

    assert origin.tolist() == [0, 0, 0]
    np.testing.assert_allclose(direction[0, 0], (-0.75, 0.75, -1))
    np.testing.assert_allclose(direction[3, 2], (0.25, -0.75, -1))


def test_rays_of_a_wide_picture_have_square_pixels():
    direction = WIDE.rays(4, 2)[1].reshape(2, 4, 3)
    np.testing.assert_allclose(direction[0, 0], (-0.75, 0.25, -1))


def test_aperture_offset_moves_the_window_to_the_right_and_up():
    camera = Pinhole(IDENTITY, 10, 20, horizontal_offset=5, vertical_offset=-2.5)
    direction = camera.rays(4, 4)[1].reshape(4, 4, 3)
    np.testing.assert_allclose(direction[0, 0], (-0.75 + 0.5, 0.75 - 0.25, -1))


def test_rays_agree_with_the_frustum_of_usd_when_camera_is_turned_and_has_offsets():
    pose = turn("X", 50) @ turn("Z", 20) @ move(1, 2, 3)
    usd = Gf.Camera(
        Gf.Matrix4d(pose.tolist()), Gf.Camera.Perspective, 20.0, 15.0, 2.0, -1.0, 35.0, Gf.Range1f(0.1, 100)
    )
    camera = Pinhole(pose, 35.0, 20.0, 2.0, -1.0)

    origin, direction = camera.rays(8, 6)

    # 8 x 6 pixels have the aspect 20 : 15. Row 1, column 6 is at (13/8 - 1, 1 - 3/6) of the window.
    ray = usd.frustum.ComputePickRay(Gf.Vec2d(13 / 8 - 1, 1 - 3 / 6))
    expected = np.array(ray.direction)
    np.testing.assert_allclose(origin, (1, 2, 3))
    np.testing.assert_allclose(
        direction[1 * 8 + 6] / np.linalg.norm(direction[1 * 8 + 6]),
        expected / np.linalg.norm(expected),
        atol=1e-6,
    )


def test_depth_is_along_the_axis_and_distance_from_the_eye():
    truth = cast([Solid(Plane(100, 100), move(0, 0, -2))], WIDE, 4, 4)

    np.testing.assert_allclose(truth.depth, 2.0)
    np.testing.assert_allclose(truth.distance[0, 0], 2 * (1 + 0.75**2 + 0.75**2) ** 0.5)
    np.testing.assert_allclose(truth.normal, np.broadcast_to((0, 0, 1), (4, 4, 3)))
    assert not truth.undecidable.any()


def test_the_nearer_solid_hides_the_farther_one_in_either_order():
    # At depth 2 pixel centres are at -1.5, -0.5, 0.5, 1.5: a card of 2 x 2 fills the middle.
    near, far = Solid(Plane(2, 2), move(0, 0, -2)), Solid(Plane(99, 99), move(0, 0, -3))
    expected = np.full((4, 4), 1)
    expected[1:3, 1:3] = 0

    assert (cast([near, far], WIDE, 4, 4).index == expected).all()
    assert (cast([far, near], WIDE, 4, 4).index == 1 - expected).all()


def test_near_plane_cuts_solids_open():
    # The box reaches from depth 1 to 3.
    box = Solid(Box(2), move(0, 0, -2))

    def depth(near, far):
        return cast([box], Pinhole(IDENTITY, 10, 1, near=near, far=far), 1, 1).depth[0, 0]

    assert depth(0.1, 100) == 1.0
    assert depth(1.5, 100) == 3.0
    assert depth(1.5, 2.5) == np.inf


def test_stretched_and_mirrored_sphere_has_the_depth_and_normal_of_an_ellipsoid():
    # Half axes 1, 1, 3, seen along z from 10 away; then sheared, which moves the front pole by 0.5 * 3 in x.
    sphere = Solid(Sphere(1), stretch(-1, 1, 3) @ move(0, 0, -10))
    assert cast([sphere], Pinhole(IDENTITY, 10, 1), 1, 1).depth[0, 0] == pytest.approx(7)
    sheared = Solid(Sphere(1), stretch(1, 1, 3) @ shear(x_by_z=0.5) @ move(-1.5, 0, -10))

    truth = cast([sheared], Pinhole(IDENTITY, 10, 1), 1, 1)

    assert truth.depth[0, 0] == pytest.approx(7)
    # The tangent plane at the pole keeps its normal: shearing along x leaves z = constant in place.
    np.testing.assert_allclose(truth.normal[0, 0], (0, 0, 1), atol=1e-12)


def test_normal_faces_the_camera_when_a_shape_is_seen_from_its_inside():
    truth = cast([Solid(Sphere(5))], Pinhole(IDENTITY, 10, 1), 1, 1)
    assert truth.depth[0, 0] == pytest.approx(5)
    np.testing.assert_allclose(truth.normal[0, 0], (0, 0, 1), atol=1e-12)


def test_pixel_centre_on_an_edge_is_called_undecidable():
    # At depth 2 pixel centres are at -1.5, -0.5, 0.5, 1.5; a card of width 3 ends at 1.5.
    truth = cast([Solid(Plane(3, 99), move(0, 0, -2))], WIDE, 4, 4)
    assert truth.undecidable.tolist() == [[True, False, False, True]] * 4


def test_two_solids_at_the_same_place_are_called_undecidable():
    card = Plane(99, 99)
    same = cast([Solid(card, move(0, 0, -2)), Solid(card, move(0, 0, -2.00001))], WIDE, 4, 4)
    apart = cast([Solid(card, move(0, 0, -2)), Solid(card, move(0, 0, -2.0001))], WIDE, 4, 4)

    assert same.undecidable.all()
    assert not apart.undecidable.any()


def test_look_at_points_minus_z_at_the_target():
    camera = look_at((3, 0, 0), (1, 0, 0))
    np.testing.assert_allclose(camera, [[0, 1, 0, 0], [0, 0, 1, 0], [1, 0, 0, 0], [3, 0, 0, 1]], atol=1e-12)


def test_turn_by_90_degrees_takes_each_axis_to_the_next():
    for axis, before, after in (("X", 1, 2), ("Y", 2, 0), ("Z", 0, 1)):
        np.testing.assert_allclose(
            np.append(np.eye(3)[before], 0) @ turn(axis, 90), [*np.eye(3)[after], 0], atol=1e-12
        )
