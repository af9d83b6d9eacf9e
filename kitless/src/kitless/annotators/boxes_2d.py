"""bounding_box_2d_tight and bounding_box_2d_loose: rectangles around labelled things in the picture.

Borders are indices of pixels, the last ones included: a box from 3 to 3 is one pixel wide.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kitless.annotators.boxes import Boxes, with_integer_ids
from kitless.annotators.definition import (
    FILTER_PARAMETERS,
    AnnotatorDefinition,
    Parameters,
    filter_of,
    things_table,
)
from kitless.annotators.frame import AnnotatorData, Frame
from kitless.annotators.take import Take
from kitless.annotators.tolerance import HAIR
from kitless.annotators.visibility import extents_of_groups, visible_extents

BOX_2D_DTYPE = np.dtype(
    [
        ("semanticId", "<u4"),
        ("x_min", "<i4"),
        ("y_min", "<i4"),
        ("x_max", "<i4"),
        ("y_max", "<i4"),
        ("occlusionRatio", "<f4"),
    ]
)


def bounding_box_2d_tight(frame: Frame, take: Take, parameters: Parameters) -> AnnotatorData:
    """Around the pixels that show a thing; nothing for one that no pixel shows.

    Returns:
        `BOX_2D_DTYPE` (N,), one row for each prim with a label of its own that counts, around all that is drawn at or
        below it. The info has ``idToLabels``, ``bboxIds`` and ``primPaths``.
    """
    boxes = Boxes.of(frame, take, parameters)
    extents = extents_of_groups(visible_extents(frame), boxes.things.nesting, len(boxes))
    listed = np.flatnonzero(extents[:, 2] >= 0)
    return boxes.data(BOX_2D_DTYPE, listed, **_corners(extents[listed]))


def bounding_box_2d_loose(frame: Frame, take: Take, parameters: Parameters) -> AnnotatorData:
    """Around the whole of a thing, hidden or not; nothing for one without a part inside of the view.

    The box is that of the geometry in front of the near clipping distance, cut off at the picture's borders.

    Returns:
        As `bounding_box_2d_tight`.
    """
    boxes = Boxes.of(frame, take, parameters)
    seen = boxes.picture_extents()
    listed = np.flatnonzero(seen.inside)
    sizes = np.array([frame.camera.width, frame.camera.height])
    first = np.clip(np.floor(seen.extents[listed, :2] + HAIR), 0, sizes - 1)
    last = np.clip(np.ceil(seen.extents[listed, 2:] - HAIR) - 1, first, sizes - 1)
    return boxes.data(BOX_2D_DTYPE, listed, **_corners(np.concatenate([first, last], axis=1)))


def _corners(extents: npt.NDArray[np.generic]) -> dict[str, npt.NDArray[np.generic]]:
    return dict(zip(("x_min", "y_min", "x_max", "y_max"), extents.T, strict=True))


DEFINITIONS = tuple(
    AnnotatorDefinition(name, function, BOX_2D_DTYPE, FILTER_PARAMETERS, tables=things_table, check=filter_of)
    for name, function in (
        ("bounding_box_2d_tight", bounding_box_2d_tight),
        ("bounding_box_2d_tight_fast", with_integer_ids(bounding_box_2d_tight)),
        ("bounding_box_2d_loose", bounding_box_2d_loose),
        ("bounding_box_2d_loose_fast", with_integer_ids(bounding_box_2d_loose)),
    )
)
