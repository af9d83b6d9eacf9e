"""What boxes in the picture and boxes in space have in common: their rows, names and colours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from .arrays import Array, nothing
from .errors import PictureError
from .names import Names
from .palette import colors_of_ids
from .picture import BoxOutline, Color, Picture

_FIRST_COLORED_ID = 2
"""Boxes count their labels from 0, and the first two colours of segmentations are black."""


def check_fields(data: Array, *fields: str) -> None:
    """See that rows have what is needed.

    Raises:
        PictureError: A field is missing.
    """
    missing = [field for field in fields if field not in (data.dtype.names or ())]
    if missing:
        raise PictureError(
            f"The boxes are {data.dtype} {data.shape}: expected rows with {', '.join(missing)}, too."
        )


class BoxNames:
    """Names and colours of labels; boxes with the same labels have the same colour.

    Args:
        info: As the annotator gives it, with ``idToLabels``.
    """

    def __init__(self, info: Mapping[str, Any]) -> None:
        self._names = Names(info, always={})

    def text(self, row: np.void) -> str:
        """The labels of a box, "class: box"."""
        return self._names.text(int(row["semanticId"]))

    def color(self, row: np.void) -> Color:
        """That of a segmentation's second and later ids."""
        numbers = np.array([int(row["semanticId"]) + _FIRST_COLORED_ID])
        red, green, blue, _ = colors_of_ids(numbers)[0].tolist()
        return red, green, blue


def outline(lines: npt.NDArray[np.float64], text: str, color: Color) -> BoxOutline:
    """A box of lines (N, 2, 2), at least one, all of them in the picture."""
    left, top = lines.reshape(-1, 2).min(axis=0).tolist()
    return BoxOutline(lines.astype(np.float32), (left, top), text, color)


def overlay(boxes: list[BoxOutline], size: tuple[int, int], note: str) -> Picture:
    """A picture of nothing but boxes."""
    return Picture(nothing(size), boxes=tuple(boxes), is_overlay=True, note=note)
