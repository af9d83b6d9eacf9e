"""NVIDIA's f-theta model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np

from .calibration import Calibration
from .fisheye import angles_of, directions_at
from .growing_polynomial import GrowingPolynomial, positive_roots
from .lens import Vectors
from .sensor import Sensor

FARTHEST = 1e6
"""Calibrated pixels from the centre: beyond any picture."""


@dataclass(frozen=True)
class FThetaLens:
    """theta = a + b r + c r² + d r³ + e r⁴ + f r⁵: the angle at r calibrated pixels from the optical centre.

    A fit has a constant that is not quite 0: angles below it are drawn in the centre, and below 0 there are none.

    Attributes:
        sensor: The calibrated image.
        coefficients: a to f; b is above 0.
        max_angle: Largest angle from the optical axis that is shown, in radians; up to pi.
    """

    linear: ClassVar[bool] = False
    straight: ClassVar[bool] = False
    along_axis: ClassVar[bool] = False
    pixel_width: ClassVar[float] = 0.0

    sensor: Sensor
    coefficients: tuple[float, float, float, float, float, float]
    max_angle: float

    @property
    def calibration(self) -> Calibration:
        """Its model and numbers."""
        return Calibration(
            "fisheyePolynomial",
            self.sensor.nominal,
            self.sensor.centre,
            polynomial=self.coefficients,
            max_angle=self.max_angle,
        )

    @property
    def pixel_spread(self) -> float:
        """Angle of the pixel in the optical centre."""
        return float(self.coefficients[1] / self.sensor.scale[0])

    @cached_property
    def profile(self) -> GrowingPolynomial:
        """Angle of the distance from the centre, as far as `max_angle` or the edge of growth."""
        crossings = positive_roots((self.coefficients[0] - self.max_angle, *self.coefficients[1:]))
        return GrowingPolynomial(self.coefficients, crossings[0] if crossings else FARTHEST)

    def project(self, points: Vectors) -> Vectors:
        """See `Lens.project`."""
        angles, x, y = angles_of(points)
        radius = self.profile.inverse(np.maximum(angles, self.coefficients[0]))
        return self.sensor.to_picture(np.stack([radius * x, radius * y], axis=-1))

    def rays(self, pixels: Vectors) -> tuple[Vectors, Vectors]:
        """See `Lens.rays`."""
        offsets = self.sensor.from_picture(pixels)
        radius = np.hypot(offsets[..., 0], offsets[..., 1])
        return np.zeros(3), directions_at(np.maximum(self.profile(radius), 0.0), radius, offsets)

    def projection(self, near: float, far: float) -> Vectors:  # noqa: ARG002
        """No matrix: all 0."""
        return np.zeros((4, 4))
