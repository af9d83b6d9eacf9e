"""Small data sets, made by hand."""

from __future__ import annotations

import pytest

from .handmade import make_finished


def two_files(number):
    """What a frame has: 11 bytes, and 6."""
    return {
        f"rgb/rgb_{number:04d}.bin": b"picture %03d" % number,
        f"boxes_{number:04d}.txt": b"box %02d" % number,
    }


@pytest.fixture
def finished(tmp_path):
    """Three frames of two files each, and one file of no frame, 8 bytes."""
    return make_finished(
        tmp_path / "set", [two_files(number) for number in range(3)], {"notes.txt": b"metadata"}
    )
