"""The outline of what is selected."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kitless.viewport.picture import Pixels

COLOR = (255, 160, 20, 255)
"""RGBA."""

WIDTH = 2
"""Pixels, outside of what is outlined."""


def with_outline(pixels: Pixels, inside: npt.NDArray[np.bool_], width: int = WIDTH) -> Pixels:
    """A picture with a line around some of its pixels.

    Args:
        pixels: uint8 (height, width, 4).
        inside: bool (height, width), what the line goes around.
        width: Of the line, which lies outside.

    Returns:
        A copy; the picture itself where nothing is inside.
    """
    if not inside.any():
        return pixels
    grown = inside
    for _ in range(width):
        grown = _grown(grown)
    outlined = pixels.copy()
    outlined[grown & ~inside] = COLOR
    return outlined


def _grown(inside: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """With the four neighbours of each pixel."""
    grown = inside.copy()
    grown[1:] |= inside[:-1]
    grown[:-1] |= inside[1:]
    grown[:, 1:] |= inside[:, :-1]
    grown[:, :-1] |= inside[:, 1:]
    return grown
