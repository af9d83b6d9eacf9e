"""Image files of linear colours without an upper end: Radiance (.hdr) and OpenEXR."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import numpy as np
import numpy.typing as npt

LARGEST = np.float32(np.finfo(np.float16).max)
"""What is brighter is as bright as this."""

MOST_PIXELS = 16384 * 8192
"""Images with more are not read."""

_RADIANCE = (b"#?RADIANCE", b"#?RGBE")
_RADIANCE_SIZE = re.compile(rb"\n\n[-+][XY] (\d{1,9}) [-+][XY] (\d{1,9})\n")
_OPENEXR = b"\x76\x2f\x31\x01"


def is_float_image(data: bytes) -> bool:
    """Whether the bytes of a file are those of one of these formats."""
    return data.startswith((*_RADIANCE, _OPENEXR))


def decode_float_image(data: bytes) -> npt.NDArray[np.float32]:
    """float32 (H, W, 3 or 4), RGB or RGBA, of the bytes of a file; negative and infinite values become finite ones.

    Raises:
        ValueError: They are not what they begin like, hold no colours, or more than `MOST_PIXELS`.
    """
    pixels = _decode_openexr(data) if data.startswith(_OPENEXR) else _decode_radiance(data)
    return np.where(np.isnan(pixels), np.float32(0.0), pixels.clip(0.0, LARGEST))


def _require_size(first: int, second: int) -> None:
    if first * second > MOST_PIXELS:
        raise ValueError(f"{first} x {second} pixels are more than {MOST_PIXELS}")


def _decode_radiance(data: bytes) -> npt.NDArray[np.float32]:
    # Imported here: few stages have one.
    import imagecodecs  # noqa: PLC0415

    size = _RADIANCE_SIZE.search(data)
    if size is not None:
        _require_size(int(size[1]), int(size[2]))
    try:
        return np.asarray(imagecodecs.rgbe_decode(data), dtype=np.float32)
    except imagecodecs.RgbeError as error:
        raise ValueError(str(error)) from error


def _decode_openexr(data: bytes) -> npt.NDArray[np.float32]:
    import OpenEXR  # type: ignore[import-not-found]  # noqa: PLC0415

    # The library reads from paths only.
    with tempfile.TemporaryDirectory(prefix="kitless-exr-") as folder:
        file = Path(folder, "image.exr")
        file.write_bytes(data)
        try:
            low, high = OpenEXR.File(str(file), header_only=True).header()["dataWindow"]
            _require_size(*(high.astype(np.int64) - low + 1).tolist())
            channels = OpenEXR.File(str(file), separate_channels=True).channels()
        except (RuntimeError, OSError) as error:
            raise ValueError("it is no OpenEXR file, or a broken one") from error
        names = [name for name in "RGBA" if name in channels] or ["Y"] * 3
        if names[:3] != ["R", "G", "B"] and "Y" not in channels:
            raise ValueError(f"it has the channels {', '.join(channels)}, not R, G, B or Y")
        return np.stack([channels[name].pixels for name in names], axis=-1).astype(np.float32)
