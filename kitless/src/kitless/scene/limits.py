"""What numbers can be drawn with."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

LARGEST = 1e15
"""In stage units: squares of it, and of its inverse, are numbers in single precision."""


def within_limits(values: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Which of some numbers the device can compute with, of the same shape: not infinite, NaN, nor too large."""
    return np.asarray(np.abs(values) <= LARGEST)
