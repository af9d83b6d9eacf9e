"""Lenses: which ray each position of the picture looks along, and back.

Camera space, in stage units: the camera looks along -Z, +Y is up. Positions in the picture are in pixels from its top
left corner, so that the centre of pixel (0, 0) is at (0.5, 0.5). Everything is float64. Lenses are frozen, hashable,
and already refer to the resolution that is rendered; `kitless.render.lens_attributes` reads them from a prim.
"""

from .calibration import Calibration
from .ftheta import FThetaLens
from .lens import Lens, Resolution, Vectors
from .opencv_fisheye import OpenCVFisheyeLens
from .opencv_pinhole import OpenCVPinholeLens
from .orthographic import OrthographicLens
from .pinhole import PinholeLens
from .sensor import Sensor

__all__ = [
    "Calibration",
    "FThetaLens",
    "Lens",
    "OpenCVFisheyeLens",
    "OpenCVPinholeLens",
    "OrthographicLens",
    "PinholeLens",
    "Resolution",
    "Sensor",
    "Vectors",
]
