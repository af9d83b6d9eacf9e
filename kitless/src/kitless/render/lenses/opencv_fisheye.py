"""OpenCV's fisheye model (Kannala-Brandt)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np

from .calibration import Calibration
from .fisheye import angles_of, directions_at
from .growing_polynomial import GrowingPolynomial
from .lens import Vectors
from .sensor import Sensor


@dataclass(frozen=True)
class OpenCVFisheyeLens:
    """theta_d = theta (1 + k1 theta² + k2 theta⁴ + k3 theta⁶ + k4 theta⁸), drawn fx and fy pixels wide a radian.

    OpenCV says so for what lies in front of the lens; here it goes on behind it, as far as theta_d grows, and to
    `max_angle` at most.

    Attributes:
        sensor: The calibrated image.
        focal_length: fx and fy, in calibrated pixels.
        coefficients: k1 to k4.
        max_angle: Largest angle from the optical axis that is shown, in radians.
    """

    linear: ClassVar[bool] = False
    straight: ClassVar[bool] = False
    along_axis: ClassVar[bool] = False
    pixel_width: ClassVar[float] = 0.0

    sensor: Sensor
    focal_length: tuple[float, float]
    coefficients: tuple[float, float, float, float]
    max_angle: float = np.pi

    @property
    def calibration(self) -> Calibration:
        """Its model and numbers."""
        return Calibration(
            "fisheyeOpenCV",
            self.sensor.nominal,
            self.sensor.centre,
            self.focal_length,
            polynomial=self.coefficients,
            max_angle=self.max_angle,
        )

    @property
    def pixel_spread(self) -> float:
        """Angle of the pixel in the optical centre."""
        return float(1.0 / (self.focal_length[0] * self.sensor.scale[0]))

    @cached_property
    def profile(self) -> GrowingPolynomial:
        """theta_d of theta."""
        k1, k2, k3, k4 = self.coefficients
        return GrowingPolynomial((0.0, 1.0, 0.0, k1, 0.0, k2, 0.0, k3, 0.0, k4), self.max_angle)

    def project(self, points: Vectors) -> Vectors:
        """See `Lens.project`."""
        angles, x, y = angles_of(points)
        distorted = self.profile(angles)
        offsets = np.stack(
            [distorted * x * self.focal_length[0], distorted * y * self.focal_length[1]], axis=-1
        )
        return self.sensor.to_picture(offsets)

    def rays(self, pixels: Vectors) -> tuple[Vectors, Vectors]:
        """See `Lens.rays`."""
        offsets = self.sensor.from_picture(pixels) / self.focal_length
        distorted = np.hypot(offsets[..., 0], offsets[..., 1])
        return np.zeros(3), directions_at(self.profile.inverse(distorted), distorted, offsets)

    def projection(self, near: float, far: float) -> Vectors:  # noqa: ARG002
        """No matrix: all 0."""
        return np.zeros((4, 4))
