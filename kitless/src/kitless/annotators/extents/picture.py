"""How far drawables reach in the picture, and which of them have a part inside of the view.

First the vertices of everything at once, and the exact extents of round shapes. For most that is all. One by one follow
what the near clipping distance cuts, what a lens bends over a long way, and what may be inside though no vertex is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kitless.annotators.extents.balls import Balls, balls_of
from kitless.annotators.extents.bent import TOLERANCE, divided, straight_enough
from kitless.annotators.extents.meshes import outline
from kitless.annotators.extents.round_shapes import ball_extents, cut_extents
from kitless.annotators.extents.straight import any_inside, cut_positions
from kitless.annotators.extents.tessellation import tessellated
from kitless.annotators.extents.view import View
from kitless.annotators.tolerance import HAIR
from kitless.render import AnalyticShape, Camera, TriangleMesh
from kitless.render.lenses import Vectors
from kitless.scene import SceneSnapshot

POINTS_AT_ONCE = 2**18
COARSE, FINE, FINEST = 16, 256, 512
"""Segments of round shapes: to find a point of most that are inside, to find out about the others, for bent lenses."""


@dataclass(frozen=True, eq=False)
class PictureExtents:
    """Of N drawables.

    Attributes:
        extents: (N, 4) float64, lowest column and row, highest column and row, in pixels from the picture's top left
            corner and not clipped to it; NaN of what the lens does not show in front of the near clipping distance.
        inside: (N,) whether a part is inside of the view: in the picture, between the clipping distances.
    """

    extents: Vectors
    inside: npt.NDArray[np.bool_]


def picture_extents(scene: SceneSnapshot, camera: Camera, wanted: npt.NDArray[np.intp]) -> PictureExtents:
    """Look at some drawables.

    Args:
        scene: What stands where.
        camera: The camera.
        wanted: Indices of the drawables to look at, placed by matrices that have an inverse; others are NaN and not
            inside.
    """
    return _Look(scene, View.of(camera), wanted).found


class _Look:
    """One look at the scene; `found` is what was seen."""

    def __init__(self, scene: SceneSnapshot, view: View, wanted: npt.NDArray[np.intp]) -> None:
        count = len(scene.drawables)
        self.found = PictureExtents(np.full((count, 4), np.nan), np.zeros(count, dtype=bool))
        self._view = view
        self._wanted = wanted
        self._matrices = scene.to_world[wanted] @ view.to_camera
        self._geometries = [scene.drawables[index].geometry for index in self._wanted.tolist()]
        self._nearest, self._farthest, self._width = np.empty((3, len(self._wanted)))
        self._complete = np.empty(len(self._wanted), dtype=bool)
        for batch in self._batches():
            self._look_at_vertices(batch)
        if view.lens.straight:
            self._look_at_balls()
        for position in self._doubtful().tolist():
            self._look_closer(position)

    def _batches(self) -> Iterator[range]:
        first, size = 0, 0
        for position, geometry in enumerate(self._geometries):
            size += _outline(geometry).shape[1]
            if size >= POINTS_AT_ONCE or position == len(self._geometries) - 1:
                yield range(first, position + 1)
                first, size = position + 1, 0

    def _look_at_vertices(self, batch: range) -> None:
        view, rows = self._view, slice(batch.start, batch.stop)
        outlines = [_outline(self._geometries[position]) for position in batch]
        starts = np.cumsum([0, *(points.shape[1] for points in outlines)])
        coordinates = np.empty((3, starts[-1]))
        for points, start, end, position in zip(outlines, starts, starts[1:], batch, strict=False):
            matrix = self._matrices[position]
            coordinates[:, start:end] = matrix[:3, :3].T @ points + matrix[3, :3, np.newaxis]
        firsts, found = starts[:-1], self._wanted[rows]
        positions, distances = view.look_at(coordinates.T)
        for axis in range(2):
            along = np.ascontiguousarray(positions[:, axis])
            self.found.extents[found, axis] = np.fmin.reduceat(along, firsts)
            self.found.extents[found, axis + 2] = np.fmax.reduceat(along, firsts)
        self.found.inside[found] = np.logical_or.reduceat(view.contains(positions, distances), firsts)
        self._nearest[rows] = np.minimum.reduceat(distances, firsts)
        self._farthest[rows] = np.maximum.reduceat(distances, firsts)
        self._complete[rows] = np.logical_and.reduceat(np.isfinite(positions[:, 0]), firsts)
        sizes = np.maximum.reduceat(coordinates, firsts, axis=1) - np.minimum.reduceat(
            coordinates, firsts, axis=1
        )
        self._width[rows] = np.linalg.norm(sizes, axis=0)

    def _look_at_balls(self) -> None:
        """Replace what the vertices of round shapes said by what is exactly so."""
        is_round = [isinstance(geometry, AnalyticShape) for geometry in self._geometries]
        positions = np.flatnonzero(is_round)
        if not len(positions):
            return
        parts = [
            balls_of(geometry).transformed(self._matrices[position])
            for position in positions.tolist()
            if isinstance(geometry := self._geometries[position], AnalyticShape)
        ]
        balls = Balls(
            np.concatenate([part.centres for part in parts]), np.concatenate([part.axes for part in parts])
        )
        firsts = np.cumsum([0, *(len(part.centres) for part in parts[:-1])])
        nearest, farthest = balls.extents(np.array([0.0, 0.0, -1.0]))
        self._nearest[positions] = np.minimum.reduceat(nearest, firsts)
        self._farthest[positions] = np.maximum.reduceat(farthest, firsts)
        extents = ball_extents(self._view, balls)
        found = self._wanted[positions]
        self.found.extents[found, :2] = np.minimum.reduceat(extents[:, :2], firsts)
        self.found.extents[found, 2:] = np.maximum.reduceat(extents[:, 2:], firsts)
        self._complete[positions] = self._nearest[positions] >= self._view.near
        for position in positions[~self._complete[positions]].tolist():
            geometry = self._geometries[position]
            if isinstance(geometry, AnalyticShape):
                extents = np.full(4, np.nan)
                if self._farthest[position] > self._view.near:
                    extents = cut_extents(self._view, geometry, self._matrices[position])
                self.found.extents[self._wanted[position]] = extents

    def _doubtful(self) -> npt.NDArray[np.intp]:
        """Positions of those for which vertices do not say all."""
        extents, inside = self.found.extents[self._wanted], self.found.inside[self._wanted]
        ahead = self._farthest >= self._view.near
        maybe_inside = ~inside & (self._nearest <= self._view.far)
        for axis, size in enumerate(self._view.size):
            maybe_inside &= ~(extents[:, axis] >= size - HAIR) & ~(extents[:, axis + 2] <= HAIR)
        if self._view.lens.straight:
            is_mesh = np.array(
                [isinstance(geometry, TriangleMesh) for geometry in self._geometries], dtype=bool
            )
            return np.flatnonzero(ahead & (maybe_inside | (is_mesh & ~self._complete)))
        # Seen from its nearest point, it is no wider than this.
        closest = np.maximum(self._nearest - self._width, 0.0)
        small = self._width <= closest * straight_enough(self._view)
        return np.flatnonzero(ahead & (maybe_inside | ~self._complete | ~small))

    def _look_closer(self, position: int) -> None:
        drawable, geometry = self._wanted[position], self._geometries[position]
        mesh = (
            geometry
            if isinstance(geometry, TriangleMesh)
            else tessellated(geometry, self._segments(position))
        )
        matrix = self._matrices[position]
        points = mesh.points @ matrix[:3, :3] + matrix[3, :3]
        if self._view.lens.straight:
            if mesh is geometry and not self._complete[position]:
                self._add(drawable, cut_positions(self._view, points, mesh.triangles))
            if not self.found.inside[drawable]:
                self.found.inside[drawable] = any_inside(self._view, points, mesh.triangles)
            return
        if mesh is not geometry:
            positions, _ = self._view.look_at(points)
            self._add(drawable, positions)
        for positions, distances in divided(self._view, points, mesh.triangles):
            self._add(drawable, positions)
            self.found.inside[drawable] |= bool(self._view.contains(positions, distances).any())

    def _segments(self, position: int) -> int:
        """How many a round shape needs so that a polygon's sides are within the tolerance."""
        if self._view.lens.straight:
            return FINE
        if not self._complete[position]:
            return FINEST
        lowest, highest = self.found.extents[self._wanted[position]].reshape(2, 2)
        needed = np.pi * np.sqrt((highest - lowest).max() / (4.0 * TOLERANCE))
        return int(np.clip(2.0 ** np.ceil(np.log2(max(needed, 1.0))), COARSE, FINEST))

    def _add(self, drawable: np.intp, positions: Vectors) -> None:
        """Let a drawable reach as far as these positions (C, 2), too."""
        if len(positions):
            extents = self.found.extents[drawable]
            extents[:2] = np.fmin(extents[:2], np.fmin.reduce(positions))
            extents[2:] = np.fmax(extents[2:], np.fmax.reduce(positions))


def _outline(geometry: TriangleMesh | AnalyticShape) -> npt.NDArray[np.float32]:
    """(3, P) points on the surface: all vertices of a mesh."""
    return outline(geometry if isinstance(geometry, TriangleMesh) else tessellated(geometry, COARSE))
