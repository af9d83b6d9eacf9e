"""Small files of each kind, made by other libraries than the one under test, or by hand."""

from __future__ import annotations

import io
import json
import struct
import tempfile
import zipfile
import zlib
from pathlib import Path

import numpy as np
import OpenEXR
from PIL import Image

PIXELS = np.arange(7 * 5 * 3, dtype=np.uint8).reshape(7, 5, 3)
BOXES = np.zeros(2, dtype=[("semanticId", "<u4"), ("transform", "<f4", (4, 4))])


def _saved(image, kind, **options):
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def png(image=PIXELS):
    return _saved(Image.fromarray(image), "PNG")


def jpeg(image=PIXELS, **options):
    return _saved(Image.fromarray(image), "JPEG", **options)


def npy(array=BOXES):
    buffer = io.BytesIO()
    np.save(buffer, array)
    return buffer.getvalue()


def npz():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("boxes.npy", npy())
    return buffer.getvalue()


def exr(image=PIXELS, compression="ZIP_COMPRESSION"):
    header = {"compression": getattr(OpenEXR, compression), "type": OpenEXR.scanlineimage}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "image.exr")
        OpenEXR.File(header, {"RGB": image.astype(np.float32)}).write(str(file))
        return file.read_bytes()


def png_of_chunks(*chunks):
    """Put a PNG together; every checksum is right, whatever the chunks hold."""
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def ihdr(width=3, height=2, bits=8, colour=0, interlace=0):
    return b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, interlace)


def idat(rows):
    return b"IDAT", zlib.compress(rows)


IEND = (b"IEND", b"")

FILES = {
    "a.png": png(),
    "a.jpg": jpeg(),
    "a.npy": npy(),
    "a.npz": npz(),
    "a.exr": exr(),
    "a.json": json.dumps({"0": {"class": "box"}}).encode(),
    "a.jsonl": b'{"a": 1}\n{"b": 2}\n',
}
