"""Mip chains of textures."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def srgb_to_linear() -> npt.NDArray[np.float32]:
    """(256,) linear value of each 8-bit sRGB code (IEC 61966-2-1)."""
    code = np.arange(256) / 255.0
    return np.where(code <= 0.04045, code / 12.92, ((code + 0.055) / 1.055) ** 2.4).astype(np.float32)


def linear_to_srgb(linear: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """SRGB, 0 to 1, of linear values from 0 to 1 (IEC 61966-2-1)."""
    return np.where(
        linear <= 0.0031308, 12.92 * linear, 1.055 * np.maximum(linear, 1e-9) ** (1 / 2.4) - 0.055
    )


def mip_chain(pixels: npt.NDArray[np.uint8], *, srgb: bool) -> list[npt.NDArray[np.uint8]]:
    """The image and its halves down to one texel, each uint8 (H, W, 4), averaged in linear light.

    An odd last row or column is left out of the next level.
    """
    chain = [pixels]
    decode = srgb_to_linear()
    while max(chain[-1].shape[:2]) > 1:
        fine = chain[-1]
        height, width = (max(1, size // 2) for size in fine.shape[:2])
        rows, columns = min(2, fine.shape[0]), min(2, fine.shape[1])
        level = fine[: height * rows, : width * columns].astype(np.float32) / 255.0
        if srgb:
            level[..., :3] = decode[fine[: height * rows, : width * columns, :3]]
        level = level.reshape(height, rows, width, columns, 4).mean(axis=(1, 3))
        if srgb:
            level[..., :3] = linear_to_srgb(level[..., :3])
        chain.append(np.rint(np.clip(level, 0.0, 1.0) * 255.0).astype(np.uint8))
    return chain
