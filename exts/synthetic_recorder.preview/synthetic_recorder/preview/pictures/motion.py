"""The picture of motion_vectors: hue is the direction, brightness the length."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from .arrays import Array, packed
from .errors import PictureError
from .palette import hsv_to_rgb
from .picture import LegendEntry, Picture, Pixels, Scale

LEAST_SCALE = 1.0
"""Pixels: what moves by less is never drawn at full brightness, so that rounding errors are no motion."""

WHEEL_DIAMETER = 64
"""Pixels."""

_DIRECTIONS = (
    "right",
    "right and down",
    "down",
    "left and down",
    "left",
    "left and up",
    "up",
    "right and up",
)
_STEPS = 256

# Looked up, as that is several times quicker than computing a hue for each pixel.
_HUES = 255 * hsv_to_rgb(np.arange(1024) / 1024, np.ones(1024), np.ones(1024)).astype(np.float32)


def draw_motion(data: Array, _info: Mapping[str, Any], _size: tuple[int, int]) -> Picture:
    """Draw motion_vectors: float32 (H, W, 2) or more; x to the right and y down, in pixels, lead back to where it was.

    Returns:
        The hue says where the surface has moved *to*: red is right, and on clockwise over green, cyan and violet. The
        brightness says by how much, and is full for the farthest of this frame, or for `LEAST_SCALE` where that is
        less. Alpha is 0 for what stands still. The legend has eight directions, each with the pixels that are nearer to
        it than to the others.
    """
    if data.dtype.kind != "f" or data.ndim != 3 or data.shape[-1] < 2:
        raise PictureError(f"The motion is {data.dtype} {data.shape}, expected float32 (H, W, 4).")
    back = np.nan_to_num(data[..., :2], nan=0.0, posinf=0.0, neginf=0.0)
    right, down = -back[..., 0], -back[..., 1]
    longest = max(float(np.hypot(right, down).max()), LEAST_SCALE)
    pixels = _colors(right, down, longest)
    legend = _legend(right, down, pixels[..., 3] > 0)
    grey = np.linspace(0, 255, _STEPS).astype(np.uint8)
    return Picture(
        pixels,
        legend,
        Scale(0.0, longest, "px", np.repeat(grey[:, np.newaxis], 3, axis=1)),
        wheel=_wheel(),
        note="" if any(entry.text in _DIRECTIONS for entry in legend) else "Nothing has moved",
    )


def _colors(right: Array, down: Array, longest: float) -> Pixels:
    turns = np.arctan2(down, right) * (len(_HUES) / (2 * np.pi))
    value = np.clip(np.hypot(right, down) / longest, 0, 1)
    pixels = np.zeros((*value.shape, 4), dtype=np.uint8)
    pixels[..., :3] = np.rint(_HUES[np.rint(turns).astype(np.intp) % len(_HUES)] * value[..., np.newaxis])
    pixels[..., 3] = np.where(packed(pixels) > 0, 255, 0)
    return pixels


def _legend(right: Array, down: Array, has_moved: npt.NDArray[np.bool_]) -> tuple[LegendEntry, ...]:
    eighths = np.rint(np.arctan2(down[has_moved], right[has_moved]) / (np.pi / 4)).astype(np.intp) % 8
    counts = np.bincount(eighths, minlength=8)
    entries = [LegendEntry((0, 0, 0), "still", int(has_moved.size - len(eighths)))]
    for hue, text, count in zip(_HUES[:: len(_HUES) // 8], _DIRECTIONS, counts, strict=True):
        red, green, blue = np.rint(hue).astype(int).tolist()
        entries.append(LegendEntry((red, green, blue), text, int(count)))
    seen = [entry for entry in entries if entry.pixels]
    return tuple(sorted(seen, key=lambda entry: -entry.pixels))


def _wheel() -> Pixels:
    """A disc: what has moved from its centre to a place has the place's colour, and its rim is the scale's end."""
    radius = WHEEL_DIAMETER / 2
    places = np.arange(WHEEL_DIAMETER) + 0.5 - radius
    right, down = np.meshgrid(places, places)
    wheel = _colors(right, down, radius)
    wheel[..., 3] = np.where(np.hypot(right, down) <= radius, 255, 0)
    return wheel
