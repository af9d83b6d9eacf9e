"""bounding_box_3d and bounding_box_3d_360: boxes around labelled things, in their own space."""

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

BOX_3D_DTYPE = np.dtype(
    [
        ("semanticId", "<u4"),
        ("x_min", "<f4"),
        ("y_min", "<f4"),
        ("z_min", "<f4"),
        ("x_max", "<f4"),
        ("y_max", "<f4"),
        ("z_max", "<f4"),
        ("transform", "<f4", (4, 4)),
        ("occlusionRatio", "<f4"),
    ]
)


def bounding_box_3d(frame: Frame, take: Take, parameters: Parameters) -> AnnotatorData:
    """Around the geometry of a thing in its own space; nothing for one without a part inside of the view.

    Returns:
        `BOX_3D_DTYPE` (N,), one row for each prim with a label of its own that counts, around all that is drawn at or
        below it, in stage units before the prim's own scale; a corner is in the world at ``[x, y, z, 1] @ transform``.
        What has no space, because a transform has no inverse, has no row. The info has ``idToLabels``, ``bboxIds``
        and ``primPaths``.
    """
    boxes = Boxes.of(frame, take, parameters)
    return _boxes_in_space(boxes, boxes.picture_extents().inside)


def bounding_box_3d_360(frame: Frame, take: Take, parameters: Parameters) -> AnnotatorData:
    """As `bounding_box_3d`, for things all around the camera and beyond the clipping distances."""
    boxes = Boxes.of(frame, take, parameters)
    return _boxes_in_space(boxes, np.ones(len(boxes), dtype=bool))


def _boxes_in_space(boxes: Boxes, wanted: npt.NDArray[np.bool_]) -> AnnotatorData:
    # Imported here, so that scripts that register writers do not wait for Warp.
    from kitless.annotators.extents import extents_in_space  # noqa: PLC0415
    from kitless.scene import has_inverse  # noqa: PLC0415

    scene = boxes.frame.scene
    transforms = np.array(
        [
            scene.local_to_world(name) if is_wanted else np.eye(4)
            for name, is_wanted in zip(boxes.things.names, wanted, strict=True)
        ]
    ).reshape(-1, 4, 4)
    wanted = wanted & has_inverse(transforms)
    inverses = np.zeros_like(transforms)
    inverses[wanted] = np.linalg.inv(transforms[wanted])
    things, drawables = boxes.members()
    things, drawables = things[wanted[things]], drawables[wanted[things]]
    extents = np.empty((len(boxes), 2, 3))
    extents[:, 0], extents[:, 1] = np.inf, -np.inf
    for thing, drawable, to_thing in zip(
        things.tolist(), drawables.tolist(), scene.to_world[drawables] @ inverses[things], strict=True
    ):
        lower, upper = extents_in_space(scene.drawables[drawable].geometry, to_thing)
        np.minimum(extents[thing, 0], lower, out=extents[thing, 0])
        np.maximum(extents[thing, 1], upper, out=extents[thing, 1])
    listed = np.flatnonzero(wanted & np.isfinite(extents).all(axis=(1, 2)))
    corners = {
        f"{axis}_{end}": extents[listed, side, index]
        for side, end in enumerate(("min", "max"))
        for index, axis in enumerate("xyz")
    }
    return boxes.data(BOX_3D_DTYPE, listed, transform=transforms[listed], **corners)


DEFINITIONS = tuple(
    AnnotatorDefinition(name, function, BOX_3D_DTYPE, FILTER_PARAMETERS, tables=things_table, check=filter_of)
    for name, function in (
        ("bounding_box_3d", bounding_box_3d),
        ("bounding_box_3d_fast", with_integer_ids(bounding_box_3d)),
        ("bounding_box_3d_360", bounding_box_3d_360),
    )
)
