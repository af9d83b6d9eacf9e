"""Boxes in space through lenses that bend lines: numbers by hand, from OpenCV's and f-theta's formulas."""

from __future__ import annotations

import math

import numpy as np
import pytest

from synthetic_recorder.preview.pictures import PictureError, draw

SIZE = (64, 48)
NAMES = {"idToLabels": {"0": {"class": "box"}}}


def calibrated(model, *, polynomial=(), focal=20.0, nominal=SIZE, **keys):
    """camera_params of a camera at the origin, that looks along -z; its optical centre is the picture's."""
    return {
        "cameraModel": model,
        "cameraNearFar": [0.1, 100.0],
        "cameraViewTransform": np.eye(4).reshape(-1),
        "cameraFisheyePolynomial": np.array(polynomial, dtype=np.float64),
        "cameraFisheyeNominalWidth": nominal[0],
        "cameraFisheyeNominalHeight": nominal[1],
        "cameraFisheyeOpticalCentre": [nominal[0] / 2, nominal[1] / 2],
        "cameraOpenCVFx": focal,
        "cameraOpenCVFy": focal,
        **keys,
    }


def place_of(boxes_3d, camera, x, y, z):
    """Where a tiny box at a point of camera space is drawn; None if it is not."""
    tiny = 1e-4
    rows = boxes_3d((0, (x - tiny, y - tiny, z - tiny), (x + tiny, y + tiny, z + tiny), np.eye(4)))
    boxes = draw("bounding_box_3d", rows, NAMES, camera, SIZE).boxes
    return boxes[0].lines.reshape(-1, 2).mean(axis=0) if boxes else None


def test_opencv_pinhole_without_distortion_then_it_is_a_pinhole(boxes_3d):
    place = place_of(boxes_3d, calibrated("pinholeOpenCV"), 1, 0.5, -2)

    np.testing.assert_allclose(place, [32 + 10, 24 - 5], atol=0.01)


def test_opencv_pinhole_with_radial_distortion_then_the_place_is_scaled(boxes_3d):
    # r² = 0.25 and k1 = 0.4: 1.1 times as far from the centre.
    place = place_of(boxes_3d, calibrated("pinholeOpenCV", polynomial=[0.4]), 1, 0, -2)

    np.testing.assert_allclose(place, [32 + 11, 24], atol=0.01)


def test_opencv_pinhole_with_a_denominator_then_it_divides(boxes_3d):
    # k4 = 1 and r² = 0.25: divided by 1.25.
    place = place_of(boxes_3d, calibrated("pinholeOpenCV", polynomial=[0, 0, 0, 1]), 1, 0, -2)

    np.testing.assert_allclose(place, [32 + 8, 24], atol=0.01)


def test_opencv_pinhole_with_tangential_and_prism_distortion_then_both_move_the_place(boxes_3d):
    camera = calibrated(
        "pinholeOpenCV", cameraFisheyeLensP=[0.1, 0.2], cameraFisheyeLensS=[0.1, 0.4, 0.2, 0.8]
    )

    # x = 0.5, y = -0.5 (down is positive), r² = 0.5.
    # x' = 0.5 + 2 (0.1)(-0.25) + 0.2 (0.5 + 0.5) + 0.1 (0.5) + 0.4 (0.25) = 0.8
    # y' = -0.5 + 2 (0.2)(-0.25) + 0.1 (0.5 + 0.5) + 0.2 (0.5) + 0.8 (0.25) = -0.2
    place = place_of(boxes_3d, camera, 1, 1, -2)

    np.testing.assert_allclose(place, [32 + 16, 24 - 4], atol=0.01)


def test_opencv_pinhole_beyond_the_fold_of_its_distortion_then_nothing_is_drawn(boxes_3d):
    # r - 0.5 r³ grows up to r = 0.816 and is 0 at 1.41: the formula puts what is there into the middle of the picture.
    camera = calibrated("pinholeOpenCV", polynomial=[-0.5])

    assert place_of(boxes_3d, camera, 1.41, 0, -1) is None
    assert place_of(boxes_3d, camera, 0.8, 0, -1) is not None


def test_opencv_fisheye_then_the_distance_from_the_centre_is_the_angle(boxes_3d):
    # 45 degrees, pi / 4, at 20 pixels a radian.
    place = place_of(boxes_3d, calibrated("fisheyeOpenCV"), 3, 0, -3)

    np.testing.assert_allclose(place, [32 + 5 * math.pi, 24], atol=0.01)


def test_opencv_fisheye_with_distortion_then_the_angle_is_bent(boxes_3d):
    # theta (1 + k1 theta²) with k1 = 0.1.
    place = place_of(boxes_3d, calibrated("fisheyeOpenCV", polynomial=[0.1]), 0, 3, -3)

    theta = math.pi / 4
    np.testing.assert_allclose(place, [32, 24 - 20 * theta * (1 + 0.1 * theta**2)], atol=0.01)


def test_opencv_fisheye_when_it_looks_behind_the_camera_then_the_box_is_there(boxes_3d):
    # 135 degrees from the axis at 10 pixels a radian: 7.5 pi.
    place = place_of(boxes_3d, calibrated("fisheyeOpenCV", focal=10.0), 3, 0, 3)

    np.testing.assert_allclose(place, [32 + 7.5 * math.pi, 24], atol=0.01)


def test_opencv_fisheye_beyond_the_fold_of_its_distortion_then_nothing_is_drawn(boxes_3d):
    # theta - 0.3 theta³ grows up to 1.05, and is 0.23 again at 1.7: in the middle of the picture.
    camera = calibrated("fisheyeOpenCV", polynomial=[-0.3])

    assert place_of(boxes_3d, camera, math.sin(1.7), 0, -math.cos(1.7)) is None
    assert place_of(boxes_3d, camera, math.sin(1.0), 0, -math.cos(1.0)) is not None


def test_f_theta_beyond_the_edge_of_growth_then_nothing_is_drawn(boxes_3d):
    # 0.1 r - 0.002 r² grows up to 1.25 at r = 25.
    camera = calibrated("fisheyePolynomial", polynomial=[0, 0.1, -0.002], cameraFisheyeMaxFOV=200.0)

    assert place_of(boxes_3d, camera, math.sin(1.4), 0, -math.cos(1.4)) is None
    assert place_of(boxes_3d, camera, math.sin(1.2), 0, -math.cos(1.2)) is not None


def test_f_theta_then_the_angle_is_the_polynomial_of_the_distance(boxes_3d):
    # 0.05 radians a pixel: 45 degrees are pi / 0.2 pixels.
    camera = calibrated("fisheyePolynomial", polynomial=[0, 0.05], cameraFisheyeMaxFOV=200.0)

    place = place_of(boxes_3d, camera, 3, 0, -3)

    np.testing.assert_allclose(place, [32 + math.pi / 0.2, 24], atol=0.01)


def test_f_theta_at_another_resolution_than_the_calibrated_one_then_the_view_is_the_same(boxes_3d):
    # Calibrated for twice the picture, with 0.025 radians a pixel.
    camera = calibrated(
        "fisheyePolynomial", polynomial=[0, 0.025], nominal=(128, 96), cameraFisheyeMaxFOV=200.0
    )

    place = place_of(boxes_3d, camera, 3, 0, -3)

    np.testing.assert_allclose(place, [32 + math.pi / 0.2, 24], atol=0.01)


def test_f_theta_beyond_its_field_of_view_then_nothing_is_drawn(boxes_3d):
    narrow = calibrated("fisheyePolynomial", polynomial=[0, 0.05], cameraFisheyeMaxFOV=80.0)

    assert place_of(boxes_3d, narrow, 3, 0, -3) is None
    assert place_of(boxes_3d, narrow, 2, 0, -3) is not None


def test_long_edge_through_a_fisheye_then_it_is_a_curve(boxes_3d):
    # From 45 degrees left to 45 degrees right, above the axis: in its middle it is 45 degrees up.
    rows = boxes_3d((0, (-1, 1, -1), (1, 1, -1), np.eye(4)))

    (box,) = draw("bounding_box_3d", rows, NAMES, calibrated("fisheyeOpenCV"), SIZE).boxes

    points = box.lines.reshape(-1, 2)
    middle = points[np.abs(points[:, 0] - 32).argmin()]
    end = points[points[:, 0].argmin()]
    # The end is atan(sqrt(2)) from the axis, up and left in equal parts.
    np.testing.assert_allclose(middle, [32, 24 - 5 * math.pi], atol=0.01)
    np.testing.assert_allclose(
        end, [32, 24] - 20 * math.atan(math.sqrt(2)) / math.sqrt(2) * np.ones(2), atol=0.01
    )


def test_opencv_lens_without_its_focal_lengths_then_the_error_names_them(boxes_3d):
    camera = calibrated("fisheyeOpenCV")
    del camera["cameraOpenCVFx"]

    with pytest.raises(PictureError, match="camera_params has no 'cameraOpenCVFx'"):
        place_of(boxes_3d, camera, 0, 0, -1)


def test_opencv_pinhole_whose_distortion_has_a_pole_then_what_is_beyond_it_is_not_drawn(boxes_3d):
    # r / (1 - r²) has no end at r = 1, and comes back from the other side: at r = 3 it is -0.375, in the picture.
    camera = calibrated("pinholeOpenCV", polynomial=[0, 0, 0, -1])

    assert place_of(boxes_3d, camera, 3, 0, -1) is None
    assert place_of(boxes_3d, camera, 0.5, 0, -1) is not None


def test_lens_that_is_not_known_then_the_error_names_it_and_nothing_is_drawn_in_a_wrong_place(boxes_3d):
    with pytest.raises(PictureError, match="The camera's lens is omniDirectionalStereo"):
        place_of(boxes_3d, calibrated("omniDirectionalStereo"), 0, 0, -1)
