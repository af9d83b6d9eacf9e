"""What lies on the pixels' rays, hidden or not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Coverage:
    """Every drawable that the ray of a pixel's centre meets between the clipping planes, one entry for each pair.

    Attributes:
        pixels: int32 (N,), row * width + column, ascending.
        instances: int32 (N,), index into the scene's drawables, ascending within a pixel.
    """

    pixels: npt.NDArray[np.int32]
    instances: npt.NDArray[np.int32]
