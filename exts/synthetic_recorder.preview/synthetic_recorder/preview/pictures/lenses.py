"""Where a lens shows what, by what camera_params says of it.

Formulas and keys are those of OpenCV and of Isaac Sim's open code. That k1 to k6 of OpenCV's pinhole stand in
``cameraFisheyePolynomial``, and its p1, p2 and s1 to s4 in ``cameraFisheyeLensP`` and ``…S``, was not established of
Kit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from .errors import PictureError

Points = npt.NDArray[np.float64]
"""(N, 3) in camera space: x to the right, y up, looking along -z. Or (N, 2) in pixels: x to the right, y down."""

_SAMPLES = 20_001
_LARGEST_TANGENT = 20.0
"""Of the angle to the axis, 87 degrees: folds beyond it are not looked for."""


class Lens(Protocol):
    """A lens, for pictures of one size.

    Attributes:
        bends_lines: Whether straight lines are curves in the picture.
        sees_behind: Whether it can show what is beside or behind the camera.
    """

    bends_lines: bool
    sees_behind: bool

    def pixels(self, points: Points) -> Points:
        """Camera space to pixels; not a number where the lens does not look."""


class MatrixLens:
    """A pinhole or an orthographic lens: ``cameraProjection`` is all."""

    bends_lines = False
    sees_behind = False

    def __init__(self, camera: Mapping[str, Any], size: tuple[int, int]) -> None:
        self._projection = np.reshape(np.asarray(camera["cameraProjection"], dtype=np.float64), (4, 4))
        self._size = np.array(size)

    def pixels(self, points: Points) -> Points:
        """As `Lens.pixels`."""
        clip = np.column_stack([points, np.ones(len(points))]) @ self._projection
        device = clip[:, :2] / clip[:, 3:]
        pixels: Points = (device * (1, -1) + 1) / 2 * self._size
        return pixels


@dataclass(frozen=True)
class _Calibration:
    """What all calibrated lenses have.

    Attributes:
        centre: (2,) optical centre, in pixels of the calibrated picture.
        scale: (2,) pixels of the picture to one of the calibrated picture.
    """

    centre: Points
    scale: Points

    @classmethod
    def of(cls, camera: Mapping[str, Any], size: tuple[int, int]) -> _Calibration:
        nominal = np.array(
            [camera["cameraFisheyeNominalWidth"], camera["cameraFisheyeNominalHeight"]], dtype=np.float64
        )
        centre = np.array(camera["cameraFisheyeOpticalCentre"], dtype=np.float64)
        return cls(centre, size / np.where(nominal > 0, nominal, size))

    def pixels(self, offsets: Points) -> Points:
        """From offsets (N, 2) to the optical centre, in calibrated pixels."""
        return (self.centre + offsets) * self.scale


class OpenCVPinholeLens:
    """OpenCV's pinhole with rational, tangential and thin prism distortion."""

    bends_lines = True
    sees_behind = False

    def __init__(self, camera: Mapping[str, Any], size: tuple[int, int]) -> None:
        self._calibration = _Calibration.of(camera, size)
        self._focal = _opencv_focal(camera)
        self._radial = _numbers(camera, "cameraFisheyePolynomial", 6)
        self._tangential = _numbers(camera, "cameraFisheyeLensP", 2)
        self._prism = _numbers(camera, "cameraFisheyeLensS", 4)
        radii = np.linspace(0, _LARGEST_TANGENT, _SAMPLES)
        self._limit = _end_of_growth(radii, radii * self._ratio(radii**2))

    def pixels(self, points: Points) -> Points:
        """As `Lens.pixels`; beyond a fold of the distortion it shows nothing."""
        x, y = (points[:, :2] * (1, -1) / -points[:, 2:]).T
        square = x * x + y * y
        ratio = self._ratio(square)
        p1, p2 = self._tangential
        s1, s2, s3, s4 = self._prism
        bent = np.stack(
            [
                x * ratio + 2 * p1 * x * y + p2 * (square + 2 * x * x) + s1 * square + s2 * square**2,
                y * ratio + 2 * p2 * x * y + p1 * (square + 2 * y * y) + s3 * square + s4 * square**2,
            ],
            axis=-1,
        )
        bent[np.sqrt(square) > self._limit] = np.nan
        return self._calibration.pixels(bent * self._focal)

    def _ratio(self, square: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        k1, k2, k3, k4, k5, k6 = self._radial
        above = 1 + square * (k1 + square * (k2 + square * k3))
        below = 1 + square * (k4 + square * (k5 + square * k6))
        # Where it is 0 the ratio has no end, and is beyond a fold.
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio: npt.NDArray[np.float64] = above / below
        return ratio


class OpenCVFisheyeLens:
    """OpenCV's fisheye: a polynomial of the angle to the axis."""

    bends_lines = True
    sees_behind = True

    def __init__(self, camera: Mapping[str, Any], size: tuple[int, int]) -> None:
        self._calibration = _Calibration.of(camera, size)
        self._focal = _opencv_focal(camera)
        k1, k2, k3, k4 = _numbers(camera, "cameraFisheyePolynomial", 6)[:4]
        self._bend = np.polynomial.Polynomial([0, 1, 0, k1, 0, k2, 0, k3, 0, k4])
        angles = np.linspace(0, np.pi, _SAMPLES)
        self._limit = _end_of_growth(angles, self._bend(angles))

    def pixels(self, points: Points) -> Points:
        """As `Lens.pixels`; beyond a fold of the distortion it shows nothing."""
        angle, direction = _angles(points)
        bent = np.where(angle <= self._limit, self._bend(angle), np.nan)
        return self._calibration.pixels(direction * bent[:, np.newaxis] * self._focal)


class FThetaLens:
    """F-theta: the angle to the axis is a polynomial of the distance to the optical centre."""

    bends_lines = True
    sees_behind = True

    def __init__(self, camera: Mapping[str, Any], size: tuple[int, int]) -> None:
        self._calibration = _Calibration.of(camera, size)
        angle_of = np.polynomial.Polynomial(_numbers(camera, "cameraFisheyePolynomial", 6))
        # Twice the picture's diagonal, wherever the optical centre is.
        radii = np.linspace(0, 2 * np.hypot(*(np.array(size) / self._calibration.scale)), _SAMPLES)
        grows = radii <= _end_of_growth(radii, angle_of(radii))
        self._radii, self._angles = radii[grows], angle_of(radii[grows])
        field = float(camera.get("cameraFisheyeMaxFOV", 0.0))
        self._limit = np.radians(field / 2) if field > 0 else np.pi

    def pixels(self, points: Points) -> Points:
        """As `Lens.pixels`; beyond its field of view it shows nothing."""
        angle, direction = _angles(points)
        radius = np.interp(angle, self._angles, self._radii, right=np.nan)
        radius[angle > self._limit] = np.nan
        return self._calibration.pixels(direction * radius[:, np.newaxis])


_LENSES: Mapping[str, Callable[[Mapping[str, Any], tuple[int, int]], Lens]] = {
    "pinhole": MatrixLens,
    "orthographic": MatrixLens,
    "pinholeOpenCV": OpenCVPinholeLens,
    "fisheyeOpenCV": OpenCVFisheyeLens,
    "fisheyePolynomial": FThetaLens,
}


def lens_of(camera: Mapping[str, Any], size: tuple[int, int]) -> Lens:
    """The lens that camera_params speaks of.

    Args:
        camera: What camera_params gives.
        size: Width and height of the picture, in pixels.

    Raises:
        PictureError: It is another lens, of which nothing could be drawn at its place.
    """
    model = str(camera.get("cameraModel", "pinhole"))
    if model not in _LENSES:
        raise PictureError(
            f"The camera's lens is {model}: boxes in space are drawn for {', '.join(_LENSES)}. "
            "Look at them with another camera, or at the boxes in the picture."
        )
    return _LENSES[model](camera, size)


def _opencv_focal(camera: Mapping[str, Any]) -> Points:
    """(2,) focal lengths, in pixels of the calibrated picture."""
    return np.array([camera["cameraOpenCVFx"], camera["cameraOpenCVFy"]], dtype=np.float64)


def _numbers(camera: Mapping[str, Any], key: str, count: int) -> list[float]:
    """The numbers of a key, and 0 for those that it does not have."""
    given = [float(number) for number in camera.get(key, ())][:count]
    return given + [0.0] * (count - len(given))


def _end_of_growth(places: npt.NDArray[np.float64], values: npt.NDArray[np.float64]) -> float:
    """The last place up to which the values grow; infinite if they always do."""
    stops = np.flatnonzero(~(np.diff(values) > 0))
    return float(places[stops[0]]) if len(stops) else float("inf")


def _angles(points: Points) -> tuple[npt.NDArray[np.float64], Points]:
    """Angles to the axis (N,), in radians, and directions in the picture (N, 2), x to the right and y down."""
    beside = points[:, :2] * (1, -1)
    length = np.hypot(beside[:, 0], beside[:, 1])
    direction = beside / np.where(length > 0, length, 1.0)[:, np.newaxis]
    return np.arctan2(length, -points[:, 2]), direction
