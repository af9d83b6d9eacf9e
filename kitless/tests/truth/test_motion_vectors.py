"""Where each pixel's surface was in the frame before."""

from __future__ import annotations

import numpy as np
import pytest
from pxr import Gf, UsdGeom

from .analytic import Box, Capsule, Plane, Polygons, Sphere
from .motion import motion
from .placement import IDENTITY, look_at, move, shear, stretch, turn
from .ray_caster import Pinhole, Solid, cast
from .stages import place

POSE = look_at((0.7, -8.1, 2.2), (0.05, 0.0, 0.1))
AHEAD = Pinhole(IDENTITY, focal_length=10, horizontal_aperture=20)
TOLERANCE = 0.05


def assert_motion(watching, solids_before, solids, camera_before, camera) -> np.ndarray:
    """The next frame's motion is that from the solids before to the solids now; returns it."""
    seen = watching.step()["motion_vectors"].data
    height, width = seen.shape[:2]
    truth = cast(solids, camera, width, height)
    assert not truth.undecidable.any()
    assert seen.dtype == np.float32
    assert seen.shape == (height, width, 4)
    expected = motion(truth, solids, solids_before, camera, camera_before)
    np.testing.assert_allclose(seen[..., :2], expected, atol=TOLERANCE)
    assert (seen[..., 2:] == 0).all()
    assert (seen[truth.index < 0] == 0).all()
    return seen


def furnish(stage):
    """Solids of several kinds, a wall behind them."""
    stage.add("/World/wall", Plane(7, 4, "Y"), move(0, 2.5, 0.2), label="wall")
    stage.group("/World/rig")
    stage.add(
        "/World/rig/box", Box(1.1), stretch(1, 0.7, 1.2) @ turn("Z", 20) @ move(-1.2, 0, 0), label="box"
    )
    stage.add("/World/rig/ball", Sphere(0.7), stretch(1, 1, 1.3) @ move(0.9, 0.2, 0), label="ball")
    stage.add("/World/rig/pill", Capsule(0.2, 1.0, "X"), turn("Y", 20) @ move(0, -1, -0.8), label="pill")


def moved(solids, placement, path="/World/rig"):
    """The solids, those below `path` moved in the world."""
    return [
        Solid(solid.shape, solid.local_to_world @ placement, solid.label, solid.path)
        if solid.path.startswith(path)
        else solid
        for solid in solids
    ]


@pytest.mark.parametrize(
    ("shift", "sign"),
    [((-0.4, 0, 0), (10, 0)), ((0.4, 0, 0), (-10, 0)), ((0, 0.2, 0), (0, 5)), ((0, -0.2, 0), (0, -5))],
    ids=["left", "right", "up", "down"],
)
def test_card_that_moves_by_ten_pixels_says_so_with_the_signs_of_the_contract(
    analytic_stage, watch, shift, sign
):
    # 50 pixels for a unit at distance 1. +x: the surface moved left; +y: it moved up.
    stage = analytic_stage
    prim = stage.add("/World/card", Plane(20, 20), move(0.01, 0.01, -2))
    stage.camera(AHEAD)
    watching = watch(100, 60, "motion_vectors")
    watching.step()

    place(UsdGeom.Xformable(prim), move(0.01, 0.01, -2) @ move(*shift))

    seen = watching.step()["motion_vectors"].data
    np.testing.assert_allclose(seen[..., :2], np.broadcast_to(sign, (60, 100, 2)), atol=TOLERANCE)


@pytest.mark.parametrize(
    "change",
    [
        move(0.3, -0.2, 0.15),
        turn("Z", 9) @ move(0.1, 0, 0),
        turn("X", -14),
        stretch(1.1, 0.9, 1.2),
        shear(0.1, 0.2, -0.1),
        move(0, 1.1, 0),
    ],
    ids=["move", "turn about Z", "turn about X", "scale", "shear", "away"],
)
def test_motion_of_a_group_is_that_of_its_surface_points(analytic_stage, watch, change):
    stage = analytic_stage
    furnish(stage)
    camera = stage.camera(Pinhole(POSE))
    watching = watch(96, 64, "motion_vectors")
    watching.step()

    place(UsdGeom.Xformable(stage.stage.GetPrimAtPath("/World/rig")), change)

    solids = moved(stage.solids, change)
    seen = assert_motion(watching, stage.solids, solids, camera, camera)
    assert np.abs(seen).max() > 1
    wall = cast(solids, camera, 96, 64).index == 0
    assert (seen[wall] == 0).all(), "what stands still does so exactly"


@pytest.mark.parametrize(
    "change",
    [move(0.4, 0, 0), move(0, 0.3, 0), move(0, 0, -1.03), turn("Y", 4), turn("X", -3.1), turn("Z", 12)],
    ids=["right", "up", "ahead", "pan", "tilt", "roll"],
)
def test_motion_under_a_moving_camera_is_that_of_the_whole_world(analytic_stage, watch, change):
    stage = analytic_stage
    furnish(stage)
    before = stage.camera(Pinhole(POSE))
    watching = watch(96, 64, "motion_vectors")
    watching.step()

    after = stage.camera(Pinhole(change @ POSE))

    seen = assert_motion(watching, stage.solids, stage.solids, before, after)
    assert np.abs(seen).max() > 1


def test_camera_and_object_move_together(analytic_stage, watch):
    stage = analytic_stage
    furnish(stage)
    before = stage.camera(Pinhole(POSE))
    watching = watch(96, 64, "motion_vectors")
    watching.step()

    change = turn("Z", 5) @ move(0.3, 0.1, 0)
    place(UsdGeom.Xformable(stage.stage.GetPrimAtPath("/World/rig")), change)
    after = stage.camera(Pinhole(POSE @ change))

    solids = moved(stage.solids, change)
    seen = assert_motion(watching, stage.solids, solids, before, after)
    # What moves with the camera stands still in the picture.
    with_camera = np.isin(cast(solids, after, 96, 64).index, [1, 2, 3])
    assert np.abs(seen[with_camera]).max() < TOLERANCE
    assert np.abs(seen[~with_camera]).max() > 1


def test_motion_when_the_lens_changes_is_that_of_a_zoom(analytic_stage, watch):
    stage = analytic_stage
    furnish(stage)
    before = stage.camera(Pinhole(POSE))
    watching = watch(96, 64, "motion_vectors")
    watching.step()

    after = stage.camera(Pinhole(POSE, focal_length=28, horizontal_offset=0.5))

    assert_motion(watching, stage.solids, stage.solids, before, after)


def test_nothing_moves_in_the_first_frame_nor_while_all_stands_still(analytic_stage, watch):
    stage = analytic_stage
    furnish(stage)
    stage.camera(Pinhole(POSE))
    watching = watch(64, 48, "motion_vectors")

    for _ in range(3):
        assert (watching.step()["motion_vectors"].data == 0).all()


def test_motion_is_that_since_the_last_frame_and_ends_when_the_prim_stops(analytic_stage, watch):
    stage = analytic_stage
    furnish(stage)
    camera = stage.camera(Pinhole(POSE))
    rig = UsdGeom.Xformable(stage.stage.GetPrimAtPath("/World/rig"))
    watching = watch(64, 48, "motion_vectors")
    watching.step()
    place(rig, move(0.3, 0, 0))
    watching.step()

    place(rig, move(0.4, 0, 0))

    assert_motion(
        watching, moved(stage.solids, move(0.3, 0, 0)), moved(stage.solids, move(0.4, 0, 0)), camera, camera
    )
    assert (watching.step()["motion_vectors"].data == 0).all()


def test_prim_that_was_not_there_before_has_no_motion(analytic_stage, watch):
    stage = analytic_stage
    stage.camera(AHEAD)
    watching = watch(32, 24, "motion_vectors")
    watching.step()

    stage.add("/World/new", Plane(20, 20), move(0, 0, -2))

    assert (watching.step()["motion_vectors"].data == 0).all()


def test_prim_defined_before_another_does_not_take_its_motion(analytic_stage, watch):
    # A prim that comes first on the stage shifts the numbers of all others.
    stage = analytic_stage
    prim = stage.add("/World/m", Plane(20, 20), move(0.01, 0.01, -3))
    stage.camera(AHEAD)
    watching = watch(100, 60, "motion_vectors")
    watching.step()

    stage.stage.DefinePrim("/World/a", "Sphere")
    place(UsdGeom.Xformable(stage.stage.GetPrimAtPath("/World/a")), move(-1.5, 0, -2))
    place(UsdGeom.Xformable(prim), move(0.31, 0.01, -3))

    seen = watching.step()["motion_vectors"].data
    # 0.3 to the right at distance 3 are 5 pixels; the new sphere has none.
    assert np.abs(seen[5, 95, :2] - (-5, 0)).max() < TOLERANCE
    assert (seen[30, 10] == 0).all()


def test_sphere_that_grows_moves_its_surface_outwards(analytic_stage, watch):
    stage = analytic_stage
    prim = stage.add("/World/ball", Sphere(0.8), move(0.2, 0.1, 0))
    camera = stage.camera(Pinhole(POSE))
    watching = watch(64, 48, "motion_vectors")
    watching.step()

    UsdGeom.Sphere(prim).GetRadiusAttr().Set(1.2)

    # The unit sphere's point is the same: the placement grew.
    grown = [Solid(Sphere(0.8), stretch(1.5, 1.5, 1.5) @ move(0.2, 0.1, 0))]
    assert_motion(watching, stage.solids, grown, camera, camera)


RIDGE = Polygons(
    ((-2, -1, 0), (2, -1, 0), (2, 1, 0), (-2, 1, 0), (0, 0, 0.5)),
    ((0, 1, 4), (1, 2, 4), (2, 3, 4), (3, 0, 4)),
)
PEAK = Polygons((*((-2, -1, 0), (2, -1, 0), (2.4, 1.3, 0.2), (-2, 1, 0)), (0.5, 0.1, 1.1)), RIDGE.faces)


def test_deforming_mesh_moves_point_by_point(analytic_stage, watch, app):
    # Points with time samples: at second 0 a low ridge, at second 1 a peak.
    stage = analytic_stage
    stage.stage.SetTimeCodesPerSecond(24)
    prim = stage.add("/World/mesh", RIDGE, turn("X", 35))
    points = UsdGeom.Mesh(prim).GetPointsAttr()
    points.Clear()
    points.Set([Gf.Vec3f(*point) for point in RIDGE.points], 0)
    points.Set([Gf.Vec3f(*point) for point in PEAK.points], 24)
    camera = stage.camera(Pinhole(POSE))
    watching = watch(64, 48, "motion_vectors")
    watching.step()

    app.timeline.set_current_time(1.0)

    now = [Solid(PEAK, turn("X", 35))]
    assert_motion(watching, stage.solids, now, camera, camera)


def test_time_samples_of_a_transform_move_a_prim_between_the_frames_of_the_timeline(
    analytic_stage, watch, app
):
    # 0.1 units in 24 time codes; the step advances the timeline by half a second.
    stage = analytic_stage
    stage.stage.SetTimeCodesPerSecond(24)
    stage.stage.SetEndTimeCode(100)
    prim = stage.add("/World/card", Plane(20, 20))
    xform = UsdGeom.Xformable(prim)
    xform.ClearXformOpOrder()
    translate = xform.AddTranslateOp()
    translate.Set(Gf.Vec3d(0.01, 0.01, -2), 0)
    translate.Set(Gf.Vec3d(1.61, 0.01, -2), 96)
    stage.camera(AHEAD)
    app.timeline.set_end_time(100 / 24)
    app.timeline.play()
    watching = watch(100, 60, "motion_vectors")
    watching.step(delta_time=0.5)
    app.timeline.play()

    seen = watching.step(delta_time=0.5)["motion_vectors"].data

    # 12 of 96 codes: 0.2 units to the right at distance 2 are 5 pixels.
    np.testing.assert_allclose(seen[..., :2], np.broadcast_to((-5, 0), (60, 100, 2)), atol=TOLERANCE)


def test_each_point_instance_has_its_own_motion(analytic_stage, watch):
    stage = analytic_stage
    instancer = UsdGeom.PointInstancer.Define(stage.stage, "/World/Cards")
    stage.add("/World/Cards/Card", Plane(1, 20))
    stage.solids.clear()
    instancer.CreatePrototypesRel().SetTargets(["/World/Cards/Card"])
    instancer.CreateProtoIndicesAttr([0, 0])
    instancer.CreateIdsAttr([5, 9])
    instancer.CreatePositionsAttr([Gf.Vec3f(-1.01, 0, -2), Gf.Vec3f(1.01, 0, -2)])
    stage.camera(AHEAD)
    watching = watch(100, 60, "motion_vectors")
    watching.step()

    # They change their order in the arrays, not their ids; 5 goes up by 0.2.
    instancer.GetIdsAttr().Set([9, 5])
    instancer.GetPositionsAttr().Set([Gf.Vec3f(1.01, 0, -2), Gf.Vec3f(-1.01, 0.2, -2)])

    seen = watching.step()["motion_vectors"].data
    np.testing.assert_allclose(seen[30, 25, :2], (0, 5), atol=TOLERANCE)
    np.testing.assert_allclose(seen[30, 75, :2], (0, 0), atol=TOLERANCE)


def test_surface_that_was_behind_the_camera_before_has_a_finite_motion(analytic_stage, watch):
    # The eye goes back through the card: in the frame before, the card stood behind it.
    stage = analytic_stage
    stage.add("/World/card", Plane(20, 20), move(0.01, 0.01, 0))
    stage.camera(Pinhole(move(0, 0, -1), 10, 20))
    watching = watch(32, 24, "motion_vectors")
    watching.step()

    stage.camera(Pinhole(move(0, 0, 2), 10, 20))

    assert np.isfinite(watching.step()["motion_vectors"].data).all()


def test_mesh_that_gets_other_faces_has_a_finite_motion(analytic_stage, watch):
    stage = analytic_stage
    prim = stage.add("/World/mesh", RIDGE, turn("X", 35))
    stage.camera(Pinhole(POSE))
    watching = watch(32, 24, "motion_vectors")
    watching.step()

    mesh = UsdGeom.Mesh(prim)
    mesh.GetPointsAttr().Set([Gf.Vec3f(-1, -1, 0), Gf.Vec3f(1, -1, 0), Gf.Vec3f(0, 1, 0)])
    mesh.GetFaceVertexCountsAttr().Set([3])
    mesh.GetFaceVertexIndicesAttr().Set([0, 1, 2])

    assert np.isfinite(watching.step()["motion_vectors"].data).all()
