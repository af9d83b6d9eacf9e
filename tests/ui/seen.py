"""Reads what the preview shows off the screen: the colour of each pixel of its picture, as a person sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

    from .person import Person

BLACK = (0, 0, 0)


def picture_seen(preview: Person, file: Path, size: tuple[int, int]) -> np.ndarray:
    """Return the colours of the picture's pixels, uint8 of shape (height, width, 3), off a screenshot.

    Args:
        preview: In front of the preview.
        file: Where the screenshot goes.
        size: Width and height of what is previewed, in its pixels; the picture of it is letterboxed.
    """
    left, top, scale = _frame(preview, size)
    with Image.open(preview.picture(file)) as image:
        screen = np.asarray(image.convert("RGB"))
    columns = np.floor(left + (np.arange(size[0]) + 0.5) * scale).astype(int)
    rows = np.floor(top + (np.arange(size[1]) + 0.5) * scale).astype(int)
    return screen[rows[:, None], columns[None, :]]


def screen_place(preview: Person, pixel: tuple[float, float], size: tuple[int, int]) -> tuple[float, float]:
    """Return where on the screen the middle of a pixel of the picture is; for `pixel` and `size` see above."""
    left, top, scale = _frame(preview, size)
    return left + (pixel[0] + 0.5) * scale, top + (pixel[1] + 0.5) * scale


def colours_of(picture: np.ndarray, mask: np.ndarray) -> set[tuple[int, int, int]]:
    """Return the colours that a part of a picture has."""
    return {tuple(colour) for colour in np.unique(picture[mask], axis=0).tolist()}


def _frame(preview: Person, size: tuple[int, int]) -> tuple[float, float, float]:
    """Left and top of the picture on the screen, and the pixels of the screen for one of the picture.

    The picture is as large as it can be, in the middle of its room, and ends with whole pixels of the screen.
    """
    widget = preview.find(preview.identifiers.PICTURE).widget
    room = int(widget.computed_width), int(widget.computed_height)
    scale = min(room[0] / size[0], room[1] / size[1])
    left, top = ((room[axis] - round(size[axis] * scale)) // 2 for axis in (0, 1))
    return round(widget.screen_position_x) + left, round(widget.screen_position_y) + top, scale
