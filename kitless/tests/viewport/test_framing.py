"""`omni.kit.viewport.utility.frame_viewport_selection` and `frame_viewport_prims`."""

from __future__ import annotations

import importlib
import math

import pytest
from pxr import Gf, UsdGeom

from kitless.viewport.windows import get_active_viewport


@pytest.fixture
def utility(app):
    return importlib.import_module("omni.kit.viewport.utility")


def eye(stage):
    return UsdGeom.XformCache().GetLocalToWorldTransform(stage.GetPrimAtPath("/Camera")).ExtractTranslation()


@pytest.fixture
def two_balls(red_ball):
    """Of radius 1: `/World/Ball` at the origin, `/World/Far` at (6, 0, 0); the camera looks along -Z, Y up."""
    UsdGeom.Sphere.Define(red_ball, "/World/Far").AddTranslateOp().Set(Gf.Vec3d(6, 0, 0))
    get_active_viewport().resolution = (200, 100)
    return red_ball


def distance_to_see(radius):
    """Half the picture's height is a quarter of its distance: aperture 20, focal length 20, 2:1."""
    return 1.1 * radius / math.sin(math.atan(0.25))


def test_frame_prims_when_one_is_given_then_the_camera_looks_at_its_box(utility, two_balls):
    assert utility.frame_viewport_prims(None, prims=["/World/Far"])

    # The ball around a box of side 2.
    assert Gf.IsClose(eye(two_balls), Gf.Vec3d(6, 0, distance_to_see(3**0.5)), 1e-5)


def test_frame_selection_when_a_prim_is_selected_then_it_is_framed(app, utility, two_balls):
    app.usd_context.get_selection().set_selected_prim_paths(["/World/Far"])

    assert utility.frame_viewport_selection(get_active_viewport())

    assert eye(two_balls)[0] == pytest.approx(6.0)


def test_frame_selection_when_nothing_is_selected_then_the_whole_stage_is_framed(utility, two_balls):
    assert utility.frame_viewport_selection()

    # A box of 8 x 2 x 2 around (3, 0, 0).
    assert Gf.IsClose(eye(two_balls), Gf.Vec3d(3, 0, distance_to_see(72**0.5 / 2)), 1e-5)


@pytest.mark.parametrize("prims", [None, [], ["/Nowhere"]])
def test_frame_prims_when_there_is_nothing_to_look_at_then_the_camera_stays(utility, two_balls, prims):
    assert utility.frame_viewport_prims(prims=prims) is False

    assert eye(two_balls) == Gf.Vec3d(0, 0, 10)


def test_frame_prims_when_the_camera_is_animated_then_it_stays_and_the_log_says_why(
    utility, two_balls, caplog
):
    UsdGeom.Xformable(two_balls.GetPrimAtPath("/Camera")).GetTranslateOp().Set(Gf.Vec3d(0, 0, 10), 1.0)

    assert utility.frame_viewport_prims(prims=["/World/Far"]) is False

    assert "/Camera is animated" in caplog.text
