"""The orthographic lens of USD."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from .calibration import Calibration
from .lens import Resolution, Vectors


@dataclass(frozen=True)
class OrthographicLens:
    """Parallel rays.

    Attributes:
        resolution: Width and height in pixels.
        window: Width and height of what is shown, in stage units.
        window_offset: How far the window's centre lies to the right of the camera and above it, in stage units.
    """

    linear: ClassVar[bool] = True
    straight: ClassVar[bool] = True
    along_axis: ClassVar[bool] = True

    resolution: Resolution
    window: tuple[float, float]
    window_offset: tuple[float, float] = (0.0, 0.0)

    @property
    def calibration(self) -> Calibration:
        """Its model and numbers."""
        return Calibration("orthographic")

    @property
    def pixel_width(self) -> float:
        """Width of a pixel, at any distance."""
        return self.window[0] / self.resolution[0]

    @property
    def pixel_spread(self) -> float:
        """Parallel rays do not spread."""
        return 0.0

    def project(self, points: Vectors) -> Vectors:
        """See `Lens.project`; points behind the camera have a position too."""
        columns = (points[..., 0] - self.window_offset[0]) / self.window[0]
        rows = (points[..., 1] - self.window_offset[1]) / self.window[1]
        return np.stack([(columns + 0.5) * self.resolution[0], (0.5 - rows) * self.resolution[1]], axis=-1)

    def rays(self, pixels: Vectors) -> tuple[Vectors, Vectors]:
        """See `Lens.rays`."""
        origins = np.zeros((*pixels.shape[:-1], 3))
        origins[..., 0] = (pixels[..., 0] / self.resolution[0] - 0.5) * self.window[0] + self.window_offset[0]
        origins[..., 1] = (0.5 - pixels[..., 1] / self.resolution[1]) * self.window[1] + self.window_offset[1]
        return origins, np.array([0.0, 0.0, -1.0])

    def projection(self, near: float, far: float) -> Vectors:
        """See `Lens.projection`."""
        matrix = np.zeros((4, 4))
        matrix[0, 0], matrix[1, 1] = 2 / self.window[0], 2 / self.window[1]
        matrix[2, 2] = 1 / (far - near)
        matrix[3] = (
            -2 * self.window_offset[0] / self.window[0],
            -2 * self.window_offset[1] / self.window[1],
            far / (far - near),
            1.0,
        )
        return matrix
