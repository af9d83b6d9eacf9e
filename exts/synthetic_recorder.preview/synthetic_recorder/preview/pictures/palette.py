"""Colours of ids, of values and of directions."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

_GOLDEN_RATIO = 1.618033988749895

# Viridis, by Nathaniel Smith and Stefan van der Walt (CC0), at nine places: even steps look even, to the
# colour-blind, too.
_VIRIDIS = np.array(
    [
        (68, 1, 84),
        (71, 44, 122),
        (59, 81, 139),
        (44, 113, 142),
        (33, 144, 141),
        (39, 173, 129),
        (92, 200, 99),
        (170, 220, 50),
        (253, 231, 37),
    ],
    dtype=np.float64,
)


def colors_of_ids(ids: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.uint8]:
    """The colours that Replicator gives ids (since core 1.12.26, which Isaac Sim 5.1 has).

    Args:
        ids: (N,), not negative.

    Returns:
        uint8 (N, 4): 0 (BACKGROUND) is (0, 0, 0, 0) and 1 (UNLABELLED) is (0, 0, 0, 255). The golden ratio spreads the
        hues of the others, a hash moves them a little.
    """
    numbers = ids.astype(np.uint32)
    hashed = _murmur3_finaliser(numbers)
    hue = np.modf(np.modf(numbers / _GOLDEN_RATIO)[0] + (hashed & 0xFFFF) / 65536 * 0.1)[0]
    saturation = 0.7 + 0.3 * ((hashed >> 16) & 255) / 255
    value = 0.8 + 0.2 * ((hashed >> 8) & 255) / 255
    colors = np.empty((len(numbers), 4), dtype=np.uint8)
    colors[:, :3] = (hsv_to_rgb(hue, saturation, value) * 255).astype(np.uint8)
    colors[:, 3] = 255
    colors[numbers <= 1, :3] = 0
    colors[numbers == 0, 3] = 0
    return colors


def color_ramp(count: int) -> npt.NDArray[np.uint8]:
    """Colours for values from low to high: uint8 (count, 3), from dark to bright, perceptually even."""
    places = np.linspace(0, len(_VIRIDIS) - 1, count)
    channels = [np.interp(places, np.arange(len(_VIRIDIS)), _VIRIDIS[:, channel]) for channel in range(3)]
    return np.rint(np.stack(channels, axis=-1)).astype(np.uint8)


def hsv_to_rgb(
    hue: npt.NDArray[np.floating[Any]],
    saturation: npt.NDArray[np.floating[Any]],
    value: npt.NDArray[np.floating[Any]],
) -> npt.NDArray[np.float64]:
    """Three arrays (…), all 0 to 1, to colours (…, 3), 0 to 1. Hue 0 is red, 1/3 green, 2/3 blue."""
    channels = []
    for offset in (5, 3, 1):
        # How far the hue is from where the channel is full, in sixths of the circle.
        place = (offset + hue * 6) % 6
        channels.append(value - value * saturation * np.clip(np.minimum(place, 4 - place), 0, 1))
    return np.stack(channels, axis=-1)


def _murmur3_finaliser(numbers: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    hashed = numbers.copy()
    hashed ^= hashed >> 16
    hashed *= np.uint32(0x85EBCA6B)
    hashed ^= hashed >> 13
    hashed *= np.uint32(0xC2B2AE35)
    hashed ^= hashed >> 16
    return hashed
