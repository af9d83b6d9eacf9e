"""What of a mesh is needed again in every frame, kept for as long as the mesh is."""

from __future__ import annotations

import weakref

import numpy as np
import numpy.typing as npt

from kitless.render import TriangleMesh

Triangles = npt.NDArray[np.int32]
"""(T, 3) indices into points."""

_outlines: weakref.WeakKeyDictionary[TriangleMesh, npt.NDArray[np.float32]] = weakref.WeakKeyDictionary()


def outline(mesh: TriangleMesh) -> npt.NDArray[np.float32]:
    """(3, P) float32, rows x, y and z of the points that triangles use; of others nothing is drawn."""
    rows = _outlines.get(mesh)
    if rows is None:
        is_used = np.zeros(len(mesh.points), dtype=bool)
        is_used[mesh.triangles.reshape(-1)] = True
        # By rows, because NumPy is many times quicker along long axes.
        rows = _outlines[mesh] = np.ascontiguousarray(mesh.points[is_used].T)
    return rows
