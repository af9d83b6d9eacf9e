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
    nearest = _nearest_axes(vectors)
    pixels = nothing(size)
    pixels[..., :3] = _colors(vectors)
    pixels[..., 3] = np.where(nearest < len(_AXES), 255, 0)
    counts = np.bincount(nearest.reshape(-1), minlength=len(_AXES) + 1).tolist()
    colors = _colors(np.vstack([_AXES, np.zeros(3)]))
    seen = [entry for entry in map(_entry, colors, (*_AXIS_NAMES, "nothing is hit"), counts) if entry.pixels]
    return Picture(
        pixels,
        tuple(sorted(seen, key=lambda entry: -entry.pixels)),
        note="" if sum(counts[: len(_AXES)]) else "Nothing is in the picture",
    )


def _nearest_axes(vectors: Array) -> npt.NDArray[np.intp]:
    """(H, W): which of `_AXES` each vector is nearest to; their number where nothing is hit."""
    # Component by component: reductions over an axis of three take several times as long.
    x, y, z = vectors[..., 0], vectors[..., 1], vectors[..., 2]
    along_x = (abs(x) >= abs(y)) & (abs(x) >= abs(z))
    along_y = abs(y) >= abs(z)
    axis = np.where(along_x, 0, np.where(along_y, 1, 2))
    component = np.where(along_x, x, np.where(along_y, y, z))
    return np.where(component == 0, len(_AXES), axis + 3 * (component < 0)).astype(np.intp)


def _colors(vectors: Array) -> npt.NDArray[np.uint8]:
    # Cut off and not rounded, as in the files.
    return (np.clip(vectors * 0.5 + 0.5, 0, 1) * 255).astype(np.uint8)


def _entry(color: npt.NDArray[np.uint8], text: str, count: int) -> LegendEntry:
    red, green, blue = color.tolist()
    return LegendEntry((red, green, blue), text, count)
