"""Drawing what a transform squeezes into a plane.

The renderer needs the inverse of each matrix that places a geometry. A mesh that is scaled to nothing along one
direction has an area all the same, and is drawn: as a flat mesh, with a matrix that has an inverse, that together are
in the world what the mesh is with its own matrix.

    flat mesh       the mesh, moved along the direction that its matrix makes nothing of, onto the plane across it
    upright matrix  the same as the matrix in that plane; it leads the lost direction out of the plane in the world
"""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from kitless.render import AnalyticShape, Drawable, TriangleMesh

from .shape import Matrix

_NOTHING = 1e-12
"""Of a matrix' largest stretch: what is not longer comes from rounding."""

_NO_AREA = 1e-9
"""Of the square of a mesh's size."""


@dataclass(frozen=True, eq=False)
class Fitted:
    """K drawables as they can be drawn.

    Attributes:
        to_world: (K, 4, 4) row-vector matrices that have an inverse; NaN for what cannot be drawn.
        flat: What is drawn instead of their meshes, by row.
        problems: Why some of them cannot be drawn, by row.
    """

    to_world: Matrix
    flat: dict[int, TriangleMesh] = field(default_factory=dict)
    problems: dict[int, str] = field(default_factory=dict)


class Fitting:
    """Fits geometries and matrices to each other. The same mesh in the same plane is the same object each time."""

    def __init__(self) -> None:
        self._flat: weakref.WeakValueDictionary[tuple[TriangleMesh, bytes], TriangleMesh] = (
            weakref.WeakValueDictionary()
        )

    def fit(self, drawables: Sequence[Drawable], rows: npt.NDArray[np.int64], to_world: Matrix) -> Fitted:
        """Make it possible to draw K of the drawables.

        Args:
            drawables: All of them, as they are meant.
            rows: (K,) which ones.
            to_world: (K, 4, 4) row-vector matrices that place them; of any rank, or not finite.
        """
        fitted = Fitted(to_world.copy())
        for index in np.flatnonzero(~has_inverse(to_world)).tolist():
            row = int(rows[index])
            fit = self._fit(drawables[row].geometry, to_world[index])
            if isinstance(fit, str):
                fitted.problems[row] = fit
                fitted.to_world[index] = np.nan
            else:
                fitted.flat[row], fitted.to_world[index] = fit
        return fitted

    def _fit(
        self, geometry: TriangleMesh | AnalyticShape, to_world: Matrix
    ) -> tuple[TriangleMesh, Matrix] | str:
        """A flat mesh and its matrix, or why there is none."""
        if not np.isfinite(to_world).all():
            return "its transform is not finite"
        axes, stretches, world_axes = np.linalg.svd(to_world[:3, :3])
        rank = int((stretches > _NOTHING * stretches[0]).sum())
        if rank < 2:
            return f"its size or its transform makes it a {('point', 'line')[rank]}"
        if isinstance(geometry, AnalyticShape):
            return "its size or its transform makes it flat, and only meshes, cubes and planes are drawn flat"
        lost = axes[:, 2]
        # Rounded, so that instances which are turned differently share one mesh.
        mesh = self._flattened(geometry, np.round(np.eye(3) - np.outer(lost, lost), 12) + 0.0)
        if mesh is None:
            return "its transform makes it a line"
        upright = to_world.copy()
        stretches[2] = np.sqrt(stretches[0] * stretches[1])
        upright[:3, :3] = axes * stretches @ world_axes
        return mesh, upright

    def _flattened(self, mesh: TriangleMesh, onto_plane: Matrix) -> TriangleMesh | None:
        """A mesh projected by a (3, 3) matrix; None if no area is left of it."""
        key = (mesh, onto_plane.tobytes())
        flat = self._flat.get(key)
        if flat is None:
            points = mesh.points.astype(np.float64) @ onto_plane
            if _largest_area(points, mesh) <= _NO_AREA * float(np.square(np.ptp(mesh.bounds, axis=0)).sum()):
                return None
            # Normals that are authored are all squeezed to the plane's own.
            flat = replace(mesh, points=points.astype(np.float32), normals=None)
            self._flat[key] = flat
        return flat


def has_inverse(matrices: Matrix) -> npt.NDArray[np.bool_]:
    """(K,) which of (K, 4, 4) matrices are finite and keep all three dimensions, but for rounding."""
    result: npt.NDArray[np.bool_] = np.isfinite(matrices).all(axis=(1, 2))
    rows = matrices[result, :3, :3]
    with np.errstate(over="ignore", invalid="ignore"):
        volumes, edges = np.abs(np.linalg.det(rows)), np.linalg.norm(rows, axis=2).prod(axis=1)
        doubtful = np.flatnonzero(result)[~(volumes > _NOTHING * edges)]
    stretches = np.linalg.svd(matrices[doubtful, :3, :3], compute_uv=False)
    result[doubtful] = stretches[:, 2] > _NOTHING * stretches[:, 0]
    return result


def _largest_area(points: npt.NDArray[np.float64], mesh: TriangleMesh) -> float:
    """Twice that of the largest triangle."""
    corners = points[mesh.triangles]
    cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    return float(np.linalg.norm(cross, axis=1).max())
