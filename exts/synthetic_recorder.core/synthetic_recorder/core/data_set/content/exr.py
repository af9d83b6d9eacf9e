"""OpenEXR: a header, a table that says where each block of pixels is, and these blocks.

::

    magic, version ─▶ attributes ─▶ offsets of block 0, 1, … ─▶ blocks: y, size, pixels

Images of one part made of lines are looked at whole; of tiles, of several parts, of deep pixels and of compressions
that are newer than this, the header.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .blocks import Damage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .blocks import Blocks

_MAGIC = b"\x76\x2f\x31\x01"
_VERSION = 2
# Tiles, deep pixels, several parts.
_OTHER_LAYOUTS = 0x200 | 0x800 | 0x1000
_LONGEST_NAME = 255
# Of those attributes that are read here.
_LONGEST_VALUE = 65_536
# Lines of a block, by compression: none, RLE, ZIPS, ZIP, PIZ, PXR24, B44, B44A, DWAA, DWAB.
_LINES = (1, 1, 1, 16, 32, 16, 32, 32, 32, 256)
_STORED = 0
_ZIP = (2, 3)
# Bytes of a sample: whole number, half, float.
_SAMPLE = (4, 2, 4)


def check_exr(blocks: Blocks, deep: bool) -> None:
    """Check the header and the blocks of an image; deep, also inflate those that ZIP has compressed.

    Raises:
        Damage: Something is wrong.
    """
    magic, version = struct.unpack("<4sI", blocks.exactly(8, "its header"))
    if magic != _MAGIC or version & 0xFF != _VERSION:
        raise Damage("does not begin as an EXR does")
    attributes = dict(_attributes(blocks))
    if version & _OTHER_LAYOUTS:
        blocks.finish()
        return
    image = _image(attributes)
    if image.compression >= len(_LINES):
        blocks.finish()
        return
    tops = range(image.top, image.bottom + 1, image.lines)
    what = "its table of blocks"
    offsets = struct.unpack(f"<{len(tops)}Q", blocks.exactly(8 * len(tops), what))
    top_at = dict(zip(offsets, tops, strict=True))
    for number in range(len(tops)):
        start = blocks.position
        what = f"its block {number} of {len(tops)}"
        top, size = struct.unpack("<iI", blocks.exactly(8, what))
        if top_at.pop(start, None) != top:
            raise Damage(f"has a block at byte {start} that its table does not name")
        whole = image.bytes_from(top)
        if size > whole or (image.compression == _STORED and size != whole):
            raise Damage(f"has a block of {size} bytes for {whole} bytes of pixels, at byte {start}")
        if deep and image.compression in _ZIP and size < whole:
            _require_inflatable(blocks.exactly(size, what), whole, start)
        else:
            blocks.skip(size, what)
    blocks.require_end("its blocks")


@dataclass(frozen=True, slots=True)
class _Image:
    """What the header says of the pixels.

    Attributes:
        left: First column.
        top: First line.
        right: Last column.
        bottom: Last line.
        compression: How blocks are compressed.
        channels: For each channel: bytes of a sample, and how many columns and lines lie between two of them.
    """

    left: int
    top: int
    right: int
    bottom: int
    compression: int
    channels: tuple[tuple[int, int, int], ...]

    @property
    def lines(self) -> int:
        """Lines of a block; the last one may have fewer."""
        return _LINES[self.compression]

    def bytes_from(self, top: int) -> int:
        """Return the bytes of the block that begins with a line, before compression."""
        last = min(top + self.lines - 1, self.bottom)
        return sum(
            size * _multiples(across, self.left, self.right) * _multiples(down, top, last)
            for size, across, down in self.channels
        )


def _multiples(step: int, first: int, last: int) -> int:
    return last // step - (first - 1) // step


def _attributes(blocks: Blocks) -> Iterator[tuple[str, bytes]]:
    while name := _name(blocks):
        kind = _name(blocks)
        size = int.from_bytes(blocks.exactly(4, f"its attribute {name}"), "little")
        # An attribute may be a picture of its own; those that are read here are small.
        if (name, kind) in _READ and size <= _LONGEST_VALUE:
            yield name, blocks.exactly(size, f"its attribute {name}")
        else:
            blocks.skip(size, f"its attribute {name}")


def _name(blocks: Blocks) -> str:
    letters = bytearray()
    while (letter := blocks.exactly(1, "its header")) != b"\0":
        letters += letter
        if len(letters) > _LONGEST_NAME:
            raise Damage("has a header that cannot be read")
    return letters.decode("latin-1")


_READ = {("channels", "chlist"), ("compression", "compression"), ("dataWindow", "box2i")}


def _image(attributes: dict[str, bytes]) -> _Image:
    try:
        left, top, right, bottom = struct.unpack("<4i", attributes["dataWindow"])
        (compression,) = attributes["compression"]
        channels = tuple(_channels(attributes["channels"]))
    except (KeyError, ValueError, struct.error) as error:
        raise Damage("has a header that does not say what its pixels are") from error
    if not channels:
        raise Damage("has a header that does not say what its pixels are")
    if left > right or top > bottom:
        raise Damage(f"has {right - left + 1} x {bottom - top + 1} pixels")
    return _Image(left, top, right, bottom, compression, channels)


def _channels(value: bytes) -> Iterator[tuple[int, int, int]]:
    while value != b"\0":
        name, end, value = value.partition(b"\0")
        kind, across, down = struct.unpack("<i4x2i", value[:16])
        if not name or not end or kind not in range(len(_SAMPLE)) or across < 1 or down < 1:
            raise ValueError
        yield _SAMPLE[kind], across, down
        value = value[16:]


def _require_inflatable(compressed: bytes, size: int, start: int) -> None:
    inflater = zlib.decompressobj()
    try:
        pixels = len(inflater.decompress(compressed, size + 1))
    except zlib.error as error:
        raise Damage(f"has a block that cannot be inflated ({error}), at byte {start}") from error
    if pixels != size or not inflater.eof or inflater.unused_data:
        raise Damage(f"has a block of {pixels} bytes of pixels, not {size}, at byte {start}")
