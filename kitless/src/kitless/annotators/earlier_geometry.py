"""Where points of a geometry were when it had another form, in its own space.

A point is the same as before when it has

    the same place in the geometry          the geometry is the same, or a shape of the same kind
    the same place in the same triangle     the mesh has the same triangles over other points: it bends

Of a mesh that is drawn in parts, one for each GeomSubset, the whole mesh counts: how it is cut may change.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kitless.render import AnalyticShape, TriangleMesh

Points = npt.NDArray[np.float64]
Geometry = TriangleMesh | AnalyticShape


def is_same(geometry: Geometry, earlier: Geometry) -> bool:
    """Whether every point is where it was."""
    if isinstance(geometry, TriangleMesh) and isinstance(earlier, TriangleMesh):
        now, before = geometry.whole, earlier.whole
        return now is before or (_same_triangles(now, before) and np.array_equal(now.points, before.points))
    if isinstance(geometry, AnalyticShape) and isinstance(earlier, AnalyticShape):
        return geometry.kind == earlier.kind and geometry.half_length == earlier.half_length
    return False


def change_since(
    geometry: Geometry,
    earlier: Geometry,
    local: Points,
    faces: npt.NDArray[np.int32],
    weights: npt.NDArray[np.float32],
) -> Points:
    """From points of a geometry to where they were.

    Args:
        geometry: What it is now.
        earlier: What it was.
        local: (N, 3) points on it now.
        faces: (N,) triangle that each is in.
        weights: (N, 2) weights of the triangle's first and second corner.

    Returns:
        (N, 3) in the geometry's space; NaN where there is nothing to follow. Exactly 0 in triangles that stand still.
    """
    if isinstance(geometry, TriangleMesh) and isinstance(earlier, TriangleMesh):
        now, before = geometry.whole, earlier.whole
        if _same_triangles(now, before):
            change = before.points.astype(np.float64) - now.points
            return _interpolated(now, change, geometry.in_whole(faces), weights)
    elif (
        isinstance(geometry, AnalyticShape)
        and isinstance(earlier, AnalyticShape)
        and geometry.kind == earlier.kind
    ):
        return _stretched(geometry, earlier, local)
    return np.full_like(local, np.nan)


def earlier_places(
    geometry: Geometry,
    earlier: Geometry,
    faces: npt.NDArray[np.int32],
    weights: npt.NDArray[np.float32],
) -> Points:
    """Where points of a mesh were, by their triangles alone.

    For a mesh that is so flat in the world that what its own space has of the points is mostly rounding.

    Args:
        geometry: What it is now.
        earlier: What it was.
        faces: (N,) triangle that each point is in.
        weights: (N, 2) weights of the triangle's first and second corner.

    Returns:
        (N, 3) in the earlier mesh's space; NaN where there is nothing to follow.
    """
    if isinstance(geometry, TriangleMesh) and isinstance(earlier, TriangleMesh):
        now, before = geometry.whole, earlier.whole
        if _same_triangles(now, before):
            return _interpolated(now, before.points.astype(np.float64), geometry.in_whole(faces), weights)
    return np.full((len(faces), 3), np.nan)


def _same_triangles(mesh: TriangleMesh, earlier: TriangleMesh) -> bool:
    return mesh is earlier or (
        len(mesh.points) == len(earlier.points)
        and np.array_equal(mesh.triangles, earlier.triangles)
        and np.array_equal(mesh.faces, earlier.faces)
    )


def _interpolated(
    mesh: TriangleMesh, values: Points, triangles: npt.NDArray[np.int32], weights: npt.NDArray[np.float32]
) -> Points:
    """(N, 3) of values at the mesh's points, within its triangles."""
    first_two = weights.astype(np.float64)
    all_three = np.concatenate([first_two, 1.0 - first_two.sum(axis=1, keepdims=True)], axis=1)
    within: Points = np.einsum("nc,nci->ni", all_three, values[mesh.triangles[triangles]])
    return within


def _stretched(shape: AnalyticShape, earlier: AnalyticShape, local: Points) -> Points:
    """Of a capsule the tube is stretched and the caps are carried along; other shapes keep their form."""
    change = np.zeros_like(local)
    if shape.half_length != earlier.half_length:
        along = np.clip(local[:, 2], -shape.half_length, shape.half_length)
        share = along / shape.half_length if shape.half_length > 0.0 else np.sign(local[:, 2])
        change[:, 2] = share * earlier.half_length - along
    return change
