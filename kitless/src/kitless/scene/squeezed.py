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

from .limits import LARGEST, within_limits
from .shape import Matrix
from .subsets import part_of_mesh

_NOTHING = 1e-12
"""Of a matrix' largest stretch: what is not longer comes from rounding."""

_NOTHING_OF_A_ROUND_SHAPE = 1e-8
"""The same of round shapes, which the device intersects by formulas, with seven digits."""

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
        is_round = np.array([isinstance(drawables[row].geometry, AnalyticShape) for row in rows], dtype=bool)
        fits = has_inverse(to_world) & _computable(to_world)
        round_ones = np.flatnonzero(is_round & fits)
        fits[round_ones] = _least_stretches(to_world[round_ones]) > _NOTHING_OF_A_ROUND_SHAPE
        for index in np.flatnonzero(~fits).tolist():
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
        if not within_limits(to_world).all():
            return f"its transform is not finite, or beyond {LARGEST:g}"
        if not _is_affine(to_world):
            return "the last column of its transform is not (0, 0, 0, 1)"
        axes, stretches, world_axes = np.linalg.svd(to_world[:3, :3])
        rank = int((stretches > max(_NOTHING * stretches[0], 1.0 / LARGEST)).sum())
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
        upright[3, :3] += _middle(geometry) @ to_world[:3, :3]
        return mesh, upright

    def _flattened(self, mesh: TriangleMesh, onto_plane: Matrix) -> TriangleMesh | None:
        """A mesh around its middle, projected by a (3, 3) matrix; None if no area is left of it."""
        key = (mesh, onto_plane.tobytes())
        flat = self._flat.get(key)
        if flat is None:
            if mesh.part_of is not None:
                whole = self._flattened(mesh.whole, onto_plane)
                return None if whole is None else self._keep(key, part_of_mesh(whole, mesh.part_of.triangles))
            points = (mesh.points.astype(np.float64) - _middle(mesh)) @ onto_plane
            if _largest_area(points, mesh) <= _NO_AREA * float(np.square(np.ptp(mesh.bounds, axis=0)).sum()):
                return None
            # Normals that are authored are all squeezed to the plane's own.
            flat = self._keep(key, replace(mesh, points=points.astype(np.float32), normals=None))
        return flat

    def _keep(self, key: tuple[TriangleMesh, bytes], flat: TriangleMesh) -> TriangleMesh:
        self._flat[key] = flat
        return flat


def has_inverse(matrices: Matrix) -> npt.NDArray[np.bool_]:
    """(K,) which of (K, 4, 4) matrices are finite and keep all three dimensions, but for rounding."""
    result: npt.NDArray[np.bool_] = np.isfinite(matrices).all(axis=(1, 2))
    rows = matrices[result, :3, :3]
    with np.errstate(over="ignore", invalid="ignore"):
        volumes, edges = np.abs(np.linalg.det(rows)), np.linalg.norm(rows, axis=2).prod(axis=1)
        doubtful = np.flatnonzero(result)[~(volumes > _NOTHING * edges)]
    result[doubtful] = _least_stretches(matrices[doubtful]) > _NOTHING
    return result


def _computable(matrices: Matrix) -> npt.NDArray[np.bool_]:
    """(K,) which of (K, 4, 4) matrices are affine, and neither larger nor smaller than the device can compute with."""
    large_enough = np.abs(matrices[:, :3, :3]).max(axis=(1, 2)) > 1.0 / LARGEST
    return np.asarray(within_limits(matrices).all(axis=(1, 2)) & _is_affine(matrices) & large_enough)


def _is_affine(matrices: Matrix) -> npt.NDArray[np.bool_]:
    """Which of (…, 4, 4) matrices are, of row vectors."""
    return np.asarray((np.abs(matrices[..., :, 3] - (0.0, 0.0, 0.0, 1.0)) < _NOTHING).all(axis=-1))


def _least_stretches(matrices: Matrix) -> npt.NDArray[np.float64]:
    """(K,) how much (K, 4, 4) finite matrices stretch where they do so least, as a part of where they do so most."""
    stretches = np.linalg.svd(matrices[:, :3, :3], compute_uv=False)
    least: npt.NDArray[np.float64] = stretches[:, 2] / np.maximum(stretches[:, 0], np.finfo(np.float64).tiny)
    return least


def _middle(mesh: TriangleMesh) -> npt.NDArray[np.float64]:
    """(3,) of the whole mesh: its parts stay where they are in it."""
    middle: npt.NDArray[np.float64] = mesh.whole.bounds.mean(axis=0)
    return middle


def _largest_area(points: npt.NDArray[np.float64], mesh: TriangleMesh) -> float:
    """Twice that of the largest triangle."""
    corners = points[mesh.triangles]
    cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    return float(np.linalg.norm(cross, axis=1).max())
