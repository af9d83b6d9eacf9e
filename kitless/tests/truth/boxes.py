"""The boxes of a prim, found without asking kitless."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .extents import outline_points
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
    columns_and_rows = []
    for solid in solids:
        if is_below(solid.path, path):
            points = outline_points(solid.shape) @ solid.local_to_world[:3, :3] + solid.local_to_world[3, :3]
            depth = (camera.camera_to_world[3, :3] - points) @ camera.camera_to_world[2, :3]
            columns_and_rows.append(camera.project(points[depth >= camera.near], width, height)[:, :2])
    points = np.concatenate(columns_and_rows)
    if not len(points):
        return None
    low, high = points.min(axis=0), points.max(axis=0)
    if (high <= 0).any() or (low >= (width, height)).any():
        return None
    return np.concatenate([np.maximum(low, 0), np.minimum(high, (width, height))])
