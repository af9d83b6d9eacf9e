"""Pictures of boxes in the picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .arrays import Array
from .boxes import BoxNames, check_fields, outline, overlay
from .picture import Picture


def draw_boxes_2d(data: Array, info: Mapping[str, Any], size: tuple[int, int]) -> Picture:
    """Draw bounding_box_2d_tight or bounding_box_2d_loose.

    Args:
        data: One row for each box, with ``semanticId``, ``x_min``, ``y_min``, ``x_max``, ``y_max``: the first and the
            last column and row, so that a box from 3 to 3 is one pixel wide and goes from 3 to 4.
        info: ``idToLabels``.
        size: Width and height of the picture; boxes are cut off there, and those without a pixel in it are left out.
    """
    check_fields(data, "semanticId", "x_min", "y_min", "x_max", "y_max")
    names = BoxNames(info)
    boxes = []
    for row in data:
        # Not in 32 bits: what has no place has been seen with the largest number, and one more is none.
        left, top = max(int(row["x_min"]), 0), max(int(row["y_min"]), 0)
        right, bottom = min(int(row["x_max"]) + 1, size[0]), min(int(row["y_max"]) + 1, size[1])
        if left < right and top < bottom:
            corners = np.array([(left, top), (right, top), (right, bottom), (left, bottom)], dtype=np.float64)
            lines = np.stack([corners, np.roll(corners, -1, axis=0)], axis=1)
            boxes.append(outline(lines, names.text(row), names.color(row)))
    return overlay(boxes, size, "" if boxes else "Nothing in the picture has a label that counts")
