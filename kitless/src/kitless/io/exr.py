"""OpenEXR: pictures and distances in floating point."""

from __future__ import annotations

import tempfile
from pathlib import Path, PurePath
from typing import Any

import numpy as np
import numpy.typing as npt

from kitless.io.arrays import as_numpy
from kitless.io.errors import EncodeError

CHANNELS = {1: "Y", 3: "RGB", 4: "RGBA"}
KEPT_TYPES = (np.dtype(np.float16), np.dtype(np.float32), np.dtype(np.uint32))
LARGEST_BYTE = np.float32(255)


def encode_exr(path: str | PurePath, data: npt.ArrayLike) -> bytes:
    """Encode an image as OpenEXR, compressed without loss.

    Args:
        path: Where the bytes will go; stands in error messages.
        data: float16, float32 or uint32 of shape (H, W), (H, W, 1), (H, W, 3) or (H, W, 4), kept as they are, infinity
            included. uint8 becomes float32 from 0 to 1, without change of its encoding: sRGB stays sRGB. One channel
            is called Y, others are R, G, B and A.

    Raises:
        EncodeError: The dtype or the shape is not one of these.
    """
    # Imported here: few recordings write EXR.
    import OpenEXR  # type: ignore[import-not-found]  # noqa: PLC0415

    image = as_numpy(data)
    if image.ndim == 3 and image.shape[2] == 1:
        image = image[:, :, 0]
    depth = 1 if image.ndim == 2 else image.shape[-1]
    if image.ndim not in (2, 3) or depth not in CHANNELS or image.size == 0:
        raise EncodeError(
            f"{path}: an image has the shape (H, W), (H, W, 3) or (H, W, 4) and at least one pixel, not {image.shape}"
        )
    if image.dtype == np.uint8:
        image = image.astype(np.float32) / LARGEST_BYTE
    if image.dtype not in KEPT_TYPES:
        raise EncodeError(
            f"{path}: an EXR holds float16, float32 or uint32, and uint8 as float32, not {image.dtype}; "
            "convert the array first"
        )
    header: dict[str, Any] = {"compression": OpenEXR.ZIP_COMPRESSION, "type": OpenEXR.scanlineimage}
    # The library writes to paths only.
    with tempfile.TemporaryDirectory(prefix="kitless-exr-") as folder:
        file = Path(folder, "image.exr")
        OpenEXR.File(header, {CHANNELS[depth]: np.ascontiguousarray(image)}).write(str(file))
        return file.read_bytes()
