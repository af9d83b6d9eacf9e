"""Polygons to triangles."""

from __future__ import annotations

import mapbox_earcut
import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int32]


def triangulate(
    points: FloatArray, counts: IntArray, indices: IntArray, holes: IntArray
) -> tuple[IntArray, IntArray]:
    """Triangles of a mesh's faces, in the order of the faces, with their winding.

    A convex face is fanned out from its first vertex; ears are clipped from a concave one, in the plane that it is
    nearest to.

    Args:
        points: float32 (P, 3).
        counts: (F,) vertices of each face; faces with fewer than three have no triangles.
        indices: (sum of counts,) point of each face-vertex.
        holes: Faces that are left out.

    Returns:
        (T * 3,) index of the face-vertex of each corner, and (T,) face of each triangle.
    """
    triangle_counts = np.maximum(counts - 2, 0)
    triangle_counts[holes[(holes >= 0) & (holes < len(counts))]] = 0
    faces = np.repeat(np.arange(len(counts), dtype=np.int32), triangle_counts)
    starts = np.cumsum(counts) - counts
    first_triangle = np.cumsum(triangle_counts) - triangle_counts
    first = starts[faces]
    step = np.arange(len(faces)) - first_triangle[faces]
    corners = np.stack([first, first + step + 1, first + step + 2], axis=1).astype(np.int32)

    dropped = np.zeros(len(faces), dtype=bool)
    for face in _concave_faces(points, counts, indices):
        if triangle_counts[face] == 0:
            continue
        ring = np.arange(starts[face], starts[face] + counts[face], dtype=np.int32)
        clipped = ring[_clip_ears(points[indices[ring]].astype(np.float64))]
        rows = slice(first_triangle[face], first_triangle[face] + len(clipped))
        corners[rows] = clipped
        dropped[rows.stop : first_triangle[face] + triangle_counts[face]] = True
    return corners[~dropped].reshape(-1), faces[~dropped]


def _concave_faces(points: FloatArray, counts: IntArray, indices: IntArray) -> list[int]:
    """Faces at which some corner turns the other way."""
    concave: list[int] = []
    starts = np.cumsum(counts) - counts
    for size in np.unique(counts[counts > 3]):
        candidates = np.flatnonzero(counts == size)
        ring = points[indices[starts[candidates][:, None] + np.arange(size)]].astype(np.float64)
        edges = np.roll(ring, -1, axis=1) - ring
        turns = np.cross(edges, np.roll(edges, -1, axis=1))
        area = _area_vector(ring)
        along = (turns * area[:, None, :]).sum(axis=2)
        backwards = (along < -1e-9 * (area**2).sum(axis=1)[:, None]).any(axis=1)
        concave += candidates[backwards].tolist()
    return concave


def _area_vector(ring: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Twice the area of each (…, N, 3) polygon, along its normal."""
    spokes = ring - ring[..., :1, :]
    return np.cross(spokes, np.roll(spokes, -1, axis=-2)).sum(axis=-2)


def _clip_ears(ring: npt.NDArray[np.float64]) -> IntArray:
    """(T, 3) corners of the triangles of one (N, 3) polygon, with its winding."""
    normal = _area_vector(ring)
    axis = int(np.argmax(np.abs(normal)))
    flat = np.ascontiguousarray(np.delete(ring, axis, axis=1))
    triangles = mapbox_earcut.triangulate_float64(flat, np.array([len(ring)], dtype=np.uint32)).reshape(-1, 3)
    corners = ring[triangles]
    turned = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]) @ normal < 0.0
    triangles[turned] = triangles[turned][:, ::-1]
    return triangles.astype(np.int32)
