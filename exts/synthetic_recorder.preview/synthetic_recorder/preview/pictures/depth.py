"""Pictures of distances: near is bright, by the logarithm."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from .arrays import Array, packed, unpacked
from .errors import PictureError
from .palette import color_ramp
from .picture import LegendEntry, Picture, Scale

NOTHING_HIT = (40, 40, 40)
"""A grey, which the ramp has not."""

_STEPS = 256


def draw_depth(data: Array, _info: Mapping[str, Any], _size: tuple[int, int]) -> Picture:
    """Draw distance_to_camera or distance_to_image_plane.

    Args:
        data: float32 (H, W) or (H, W, 1), metres. Nothing is hit where it is not finite, as in published files, or 0,
            as Replicator's documentation says.

    Returns:
        The ramp goes from the nearest distance of this frame, bright, to its farthest, dark; by the logarithm, as that
        of BasicWriter's ``colorize_depth`` does, unless some are negative, as a fisheye's to the image plane can be.
        Where nothing is hit the picture is grey, with alpha 0.
    """
    if data.dtype.kind != "f" or data.size != data.shape[0] * data.shape[1]:
        raise PictureError(f"The distance is {data.dtype} {data.shape}, expected float32 (H, W).")
    distance = data.reshape(data.shape[:2])
    is_hit = np.isfinite(distance) & (distance != 0)
    hits = distance[is_hit]
    table = np.full((_STEPS + 1, 4), (*NOTHING_HIT, 0), dtype=np.uint8)
    table[:_STEPS, :3] = color_ramp(_STEPS)[::-1]
    table[:_STEPS, 3] = 255
    steps = np.full(distance.shape, _STEPS, dtype=np.intp)
    scale = None
    if len(hits):
        low, high = float(hits.min()), float(hits.max())
        steps[is_hit] = _steps(hits, low, high)
        colors = table[_steps(np.linspace(low, high, _STEPS), low, high), :3]
        scale = Scale(low, high, "m", colors)
    missed = distance.size - len(hits)
    return Picture(
        unpacked(packed(table)[steps]),
        legend=(LegendEntry(NOTHING_HIT, "nothing is hit", missed),) if missed else (),
        scale=scale,
        note="" if scale else "Nothing is in the picture",
    )


def _steps(distances: Array, low: float, high: float) -> npt.NDArray[np.intp]:
    """Which step of the ramp each distance has: 0 for the nearest."""
    if low == high:
        return np.zeros(distances.shape, dtype=np.intp)
    if low > 0:
        distances, low, high = np.log(distances), float(np.log(low)), float(np.log(high))
    share = (distances - low) / (high - low)
    return np.rint(np.clip(share, 0, 1) * (_STEPS - 1)).astype(np.intp)
