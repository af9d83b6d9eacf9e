"""Data sets to be read: pictures painted by hand, two cameras, boxes."""

from __future__ import annotations

import io
import json

import numpy as np
import pytest
from PIL import Image

from synthetic_recorder.core.tests.data_set.verify.handmade import make_finished

BOX, CAN = (33, 243, 3, 255), (240, 4, 111, 255)
LABELS = {
    "(0, 0, 0, 0)": {"class": "BACKGROUND"},
    "(33, 243, 3, 255)": {"class": "box"},
    "(240, 4, 111, 255)": {"class": "can,toy", "shape": "round"},
}
BOX_2D = np.dtype([("semanticId", "<u4"), ("x_min", "<i4"), ("occlusionRatio", "<f4")])


def png(pixels):
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def jpg(pixels):
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=95)
    return file.getvalue()


def npy(array):
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def rgb(number):
    """3 x 5 pixels, all of the frame's grey."""
    return np.full((3, 5, 4), (number, number, number, 255), np.uint8)


def mask():
    """3 x 5 pixels: the first row is box, in the last one two are can, the rest is nothing."""
    pixels = np.zeros((3, 5, 4), np.uint8)
    pixels[0], pixels[2, 3:] = BOX, CAN
    return pixels


def frame(number):
    return {
        f"rgb_{number:04d}.png": png(rgb(number)),
        f"semantic_segmentation_{number:04d}.png": png(mask()),
        f"semantic_segmentation_labels_{number:04d}.json": json.dumps(LABELS).encode(),
        f"distance_to_camera_{number:04d}.npy": npy(np.array([[1.5, np.inf]], np.float32)),
        f"distance_to_camera_{number:04d}.png": png(np.array([[255, 0]], np.uint8)),
        f"bounding_box_2d_tight_{number:04d}.npy": npy(np.array([(1, 7, 0.25)], BOX_2D)),
        f"bounding_box_2d_tight_labels_{number:04d}.json": b'{"1": {"class": "box"}}',
        f"bounding_box_2d_tight_prim_paths_{number:04d}.json": b'["/World/Box"]',
        f"camera_params_{number:04d}.json": b'{"cameraFocalLength": 25.0}',
    }


@pytest.fixture
def folder(tmp_path):
    """Twelve frames of one camera, and metadata.txt."""
    return make_finished(tmp_path / "set", [frame(number) for number in range(12)], {"metadata.txt": b"{}"})
