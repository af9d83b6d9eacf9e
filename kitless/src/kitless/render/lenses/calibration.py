"""The numbers of a lens, as Replicator hands them out."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Calibration:
    """All 0 or empty but for what a lens has.

    Attributes:
        model: Name of the lens model.
        nominal: Width and height of the calibrated image, in pixels.
        centre: Column and row of the optical centre in it.
        focal_length: fx and fy of OpenCV's models, in calibrated pixels.
        polynomial: a to f of f-theta, k1 to k6 of OpenCV's pinhole, k1 to k4 of its fisheye.
        tangential: p1 and p2.
        thin_prism: s1 to s4.
        max_angle: Largest angle from the optical axis that is shown, in radians.
    """

    model: str
    nominal: tuple[float, float] = (0.0, 0.0)
    centre: tuple[float, float] = (0.0, 0.0)
    focal_length: tuple[float, float] = (0.0, 0.0)
    polynomial: tuple[float, ...] = ()
    tangential: tuple[float, ...] = ()
    thin_prism: tuple[float, ...] = ()
    max_angle: float = 0.0

    @property
    def max_field_of_view(self) -> float:
        """Degrees, from edge to edge."""
        return math.degrees(2 * self.max_angle)
