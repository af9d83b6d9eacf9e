"""Where the cameras of a recording are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import omni.usd
from pxr import Usd, UsdGeom

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .data_set.records import Pose


def camera_poses(paths: Iterable[str], time_code: float) -> dict[str, Pose]:
    """Return camera-to-world transforms, 4 x 4 row by row, in stage units, by the path of the camera.

    As in USD a point is a row before the matrix: the last row is where the camera is, and it looks along its -z.

    Args:
        paths: Cameras, in any order; the result is sorted by path. What is on no stage is left out: a renderer may
            keep its cameras elsewhere.
        time_code: Time code at which animated transforms are evaluated.
    """
    stage = omni.usd.get_context().get_stage()
    cache = UsdGeom.XformCache(Usd.TimeCode(time_code))
    poses: dict[str, Pose] = {}
    for path in sorted(set(paths)):
        prim = stage.GetPrimAtPath(path) if stage is not None else None
        if prim:
            matrix = cache.GetLocalToWorldTransform(prim)
            poses[path] = tuple(tuple(matrix[row][column] for column in range(4)) for row in range(4))
    return poses
