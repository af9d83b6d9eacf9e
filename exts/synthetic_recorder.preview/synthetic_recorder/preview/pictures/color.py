"""The picture of rgb."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .arrays import Array, nothing
from .errors import PictureError
from .picture import Picture


def draw_color(data: Array, _info: Mapping[str, Any], size: tuple[int, int]) -> Picture:
    """Draw rgb: uint8 (H, W, 3) or (H, W, 4), of which the alpha does not count."""
    if data.dtype != np.uint8 or data.ndim != 3 or data.shape[-1] not in (3, 4):
        raise PictureError(f"rgb is {data.dtype} {data.shape}, expected uint8 (H, W, 4).")
    pixels = nothing(size)
    pixels[..., :3] = data[..., :3]
    pixels[..., 3] = 255
    return Picture(pixels)
