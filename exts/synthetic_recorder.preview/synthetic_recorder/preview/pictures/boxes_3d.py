"""Pictures of boxes in space."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from .arrays import Array
from .boxes import BoxNames, check_fields, outline, overlay
from .lines import lines_in_picture
from .picture import Picture
from .projection import Projection

_CORNERS = np.array([[corner >> axis & 1 for axis in range(3)] for corner in range(8)], dtype=bool)
"""Corners by the bits of their number, x first: whether they are at the upper end of the axis."""
_EDGES = np.array([(corner, corner | bit) for bit in (1, 2, 4) for corner in range(8) if not corner & bit])
"""Twelve pairs of corners that differ in one bit."""


def draw_boxes_3d(
    data: Array, info: Mapping[str, Any], camera_params: Mapping[str, Any], size: tuple[int, int]
) -> Picture:
    """Draw bounding_box_3d: the twelve edges of each box, hidden or not, as the camera sees them.

    Args:
        data: One row for each box, with ``semanticId``, ``x_min`` to ``z_max`` in the prim's own space, and
            ``transform`` (4, 4) from there to the world, for row vectors.
        info: ``idToLabels``.
        camera_params: Of the same frame.
        size: Width and height of the picture; edges are cut off there, and before the camera's near clipping distance.

    Raises:
        PictureError: Something is missing in the rows or in camera_params.
    """
    check_fields(data, "semanticId", "x_min", "y_min", "z_min", "x_max", "y_max", "z_max", "transform")
    projection = Projection.of(camera_params, size)
    names = BoxNames(info)
    boxes = []
    for row in data:
        lines = lines_in_picture(projection.lines(_corners(row)[_EDGES]), size)
        if len(lines):
            boxes.append(outline(lines, names.text(row), names.color(row)))
    return overlay(boxes, size, _note(len(data), len(boxes)))


def _corners(row: np.void) -> npt.NDArray[np.float64]:
    """(8, 3), in the world."""
    lowest = np.array([row["x_min"], row["y_min"], row["z_min"]], dtype=np.float64)
    highest = np.array([row["x_max"], row["y_max"], row["z_max"]], dtype=np.float64)
    to_world = np.asarray(row["transform"], dtype=np.float64)
    corners = np.where(_CORNERS, highest, lowest)
    world: npt.NDArray[np.float64] = corners @ to_world[:3, :3] + to_world[3, :3]
    return world


def _note(listed: int, drawn: int) -> str:
    if listed == 0:
        return "Nothing in the picture has a label that counts"
    return "" if drawn == listed else f"{listed - drawn} of {listed} boxes: no edge is in the picture"
