"""What of a mesh is needed again in every frame, kept for as long as the mesh is."""

from __future__ import annotations

import weakref

import numpy as np
import numpy.typing as npt

from kitless.render import TriangleMesh

Triangles = npt.NDArray[np.int32]
"""(T, 3) indices into points."""

_used: weakref.WeakKeyDictionary[TriangleMesh, npt.NDArray[np.float32]] = weakref.WeakKeyDictionary()


def used_points(mesh: TriangleMesh) -> npt.NDArray[np.float32]:
    """(P, 3) float32, the points that triangles use; of others nothing is drawn."""
    points = _used.get(mesh)
    if points is None:
        is_used = np.zeros(len(mesh.points), dtype=bool)
        is_used[mesh.triangles.reshape(-1)] = True
        points = _used[mesh] = mesh.points if is_used.all() else mesh.points[is_used]
    return points
