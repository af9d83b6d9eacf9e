"""EXR: every block where the table says it is."""

from __future__ import annotations

import struct

import numpy as np
import OpenEXR
import pytest

from .small_files import exr

# 70 lines: more than one block of each compression but the last one.
NOISE = np.random.default_rng(3).random((70, 9, 3))
COMPRESSIONS = ["NO", "RLE", "ZIPS", "ZIP", "PIZ", "PXR24", "B44", "B44A", "DWAA", "DWAB"]


@pytest.mark.parametrize("image", [NOISE, np.zeros((1, 1, 3))])
@pytest.mark.parametrize("compression", COMPRESSIONS)
def test_an_exr_when_it_has_any_compression_then_is_whole_and_without_its_end_is_not(
    damage_of, image, compression
):
    data = exr(image, f"{compression}_COMPRESSION")

    assert damage_of(data, "a.exr", deep=True) is None
    assert damage_of(data[:-1], "a.exr") is not None


def test_an_exr_when_its_channels_have_all_kinds_of_samples_then_is_whole(damage_of, tmp_path):
    header = {"compression": OpenEXR.NO_COMPRESSION, "type": OpenEXR.scanlineimage}
    channels = {
        "depth": np.zeros((5, 4), np.float32),
        "half": np.zeros((5, 4), np.float16),
        "id": np.zeros((5, 4), np.uint32),
    }
    OpenEXR.File(header, channels).write(str(tmp_path / "a.exr"))

    assert damage_of((tmp_path / "a.exr").read_bytes(), "a.exr", deep=True) is None


def test_an_exr_when_its_table_was_never_written_then_is_damaged(damage_of):
    # A writer leaves zeros and puts the table there when it has written all blocks.
    data = exr(NOISE)
    table = _table(data)

    assert "its table does not name" in damage_of(data[:table] + bytes(40) + data[table + 40 :], "a.exr")


def test_an_exr_when_a_block_is_where_another_should_be_then_is_damaged(damage_of):
    data = exr(NOISE)
    table = _table(data)
    exchanged = data[table + 8 : table + 16] + data[table : table + 8]

    assert "its table does not name" in damage_of(data[:table] + exchanged + data[table + 16 :], "a.exr")


def test_an_exr_when_its_pixels_cannot_be_inflated_then_only_a_deep_look_sees_it(damage_of):
    # 16 lines of one value: compressed to much less than they are.
    data = bytearray(exr(np.ones((16, 9, 3))))
    data[-1] ^= 0xFF

    assert damage_of(bytes(data), "a.exr") is None
    assert "inflated" in damage_of(bytes(data), "a.exr", deep=True)


@pytest.mark.parametrize("attribute", [b"channels\0", b"compression\0", b"dataWindow\0"])
def test_an_exr_when_its_header_does_not_say_what_its_pixels_are_then_is_damaged(damage_of, attribute):
    data = exr(NOISE).replace(attribute, attribute[:-2] + b"?\0")

    assert "does not say what its pixels are" in damage_of(data, "a.exr")


def test_an_exr_when_it_is_tiled_then_its_header_is_looked_at(damage_of, tmp_path):
    tiles = OpenEXR.TileDescription()
    OpenEXR.File({"type": OpenEXR.tiledimage, "tiles": tiles}, {"Y": np.zeros((70, 90), np.float32)}).write(
        str(tmp_path / "a.exr")
    )
    data = (tmp_path / "a.exr").read_bytes()

    assert damage_of(data, "a.exr", deep=True) is None
    assert "ends within" in damage_of(data[:100], "a.exr")


def _table(data):
    """Where the table of blocks begins: the first offset in it is that of the byte behind it."""
    # 70 lines in blocks of 16: five blocks.
    return next(at for at in range(len(data)) if struct.unpack_from("<Q", data, at)[0] == at + 5 * 8)
