"""The lens, the place of the camera, and the units of the stage."""

from __future__ import annotations

import numpy as np
import pytest
from pxr import UsdGeom

from .analytic import Box, Cylinder, Plane, Sphere
from .placement import look_at, move, stretch, turn
from .ray_caster import Pinhole
from .sight import assert_true

POSE = look_at((1.1, -7.3, 3.2), (0.05, 0.1, 0.0))


def furnish(stage):
    """A few solids around the origin, a floor below them."""
    stage.add("/World/box", Box(1.4), turn("Z", 21) @ move(-1.1, 0.2, 0), label="box")
    stage.add("/World/ball", Sphere(0.8), move(0.9, -0.3, 0.1), label="ball")
    stage.add("/World/can", Cylinder(0.4, 1.3), turn("X", 35) @ move(0.1, 1.6, 0.2), label="can")
    stage.add("/World/floor", Plane(7, 7), move(0, 0, -1))


@pytest.mark.parametrize(
    ("width", "height"), [(64, 48), (120, 30), (30, 90), (1, 1), (17, 1), (3, 40), (255, 129)]
)
def test_pixels_are_square_in_pictures_of_any_aspect(analytic_stage, see, width, height):
    furnish(analytic_stage)
    camera = analytic_stage.camera(Pinhole(POSE))
    # Tiny pictures miss something, so that the check for unseen solids is done on what they show.
    sight = see(width, height)

    assert sight.labels.shape == (height, width)
    assert_true(sight, analytic_stage.solids, camera, all_seen=min(width, height) > 20)


@pytest.mark.parametrize(
    ("focal_length", "aperture"), [(50.0, 36.0), (12.0, 20.955), (2.4, 2.0955), (400.0, 500.0)]
)
def test_field_of_view_follows_focal_length_and_horizontal_aperture(
    analytic_stage, see, focal_length, aperture
):
    furnish(analytic_stage)
    camera = analytic_stage.camera(Pinhole(POSE, focal_length, aperture))

    assert_true(see(96, 64), analytic_stage.solids, camera)


def test_vertical_aperture_is_not_heeded(analytic_stage, see):
    furnish(analytic_stage)
    camera = analytic_stage.camera(Pinhole(POSE))
    UsdGeom.Camera(analytic_stage.stage.GetPrimAtPath("/Camera")).GetVerticalApertureAttr().Set(3.0)

    assert_true(see(64, 48), analytic_stage.solids, camera)


@pytest.mark.parametrize("offset", [(3.1, 0.0), (0.0, -2.2), (-2.3, 1.7)])
def test_aperture_offsets_move_the_picture(analytic_stage, see, offset):
    furnish(analytic_stage)
    camera = analytic_stage.camera(Pinhole(POSE, horizontal_offset=offset[0], vertical_offset=offset[1]))

    assert_true(see(100, 64), analytic_stage.solids, camera)


@pytest.mark.parametrize("roll", [35.0, 90.0, 180.0, -110.0])
def test_camera_rolls_about_its_axis(analytic_stage, see, roll):
    furnish(analytic_stage)
    camera = analytic_stage.camera(Pinhole(turn("Z", roll) @ POSE))

    assert_true(see(96, 64), analytic_stage.solids, camera)


def test_camera_moves_with_its_parents(analytic_stage, see):
    furnish(analytic_stage)
    parent = turn("X", 12) @ turn("Z", 140) @ move(2, -1, 0.5)
    analytic_stage.group("/Rig", parent)
    analytic_stage.camera(Pinhole(POSE), path="/Rig/Camera", placement=POSE @ np.linalg.inv(parent))

    assert_true(see(96, 64, "/Rig/Camera"), analytic_stage.solids, Pinhole(POSE))


@pytest.mark.parametrize(
    "scale", [(3.0, 3.0, 3.0), (0.01, 0.01, 0.01), (2.0, 3.0, 5.0)], ids=["larger", "smaller", "stretched"]
)
def test_scale_of_parents_moves_the_camera_but_does_not_reach_its_lens(analytic_stage, see, scale):
    # Scale along the camera's own axes, so that it is plain what is left without it.
    local = move(0.3, 0.2, 1.5)
    parent = stretch(*scale) @ turn("X", 61) @ turn("Z", 10) @ move(0, -5, 2)
    rigid = move(*np.multiply(scale, (0.3, 0.2, 1.5))) @ turn("X", 61) @ turn("Z", 10) @ move(0, -5, 2)
    furnish(analytic_stage)
    analytic_stage.group("/Rig", parent)
    camera = Pinhole(rigid)
    analytic_stage.camera(camera, path="/Rig/Camera", placement=local)

    assert_true(see(96, 64, "/Rig/Camera"), analytic_stage.solids, camera)


@pytest.mark.parametrize("mirror", [(-1, 1, 1), (-2, 2, 2)], ids=["mirrored", "mirrored and larger"])
def test_camera_under_a_mirrored_parent_looks_where_usd_says(analytic_stage, see, mirror):
    # GfFrustum makes a left-handed camera right-handed by flipping its x axis: it still looks along its -Z.
    furnish(analytic_stage)
    analytic_stage.group("/Rig", stretch(*mirror) @ POSE)
    camera = Pinhole(POSE)
    analytic_stage.camera(camera, path="/Rig/Camera", placement=np.eye(4))

    assert_true(see(96, 64, "/Rig/Camera"), analytic_stage.solids, camera)


@pytest.mark.parametrize(("near", "far"), [(7.0, 1e6), (0.1, 8.9), (7.1, 9.1), (6.5, 9.0)])
def test_clipping_range_cuts_solids_open(analytic_stage, see, near, far):
    # Seen from 8 away: the near plane opens the front of the solids, the far one takes their backs.
    furnish(analytic_stage)
    camera = analytic_stage.camera(Pinhole(POSE, near=near, far=far))

    assert_true(see(96, 64), analytic_stage.solids, camera)


def test_stage_with_y_up_is_seen_as_it_stands(analytic_stage, see):
    UsdGeom.SetStageUpAxis(analytic_stage.stage, UsdGeom.Tokens.y)
    furnish(analytic_stage)
    camera = analytic_stage.camera(Pinhole(look_at((1.3, 3.1, 7.4), (0.0, 0.1, 0.05), up=(0, 1, 0))))

    assert_true(see(96, 64), analytic_stage.solids, camera)


@pytest.mark.parametrize("meters_per_unit", [0.01, 0.001, 1000.0])
def test_distances_are_in_meters_whatever_the_unit_of_the_stage(analytic_stage, see, meters_per_unit):
    UsdGeom.SetStageMetersPerUnit(analytic_stage.stage, meters_per_unit)
    furnish(analytic_stage)
    camera = analytic_stage.camera(Pinhole(POSE))

    assert_true(see(96, 64), analytic_stage.solids, camera, meters_per_unit=meters_per_unit)


@pytest.mark.parametrize("size", [0.001, 1000.0])
def test_small_and_large_worlds_are_seen_as_sharp(analytic_stage, see, size):
    furnish(analytic_stage)
    worldly = stretch(size, size, size)
    for solid in list(analytic_stage.solids):
        analytic_stage.stage.RemovePrim(solid.path)
    solids, analytic_stage.solids = analytic_stage.solids, []
    for solid in solids:
        analytic_stage.add(solid.path, solid.shape, solid.local_to_world @ worldly, label=solid.label)
    pose = look_at((1.1 * size, -7.3 * size, 3.2 * size), (0.05 * size, 0.1 * size, 0.0))
    camera = analytic_stage.camera(Pinhole(pose, near=0.1 * size, far=100 * size))

    assert_true(see(96, 64), analytic_stage.solids, camera)


@pytest.mark.parametrize("distance", [100.0, 1000.0, 10_000.0, 1_000_000.0])
def test_world_far_from_the_origin_is_seen_as_sharp(analytic_stage, see, distance):
    far_away = move(0.9 * distance, -0.8 * distance, 0.03 * distance)
    analytic_stage.group("/World", far_away)
    furnish(analytic_stage)
    camera = analytic_stage.camera(Pinhole(POSE @ far_away))

    assert_true(see(96, 64), analytic_stage.solids, camera)
