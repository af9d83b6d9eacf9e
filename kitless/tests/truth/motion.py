"""Where the surface point that a pixel shows was in the picture before: by going back through its own space."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .analytic import Polygons

if TYPE_CHECKING:
    from .ray_caster import Pinhole, Solid, Truth


def motion(
    truth: Truth, now: list[Solid], before: list[Solid], camera: Pinhole, camera_before: Pinhole | None = None
) -> np.ndarray:
    """Place in the picture before - place now, in pixels, x to the right and y down, (H, W, 2); 0 where nothing is.

    Args:
        truth: What the camera sees now.
        now: The solids now.
        before: The same solids as they were, one for one.
        camera: The camera now.
        camera_before: The camera as it was, if it moved.
    """
    height, width = truth.index.shape
    result = np.zeros((height, width, 2))
    for number, (solid, was) in enumerate(zip(now, before, strict=True)):
        seen = truth.index == number
        local = truth.point[seen] @ np.linalg.inv(solid.local_to_world)[:3, :3]
        local = local + np.linalg.inv(solid.local_to_world)[3, :3]
        if was.shape != solid.shape:
            local = _carried(local, solid.shape, was.shape)
        places = [
            (camera_before or camera).project(
                local @ was.local_to_world[:3, :3] + was.local_to_world[3, :3], width, height
            ),
            camera.project(truth.point[seen], width, height),
        ]
        result[seen] = (places[0] - places[1])[:, :2]
    return result


def _carried(points: np.ndarray, now: Polygons, before: Polygons) -> np.ndarray:
    """Points on the triangles `now`, by their barycentric coordinates on the triangles `before`."""
    assert now.faces == before.faces
    result = np.full_like(points, np.nan)
    best = np.full(len(points), np.inf)
    for face in now.faces:
        corners, was = np.array(now.points)[list(face)], np.array(before.points)[list(face)]
        edges = (corners[1:] - corners[0]).T
        weights = (np.linalg.pinv(edges) @ (points - corners[0]).T).T
        weights = np.column_stack([1 - weights.sum(axis=1), weights])
        # How far the point lies off the triangle: beside it or above it.
        off = np.linalg.norm(weights @ corners - points, axis=1) + np.maximum(-weights, 0).max(axis=1)
        nearer = off < best
        best[nearer], result[nearer] = off[nearer], (weights @ was)[nearer]
    return result
