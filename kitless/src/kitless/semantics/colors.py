"""The colour of an id, as Replicator (since core 1.12.26) and Isaac Lab have it.

The golden ratio spreads the hues of neighbouring ids; a hash of the id moves hue, saturation and value a
little.
"""

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

GOLDEN_RATIO = 1.618033988749895
BLOCK = 4096


def semantic_color_table(count: int) -> npt.NDArray[np.uint8]:
    """Colours of the ids 0 to ``count - 1``.

    Returns:
        uint8 of shape (count, 4), RGBA. Row 0 (BACKGROUND) is (0, 0, 0, 0), row 1 (UNLABELLED) is (0, 0, 0,
        255).
    """
    return _colors(np.arange(count, dtype=np.uint32))


def colorize(ids: npt.NDArray[np.integer[Any]], table: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Replace every id by its colour.

    Args:
        ids: Integers of any shape, each below ``len(table)``.
        table: uint8 of shape (N, 4).

    Returns:
        uint8 of shape ``(*ids.shape, 4)``.
    """
    # Four bytes are moved as one number: several times quicker than gathering rows.
    packed: npt.NDArray[np.uint32] = np.ascontiguousarray(table).view(np.uint32).reshape(-1)
    colors: npt.NDArray[np.uint32] = packed[ids]
    return colors.view(np.uint8).reshape(*ids.shape, 4)


def ids_with_a_colour_of_their_own(first: int) -> Iterator[int]:
    """Count up from ``first``, without the ids whose colour a smaller id already has.

    Colorized files name labels by colour alone, so that two labels of one colour could not be told apart. The
    first id left out is 3026.
    """
    taken = {tuple(color) for color in semantic_color_table(first).tolist()}
    for start in itertools.count(first, BLOCK):
        colors = _colors(np.arange(start, start + BLOCK, dtype=np.uint32))
        for identifier, color in enumerate(map(tuple, colors.tolist()), start):
            if color not in taken:
                taken.add(color)
                yield identifier


def _colors(ids: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint8]:
    hashed = _murmur3_finaliser(ids)
    golden = np.modf(ids / GOLDEN_RATIO)[0]
    hue = np.modf(golden + (hashed & 0xFFFF) / 65536 * 0.1)[0]
    saturation = 0.7 + 0.3 * ((hashed >> 16) & 255) / 255
    value = 0.8 + 0.2 * ((hashed >> 8) & 255) / 255
    colors = np.empty((len(ids), 4), dtype=np.uint8)
    colors[:, :3] = (_hsv_to_rgb(hue, saturation, value) * 255).astype(np.uint8)
    colors[:, 3] = 255
    colors[ids <= 1, :3] = 0
    colors[ids == 0, 3] = 0
    return colors


def _murmur3_finaliser(ids: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    hashed = ids.copy()
    hashed ^= hashed >> 16
    hashed *= np.uint32(0x85EBCA6B)
    hashed ^= hashed >> 13
    hashed *= np.uint32(0xC2B2AE35)
    hashed ^= hashed >> 16
    return hashed


def _hsv_to_rgb(
    hue: npt.NDArray[np.float64], saturation: npt.NDArray[np.float64], value: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """The standard sextant formula, from three arrays (N,) in 0..1 to RGB of shape (N, 3) in 0..1."""
    sextant = np.floor(hue * 6)
    fraction = hue * 6 - sextant
    low = value * (1 - saturation)
    falling = value * (1 - saturation * fraction)
    rising = value * (1 - saturation * (1 - fraction))
    red = np.stack([value, falling, low, low, rising, value])
    green = np.stack([rising, value, value, falling, low, low])
    blue = np.stack([low, low, rising, value, value, falling])
    choice = sextant.astype(np.intp)[np.newaxis] % 6
    return np.stack(
        [np.take_along_axis(channel, choice, axis=0)[0] for channel in (red, green, blue)], axis=-1
    )
