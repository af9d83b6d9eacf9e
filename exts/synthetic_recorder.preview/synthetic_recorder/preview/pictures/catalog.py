"""Which annotators have pictures, and who draws them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .arrays import Array, check_size, nothing
from .boxes_2d import draw_boxes_2d
from .boxes_3d import draw_boxes_3d
from .color import draw_color
from .depth import draw_depth
from .errors import PictureError
from .motion import draw_motion
from .normals import draw_normals
from .picture import Picture
from .segmentation import draw_segmentation

CAMERA_PARAMS = "camera_params"
"""The annotator that `draw` needs beside those of `NEED_CAMERA_PARAMS`."""

_FAST = "_fast"
_NO_FRAME = "There is no frame yet"

_Draw = Callable[[Array, Mapping[str, Any], tuple[int, int]], Picture]
_DrawInSpace = Callable[[Array, Mapping[str, Any], Mapping[str, Any], tuple[int, int]], Picture]

_IMAGES: Mapping[str, _Draw] = {
    "rgb": draw_color,
    "semantic_segmentation": draw_segmentation,
    "instance_segmentation": draw_segmentation,
    "instance_id_segmentation": draw_segmentation,
    "distance_to_camera": draw_depth,
    "distance_to_image_plane": draw_depth,
    "normals": draw_normals,
    "motion_vectors": draw_motion,
}
_BOXES_2D: Mapping[str, _Draw] = {
    "bounding_box_2d_tight": draw_boxes_2d,
    "bounding_box_2d_loose": draw_boxes_2d,
}
_BOXES_3D: Mapping[str, _DrawInSpace] = {"bounding_box_3d": draw_boxes_3d}

DRAWN_ANNOTATORS: tuple[str, ...] = (
    "rgb",
    "semantic_segmentation",
    "instance_segmentation",
    "instance_id_segmentation",
    "bounding_box_2d_tight",
    "bounding_box_2d_loose",
    "bounding_box_3d",
    "distance_to_camera",
    "distance_to_image_plane",
    "normals",
    "motion_vectors",
)
"""The annotators that `draw` takes, in the order in which they are offered. With ``_fast`` behind a name, too."""

NEED_CAMERA_PARAMS: tuple[str, ...] = (*_BOXES_3D,)
"""Those of which `draw` needs the frame's camera_params."""

OVERLAYS: tuple[str, ...] = (*_BOXES_2D, *_BOXES_3D)
"""Those of which the picture is drawn over rgb and is nothing by itself."""


def draw(
    annotator: str,
    data: Array,
    info: Mapping[str, Any],
    camera_params: Mapping[str, Any] | None,
    size: tuple[int, int],
) -> Picture:
    """Draw what an annotator gives.

    Args:
        annotator: Replicator's name of it, one of `DRAWN_ANNOTATORS`.
        data: Its array. One of size 0 is what an annotator has before its first frame, unless it has rows.
        info: What it says about the array; what has no name there is shown by its number.
        camera_params: What the annotator camera_params gives for the same frame; empty or None before its first.
            Only those of `NEED_CAMERA_PARAMS` need it.
        size: Width and height of the render product, in pixels.

    Returns:
        A picture of that size. While there is no frame it is empty, and its note says so.

    Raises:
        PictureError: The annotator has no picture, or its array is not what it is known to give: another size, for
            example, which a renderer that is some frames late has after a change.
    """
    name = annotator.removesuffix(_FAST)
    if name not in DRAWN_ANNOTATORS:
        raise PictureError(f"{annotator} has no picture. Those that have one: {', '.join(DRAWN_ANNOTATORS)}.")
    has_rows = data.dtype.names is not None
    if (data.size == 0 and not has_rows) or (name in NEED_CAMERA_PARAMS and not camera_params):
        return Picture(nothing(size), is_overlay=name in OVERLAYS, note=_NO_FRAME)
    if name in _BOXES_2D:
        return _BOXES_2D[name](data, info, size)
    if name in _BOXES_3D:
        return _BOXES_3D[name](data, info, camera_params or {}, size)
    check_size(annotator, data, size)
    return _IMAGES[name](data, info, size)
