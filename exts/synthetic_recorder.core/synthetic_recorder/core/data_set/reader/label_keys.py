"""Which labels a pixel has: ids and colours of a segmentation, and the JSON that says what they mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

LabelKey = int | tuple[int, ...]
"""What stands for a label: an id, or a colour (red, green, blue, alpha), each 0 to 255."""

# Colours as numbers lie beside all ids, so that none can be taken for the other.
_COLORS_FROM = 1 << 40

_ID = re.compile(r"\d+")
_COLOR = re.compile(r"\((\d+), ?(\d+), ?(\d+), ?(\d+)\)")


def read_key(text: str) -> LabelKey:
    """Return the key that a text says: ``"2"``, or ``"(33, 243, 3, 255)"``.

    Raises:
        ValueError: It is neither.
    """
    if _ID.fullmatch(text):
        return int(text)
    if (found := _COLOR.fullmatch(text)) and max(color := tuple(map(int, found.groups()))) <= 255:
        return color
    raise ValueError(f"{text!r} is neither an id nor a colour")


def has_label(labels: object, label: str, kind: str) -> bool:
    """Return whether ``{"class": "box,toy"}`` has a label of a kind; several of one kind stand beside each other."""
    return isinstance(labels, dict) and label in str(labels.get(kind, "")).split(",")


def look_up(pixels: NDArray[Any], values: Mapping[LabelKey, int]) -> NDArray[np.int64]:
    """Return the value of each pixel.

    Args:
        pixels: (H, W) ids, or (H, W, 4) colours, uint8.
        values: Value of each id or colour that there may be.

    Returns:
        (H, W) int64.

    Raises:
        ValueError: A pixel has none, or it is no segmentation.
    """
    packed = _packed(pixels)
    keys = np.array([_packed_key(key) for key in values], np.int64)
    numbers = np.array(list(values.values()), np.int64)
    order = np.argsort(keys)
    keys, numbers = keys[order], numbers[order]
    places = np.searchsorted(keys, packed)
    # Behind the last key is no key.
    known = places < len(keys)
    known[known] = keys[places[known]] == packed[known]
    if not known.all():
        raise ValueError("it has pixels of which its labels say nothing")
    looked_up: NDArray[np.int64] = numbers[places]
    return looked_up


def _packed(pixels: NDArray[Any]) -> NDArray[np.int64]:
    if pixels.ndim == 2 and pixels.dtype.kind in "iu":
        return pixels.astype(np.int64)
    if pixels.ndim == 3 and pixels.shape[2] == 4 and pixels.dtype == np.uint8:
        colors = np.ascontiguousarray(pixels).view("<u4")[..., 0]
        return colors.astype(np.int64) + _COLORS_FROM
    raise ValueError(f"an array of shape {pixels.shape} and type {pixels.dtype} is no segmentation")


def _packed_key(key: LabelKey) -> int:
    if isinstance(key, int):
        return key
    return _COLORS_FROM + sum(channel << (8 * index) for index, channel in enumerate(key))
