"""Which annotators have pictures, and who draws them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .arrays import Array, check_size, nothing
from .color import draw_color
from .errors import PictureError
from .picture import Picture
from .segmentation import draw_segmentation

_FAST = "_fast"

_DrawImage = Callable[[Array, Mapping[str, Any], tuple[int, int]], Picture]

_IMAGES: Mapping[str, _DrawImage] = {
    "rgb": draw_color,
    "semantic_segmentation": draw_segmentation,
    "instance_segmentation": draw_segmentation,
    "instance_id_segmentation": draw_segmentation,
}

DRAWN_ANNOTATORS: tuple[str, ...] = (*_IMAGES,)
"""The annotators that `draw` takes, as they are offered. With ``_fast`` behind their names it takes them, too."""


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
        data: Its array. One of size 0 is what an annotator has before its first frame.
        info: What it says about the array; what is missing there is missing in the legend.
        camera_params: What the annotator camera_params gives for the same frame; only 3D boxes need it.
        size: Width and height of the render product, in pixels.

    Returns:
        A picture of that size.

    Raises:
        PictureError: The annotator has no picture, or its array is not what it is known to give.
    """
    name = annotator.removesuffix(_FAST)
    if name not in DRAWN_ANNOTATORS:
        raise PictureError(f"{annotator} has no picture. Those that have one: {', '.join(DRAWN_ANNOTATORS)}.")
    if data.size == 0 and data.dtype.names is None:
        return Picture(nothing(size), is_overlay=True, note="There is no frame yet")
    check_size(annotator, data, size)
    return _IMAGES[name](data, info, size)
