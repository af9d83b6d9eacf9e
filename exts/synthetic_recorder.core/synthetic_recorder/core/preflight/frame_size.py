"""How many bytes a frame of BasicWriter takes, as bounds: no frame is smaller, hardly one is larger.

Arrays (depths, motion vectors) have the size that their shape gives them. A PNG may shrink to a thousandth, which is
the most that its compression can do, or not at all. What goes by the objects in the picture (boxes, mappings of ids,
points of a cloud) may be next to nothing; as an upper bound each such file is counted with 64 KiB, about 500 objects,
and a cloud with one point for each pixel.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from synthetic_recorder.core import basic_writer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synthetic_recorder.core.config import RenderProductConfig, WriterConfig

MOST_PIXELS = 2**31
"""Beyond this no image file and no renderer can hold the pixels."""

_SMALL_FILE = 64 * 1024
# A file takes whole blocks of its disk; a PNG or npy has a header besides.
_BLOCK = 4096
# Deflate's limit: 258 bytes in 2 bits.
_BEST_COMPRESSION = 1032


@dataclass(frozen=True, slots=True)
class FrameSize:
    """Size of one frame, all render products together.

    Attributes:
        low: No frame is smaller, in bytes.
        high: Hardly a frame is larger, in bytes.
    """

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class _Content:
    """What one annotator writes for each frame and render product.

    Attributes:
        low: Bytes for each pixel, at least.
        high: Bytes for each pixel, at most.
        images: Files whose size goes by the pixels.
        small_files: Files whose size goes by the objects in the picture.
    """

    low: float = 0
    high: float = 0
    images: int = 0
    small_files: int = 0


# Segmentation without colours has 2 bytes a pixel here, and perhaps 4 in Isaac Sim: that is not documented.
_SEGMENTATION = _Content(1 / _BEST_COMPRESSION, 4, images=1, small_files=1)
_BOXES = _Content(small_files=3)
_DEPTH = _Content(4, 4, images=1)
_CONTENTS = {
    "bounding_box_2d_loose": _BOXES,
    "bounding_box_2d_tight": _BOXES,
    "bounding_box_3d": _BOXES,
    "camera_params": _Content(small_files=1),
    "distance_to_camera": _DEPTH,
    "distance_to_image_plane": _DEPTH,
    "instance_id_segmentation": _SEGMENTATION,
    "instance_segmentation": _Content(1 / _BEST_COMPRESSION, 4, images=1, small_files=2),
    # The documentation names four numbers, of which it explains two.
    "motion_vectors": _Content(8, 16, images=1),
    "normals": _Content(3 / _BEST_COMPRESSION, 4, images=1),
    "occlusion": _Content(small_files=1),
    # Position 12, colour 4, normal 16, semantic and instance id 4 each.
    basic_writer.POINTCLOUD: _Content(0, 40, images=5),
    "semantic_segmentation": _SEGMENTATION,
    basic_writer.SKELETONS: _Content(small_files=1),
}
_PNG = _Content(3 / _BEST_COMPRESSION, 4, images=1)
_JPEG = _Content(0, 4, images=1)
# Up to four numbers of four bytes.
_OTHER_IMAGE = _Content(0, 16, images=1)
_RGB = {"png": _PNG, "jpg": _JPEG, "jpeg": _JPEG}
_COLOURED_DEPTH = _Content(1 / _BEST_COMPRESSION, 4, images=1)


def frame_size(writer: WriterConfig, products: Sequence[RenderProductConfig]) -> FrameSize | None:
    """Return the bounds of a frame; None for a writer of which nothing is known, and for images that cannot be."""
    if writer.name != basic_writer.NAME:
        return None
    if not all(
        min(each.width, each.height) > 0 and each.width * each.height <= MOST_PIXELS for each in products
    ):
        return None
    low = high = 0.0
    for content in _contents(writer):
        for product in products:
            pixels = product.width * product.height
            low += content.low * pixels
            # What cannot be compressed becomes larger by less than a hundredth.
            high += content.high * pixels * 1.01 + content.images * _BLOCK + content.small_files * _SMALL_FILE
    return FrameSize(int(low), int(high))


def _contents(writer: WriterConfig) -> list[_Content]:
    parameters = writer.parameters
    on = {name for name in basic_writer.ANNOTATORS if basic_writer.is_on(name, parameters)}
    contents = [_CONTENTS[name] for name in on & _CONTENTS.keys()]
    if "rgb" in on:
        contents.append(_RGB.get(str(parameters.get("image_output_format", "png")).lower(), _OTHER_IMAGE))
    if basic_writer.is_on("colorize_depth", parameters):
        contents += [_COLOURED_DEPTH for name in on if _CONTENTS.get(name) is _DEPTH]
    return contents
