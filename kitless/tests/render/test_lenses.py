"""What lenses do with points and pixels, by numbers worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from kitless.render import (
    FThetaLens,
    OpenCVFisheyeLens,
    OpenCVPinholeLens,
    OrthographicLens,
    PinholeLens,
    Sensor,
)


def at(*points) -> np.ndarray:
    return np.array(points, dtype=np.float64)


def along(angle: float, azimuth: float = 0.0) -> tuple[float, float, float]:
    """A direction `angle` from the axis, towards `azimuth` in the picture (0 right, pi / 2 down)."""
    return (
        np.sin(angle) * np.cos(azimuth),
        -np.sin(angle) * np.sin(azimuth),
        -np.cos(angle),
    )


def test_pinhole_with_offsets_when_a_point_is_projected_then_the_window_moves_against_it():
    lens = PinholeLens((100, 50), focal_length=2.0, aperture=(4.0, 2.0), aperture_offset=(0.4, 0.2))

    # At depth 5: x = 2 / 5 * 2 = 0.8 on the film, 0.4 right of the window's centre, a tenth of the aperture of 4.
    # y = 1 / 5 * 2 = 0.4, 0.2 above the centre, a tenth of 2: 60 % of 100 columns, 40 % of 50 rows.
    assert lens.project(at((2.0, 1.0, -5.0))) == pytest.approx(at((60.0, 20.0)))


def test_pinhole_when_a_point_lies_behind_it_then_it_is_not_shown():
    lens = PinholeLens((100, 50), 2.0, (4.0, 2.0))

    assert np.isnan(lens.project(at((0.0, 0.0, 1.0), (0.0, 0.0, 0.0)))).all()


def test_orthographic_lens_when_a_point_is_projected_then_its_depth_does_not_matter():
    lens = OrthographicLens((100, 50), window=(4.0, 2.0), window_offset=(1.0, 0.5))

    # 2 is 1 right of the window's centre, a quarter of its width; 0 is 0.5 below it, a quarter of its height.
    assert lens.project(at((2.0, 0.0, -1.0), (2.0, 0.0, -99.0))) == pytest.approx(
        at((75.0, 37.5), (75.0, 37.5))
    )


def test_orthographic_lens_when_its_rays_are_asked_for_then_they_are_parallel():
    lens = OrthographicLens((100, 50), window=(4.0, 2.0), window_offset=(1.0, 0.5))

    origins, directions = lens.rays(at((0.0, 0.0), (100.0, 50.0)))

    assert origins == pytest.approx(at((-1.0, 1.5, 0.0), (3.0, -0.5, 0.0)))
    assert directions.tolist() == [0.0, 0.0, -1.0]


def test_opencv_pinhole_when_a_point_is_projected_then_follows_opencvs_formula():
    lens = OpenCVPinholeLens(
        Sensor((300, 400), (300.0, 400.0), (50.0, 60.0)),
        focal_length=(100.0, 200.0),
        radial=(0.2, 0.05, 0.0, 0.15, 0.06, 0.04),
        tangential=(0.01, 0.02),
        thin_prism=(0.001, 0.002, 0.003, 0.004),
    )

    # x = 0.6, y = 0.8 (down), r² = 1, ratio = 1.25 / 1.25 = 1.
    # x' = 0.6 + 2 * 0.01 * 0.48 + 0.02 * (1 + 0.72) + 0.003 = 0.647
    # y' = 0.8 + 2 * 0.02 * 0.48 + 0.01 * (1 + 1.28) + 0.007 = 0.849
    assert lens.project(at((1.2, -1.6, -2.0))) == pytest.approx(at((114.7, 229.8)))


def test_opencv_pinhole_that_folds_over_when_asked_then_shows_the_inner_sheet_alone():
    # r - r³ / 3 grows up to r = 1, where it is 2 / 3, and shrinks from there on.
    lens = OpenCVPinholeLens(
        Sensor((200, 200), (200.0, 200.0), (100.0, 100.0)),
        focal_length=(90.0, 90.0),
        radial=(-1 / 3, 0.0, 0.0, 0.0, 0.0, 0.0),
    )

    # 0.9 - 0.243 = 0.657, 59.13 pixels; at r = 1.2 it would be 0.624, nearer to the centre again.
    projected = lens.project(at((0.9, 0.0, -1.0), (1.2, 0.0, -1.0), (9.0, 0.0, -1.0)))
    assert projected[0] == pytest.approx([159.13, 100.0])
    assert np.isnan(projected[1:]).all()
    # 60 pixels from the centre is where the sheet ends.
    _, directions = lens.rays(at((159.9, 100.0), (160.1, 100.0), (200.0, 200.0)))
    assert directions.any(axis=1).tolist() == [True, False, False]


def test_opencv_fisheye_when_a_direction_is_projected_then_follows_opencvs_formula():
    lens = OpenCVFisheyeLens(
        Sensor((400, 400), (400.0, 400.0), (200.0, 190.0)), (100.0, 80.0), (0.1, 0.01, 0.001, 0.0001)
    )

    # theta = 1: 1 + 0.1 + 0.01 + 0.001 + 0.0001 = 1.1111, straight down 80 pixels a radian.
    # theta = 0.5: 0.5 * (1 + 0.025 + 0.000625 + 0.000015625 + 0.000000390625) = 0.512820508
    assert lens.project(at(along(1.0, np.pi / 2), along(0.5))) == pytest.approx(
        at((200.0, 278.888), (251.2820508, 190.0))
    )


def test_opencv_fisheye_when_it_looks_behind_itself_then_goes_on_to_grow():
    lens = OpenCVFisheyeLens(Sensor((400, 400), (400.0, 400.0), (200.0, 200.0)), (60.0, 60.0), (0.0,) * 4)

    # 60 pixels a radian: 150 pixels are 2.5 radians; half a turn ends at 188.5 pixels.
    _, directions = lens.rays(at((350.0, 200.0), (200.0, 388.0), (200.0, 389.0)))

    assert directions[0] == pytest.approx(along(2.5))
    assert directions[1] == pytest.approx(along(188 / 60, np.pi / 2))
    assert not directions[2].any()


def test_opencv_fisheye_that_folds_over_when_asked_then_shows_the_inner_sheet_alone():
    # theta - theta³ / 3 ends at theta = 1 with 2 / 3.
    lens = OpenCVFisheyeLens(
        Sensor((400, 400), (400.0, 400.0), (200.0, 200.0)), (90.0, 90.0), (-1 / 3, 0.0, 0.0, 0.0)
    )

    _, directions = lens.rays(at((259.9, 200.0), (260.1, 200.0)))

    assert directions.any(axis=1).tolist() == [True, False]
    assert np.isnan(lens.project(at(along(0.99), along(1.01)))).any(axis=1).tolist() == [False, True]


def test_f_theta_when_asked_for_a_ray_then_the_polynomial_is_the_angle():
    lens = FThetaLens(
        Sensor((400, 300), (400.0, 300.0), (200.0, 140.0)), (0.0, 0.01, 1e-4, 0.0, 0.0, 0.0), np.pi
    )

    # 50 pixels: 0.5 + 0.25 = 0.75 radians, to the left; 100 pixels: 1 + 1 = 2, upwards.
    _, directions = lens.rays(at((150.0, 140.0), (200.0, 40.0)))

    assert directions == pytest.approx(at(along(0.75, np.pi), along(2.0, -np.pi / 2)))
    assert lens.project(3 * directions) == pytest.approx(at((150.0, 140.0), (200.0, 40.0)))


def test_f_theta_when_the_field_of_view_ends_then_shows_nothing_beyond():
    lens = FThetaLens(
        Sensor((400, 400), (400.0, 400.0), (200.0, 200.0)), (0.0, 0.01, 0.0, 0.0, 0.0, 0.0), 0.5
    )

    _, directions = lens.rays(at((249.9, 200.0), (250.1, 200.0)))

    assert directions.any(axis=1).tolist() == [True, False]
    assert np.isnan(lens.project(at(along(0.499), along(0.501)))).any(axis=1).tolist() == [False, True]


def test_f_theta_of_a_fit_with_a_constant_when_asked_then_draws_the_axis_in_the_centre():
    sensor = Sensor((400, 400), (400.0, 400.0), (200.0, 200.0))
    fits = (FThetaLens(sensor, (constant, 0.01, 0.0, 0.0, 0.0, 0.0), np.pi) for constant in (0.005, -0.005))
    above, below = fits

    # Angles of less than 0.005 stand nowhere in the first one's polynomial; the second one is 0 half a pixel off.
    assert above.project(at(along(0.001))) == pytest.approx(at((200.0, 200.0)))
    assert below.rays(at((200.25, 200.0)))[1] == pytest.approx(at((0.0, 0.0, -1.0)))


@pytest.mark.parametrize(
    "lens",
    [
        OpenCVFisheyeLens(Sensor((400, 50), (200.0, 100.0), (110.0, 40.0)), (50.0, 50.0), (0.0,) * 4),
        OpenCVPinholeLens(Sensor((400, 50), (200.0, 100.0), (110.0, 40.0)), (50.0, 50.0)),
        FThetaLens(Sensor((400, 50), (200.0, 100.0), (110.0, 40.0)), (0.0, 0.02, 0.0, 0.0, 0.0, 0.0), np.pi),
    ],
)
def test_a_picture_of_another_size_when_rendered_then_shows_the_calibrated_one_stretched(lens):
    # (110, 40) of 200 x 100 is (220, 20) of 400 x 50.
    assert lens.project(at((0.0, 0.0, -3.0))) == pytest.approx(at((220.0, 20.0)))
    # 45 degrees down are 50 or 39.27 calibrated pixels, half as many rows.
    expected = 50.0 if lens.along_axis else 50.0 * np.pi / 4
    assert lens.project(at((0.0, -3.0, -3.0))) == pytest.approx(at((220.0, 20.0 + expected / 2)))


def test_every_ray_when_projected_then_lands_on_its_position(lens):
    columns, rows = np.meshgrid(np.linspace(-20, 116, 69), np.linspace(-10, 63, 47))
    positions = np.stack([columns, rows], axis=-1)

    origins, directions = lens.rays(positions)

    shown = np.broadcast_to(directions, (*positions.shape[:2], 3)).any(axis=-1)
    assert shown.mean() > 0.5
    projected = lens.project(origins + 7.0 * directions)
    # A fit's constant moves what is less than a hundredth of a calibrated pixel from the centre.
    assert np.abs(projected - positions)[shown].max() < 1e-8


def test_every_ray_when_asked_for_then_has_the_length_that_the_lens_promises(lens):
    _, directions = lens.rays(np.random.default_rng(5).uniform((0, 0), (96, 53), (200, 2)))

    shown = directions[directions.any(axis=-1)] if directions.ndim > 1 else directions
    assert (-shown[..., 2] if lens.along_axis else np.linalg.norm(shown, axis=-1)) == pytest.approx(1.0)
