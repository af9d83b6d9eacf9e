"""NumPy's files: arrays, and archives of arrays.

::

    npy   magic, version ─▶ header: {'descr': '<f4', 'fortran_order': False, 'shape': (12, 16)} ─▶ numbers
    npz   a zip archive of them
"""

from __future__ import annotations

import ast
import io
import math
import zipfile
from typing import Any

import numpy as np

from .blocks import Blocks, Damage

_MAGIC = b"\x93NUMPY"
# By version: bytes of the header's length, and how its text is encoded.
_HEADERS = {(1, 0): (2, "latin-1"), (2, 0): (4, "latin-1"), (3, 0): (4, "utf-8")}
# What NumPy itself reads without being told to trust the file.
_LONGEST_HEADER = 10_000
_KEYS = {"descr", "fortran_order", "shape"}


def check_npy(blocks: Blocks, deep: bool) -> None:  # noqa: ARG001 - one signature for all kinds
    """Check that the numbers are as many as the header says.

    Raises:
        Damage: Something is wrong.
    """
    dtype, shape = _header(blocks)
    if dtype.hasobject:
        # How long pickled objects are, only unpickling tells, which could run anything.
        blocks.finish()
        return
    blocks.skip(dtype.itemsize * math.prod(shape), f"its {_in_words(dtype, shape)}")
    blocks.require_end(f"its {_in_words(dtype, shape)}")


def check_npz(blocks: Blocks, deep: bool) -> None:
    """Check an archive and every array in it.

    Raises:
        Damage: Something is wrong.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(blocks.rest())) as archive:
            for member in archive.infolist():
                with archive.open(member) as file:
                    content = Blocks(file)
                    if member.filename.endswith(".npy"):
                        _check_member(content, member.filename, deep)
                    # At its end the archive compares the checksum.
                    content.finish()
    except Damage:
        raise
    # It is all in memory: whatever an archive or one of its ways to compress raises is about what is in it.
    except Exception as error:
        raise Damage(f"is no whole archive ({error})") from error


def _check_member(content: Blocks, name: str, deep: bool) -> None:
    try:
        check_npy(content, deep)
    except Damage as damage:
        raise Damage(f"has an array {name} that {damage}") from damage


def _header(blocks: Blocks) -> tuple[np.dtype[Any], tuple[int, ...]]:
    magic = blocks.exactly(8, "its header")
    size, encoding = _HEADERS.get((magic[6], magic[7]), (0, ""))
    if magic[:6] != _MAGIC or not size:
        raise Damage("does not begin as an npy does")
    length = int.from_bytes(blocks.exactly(size, "its header"), "little")
    if length > _LONGEST_HEADER:
        raise Damage(f"has a header of {length} bytes")
    text = blocks.exactly(length, "its header")
    try:
        values = ast.literal_eval(text.decode(encoding))
        dtype = np.dtype(np.lib.format.descr_to_dtype(values["descr"]))
        shape = values["shape"]
    # Python and NumPy refuse what cannot be read in many ways, and not all of them are written down.
    except Exception as error:
        raise Damage("has a header that cannot be read") from error
    if values.keys() != _KEYS or not isinstance(values["fortran_order"], bool) or not _is_shape(shape):
        raise Damage("has a header that does not say what its numbers are")
    return dtype, shape


def _is_shape(shape: object) -> bool:
    return isinstance(shape, tuple) and all(type(side) is int and side >= 0 for side in shape)


def _in_words(dtype: np.dtype[Any], shape: tuple[int, ...]) -> str:
    return f"array of {dtype} {shape}"
