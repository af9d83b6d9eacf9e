"""The lenses of the truth itself, against numbers worked out on paper."""

from __future__ import annotations

import numpy as np
import pytest

from .analytic import Plane, Sphere
from .lenses import FTheta, OpenCvFisheye, OpenCvPinhole, Orthographic
from .placement import IDENTITY, look_at, move
from .ray_caster import Pinhole, Solid, cast

POSE = look_at((1.0, -4.0, 2.0), (0.0, 0.0, 0.0))
LENSES = {
    "opencv fisheye": OpenCvFisheye(POSE, (30, 31), (33, 25), (0.05, -0.01, 0.003, 0.0004), (64, 48)),
    "f-theta": FTheta(POSE, (0.0, 0.03, 0.0001, 1e-6), (33, 23), (64, 48)),
    "opencv pinhole": OpenCvPinhole(
        POSE,
        (60, 61),
        (33, 25),
        (0.1, -0.02, 0.003, 0.05, 0.001, 0),
        (0.004, -0.003),
        (0.002, 0, 0.001, 0),
        (64, 48),
    ),
    "orthographic": Orthographic(POSE, 60.0, 3.0, -2.0),
}


@pytest.mark.parametrize("lens", LENSES.values(), ids=LENSES.keys())
def test_points_on_a_ray_are_projected_to_its_pixel(lens):
    origin, direction = lens.rays(32, 24)

    places = lens.project(origin + 2.5 * direction, 32, 24).reshape(24, 32, 3)

    np.testing.assert_allclose(places[..., 0], np.broadcast_to(np.arange(32) + 0.5, (24, 32)), atol=1e-6)
    np.testing.assert_allclose(
        places[..., 1], np.broadcast_to(np.arange(24)[:, None] + 0.5, (24, 32)), atol=1e-6
    )
    np.testing.assert_allclose(places[..., 2], 2.5)
    np.testing.assert_allclose(np.linalg.norm(direction, axis=1), 1)


def test_fisheye_without_distortion_is_equidistant():
    # A quarter turn at pi / 2 focal lengths: the pixel's centre at 9.5, its axis at 4.5.
    lens = OpenCvFisheye(IDENTITY, (10 / np.pi, 10 / np.pi), (4.5, 4.5), size=(10, 10))
    _, direction = lens.rays(10, 10)
    direction = direction.reshape(10, 10, 3)

    np.testing.assert_allclose(direction[4, 4], (0, 0, -1), atol=1e-12)
    np.testing.assert_allclose(direction[4, 9], (1, 0, 0), atol=1e-12)
    np.testing.assert_allclose(direction[9, 4], (0, -1, 0), atol=1e-12)


def test_fisheye_coefficients_are_those_of_even_powers():
    lens = OpenCvFisheye(IDENTITY, k=(1.0, 2.0, 3.0, 4.0))

    assert lens.radius(np.array(0.5)) == pytest.approx(0.5 * (1 + 0.25 + 2 * 0.0625 + 3 / 64 + 4 / 256))


def test_f_theta_shows_nothing_beyond_its_field_of_view():
    # 0.1 radians a pixel: centres at 0.05, 0.15, 0.25 from the axis; half of 20 degrees is 0.17.
    lens = FTheta(IDENTITY, (0.0, 0.1), (4.0, 0.5), (8, 1), max_fov=20.0)

    direction = lens.rays(8, 1)[1]

    assert np.isnan(direction[:, 0]).tolist() == [True, True, False, False, False, False, True, True]
    np.testing.assert_allclose(direction[4], (np.sin(0.05), 0, -np.cos(0.05)))


def test_distorted_pinhole_without_distortion_is_the_pinhole():
    # 10 / 20 of 8 pixels: a focal length of 4 pixels.
    plain = Pinhole(POSE, 10, 20).rays(8, 6)[1]

    straight = OpenCvPinhole(POSE, (4, 4), (4, 3), size=(8, 6)).rays(8, 6)[1]

    np.testing.assert_allclose(straight, plain / np.linalg.norm(plain, axis=1, keepdims=True), atol=1e-12)


def test_distortion_of_a_point_by_hand():
    # r2 = 0.2: radial (1 + 0.02) / (1 + 0.04).
    lens = OpenCvPinhole(IDENTITY, k=(0.1, 0, 0, 0.2, 0, 0), p=(0.01, 0.02), s=(0.3, 0, 0, 0.5))

    x, y = lens.distort(np.array(0.4), np.array(0.2))

    assert x == pytest.approx(0.4 * 1.02 / 1.04 + 2 * 0.01 * 0.08 + 0.02 * (0.2 + 0.32) + 0.3 * 0.2)
    assert y == pytest.approx(0.2 * 1.02 / 1.04 + 0.01 * (0.2 + 0.08) + 2 * 0.02 * 0.08 + 0.5 * 0.04)


def test_orthographic_picture_shows_tenths_of_its_aperture():
    # Aperture 40: 4 units for 4 pixels.
    lens = Orthographic(IDENTITY, 40.0)
    card = [Solid(Plane(2, 2), move(0, 0, -7))]

    truth = cast(card, lens, 4, 4)

    assert (truth.index == 0).sum() == 4
    assert truth.depth[1, 1] == pytest.approx(7)
    np.testing.assert_allclose(truth.point[1, 1], (-0.5, 0.5, -7))


def test_fisheye_sees_a_sphere_around_it_at_its_radius_behind_it_too():
    truth = cast([Solid(Sphere(3))], OpenCvFisheye(IDENTITY, (2, 2), (4, 4), size=(8, 8)), 8, 8)

    np.testing.assert_allclose(truth.distance, 3)
    assert truth.depth.min() < 0
