"""PNG: what the chunks say, and what only the inflated pixels do."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from .small_files import IEND, idat, ihdr, png, png_of_chunks

# Two rows of three grey pixels, each behind its filter.
ROWS = b"\0\1\2\3" + b"\1\1\1\1"


@pytest.mark.parametrize(
    "image",
    [
        np.zeros((1, 1), np.uint8),
        np.full((300, 200, 4), 255, np.uint8),
        np.arange(60_000, dtype=np.uint16).reshape(200, 300),
        np.arange(1920 * 1080 * 3, dtype=np.uint32).astype(np.uint8).reshape(1080, 1920, 3),
    ],
)
def test_a_png_when_another_library_has_written_it_then_is_whole(damage_of, image):
    assert damage_of(png(image), "a.png", deep=True) is None


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_when_it_has_any_kind_of_pixels_then_is_whole(damage_of, tmp_path, mode):
    Image.new(mode, (13, 9)).save(tmp_path / "a.png")

    assert damage_of((tmp_path / "a.png").read_bytes(), "a.png", deep=True) is None


def test_a_png_when_it_is_interlaced_then_each_pass_has_its_rows(damage_of):
    # 3 x 3 pixels in Adam7: pass 1 has 1 x 1, passes 2 and 3 nothing, pass 4 has 1 x 1, pass 5 has 2 x 1,
    # pass 6 has 1 x 2 and pass 7 has 3 x 1 pixels; each row has a filter before it.
    rows = b"\0a" + b"\0b" + b"\0cd" + b"\0e\0f" + b"\0ghi"
    image = ihdr(3, 3, interlace=1)

    assert damage_of(png_of_chunks(image, idat(rows), IEND), "a.png", deep=True) is None
    assert "14 bytes of pixels, not 15" in damage_of(
        png_of_chunks(image, idat(rows[:-1]), IEND), "a.png", deep=True
    )


def test_a_png_when_its_pixels_are_in_several_chunks_then_they_are_one(damage_of):
    kind, body = idat(ROWS)
    parts = [(kind, body[:3]), (kind, b""), (kind, body[3:])]

    assert damage_of(png_of_chunks(ihdr(), *parts, IEND), "a.png", deep=True) is None


@pytest.mark.parametrize(
    ("chunks", "problem"),
    [
        ([idat(ROWS), IEND], "IDAT where IHDR must be"),
        ([ihdr(), IEND], "no chunk IDAT"),
        ([ihdr(), ihdr(), idat(ROWS), IEND], "second chunk IHDR"),
        ([ihdr(), idat(ROWS), (b"tEXt", b"a\0b"), idat(ROWS), IEND], "IDAT that does not follow"),
        ([ihdr(), (b"12!x", b""), idat(ROWS), IEND], "no chunk at byte 33"),
        ([ihdr(), idat(ROWS)], "ends within the head of a chunk"),
        ([ihdr(width=0), idat(ROWS), IEND], "0 x 2 pixels"),
        ([ihdr(bits=3), idat(ROWS), IEND], "what no PNG can be"),
        ([ihdr(colour=5), idat(ROWS), IEND], "what no PNG can be"),
        ([ihdr(bits=4, colour=2), idat(ROWS), IEND], "what no PNG can be"),
        ([ihdr(interlace=2), idat(ROWS), IEND], "what no PNG can be"),
        ([(b"IHDR", b"\0" * 12), idat(ROWS), IEND], "12 bytes, not 13"),
    ],
)
def test_a_png_when_its_chunks_are_not_those_of_an_image_then_is_damaged(damage_of, chunks, problem):
    assert problem in damage_of(png_of_chunks(*chunks), "a.png")


@pytest.mark.parametrize(
    ("pixels", "problem"),
    [
        (idat(ROWS[:-1]), "7 bytes of pixels, not 8"),
        (idat(b""), "0 bytes of pixels, not 8"),
        (idat(ROWS + b"\0"), "more than 8 bytes of pixels"),
        (idat(b"\5" + ROWS[1:]), "unknown filter"),
        (idat(ROWS[:4] + b"\5" + ROWS[5:]), "unknown filter"),
        ((b"IDAT", idat(ROWS)[1][:-4] + b"\0\0\0\0"), "cannot be inflated"),
        ((b"IDAT", idat(ROWS)[1][:-4]), "8 bytes of pixels, not 8"),
        ((b"IDAT", idat(ROWS)[1] + b"\0"), "more behind its last pixel"),
        ((b"IDAT", b"these are no pixels"), "cannot be inflated"),
    ],
)
def test_a_png_when_its_checksums_are_right_and_its_pixels_are_not_then_only_a_deep_look_sees_it(
    damage_of, pixels, problem
):
    file = png_of_chunks(ihdr(), pixels, IEND)

    assert damage_of(file, "a.png") is None
    assert problem in damage_of(file, "a.png", deep=True)


def test_a_png_when_it_would_inflate_to_gigabytes_then_no_more_than_its_pixels_is_inflated(damage_of):
    file = png_of_chunks(ihdr(), idat(bytes(100_000_000)), IEND)

    assert "more than 8 bytes" in damage_of(file, "a.png", deep=True)
