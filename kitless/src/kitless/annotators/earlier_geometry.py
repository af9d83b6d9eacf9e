"""Where points of a geometry were when it had another form, in its own space.

A point is the same as before when it has

    the same place in the geometry          the geometry is the same, or a shape of the same kind
    the same place in the same triangle     the mesh has the same triangles over other points: it bends

A mesh that is drawn in parts, one for each GeomSubset, may have been cut otherwise before: a part of it is put together
from those that had its faces then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from kitless.render import AnalyticShape, TriangleMesh

Points = npt.NDArray[np.float64]
Geometry = TriangleMesh | AnalyticShape


def is_same(geometry: Geometry, earlier: Geometry) -> bool:
    """Whether every point is where it was."""
    if geometry is earlier:
        return True
    if isinstance(geometry, TriangleMesh) and isinstance(earlier, TriangleMesh):
        return _same_triangles(geometry, earlier) and np.array_equal(geometry.points, earlier.points)
    if isinstance(geometry, AnalyticShape) and isinstance(earlier, AnalyticShape):
        return geometry.kind == earlier.kind and geometry.half_length == earlier.half_length
    return False


def has_same_faces(geometry: TriangleMesh, earlier: TriangleMesh) -> bool:
    """Whether it is the same part of its mesh, as far as the numbers of the faces say."""
    return np.array_equal(geometry.faces, earlier.faces)


def as_it_was(
    part: TriangleMesh, parts: Iterable[TriangleMesh], earlier_parts: Iterable[TriangleMesh]
) -> TriangleMesh | None:
    """A part of a mesh with its corners where they were when the mesh was cut into other parts.

    Args:
        part: One of the parts.
        parts: All of them.
        earlier_parts: All that the mesh was cut into before.

    Returns:
        The same triangles over other points. None if the mesh had other faces, or if these are no parts of one mesh.
    """
    faces, earlier_faces = _faces_of_all(parts), _faces_of_all(earlier_parts)
    if faces is None or earlier_faces is None or not np.array_equal(faces, earlier_faces):
        return None
    points = part.points.copy()
    for earlier in earlier_parts:
        now = part.triangles[np.isin(part.faces, earlier.faces)]
        before = earlier.triangles[np.isin(earlier.faces, part.faces)]
        # Each part numbers the points that it uses, in the mesh's order: those of the same triangles rank alike.
        if not np.array_equal(_ranks(now), _ranks(before)):
            return None
        points[now] = earlier.points[before]
    return replace(part, points=points)


def _faces_of_all(parts: Iterable[TriangleMesh]) -> npt.NDArray[np.int32] | None:
    """The face of every triangle, sorted; None if a face is in several parts."""
    of_parts = [part.faces for part in parts]
    faces = np.sort(np.concatenate([np.empty(0, np.int32), *of_parts]))
    is_cut = len(np.unique(faces)) == sum(len(np.unique(each)) for each in of_parts)
    return faces if is_cut else None


def _ranks(triangles: npt.NDArray[np.int32]) -> npt.NDArray[np.intp]:
    return np.unique(triangles, return_inverse=True)[1].reshape(-1)


def _same_triangles(geometry: TriangleMesh, earlier: TriangleMesh) -> bool:
    return (
        len(geometry.points) == len(earlier.points)
        and np.array_equal(geometry.triangles, earlier.triangles)
        and has_same_faces(geometry, earlier)
    )


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
    if geometry is earlier:
        return np.zeros_like(local)
    if isinstance(geometry, TriangleMesh) and isinstance(earlier, TriangleMesh):
        if _same_triangles(geometry, earlier):
            return _bent(geometry, earlier, faces, weights)
    elif (
        isinstance(geometry, AnalyticShape)
        and isinstance(earlier, AnalyticShape)
        and geometry.kind == earlier.kind
    ):
        return _stretched(geometry, earlier, local)
    return np.full_like(local, np.nan)


def _bent(
    mesh: TriangleMesh, earlier: TriangleMesh, faces: npt.NDArray[np.int32], weights: npt.NDArray[np.float32]
) -> Points:
    first_two = weights.astype(np.float64)
    all_three = np.concatenate([first_two, 1.0 - first_two.sum(axis=1, keepdims=True)], axis=1)
    corners = mesh.triangles[faces]
    change = earlier.points[corners].astype(np.float64) - mesh.points[corners]
    moved: Points = np.einsum("nc,nci->ni", all_three, change)
    return moved


def _stretched(shape: AnalyticShape, earlier: AnalyticShape, local: Points) -> Points:
    """Of a capsule the tube is stretched and the caps are carried along; other shapes keep their form."""
    change = np.zeros_like(local)
    if shape.half_length != earlier.half_length:
        along = np.clip(local[:, 2], -shape.half_length, shape.half_length)
        share = along / shape.half_length if shape.half_length > 0.0 else np.sign(local[:, 2])
        change[:, 2] = share * earlier.half_length - along
    return change
