"""The arithmetic of navigation, against places worked out by hand: a camera looks along its -Z, its top is +Y."""

from __future__ import annotations

import math

import pytest
from pxr import Gf

from kitless.viewport.view import View

Y_UP = Gf.Vec3d(0, 1, 0)


@pytest.fixture
def view():
    """At (0, 0, 10), looking at the origin."""
    return View(Gf.Matrix4d().SetTranslate(Gf.Vec3d(0, 0, 10)), 10.0)


def close(found, x, y, z):
    return Gf.IsClose(found, Gf.Vec3d(x, y, z), 1e-9)


def test_orbit_when_it_is_90_degrees_to_the_right_then_the_camera_is_at_the_targets_right_side(view):
    orbited = view.orbited(90.0, 0.0, Y_UP)

    assert close(orbited.position, 10, 0, 0)
    assert close(orbited.target, 0, 0, 0)
    assert close(orbited.forward, -1, 0, 0)
    assert close(orbited.top, 0, 1, 0)


def test_orbit_when_it_is_30_degrees_up_then_the_camera_is_above_at_the_same_distance(view):
    orbited = view.orbited(0.0, 30.0, Y_UP)

    assert close(orbited.position, 0, 5, 10 * math.sqrt(3) / 2)
    assert close(orbited.target, 0, 0, 0)


def test_orbit_when_it_goes_beyond_the_top_then_it_stops_below_it(view):
    orbited = view.orbited(0.0, 500.0, Y_UP)

    assert orbited.position[1] == pytest.approx(10 * math.sin(math.radians(89.9)))
    assert orbited.position[2] == pytest.approx(10 * math.cos(math.radians(89.9)))
    assert orbited.top[1] > 0


def test_orbit_when_the_camera_looks_straight_down_then_it_can_come_away_from_there():
    down = View(
        Gf.Matrix4d().SetLookAt(Gf.Vec3d(0, 10, 0), Gf.Vec3d(0), Gf.Vec3d(0, 0, -1)).GetInverse(), 10.0
    )

    orbited = down.orbited(0.0, -90.0, Y_UP)

    assert close(orbited.position, 0, 0, 10)


def test_orbit_when_the_stage_is_z_up_then_it_is_about_z():
    view = View(Gf.Matrix4d().SetLookAt(Gf.Vec3d(0, -4, 0), Gf.Vec3d(0), Gf.Vec3d(0, 0, 1)).GetInverse(), 4.0)

    assert close(view.orbited(90.0, 0.0, Gf.Vec3d(0, 0, 1)).position, 4, 0, 0)


def test_look_when_the_camera_turns_left_then_it_stays_where_it_is(view):
    looked = view.looked(90.0, 0.0, Y_UP)

    assert close(looked.position, 0, 0, 10)
    assert close(looked.forward, -1, 0, 0)


def test_look_when_the_camera_turns_up_then_its_target_rises(view):
    assert close(view.looked(0.0, 30.0, Y_UP).target, 0, 5, 10 - 10 * math.sqrt(3) / 2)


def test_pan_when_the_camera_moves_then_the_target_moves_along(view):
    panned = view.panned(2.0, 3.0)

    assert close(panned.position, 2, 3, 10)
    assert close(panned.target, 2, 3, 0)


def test_dolly_when_the_distance_is_halved_then_the_target_stays(view):
    dollied = view.dollied(0.5)

    assert close(dollied.position, 0, 0, 5)
    assert close(dollied.target, 0, 0, 0)


def test_frame_when_the_field_of_view_is_60_degrees_then_the_ball_is_twice_its_radius_away(view):
    framed = view.framed(Gf.Vec3d(1, 2, 3), 5.0, 30.0)

    # sin(30 degrees) is 1/2; a tenth is left around it.
    assert framed.distance == pytest.approx(11.0)
    assert close(framed.position, 1, 2, 14)
    assert close(framed.target, 1, 2, 3)
