"""Pictures of segmentations: colours as they are recorded, and what each of them means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from .arrays import Array, packed, unpacked
from .errors import PictureError
from .names import BACKGROUND, UNLABELLED, Names, RgbaKey
from .palette import colors_of_ids
from .picture import LegendEntry, Picture, Pixels

_OPAQUE = 255
_MOST_IDS_COUNTED = 1 << 20
"""Ids up to here are counted in a table, which is ten times as quick as sorting them."""


def draw_segmentation(data: Array, info: Mapping[str, Any], _size: tuple[int, int]) -> Picture:
    """Draw semantic_segmentation, instance_segmentation or instance_id_segmentation.

    Args:
        data: With ``colorize`` uint8 (H, W, 4), or the same bytes as uint32 (H, W): the colours are taken as they are.
            Without it ids, integers (H, W): they have the colours that Replicator would give them.
        info: ``idToLabels``, and ``idToSemantics`` of instances.

    Returns:
        BACKGROUND has alpha 0, and is black unless the annotator has another colour for it; everything else is opaque.
        The legend has every colour of the picture; UNLABELLED and BACKGROUND are both black.
    """
    names = Names(info)
    colors = _colors(data, names)
    if colors is not None:
        return _colored(colors, names)
    return _numbered(data, names)


def _colors(data: Array, names: Names) -> Pixels | None:
    if data.dtype == np.uint8 and data.ndim == 3 and data.shape[-1] == 4:
        return data
    if data.ndim != 2 or data.dtype.kind not in "iu":
        raise PictureError(
            f"The segmentation is {data.dtype} {data.shape}, expected colours, uint8 (H, W, 4), or ids, uint32 (H, W)."
        )
    return unpacked(data) if names.has_colors and data.dtype.itemsize == 4 else None


def _colored(colors: Pixels, names: Names) -> Picture:
    numbers = packed(colors)
    seen, counts = np.unique(numbers, return_counts=True)
    keys = [_rgba(row) for row in unpacked(seen)]
    pixels = colors.copy()
    pixels[..., 3] = _OPAQUE
    for row, key in zip(seen, keys, strict=True):
        if names.text(key) == BACKGROUND:
            pixels[numbers == row, 3] = 0
    return _picture(pixels, [key[:3] for key in keys], [names.text(key) for key in keys], counts)


def _numbered(ids: Array, names: Names) -> Picture:
    seen, counts, places = _counted(ids)
    colors = colors_of_ids(seen)
    texts = [names.text(int(number)) for number in seen]
    table = colors.copy()
    table[:, 3] = [0 if text == BACKGROUND else _OPAQUE for text in texts]
    pixels = unpacked(packed(table)[places])
    return _picture(pixels, [_rgba(row)[:3] for row in colors], texts, counts)


def _counted(ids: Array) -> tuple[Array, Array, npt.NDArray[np.intp]]:
    """The ids that are there, ascending; how often; and of each pixel, which of them it has."""
    if ids.max() >= _MOST_IDS_COUNTED:
        seen, places, counts = np.unique(ids, return_inverse=True, return_counts=True)
        return seen, counts, places.reshape(ids.shape)
    counts = np.bincount(ids.reshape(-1))
    seen = np.flatnonzero(counts)
    place_of = np.zeros(len(counts), dtype=np.intp)
    place_of[seen] = np.arange(len(seen))
    return seen, counts[seen], place_of[ids]


def _picture(pixels: Pixels, colors: list[tuple[int, int, int]], texts: list[str], counts: Array) -> Picture:
    entries = [
        LegendEntry(color, text, int(count)) for color, text, count in zip(colors, texts, counts, strict=True)
    ]
    legend = sorted(entries, key=lambda entry: (-entry.pixels, entry.text))
    return Picture(pixels, tuple(legend), note=_note({entry.text for entry in entries}))


def _note(texts: set[str]) -> str:
    if texts == {BACKGROUND}:
        return "Nothing is in the picture"
    if texts <= {BACKGROUND, UNLABELLED}:
        return "Nothing in the picture has a label that counts"
    return ""


def _rgba(row: npt.NDArray[np.uint8]) -> RgbaKey:
    red, green, blue, alpha = row.tolist()
    return red, green, blue, alpha
