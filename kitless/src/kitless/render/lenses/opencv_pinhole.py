"""OpenCV's pinhole model with distortion."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np

from .calibration import Calibration
from .growing_polynomial import positive_roots
from .lens import Vectors
from .pinhole import perspective
from .sensor import Sensor

TOLERANCE = 1e-9
"""How far, in calibrated pixels, the position of an undistorted ray may be from the one that was asked for."""

NEWTON_STEPS = 20
RADIAL_SAMPLES = 4096
FARTHEST = 1e4
"""Tangent of the largest angle from the optical axis that is looked for."""


@dataclass(frozen=True)
class OpenCVPinholeLens:
    """The pinhole with the radial, tangential and thin prism distortion of OpenCV's `projectPoints`.

    With x right and y down over the depth, and r² = x² + y²::

        ratio = (1 + k1 r² + k2 r⁴ + k3 r⁶) / (1 + k4 r² + k5 r⁴ + k6 r⁶)
        x' = x ratio + 2 p1 x y + p2 (r² + 2 x²) + s1 r² + s2 r⁴        column = fx x' + cx
        y' = y ratio + 2 p2 x y + p1 (r² + 2 y²) + s3 r² + s4 r⁴        row    = fy y' + cy

    Where a distortion folds the picture over, only the inner sheet is shown.

    Attributes:
        sensor: The calibrated image.
        focal_length: fx and fy, in calibrated pixels.
        radial: k1 to k6.
        tangential: p1 and p2.
        thin_prism: s1 to s4.
    """

    linear: ClassVar[bool] = False
    along_axis: ClassVar[bool] = True
    pixel_width: ClassVar[float] = 0.0

    sensor: Sensor
    focal_length: tuple[float, float]
    radial: tuple[float, float, float, float, float, float] = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    tangential: tuple[float, float] = (0.0, 0.0)
    thin_prism: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)

    @property
    def calibration(self) -> Calibration:
        """Its model and numbers."""
        return Calibration(
            "pinholeOpenCV",
            self.sensor.nominal,
            self.sensor.centre,
            self.focal_length,
            polynomial=self.radial,
            tangential=self.tangential,
            thin_prism=self.thin_prism,
        )

    @property
    def straight(self) -> bool:
        """Whether straight lines stay straight: without distortion they do."""
        return not any((*self.radial, *self.tangential, *self.thin_prism))

    @property
    def pixel_spread(self) -> float:
        """Width of the pixel in the optical centre at distance 1 along the axis."""
        return float(1.0 / (self.focal_length[0] * self.sensor.scale[0]))

    def project(self, points: Vectors) -> Vectors:
        """See `Lens.project`; nothing behind the lens is shown, and nothing that is folded over."""
        depth = -points[..., 2]
        ahead = np.where(depth > 0.0, depth, np.nan)
        x, y = points[..., 0] / ahead, -points[..., 1] / ahead
        distorted_x, distorted_y, _, area = self._distort(x, y)
        shown = (np.hypot(x, y) <= self.limit) & (area > 0.0)
        offsets = np.stack([distorted_x * self.focal_length[0], distorted_y * self.focal_length[1]], axis=-1)
        return self.sensor.to_picture(np.where(shown[..., np.newaxis], offsets, np.nan))

    def rays(self, pixels: Vectors) -> tuple[Vectors, Vectors]:
        """See `Lens.rays`."""
        offsets = self.sensor.from_picture(pixels) / self.focal_length
        x, y = self._undistort(offsets[..., 0], offsets[..., 1])
        directions = np.stack([x, -y, np.full_like(x, -1.0)], axis=-1)
        directions[np.isnan(x)] = 0.0
        return np.zeros(3), directions

    def projection(self, near: float, far: float) -> Vectors:
        """See `Lens.projection`."""
        fx, fy = self.focal_length
        (width, height), (cx, cy) = self.sensor.nominal, self.sensor.centre
        scale = (2 * fx / width, 2 * fy / height)
        return perspective(near, far, scale=scale, shift=(1 - 2 * cx / width, 2 * cy / height - 1))

    @cached_property
    def limit(self) -> float:
        """The largest r up to which the radial distortion grows."""
        k1, k2, k3, k4, k5, k6 = self.radial
        numerator, denominator = (
            np.polynomial.Polynomial((1, k1, k2, k3)),
            np.polynomial.Polynomial((1, k4, k5, k6)),
        )
        s = np.polynomial.Polynomial((0, 1))
        # With s = r², the derivative of r numerator(s) / denominator(s) has the sign of
        growth = (
            numerator + 2 * s * numerator.deriv()
        ) * denominator - 2 * s * numerator * denominator.deriv()
        ends = [*positive_roots(growth.coef), *positive_roots(denominator.coef)]
        # Just before it: there the lens magnifies infinitely, or shrinks to nothing.
        return float(np.sqrt(min(ends))) * (1 - 1e-9) if ends else np.inf

    def _distort(self, x: Vectors, y: Vectors) -> tuple[Vectors, Vectors, tuple[Vectors, ...], Vectors]:
        """Distorted position, its derivatives (x' by x, x' by y, y' by x, y' by y), and their determinant."""
        k1, k2, k3, k4, k5, k6 = self.radial
        p1, p2 = self.tangential
        s1, s2, s3, s4 = self.thin_prism
        r2 = x * x + y * y
        numerator, denominator = 1 + r2 * (k1 + r2 * (k2 + r2 * k3)), 1 + r2 * (k4 + r2 * (k5 + r2 * k6))
        ratio = numerator / denominator
        # Derivatives by r².
        slope = (k1 + r2 * (2 * k2 + r2 * 3 * k3) - ratio * (k4 + r2 * (2 * k5 + r2 * 3 * k6))) / denominator
        prism_x, prism_y = s1 + 2 * s2 * r2, s3 + 2 * s4 * r2
        distorted_x = x * ratio + 2 * p1 * x * y + p2 * (r2 + 2 * x * x) + r2 * (s1 + s2 * r2)
        distorted_y = y * ratio + 2 * p2 * x * y + p1 * (r2 + 2 * y * y) + r2 * (s3 + s4 * r2)
        xx = ratio + 2 * x * x * slope + 2 * p1 * y + 6 * p2 * x + 2 * x * prism_x
        xy = 2 * x * y * slope + 2 * p1 * x + 2 * p2 * y + 2 * y * prism_x
        yx = 2 * x * y * slope + 2 * p2 * y + 2 * p1 * x + 2 * x * prism_y
        yy = ratio + 2 * y * y * slope + 2 * p2 * x + 6 * p1 * y + 2 * y * prism_y
        return distorted_x, distorted_y, (xx, xy, yx, yy), xx * yy - xy * yx

    def _undistort(self, distorted_x: Vectors, distorted_y: Vectors) -> tuple[Vectors, Vectors]:
        """The inverse of `_distort` by Newton's method; NaN where there is none on the inner sheet."""
        x, y = self._undistort_radially(distorted_x, distorted_y)
        # Where there is nothing to be found the steps run away, to infinity too.
        with np.errstate(all="ignore"):
            for _ in range(NEWTON_STEPS):
                found_x, found_y, (xx, xy, yx, yy), area = self._distort(x, y)
                error_x, error_y = found_x - distorted_x, found_y - distorted_y
                wrong = np.hypot(error_x * self.focal_length[0], error_y * self.focal_length[1])
                if not (wrong > 0.1 * TOLERANCE).any():
                    break
                x = x - (yy * error_x - xy * error_y) / area
                y = y - (xx * error_y - yx * error_x) / area
            shown = (wrong <= TOLERANCE) & (area > 0.0) & (np.hypot(x, y) <= self.limit)
        return np.where(shown, x, np.nan), np.where(shown, y, np.nan)

    def _undistort_radially(self, distorted_x: Vectors, distorted_y: Vectors) -> tuple[Vectors, Vectors]:
        """Where to begin: the solution without tangential and thin prism distortion, from samples."""
        samples = np.tan(np.linspace(0.0, np.arctan(min(self.limit, FARTHEST)), RADIAL_SAMPLES))
        zero = np.zeros_like(samples)
        radial = OpenCVPinholeLens(self.sensor, self.focal_length, self.radial)
        values, *_ = radial._distort(samples, zero)
        radius = np.hypot(distorted_x, distorted_y)
        undistorted = np.interp(radius, values, samples)
        ratio = np.divide(undistorted, radius, out=np.ones_like(radius), where=radius > 0.0)
        return distorted_x * ratio, distorted_y * ratio
