"""Normals that are made of a surface's points, or turned with it."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from .polygons import FloatArray, IntArray

_Vectors = npt.NDArray[np.floating[Any]]


def smooth_normals(points: FloatArray, triangles: IntArray) -> FloatArray:
    """(P, 3) unit normals of the points, weighted by the area of the triangles around them; 0 where there are none."""
    corners = points[triangles].astype(np.float64)
    cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals = np.zeros((len(points), 3))
    for corner in range(3):
        np.add.at(normals, triangles[:, corner], cross)
    return unit(normals)


def unit(vectors: _Vectors) -> FloatArray:
    """(N, 3) vectors of length 1; 0 stays 0."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0.0, lengths, 1.0), dtype=np.float32)


def rotated(vectors: FloatArray, before: FloatArray, after: FloatArray) -> FloatArray:
    """Each vector turned by the shortest rotation that takes one direction to another.

    Args:
        vectors: (N, 3).
        before: (N, 3) unit directions.
        after: (N, 3) unit directions. Where it is opposite to `before` there is no shortest rotation: the vector is
            turned around.

    Returns:
        float32 (N, 3).
    """
    axis = np.cross(before, after)
    cosine = np.einsum("ni,ni->n", before, after)[:, None].astype(np.float64)
    along = np.einsum("ni,ni->n", axis, vectors)[:, None]
    opposite = cosine < -1.0 + 1e-6
    turned = cosine * vectors + np.cross(axis, vectors) + along * axis / np.where(opposite, 1.0, 1.0 + cosine)
    return np.asarray(np.where(opposite, -vectors, turned), dtype=np.float32)
