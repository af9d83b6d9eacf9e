"""JPEG: segments with a length each, and between them pixels, which have none.

::

    SOI ─▶ segment … ─▶ SOF ─▶ segment … ─▶ SOS ─▶ pixels ─▶ [segment … ─▶ SOS ─▶ pixels …] ─▶ EOI
"""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

from .blocks import Damage
from .pillow import require_decodable

if TYPE_CHECKING:
    from .blocks import Blocks

_BEGIN, _END, _SCAN = 0xD8, 0xD9, 0xDA
_RESTARTS = range(0xD0, 0xD8)
# Start of frame, of each way of coding; the numbers between are those of tables.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def check_jpeg(blocks: Blocks, deep: bool) -> None:
    """Check the segments of an image; deep, also decode its pixels.

    Raises:
        Damage: Something is wrong.
    """
    data = blocks.rest()
    if data[:3] != b"\xff\xd8\xff":
        raise Damage("does not begin as a JPEG does")
    position = 2
    has_frame = has_scan = False
    while True:
        marker, position = _marker(data, position)
        if marker == _END:
            break
        if marker in (0x00, 0x01, _BEGIN) or marker in _RESTARTS:
            raise Damage(f"has something that is no segment at byte {position - 2}")
        body = _body(data, position)
        if marker in _FRAMES:
            _require_frame(body, position, again=has_frame)
            has_frame = True
        position += 2 + len(body)
        if marker == _SCAN:
            if not has_frame:
                raise Damage("has pixels before it says how many there are")
            has_scan = True
            position = _end_of_pixels(data, position)
    if not has_scan:
        raise Damage("has no pixels")
    if position < len(data):
        raise Damage(f"goes on behind the end of its image, at byte {position}")
    if deep:
        require_decodable(io.BytesIO(data), "JPEG")


def _marker(data: bytes, position: int) -> tuple[int, int]:
    """Return the marker at a position, and where what it marks begins."""
    start = position
    if data[position : position + 1] not in (b"\xff", b""):
        raise Damage(f"has something that is no segment at byte {start}")
    # Any number of these may stand before a marker.
    while data[position : position + 1] == b"\xff":
        position += 1
    if position >= len(data):
        raise Damage(f"ends before the end of its image, at byte {len(data)}")
    return data[position], position + 1


def _body(data: bytes, position: int) -> bytes:
    size = int.from_bytes(data[position : position + 2], "big")
    body = data[position + 2 : position + size]
    if position + 2 > len(data) or position + size > len(data):
        raise Damage(f"ends within a segment, at byte {len(data)}")
    if size < 2:
        raise Damage(f"has a segment of {size} bytes at byte {position - 2}")
    return body


def _require_frame(body: bytes, position: int, *, again: bool) -> None:
    if again:
        raise Damage(f"says a second time how many pixels it has, at byte {position - 2}")
    if len(body) < 6:
        raise Damage(f"does not say how many pixels it has, at byte {position - 2}")
    _, height, width, components = struct.unpack(">BHHB", body[:6])
    if len(body) != 6 + 3 * components or not components:
        raise Damage(f"does not say what its pixels are, at byte {position - 2}")
    if not height or not width:
        raise Damage(f"has {width} x {height} pixels")


def _end_of_pixels(data: bytes, position: int) -> int:
    """Return where the next marker is that is neither a byte of the pixels nor a restart among them."""
    while True:
        position = data.find(b"\xff", position)
        if position < 0 or position + 1 >= len(data):
            raise Damage(f"ends within its pixels, at byte {len(data)}")
        following = data[position + 1]
        if following and following not in _RESTARTS and following != 0xFF:
            return position
        position += 1 if following == 0xFF else 2
