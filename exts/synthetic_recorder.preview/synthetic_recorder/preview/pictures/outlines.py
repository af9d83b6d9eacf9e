"""Boxes drawn into pixels."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from .picture import BoxOutline, Pixels

_EDGE = (0, 0, 0, 255)
# Two pixels wide, and one more on each side.
_LINE = [(x, y) for y in (0, 1) for x in (0, 1)]
_AROUND = [(x, y) for y in (-1, 0, 1, 2) for x in (-1, 0, 1, 2) if (x, y) not in _LINE]


def draw_outlines(pixels: Pixels, boxes: Iterable[BoxOutline], image: tuple[int, int]) -> Pixels:
    """Draw the lines of boxes, two pixels wide, in the box's colour and with black beside it: they show on any ground.

    Args:
        pixels: The image as it is shown, in any size.
        boxes: In pixels of the image as it is rendered. The last one is on top.
        image: Width and height of the image as it is rendered.

    Returns:
        New pixels.
    """
    drawn = pixels.copy()
    factors = np.array([pixels.shape[1], pixels.shape[0]]) / image
    places = [(_places(box.lines * factors), box.color) for box in boxes]
    for columns_rows, _ in places:
        _paint(drawn, columns_rows, _AROUND, _EDGE)
    for columns_rows, color in places:
        _paint(drawn, columns_rows, _LINE, (*color, 255))
    return drawn


def _paint(
    pixels: Pixels,
    places: npt.NDArray[np.intp],
    offsets: Iterable[tuple[int, int]],
    color: tuple[int, int, int, int],
) -> None:
    # What lies along the last border is in the last pixel.
    for x, y in offsets:
        columns = np.clip(places[:, 0] + x, 0, pixels.shape[1] - 1)
        rows = np.clip(places[:, 1] + y, 0, pixels.shape[0] - 1)
        pixels[rows, columns] = color


def _places(lines: npt.NDArray[np.floating[Any]]) -> npt.NDArray[np.intp]:
    """(N, 2): columns and rows that lines go through, without gaps."""
    steps = np.ceil(np.abs(lines[:, 1] - lines[:, 0]).max(axis=1)).astype(np.intp) + 1
    shares = np.concatenate([np.linspace(0, 1, count) for count in steps]) if len(lines) else np.zeros(0)
    start, end = (np.repeat(lines[:, index], steps, axis=0) for index in (0, 1))
    places = start + shares[:, np.newaxis] * (end - start)
    pixels: npt.NDArray[np.intp] = np.floor(places).astype(np.intp)
    return pixels
