"""The motion of the truth itself, against numbers worked out on paper."""

from __future__ import annotations

import numpy as np

from .analytic import Plane, Polygons
from .motion import motion
from .placement import IDENTITY, move
from .ray_caster import Pinhole, Solid, cast

# The picture is 2 wide at distance 1; 100 pixels: 50 of them for a unit at distance 1.
WIDE = Pinhole(IDENTITY, focal_length=10, horizontal_aperture=20)


def test_card_that_moved_left_and_up_was_right_and_below():
    # 0.4 to the left at distance 2 are 10 pixels, 0.2 up are 5.
    before, now = [Solid(Plane(99, 99), move(0, 0, -2))], [Solid(Plane(99, 99), move(-0.4, 0.2, -2))]

    seen = motion(cast(now, WIDE, 100, 100), now, before, WIDE)

    np.testing.assert_allclose(seen, np.broadcast_to((10, 5), (100, 100, 2)), atol=1e-9)


def test_camera_that_moved_right_moved_the_card_left():
    card = [Solid(Plane(99, 99), move(0, 0, -2))]

    seen = motion(cast(card, WIDE, 100, 100), card, card, WIDE, Pinhole(move(-0.4, 0, 0), 10, 20))

    np.testing.assert_allclose(seen, np.broadcast_to((10, 0), (100, 100, 2)), atol=1e-9)


def test_point_of_a_triangle_keeps_its_share_of_the_corners():
    # The corner that was at x = 0 has gone to x = 2; halfway between the other two nothing has moved.
    def triangle(x):
        return Polygons(((x, 2, -2), (-1, -1, -2), (1, -1, -2)), ((0, 1, 2),))

    before, now = [Solid(triangle(0))], [Solid(triangle(2))]
    truth = cast(now, WIDE, 101, 101)

    seen = motion(truth, now, before, WIDE)

    # Row 50 is y = 0, a third of the way from the side to the corner: it moved 2 / 3 units, at distance 2.
    middle = np.flatnonzero(truth.index[50] == 0)
    np.testing.assert_allclose(seen[50, middle, 0], -2 / 3 * 50.5 / 2, atol=1e-9)
    np.testing.assert_allclose(seen[50, middle, 1], 0, atol=1e-9)
