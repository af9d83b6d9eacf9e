"""How far a geometry reaches along the axes of a space."""

from __future__ import annotations

import numpy as np

from kitless.annotators.extents.balls import balls_of
from kitless.annotators.extents.meshes import outline
from kitless.render import AnalyticShape, TriangleMesh
from kitless.render.lenses import Vectors


def extents_in_space(geometry: TriangleMesh | AnalyticShape, matrix: Vectors) -> Vectors:
    """Lowest and highest coordinates, exact for round shapes too.

    Args:
        geometry: The geometry.
        matrix: (4, 4) row-vector matrix from the geometry's space to the one that is asked about.

    Returns:
        (2, 3) float64.
    """
    if isinstance(geometry, AnalyticShape):
        lower, upper = balls_of(geometry).transformed(matrix).extents(np.eye(3))
        return np.array([lower.min(axis=0), upper.max(axis=0)])
    rows = matrix[:3, :3].T @ outline(geometry)
    return np.array([rows.min(axis=1), rows.max(axis=1)]) + matrix[3, :3]
