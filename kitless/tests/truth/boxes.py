"""The boxes of a prim, found without asking kitless."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .extents import outlines
from .ray_caster import is_below

if TYPE_CHECKING:
    from .ray_caster import Pinhole, Solid

type Bounds = tuple[int, int, int, int]


def tight_box(mask: np.ndarray) -> Bounds | None:
    """x_min, y_min, x_max, y_max of a mask (H, W): its first and last columns and rows; None for an empty one."""
    if not mask.any():
        return None
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]), int(rows[-1])


def projected_extent(
    solids: list[Solid], path: str, camera: Pinhole, width: int, height: int
) -> np.ndarray | None:
    """Left, top, right and bottom, in pixels, of all that is projected of a prim and of what is below it.

    What lies before the near plane is cut off, and so is what falls outside the picture. None when nothing is left.
    """
    points = [np.empty((0, 2))]
    for solid in solids:
        if is_below(solid.path, path):
            for family in outlines(solid.shape):
                lines = family @ solid.local_to_world[:3, :3] + solid.local_to_world[3, :3]
                points.append(camera.project(_cut(lines, camera), width, height)[:, :2])
    points = np.concatenate(points)
    if not len(points):
        return None
    low, high = points.min(axis=0), points.max(axis=0)
    if (high <= 0).any() or (low >= (width, height)).any():
        return None
    return np.concatenate([np.maximum(low, 0), np.minimum(high, (width, height))])


def _cut(lines: np.ndarray, camera: Pinhole) -> np.ndarray:
    """Points (N, 3) of lines (L, P, 3) that are not before the near plane, and those where lines cross it."""
    beyond = (camera.camera_to_world[3, :3] - lines) @ camera.camera_to_world[2, :3] - camera.near
    crossing = (beyond[:, 1:] > 0) != (beyond[:, :-1] > 0)
    start, end = lines[:, :-1][crossing], lines[:, 1:][crossing]
    from_start, from_end = beyond[:, :-1][crossing][:, None], beyond[:, 1:][crossing][:, None]
    crossings = (start * from_end - end * from_start) / (from_end - from_start)
    return np.concatenate([lines[beyond >= 0], crossings])
