"""The bounds of a frame's size, worked out by hand."""

from __future__ import annotations

import pytest

from synthetic_recorder.core.config import RenderProductConfig, WriterConfig
from synthetic_recorder.core.preflight.frame_size import frame_size

PRODUCT = RenderProductConfig("/World/Camera", 100, 50)  # 5,000 pixels


@pytest.mark.parametrize(
    ("parameters", "low", "high"),
    [
        # 4 bytes a pixel, 1 % of 20,000, one block.
        ({"rgb": True}, 14, 20_000 + 200 + 4096),
        ({"rgb": True, "image_output_format": "JPG"}, 0, 20_000 + 200 + 4096),
        ({"rgb": True, "image_output_format": "exr"}, 0, 80_000 + 800 + 4096),
        ({"distance_to_camera": True}, 20_000, 20_000 + 200 + 4096),
        (
            {"distance_to_camera": True, "distance_to_image_plane": True, "colorize_depth": True},
            40_009,
            4 * (20_000 + 200 + 4096),
        ),
        ({"motion_vectors": True}, 40_000, 80_000 + 800 + 4096),
        ({"bounding_box_3d": True}, 0, 3 * 65_536),
        ({"semantic_segmentation": True}, 4, 20_000 + 200 + 4096 + 65_536),
        ({"pointcloud": True}, 0, 200_000 + 2000 + 5 * 4096),
        ({"rgb": False, "colorize_depth": True}, 0, 0),
    ],
)
def test_a_frame_of_the_basic_writer_when_its_size_is_asked_then_its_bounds_are_told(parameters, low, high):
    size = frame_size(WriterConfig("BasicWriter", parameters), [PRODUCT])

    assert (size.low, size.high) == (low, high)


def test_a_frame_of_another_writer_when_its_size_is_asked_then_nobody_knows():
    assert frame_size(WriterConfig("MyWriter", {"rgb": True}), [PRODUCT]) is None


@pytest.mark.parametrize(("width", "height"), [(0, 10), (-5, -5), (10**6, 10**6)])
def test_a_frame_that_cannot_be_when_its_size_is_asked_then_nobody_knows(width, height):
    products = [PRODUCT, RenderProductConfig("/World/Camera", width, height)]

    assert frame_size(WriterConfig("BasicWriter", {"rgb": True}), products) is None
