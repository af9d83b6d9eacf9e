"""Where the surface points of a frame were in an earlier one.

`kitless.annotators.earlier_drawables` says what a drawable was before. A point of it is the same when it has the same
place in the geometry; see `kitless.annotators.earlier_geometry` for those that bend.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from kitless.annotators.earlier_drawables import earlier_drawables
from kitless.annotators.earlier_geometry import Geometry, Points, change_since, earlier_places, is_same
from kitless.render import TriangleMesh

if TYPE_CHECKING:
    from kitless.annotators.frame import Frame
    from kitless.scene import SceneSnapshot

Indices = npt.NDArray[np.intp]

SQUEEZED = 1e3
"""Ratio of a matrix' stretches from which on its inverse loses too much."""


class _Manner(IntEnum):
    """What has become of a drawable, and so how its points are followed."""

    STILL = 0
    CARRIED = 1
    """By two matrices."""
    BENT = 2
    """By what its geometry was."""
    FLAT = 3
    """By its triangles alone: a mesh that is all but flat in the world, where a matrix would not lead back."""


class EarlierSurfaces:
    """Follows surface points of one frame back to an earlier one.

    Args:
        frame: The frame.
        earlier: What stood where before.
    """

    def __init__(self, frame: Frame, earlier: SceneSnapshot) -> None:
        self._gbuffer = frame.gbuffer
        self._scene = frame.scene
        self._earlier = earlier
        self._manner = np.full(len(frame.scene.drawables), _Manner.STILL, dtype=np.int8)
        # From where a drawable is to where it was, world space.
        self._carried_by = np.full_like(frame.scene.to_world, np.nan)
        # One place more, in front, for pixels that hit nothing: their instance is -1.
        seen = np.flatnonzero(np.bincount(frame.gbuffer.instance.reshape(-1) + 1)[1:])
        self._before = earlier_drawables(frame.scene, earlier)
        self._look_at(seen)

    @property
    def changed(self) -> npt.NDArray[np.bool_]:
        """Which drawables, of those that are seen, do not stand still."""
        changed: npt.NDArray[np.bool_] = self._manner != _Manner.STILL
        return changed

    def points(self, now: Points, pixels: Indices) -> Points:
        """Where points were.

        Args:
            now: (N, 3) world space, surface points that pixels see.
            pixels: (N,) these pixels, row * width + column.

        Returns:
            (N, 3) world space; the same bits where nothing has moved, NaN where the point did not exist.
        """
        instances = self._gbuffer.instance.reshape(-1)[pixels]
        before = now.copy()
        manner = self._manner[instances]
        carried = np.flatnonzero(manner == _Manner.CARRIED)
        matrices = self._carried_by[instances[carried]]
        before[carried] = np.einsum("ni,nij->nj", now[carried], matrices[:, :3, :3]) + matrices[:, 3, :3]
        for instance, group in _groups(instances, np.flatnonzero(manner == _Manner.BENT)):
            before[group] = self._bent(instance, now[group], pixels[group])
        for instance, group in _groups(instances, np.flatnonzero(manner == _Manner.FLAT)):
            before[group] = self._flat(instance, pixels[group])
        return before

    def _look_at(self, instances: Indices) -> None:
        """Find out what has become of drawables."""
        # What was not there is carried too: by a matrix of NaN.
        self._manner[instances] = _Manner.CARRIED
        instances = instances[self._before[instances] >= 0]
        now, before = self._scene.to_world[instances], self._earlier.to_world[self._before[instances]]
        # A drawable that is seen can be inverted.
        self._carried_by[instances] = np.linalg.inv(now) @ before
        stands = (now == before).all(axis=(1, 2))
        self._manner[instances[stands]] = _Manner.STILL
        bent = [instance for instance in instances.tolist() if not is_same(*self._geometries(instance))]
        self._manner[bent] = _Manner.BENT
        is_squeezed = ~stands & (np.linalg.cond(now[:, :3, :3]) > SQUEEZED)
        flat = [instance for instance in instances[is_squeezed].tolist() if self._are_meshes(instance)]
        self._manner[flat] = _Manner.FLAT

    def _geometries(self, instance: int) -> tuple[Geometry, Geometry]:
        """What a drawable that was there before is, and was."""
        earlier = self._earlier.drawables[self._before[instance]]
        return self._scene.drawables[instance].geometry, earlier.geometry

    def _are_meshes(self, instance: int) -> bool:
        return all(isinstance(geometry, TriangleMesh) for geometry in self._geometries(instance))

    def _bent(self, instance: int, now: Points, pixels: Indices) -> Points:
        to_world = self._scene.to_world[instance]
        to_world_before = self._earlier.to_world[self._before[instance]]
        to_local = np.linalg.inv(to_world)
        local = now @ to_local[:3, :3] + to_local[3, :3]
        change = change_since(*self._geometries(instance), local, *self._in_triangles(pixels))
        if np.array_equal(to_world, to_world_before):
            # Not there and back again: what bends may have parts that stand still.
            return np.asarray(now + change @ to_world[:3, :3])
        return np.asarray((local + change) @ to_world_before[:3, :3] + to_world_before[3, :3])

    def _flat(self, instance: int, pixels: Indices) -> Points:
        to_world_before = self._earlier.to_world[self._before[instance]]
        places = earlier_places(*self._geometries(instance), *self._in_triangles(pixels))
        return np.asarray(places @ to_world_before[:3, :3] + to_world_before[3, :3])

    def _in_triangles(self, pixels: Indices) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
        """(N,) triangle that pixels see, and (N, 2) weights of its first and second corner."""
        gbuffer = self._gbuffer
        return gbuffer.face.reshape(-1)[pixels], gbuffer.barycentrics.reshape(-1, 2)[pixels]


def _groups(instances: npt.NDArray[np.int32], some: Indices) -> Iterator[tuple[int, Indices]]:
    """Each instance that occurs among some of the points, and which of these are on it."""
    some = some[np.argsort(instances[some], kind="stable")]
    present, starts = np.unique(instances[some], return_index=True)
    ends = np.append(starts, len(some))[1:]
    for instance, start, end in zip(present.tolist(), starts, ends, strict=True):
        yield instance, some[start:end]
