"""JPEG: segments, and the end of its image."""

from __future__ import annotations

import importlib

import imagecodecs
import numpy as np
import pytest

from synthetic_recorder.core.errors import MissingPackageError

from .small_files import PIXELS, jpeg

IMAGE = jpeg()
LARGE = np.random.default_rng(7).integers(0, 255, (240, 320, 3), np.uint8)
SOF = IMAGE.index(b"\xff\xc0")
SOS = IMAGE.index(b"\xff\xda")


@pytest.mark.parametrize(
    "data",
    [
        jpeg(PIXELS[:, :, 0]),
        jpeg(progressive=True),
        jpeg(LARGE, quality=95),
        jpeg(LARGE, progressive=True, optimize=True),
        jpeg(LARGE, restart_marker_rows=1),
        imagecodecs.jpeg8_encode(LARGE, level=95),
        # Fill bytes may stand before every marker.
        IMAGE[:SOS] + b"\xff\xff" + IMAGE[SOS:],
    ],
)
def test_a_jpeg_when_it_is_written_in_any_way_then_is_whole(damage_of, data):
    assert damage_of(data, "a.jpeg", deep=True) is None


def test_a_jpeg_when_it_is_large_and_cut_off_anywhere_then_is_damaged(damage_of):
    data = jpeg(LARGE, quality=40, restart_marker_rows=2)

    assert [end for end in range(0, len(data), 11) if damage_of(data[:end], "a.jpg") is None] == []


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"\xff\xd8\xff\xd9", "has no pixels"),
        (IMAGE[:SOF] + IMAGE[SOS:], "before it says how many"),
        (IMAGE[:SOS] + b"\xff\xd9", "has no pixels"),
        (IMAGE[:2] + b"\xff\xd8" + IMAGE[2:], "no segment at byte 2"),
        (IMAGE[:SOS] + IMAGE[SOF : SOF + 19] + IMAGE[SOS:], "a second time"),
        # The height stands 5 bytes behind the marker of the frame, the number of components 9.
        (IMAGE[: SOF + 5] + b"\0\0" + IMAGE[SOF + 7 :], "5 x 0 pixels"),
        (IMAGE[: SOF + 9] + b"\4" + IMAGE[SOF + 10 :], "what its pixels are"),
        (IMAGE[: SOS + 2] + b"\0\1" + IMAGE[SOS + 4 :], "segment of 1 bytes"),
        (IMAGE[:SOS] + b"\0" + IMAGE[SOS:], "no segment"),
        (IMAGE + IMAGE, "goes on behind"),
    ],
)
def test_a_jpeg_when_its_segments_are_not_those_of_an_image_then_is_damaged(damage_of, data, problem):
    assert problem in damage_of(data, "a.jpg")


def test_a_jpeg_when_it_has_no_tables_then_only_a_deep_look_sees_it(damage_of):
    # Tables of quantization are segments as others are.
    data = IMAGE[: IMAGE.index(b"\xff\xdb")] + IMAGE[SOF:]

    assert damage_of(data, "a.jpg") is None
    assert "cannot be decoded" in damage_of(data, "a.jpg", deep=True)


def test_a_jpeg_when_it_is_larger_than_pillow_trusts_then_is_not_called_damaged(damage_of, monkeypatch):
    monkeypatch.setattr("PIL.Image.MAX_IMAGE_PIXELS", 10)

    assert damage_of(IMAGE, "a.jpg", deep=True) is None


def test_a_jpeg_when_pillow_is_not_there_then_a_deep_look_says_what_to_install(damage_of, monkeypatch):
    def without_pillow(name, *args):
        if name.startswith("PIL"):
            raise ModuleNotFoundError(f"No module named {name!r}")
        return import_module(name, *args)

    import_module = importlib.import_module
    monkeypatch.setattr(importlib, "import_module", without_pillow)

    assert damage_of(IMAGE, "a.jpg") is None
    with pytest.raises(MissingPackageError, match="pip install pillow"):
        damage_of(IMAGE, "a.jpg", deep=True)
