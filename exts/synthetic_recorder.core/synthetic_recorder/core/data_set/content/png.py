"""PNG: a signature, and chunks with a checksum each.

::

    signature ─▶ IHDR ─▶ [PLTE] ─▶ IDAT … IDAT ─▶ IEND      others may stand between, not between IDATs
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

from .blocks import Damage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .blocks import Blocks

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_LONGEST_CHUNK = 2**31 - 1
_BLOCK = 1024 * 1024
# Samples of a pixel, and the bits that a sample may have, by colour type.
_SAMPLES = {
    0: (1, (1, 2, 4, 8, 16)),
    2: (3, (8, 16)),
    3: (1, (1, 2, 4, 8)),
    4: (2, (8, 16)),
    6: (4, (8, 16)),
}
_LAST_FILTER = 4
# First column and row, and steps between columns and rows, of each pass of an interlaced image.
_PASSES = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)


def check_png(blocks: Blocks, deep: bool) -> None:
    """Check the chunks of an image; deep, also inflate its pixels.

    Raises:
        Damage: Something is wrong.
    """
    if blocks.exactly(len(_SIGNATURE), "its signature") != _SIGNATURE:
        raise Damage("does not begin as a PNG does")
    rows: _Rows | None = None
    kinds: list[bytes] = []
    while not kinds or kinds[-1] != b"IEND":
        start = blocks.position
        size, kind = struct.unpack(">I4s", blocks.exactly(8, "the head of a chunk"))
        name = kind.decode("latin-1") if kind.isalpha() else repr(kind)
        if not kinds and kind != b"IHDR":
            raise Damage(f"has the chunk {name} where IHDR must be, at byte {start}")
        if size > _LONGEST_CHUNK or not kind.isalpha():
            raise Damage(f"has something that is no chunk at byte {start}")
        head = b""
        checksum = zlib.crc32(kind)
        for part in _parts(blocks, size, name):
            checksum = zlib.crc32(part, checksum)
            head = head or part
            # What is inflated before its checksum has been seen is thrown away if that is wrong.
            if kind == b"IDAT" and deep and rows is not None:
                rows.inflate(part)
        if blocks.exactly(4, f"its chunk {name}") != checksum.to_bytes(4, "big"):
            raise Damage(f"has a chunk {name} with a wrong checksum, at byte {start}")
        _require_order(kind, kinds, start)
        if kind == b"IHDR":
            rows = _rows(head)
        kinds.append(kind)
    if b"IDAT" not in kinds:
        raise Damage("has no pixels: there is no chunk IDAT")
    blocks.require_end("its chunk IEND")
    if deep and rows is not None:
        rows.require_all()


def _parts(blocks: Blocks, size: int, name: str) -> Iterator[bytes]:
    while size > 0:
        part = blocks.exactly(min(size, _BLOCK), f"its chunk {name}")
        size -= len(part)
        yield part


def _require_order(kind: bytes, before: list[bytes], start: int) -> None:
    if kind == b"IHDR" and before:
        raise Damage(f"has a second chunk IHDR, at byte {start}")
    if kind == b"IDAT" and b"IDAT" in before and before[-1] != b"IDAT":
        raise Damage(f"has a chunk IDAT that does not follow the others, at byte {start}")


def _rows(header: bytes) -> _Rows:
    if len(header) != 13:
        raise Damage(f"has a chunk IHDR of {len(header)} bytes, not 13")
    width, height, bits, colour, compression, filtering, interlace = struct.unpack(">IIBBBBB", header)
    samples, depths = _SAMPLES.get(colour, (0, ()))
    if bits not in depths or compression or filtering or interlace > 1:
        raise Damage("has a chunk IHDR that says what no PNG can be")
    if not 0 < width <= _LONGEST_CHUNK or not 0 < height <= _LONGEST_CHUNK:
        raise Damage(f"has {width} x {height} pixels")
    passes = _PASSES if interlace else ((0, 0, 1, 1),)
    sizes = [
        (-((column - width) // across), -((row - height) // down)) for column, row, across, down in passes
    ]
    return _Rows(
        [(1 + (wide * samples * bits + 7) // 8, high) for wide, high in sizes if wide > 0 and high > 0]
    )


class _Rows:
    """The rows of an image, inflated one part after the other; none of them is kept.

    Args:
        rows: Bytes of a row, its filter included, and how many such rows there are; for each pass.
    """

    def __init__(self, rows: list[tuple[int, int]]) -> None:
        self._inflater = zlib.decompressobj()
        self._total = sum(size * count for size, count in rows)
        # Where the next row begins, and the rows that are left of each pass.
        self._rows = rows
        self._next = 0
        self._count = 0

    def inflate(self, compressed: bytes) -> None:
        """Look at the rows that a part of the compressed pixels holds.

        Raises:
            Damage: They cannot be inflated, or a row has no filter that there is.
        """
        while compressed:
            try:
                pixels = self._inflater.decompress(compressed, _BLOCK)
            except zlib.error as error:
                raise Damage(f"has pixels that cannot be inflated ({error})") from error
            self._look_at(pixels)
            compressed = self._inflater.unconsumed_tail or self._inflater.unused_data
            if self._inflater.eof and compressed:
                raise Damage("has more behind its last pixel")

    def require_all(self) -> None:
        """Refuse rows that are missing.

        Raises:
            Damage: Some are.
        """
        # An inflater keeps some of its output back until it is asked for the last time.
        self._look_at(self._inflater.flush())
        if not self._inflater.eof or self._count != self._total:
            raise Damage(f"has {self._count} bytes of pixels, not {self._total}")

    def _look_at(self, pixels: bytes) -> None:
        end = self._count + len(pixels)
        if end > self._total:
            raise Damage(f"has more than {self._total} bytes of pixels")
        while self._next < end:
            if pixels[self._next - self._count] > _LAST_FILTER:
                raise Damage("has a row of pixels with an unknown filter")
            size, left = self._rows[0]
            self._next += size
            self._rows[0] = (size, left - 1)
            if left == 1:
                del self._rows[0]
        self._count = end
