"""The picture of normals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from .arrays import Array, nothing
from .errors import PictureError
from .picture import LegendEntry, Picture

_AXES = np.vstack([np.eye(3), -np.eye(3)])
_AXIS_NAMES = ("+X", "+Y", "+Z", "-X", "-Y", "-Z")


def draw_normals(data: Array, _info: Mapping[str, Any], size: tuple[int, int]) -> Picture:
    """Draw normals: float32 (H, W, 3) or (H, W, 4), unit vectors in world space, (0, 0, 0) where nothing is hit.

    Returns:
        Each component from -1…1 to 0…255, as BasicWriter's files have it; alpha 0 where nothing is hit. The legend has
        the colours of the world's axes, each with the pixels whose normals are nearer to it than to the others.
    """
    if data.dtype.kind != "f" or data.ndim != 3 or data.shape[-1] not in (3, 4):
        raise PictureError(f"The normals are {data.dtype} {data.shape}, expected float32 (H, W, 4).")
    vectors = np.nan_to_num(data[..., :3], nan=0.0, posinf=0.0, neginf=0.0)
    is_hit = vectors.any(axis=-1)
    pixels = nothing(size)
    pixels[..., :3] = _colors(vectors)
    pixels[..., 3] = np.where(is_hit, 255, 0)
    hits = vectors[is_hit]
    axes = np.abs(hits).argmax(axis=-1)
    is_negative = np.take_along_axis(hits, axes[:, np.newaxis], axis=-1)[:, 0] < 0
    counts = np.bincount(axes + 3 * is_negative, minlength=len(_AXES))
    legend = [
        *map(_entry, _colors(_AXES), _AXIS_NAMES, counts.tolist()),
        _entry(_colors(np.zeros(3)), "nothing is hit", is_hit.size - len(hits)),
    ]
    seen = [entry for entry in legend if entry.pixels]
    return Picture(
        pixels,
        tuple(sorted(seen, key=lambda entry: -entry.pixels)),
        note="" if len(hits) else "Nothing is in the picture",
    )


def _colors(vectors: Array) -> npt.NDArray[np.uint8]:
    # Cut off and not rounded, as in the files.
    return (np.clip(vectors * 0.5 + 0.5, 0, 1) * 255).astype(np.uint8)


def _entry(color: npt.NDArray[np.uint8], text: str, count: int) -> LegendEntry:
    red, green, blue = color.tolist()
    return LegendEntry((red, green, blue), text, count)
