"""Round shapes as triangles, where a formula would be too much: as fine as is asked for."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from kitless.render import AnalyticKind, AnalyticShape, TriangleMesh


def tessellated(shape: AnalyticShape, segments: int) -> TriangleMesh:
    """A mesh with its vertices on the shape.

    Args:
        shape: The shape.
        segments: How many make a full turn; even.
    """
    return _tessellated(shape.kind, shape.half_length, segments)


# Shapes are compared by identity, of which there are thousands of spheres.
@lru_cache(maxsize=64)
def _tessellated(kind: AnalyticKind, half_length: float, segments: int) -> TriangleMesh:
    quarter = np.linspace(0.0, np.pi / 2, max(segments // 4, 1) + 1)
    below = np.stack([np.sin(quarter), -np.cos(quarter)], axis=1)
    above = np.stack([np.cos(quarter), np.sin(quarter)], axis=1)
    to_cap = np.array([0.0, half_length])
    profile = {
        AnalyticKind.SPHERE: np.concatenate([below, above[1:]]),
        AnalyticKind.CYLINDER: np.array([[0.0, -1.0], [1.0, -1.0], [1.0, 1.0], [0.0, 1.0]]),
        AnalyticKind.CONE: np.array([[0.0, -1.0], [1.0, -1.0], [0.0, 1.0]]),
        AnalyticKind.CAPSULE: np.concatenate([below - to_cap, above + to_cap]),
    }[kind]
    turn = 2 * np.pi * np.arange(segments) / segments
    points = np.empty((len(profile), segments, 3))
    points[..., 0] = profile[:, :1] * np.cos(turn)
    points[..., 1] = profile[:, :1] * np.sin(turn)
    points[..., 2] = profile[:, 1:]
    index = np.arange(points.shape[0] * segments).reshape(-1, segments)
    corners = [index[:-1], index[1:], np.roll(index[1:], -1, axis=1), np.roll(index[:-1], -1, axis=1)]
    quads = np.stack(corners, axis=-1).reshape(-1, 4)
    triangles = quads[:, [0, 1, 2, 0, 2, 3]].reshape(-1, 3).astype(np.int32)
    return TriangleMesh(
        points.reshape(-1, 3).astype(np.float32), triangles, np.zeros(len(triangles), dtype=np.int32)
    )
