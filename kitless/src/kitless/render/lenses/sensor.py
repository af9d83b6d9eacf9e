"""The image that a calibration refers to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .lens import Resolution, Vectors


@dataclass(frozen=True)
class Sensor:
    """Pixels of the calibrated image, and how they lie in the picture that is rendered.

    A picture of another resolution shows the same view, scaled in each direction by itself.

    Attributes:
        resolution: Width and height of the rendered picture, in pixels.
        nominal: Width and height of the calibrated image, in pixels.
        centre: Column and row of the optical centre in the calibrated image.
    """

    resolution: Resolution
    nominal: tuple[float, float]
    centre: tuple[float, float]

    @property
    def scale(self) -> Vectors:
        """(2,) pixels of the picture per pixel of the calibrated image."""
        return np.array(self.resolution, dtype=np.float64) / self.nominal

    def from_picture(self, pixels: Vectors) -> Vectors:
        """(..., 2) positions of the picture as calibrated pixels from the optical centre, x right and y down."""
        return pixels / self.scale - self.centre

    def to_picture(self, offsets: Vectors) -> Vectors:
        """The inverse of `from_picture`."""
        return (offsets + self.centre) * self.scale
