"""camera_params: its keys, and what its matrices do with points."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from kitless.annotators import find_definition
from kitless.render import (
    Camera,
    FThetaLens,
    Lens,
    OpenCVFisheyeLens,
    OpenCVPinholeLens,
    Optics,
    OrthographicLens,
    PinholeLens,
    Sensor,
)

KEYS = {
    "cameraAperture",
    "cameraApertureOffset",
    "cameraFStop",
    "cameraFisheyeLensP",
    "cameraFisheyeLensS",
    "cameraFisheyeMaxFOV",
    "cameraFisheyeNominalHeight",
    "cameraFisheyeNominalWidth",
    "cameraFisheyeOpticalCentre",
    "cameraFisheyePolynomial",
    "cameraFocalLength",
    "cameraFocusDistance",
    "cameraModel",
    "cameraNearFar",
    "cameraOpenCVFx",
    "cameraOpenCVFy",
    "cameraProjection",
    "cameraViewTransform",
    "metersPerSceneUnit",
    "renderProductResolution",
}

# At (10, 20, 30), turned by 90 degrees about Z: its right is the world's +Y, its up the world's -X.
PLACED = np.array([[0, 1, 0, 0], [-1, 0, 0, 0], [0, 0, 1, 0], [10, 20, 30, 1]], dtype=np.float64)
SENSOR = Sensor((200, 100), (400.0, 400.0), (210.0, 180.0))


@pytest.fixture
def params(make_frame):
    """`params(lens, …)`: the dictionary of a camera with 200 x 100 pixels."""

    def params(lens: Lens, to_world=PLACED, near=2.0, far=10.0, optics=None, meters_per_unit=1.0):
        camera = Camera("/Camera", 200, 100, np.asarray(to_world), lens, near, far, optics or Optics())
        frame = dataclasses.replace(
            make_frame(depth=np.ones((100, 200)), meters_per_unit=meters_per_unit), camera=camera
        )
        definition = find_definition("camera_params")
        assert definition.is_dictionary
        return definition.evaluate(frame, None, {}).info

    return params


def seen_at(params: dict, *point: float) -> list[float]:
    """Column, row and clip depth of a point of the world, as a reader of the file computes them."""
    view, projection = (
        np.reshape(params[f"camera{name}"], (4, 4)) for name in ("ViewTransform", "Projection")
    )
    x, y, z, w = np.array([*point, 1.0]) @ view @ projection
    width, height = params["renderProductResolution"]
    return [(x / w + 1) * width / 2, (1 - y / w) * height / 2, z / w]


def test_camera_params_when_the_lens_is_a_pinhole_then_has_the_numbers_of_the_prim(params):
    optics = Optics(24.0, (20.955, 15.2908), (1.5, -0.5), focus_distance=400.0, f_stop=1.8)
    lens = PinholeLens((200, 100), 24.0, (20.955, 10.4775), (1.5, -0.5))

    given = params(lens, optics=optics, meters_per_unit=0.01)

    assert set(given) == KEYS
    assert given["cameraModel"] == "pinhole"
    # The vertical aperture stays as authored, though the picture's height goes by its aspect.
    assert given["cameraAperture"].tolist() == pytest.approx([20.955, 15.2908])
    assert given["cameraApertureOffset"].tolist() == [1.5, -0.5]
    assert (given["cameraFocalLength"], given["cameraFocusDistance"], given["cameraFStop"]) == (
        24.0,
        400.0,
        1.8,
    )
    assert given["cameraNearFar"].tolist() == [2.0, 10.0]
    assert given["metersPerSceneUnit"] == 0.01
    assert given["renderProductResolution"].tolist() == [200, 100]
    for name, size in {"LensP": 0, "LensS": 0, "OpticalCentre": 2, "Polynomial": 6}.items():
        assert given[f"cameraFisheye{name}"].tolist() == [0.0] * size
    assert (given["cameraFisheyeNominalWidth"], given["cameraFisheyeNominalHeight"]) == (0, 0)
    assert (given["cameraFisheyeMaxFOV"], given["cameraOpenCVFx"], given["cameraOpenCVFy"]) == (0.0, 0.0, 0.0)


def test_camera_params_when_the_lens_is_a_pinhole_then_the_matrices_are_those_of_replicator(params):
    given = params(PinholeLens((200, 100), 24.0, (20.0, 10.0)))

    # The inverse of a rotation is its transpose; the world's (10, 20, 30) goes to the origin.
    view = [0, -1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, -20, 10, -30, 1]
    # 2 * 24 / 20 = 2.4, times W / H = 4.8; near / (far - near) = 0.25; far * near / (far - near) = 2.5.
    projection = [2.4, 0, 0, 0, 0, 4.8, 0, 0, 0, 0, 0.25, -1, 0, 0, 2.5, 0]
    assert given["cameraViewTransform"].dtype == given["cameraProjection"].dtype == np.float64
    assert given["cameraViewTransform"].tolist() == pytest.approx(view)
    assert given["cameraProjection"].tolist() == pytest.approx(projection)


def test_camera_params_when_the_pinhole_has_offsets_then_a_point_lands_on_its_pixel(params):
    given = params(PinholeLens((200, 100), 24.0, (20.0, 10.0), (2.0, -1.0)))

    # 1 to the right (+Y) and 0.5 up (-X) at depth 4: on the film 6 and 3, from the window's centre 4 and 4, which are
    # 0.2 of its width and 0.4 of its height: column (0.5 + 0.2) * 200, row (0.5 - 0.4) * 100.
    column, row, _ = seen_at(given, 10 - 0.5, 20 + 1, 30 - 4)
    assert (column, row) == pytest.approx((140.0, 10.0))


@pytest.mark.parametrize(
    "lens",
    [
        PinholeLens((200, 100), 24.0, (20.0, 10.0), (2.0, -1.0)),
        OrthographicLens((200, 100), (4.0, 2.0), (0.2, 0.1)),
        OpenCVPinholeLens(SENSOR, (300.0, 320.0)),
    ],
)
def test_camera_params_when_points_lie_on_the_clipping_planes_then_near_is_1_and_far_0(params, lens):
    given = params(lens)

    assert seen_at(given, 10.1, 20.2, 30 - 2)[2] == pytest.approx(1.0)
    assert seen_at(given, 10.1, 20.2, 30 - 10)[2] == pytest.approx(0.0)


def test_camera_params_when_the_camera_is_orthographic_then_a_point_lands_on_its_pixel(params):
    given = params(OrthographicLens((200, 100), window=(4.0, 2.0), window_offset=(0.5, 0.2)))

    # 1.5 to the right, 1 from the window's centre, a quarter of 4; 0.3 down, 0.5 below it, a quarter of 2.
    column, row, _ = seen_at(given, 10 + 0.3, 20 + 1.5, 30 - 7)
    assert (column, row) == pytest.approx((150.0, 75.0))
    assert given["cameraModel"] == "orthographic"


def test_camera_params_when_the_lens_is_opencvs_pinhole_then_it_has_the_numbers_of_the_calibration(params):
    lens = OpenCVPinholeLens(
        SENSOR, (300.0, 320.0), (0.125, 0.25, 0.5, 0.75, 1.0, 1.25), (0.375, 0.625), (1.0, 2.0, 3.0, 4.0)
    )

    given = params(lens)

    assert given["cameraModel"] == "pinholeOpenCV"
    assert (given["cameraOpenCVFx"], given["cameraOpenCVFy"]) == (300.0, 320.0)
    assert given["cameraFisheyeOpticalCentre"].tolist() == [210.0, 180.0]
    assert (given["cameraFisheyeNominalWidth"], given["cameraFisheyeNominalHeight"]) == (400, 400)
    assert given["cameraFisheyePolynomial"].tolist() == [0.125, 0.25, 0.5, 0.75, 1.0, 1.25]
    assert given["cameraFisheyeLensP"].tolist() == [0.375, 0.625]
    assert given["cameraFisheyeLensS"].tolist() == [1.0, 2.0, 3.0, 4.0]


@pytest.mark.parametrize(
    "lens",
    [
        OpenCVPinholeLens(SENSOR, (300.0, 320.0)),
        OpenCVFisheyeLens(SENSOR, (300.0, 320.0), (0.5, 0.25, 0.125, 1.0), np.radians(100)),
        FThetaLens(SENSOR, (0.0, 0.5, 0.25, 0.125, 1.0, 2.0), np.radians(95)),
    ],
)
def test_camera_params_when_the_lens_is_calibrated_then_the_matrix_is_that_of_the_authored_pinhole(
    params, lens
):
    given = params(lens, optics=Optics(24.0, (20.0, 15.0), (2.0, -1.0)))

    # As in test files of Isaac Sim: 2 * 24 / 20 = 2.4, times W / H = 4.8; near / (far - near) = 0.25; far * near /
    # (far - near) = 2.5. Offsets 2 and -1 of half apertures 10 and 5 are 0.2 and -0.2.
    projection = [2.4, 0, 0, 0, 0, 4.8, 0, 0, 0.2, -0.2, 0.25, -1, 0, 0, 2.5, 0]
    assert given["cameraProjection"].tolist() == pytest.approx(projection)


def test_camera_params_when_the_lens_is_a_fisheye_then_it_has_the_numbers_of_the_calibration(params):
    fisheye = params(OpenCVFisheyeLens(SENSOR, (300.0, 320.0), (0.5, 0.25, 0.125, 1.0), np.radians(100)))
    ftheta = params(FThetaLens(SENSOR, (0.0, 0.5, 0.25, 0.125, 1.0, 2.0), np.radians(95)))

    assert (fisheye["cameraModel"], ftheta["cameraModel"]) == ("fisheyeOpenCV", "fisheyePolynomial")
    assert fisheye["cameraFisheyePolynomial"].tolist() == [0.5, 0.25, 0.125, 1.0, 0.0, 0.0]
    assert ftheta["cameraFisheyePolynomial"].tolist() == [0.0, 0.5, 0.25, 0.125, 1.0, 2.0]
    assert fisheye["cameraFisheyeMaxFOV"] == pytest.approx(200.0)
    assert ftheta["cameraFisheyeMaxFOV"] == pytest.approx(190.0)
