"""The pinhole lens of USD."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from .calibration import Calibration
from .lens import Resolution, Vectors


@dataclass(frozen=True)
class PinholeLens:
    """Straight lines through one point.

    Attributes:
        resolution: Width and height in pixels.
        focal_length: In the camera's aperture units.
        aperture: Horizontal and vertical, in aperture units.
        aperture_offset: Horizontal and vertical, in aperture units: the window moves right and up.
    """

    linear: ClassVar[bool] = True
    straight: ClassVar[bool] = True
    along_axis: ClassVar[bool] = True
    pixel_width: ClassVar[float] = 0.0

    resolution: Resolution
    focal_length: float
    aperture: tuple[float, float]
    aperture_offset: tuple[float, float] = (0.0, 0.0)

    @property
    def calibration(self) -> Calibration:
        """Its model and numbers."""
        return Calibration("pinhole")

    @property
    def pixel_spread(self) -> float:
        """Width of a pixel at distance 1 along the axis."""
        return self.aperture[0] / self.focal_length / self.resolution[0]

    def project(self, points: Vectors) -> Vectors:
        """See `Lens.project`; nothing behind the lens is shown."""
        depth = -points[..., 2]
        ahead = np.where(depth > 0.0, depth, np.nan)
        columns = (points[..., 0] / ahead * self.focal_length - self.aperture_offset[0]) / self.aperture[0]
        rows = (points[..., 1] / ahead * self.focal_length - self.aperture_offset[1]) / self.aperture[1]
        return np.stack([(columns + 0.5) * self.resolution[0], (0.5 - rows) * self.resolution[1]], axis=-1)

    def rays(self, pixels: Vectors) -> tuple[Vectors, Vectors]:
        """See `Lens.rays`."""
        directions = np.empty((*pixels.shape[:-1], 3))
        columns = pixels[..., 0] / self.resolution[0] - 0.5
        rows = 0.5 - pixels[..., 1] / self.resolution[1]
        directions[..., 0] = (columns * self.aperture[0] + self.aperture_offset[0]) / self.focal_length
        directions[..., 1] = (rows * self.aperture[1] + self.aperture_offset[1]) / self.focal_length
        directions[..., 2] = -1.0
        return np.zeros(3), directions

    def projection(self, near: float, far: float) -> Vectors:
        """See `Lens.projection`."""
        return perspective(
            near,
            far,
            scale=(2 * self.focal_length / self.aperture[0], 2 * self.focal_length / self.aperture[1]),
            shift=(
                2 * self.aperture_offset[0] / self.aperture[0],
                2 * self.aperture_offset[1] / self.aperture[1],
            ),
        )


def perspective(
    near: float, far: float, *, scale: tuple[float, float], shift: tuple[float, float]
) -> Vectors:
    """(4, 4) row-vector matrix that shows x / depth * scale - shift, between -1 and 1, with reverse Z."""
    matrix = np.zeros((4, 4))
    matrix[0, 0], matrix[1, 1] = scale
    matrix[2, :2] = shift
    matrix[2, 2] = near / (far - near)
    matrix[2, 3] = -1.0
    matrix[3, 2] = far * near / (far - near)
    return matrix
