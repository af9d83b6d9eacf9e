"""camera_params: every number, and matrices that do what the picture does."""

from __future__ import annotations

import json

import numpy as np
import pytest
from pxr import Gf, UsdGeom

from .analytic import Box, Sphere
from .placement import IDENTITY, look_at, move, stretch, turn
from .ray_caster import Pinhole

POSE = look_at((0.7, -8.1, 2.2), (0.05, 0.0, 0.1))


def matrices(params) -> tuple[np.ndarray, np.ndarray]:
    """View and projection, (4, 4), row vectors."""
    return (np.reshape(params["cameraViewTransform"], (4, 4)), np.reshape(params["cameraProjection"], (4, 4)))


def test_every_number_of_a_camera_with_offsets(analytic_stage, watch):
    # Focal length 10, aperture 20: P00 = 2 * 10 / 20 = 1; P11 = 1 * 80 / 40 = 2. near 1, far 5: P22 = 1 / 4,
    # P32 = 5 / 4. Offsets 2 and -1 of half apertures 10 and 5: the window moves by 0.2 and -0.2 of its half.
    stage = analytic_stage
    UsdGeom.SetStageMetersPerUnit(stage.stage, 0.01)
    stage.camera(Pinhole(move(1, 2, 3), 10, 20, 2, -1, near=1, far=5))
    camera = UsdGeom.Camera(stage.stage.GetPrimAtPath("/Camera"))
    camera.GetVerticalApertureAttr().Set(15.25)
    camera.GetFocusDistanceAttr().Set(400)
    camera.GetFStopAttr().Set(0.0)

    params = watch(80, 40, "camera_params").step()["camera_params"].info

    assert params["cameraModel"] == "pinhole"
    assert list(params["cameraAperture"]) == [20, 15.25]
    assert list(params["cameraApertureOffset"]) == [2, -1]
    assert params["cameraFocalLength"] == 10
    assert params["cameraFocusDistance"] == 400
    assert params["cameraFStop"] == 0
    assert list(params["cameraNearFar"]) == [1, 5]
    assert list(params["renderProductResolution"]) == [80, 40]
    assert params["metersPerSceneUnit"] == pytest.approx(0.01)
    view, projection = matrices(params)
    np.testing.assert_allclose(view, move(-1, -2, -3), atol=1e-12)
    np.testing.assert_allclose(
        projection, [[1, 0, 0, 0], [0, 2, 0, 0], [0.2, -0.2, 0.25, -1], [0, 0, 1.25, 0]], atol=1e-7
    )
    for key in (
        "cameraFisheyeLensP",
        "cameraFisheyeLensS",
        "cameraFisheyeMaxFOV",
        "cameraFisheyeNominalHeight",
        "cameraFisheyeNominalWidth",
        "cameraFisheyeOpticalCentre",
        "cameraFisheyePolynomial",
    ):
        assert key in params


def test_depth_is_reversed_from_one_at_the_near_to_zero_at_the_far_plane(analytic_stage, watch):
    analytic_stage.camera(Pinhole(IDENTITY, near=0.5, far=200))

    _, projection = matrices(watch(32, 24, "camera_params").step()["camera_params"].info)

    for distance, depth in ((0.5, 1.0), (200.0, 0.0)):
        clip = np.array([0, 0, -distance, 1]) @ projection
        assert clip[2] / clip[3] == pytest.approx(depth, abs=1e-6)


@pytest.mark.parametrize("resolution", [(64, 48), (48, 64), (200, 10), (1, 1)])
@pytest.mark.parametrize(
    "camera",
    [
        Pinhole(POSE),
        Pinhole(turn("Z", 30) @ POSE, 50, 36, -3, 2),
        Pinhole(POSE, 2.4, 2.0955, 0.1, 0.2, near=2, far=99),
    ],
    ids=["plain", "rolled with offsets", "small"],
)
def test_matrices_project_the_points_of_rays_to_their_pixels(analytic_stage, watch, camera, resolution):
    stage = analytic_stage
    stage.camera(camera)
    width, height = resolution

    view, projection = matrices(watch(width, height, "camera_params").step()["camera_params"].info)

    origin, direction = camera.rays(width, height)
    points = origin + 3.7 * direction
    clip = np.column_stack([points, np.ones(len(points))]) @ view @ projection
    ndc = clip[:, :3] / clip[:, 3:]
    rows, columns = np.divmod(np.arange(width * height), width)
    np.testing.assert_allclose((ndc[:, 0] + 1) * width / 2, columns + 0.5, atol=1e-3)
    np.testing.assert_allclose((1 - ndc[:, 1]) * height / 2, rows + 0.5, atol=1e-3)
    # Reverse Z: (near / distance) * (far - distance) / (far - near).
    near, far = camera.near, camera.far
    np.testing.assert_allclose(ndc[:, 2], near / 3.7 * (far - 3.7) / (far - near), atol=1e-6)


@pytest.mark.parametrize(
    "parent",
    [turn("X", 12) @ turn("Z", 140) @ move(2, -1, 0.5), stretch(3, 3, 3) @ move(1, 0, 0), stretch(0.5, 2, 5)],
    ids=["turned", "scaled", "stretched"],
)
def test_view_is_the_rigid_part_of_the_camera_under_its_parents(analytic_stage, watch, parent):
    stage = analytic_stage
    stage.group("/Rig", parent)
    local = move(0.3, 0.2, 1.5)
    stage.camera(Pinhole(IDENTITY), path="/Rig/Camera", placement=local)

    view, _ = matrices(watch(32, 24, "camera_params", camera="/Rig/Camera").step()["camera_params"].info)

    # Parents scale along the camera's axes, so that what is left of the rotation is plain.
    placement = local @ parent
    rigid = placement.copy()
    rigid[:3, :3] /= np.linalg.norm(placement[:3, :3], axis=1, keepdims=True)
    np.testing.assert_allclose(view, np.linalg.inv(rigid), atol=1e-6)


def test_numbers_follow_a_camera_that_moves_and_zooms(analytic_stage, watch, app):
    stage = analytic_stage
    stage.stage.SetTimeCodesPerSecond(24)
    stage.add("/World/box", Box(1), label="box")
    stage.camera(Pinhole(IDENTITY))
    camera = UsdGeom.Camera(stage.stage.GetPrimAtPath("/Camera"))
    camera.GetFocalLengthAttr().Set(20, 0)
    camera.GetFocalLengthAttr().Set(40, 24)
    camera.ClearXformOpOrder()
    translate = camera.AddTranslateOp(opSuffix="way")
    translate.Set(Gf.Vec3d(0, 0, 0), 0)
    translate.Set(Gf.Vec3d(4, 2, 0), 24)
    watching = watch(32, 24, "camera_params")
    first = watching.step()["camera_params"].info

    app.timeline.set_current_time(0.5)
    second = watching.step()["camera_params"].info

    assert (first["cameraFocalLength"], second["cameraFocalLength"]) == (20, 30)
    np.testing.assert_allclose(matrices(first)[0], IDENTITY, atol=1e-12)
    np.testing.assert_allclose(matrices(second)[0], move(-2, -1, 0), atol=1e-12)


def test_numbers_survive_json(analytic_stage, watch):
    analytic_stage.add("/World/ball", Sphere(1))
    analytic_stage.camera(Pinhole(POSE))

    params = watch(32, 24, "camera_params").step()["camera_params"].info

    def plain(value):
        return value.tolist() if isinstance(value, np.ndarray | np.generic) else value

    again = json.loads(json.dumps({key: plain(value) for key, value in params.items()}))
    assert len(again["cameraViewTransform"]) == len(again["cameraProjection"]) == 16
