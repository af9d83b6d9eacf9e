"""Where the surface points of a frame were in an earlier one.

A drawable is the same as before when it has the same name and is the same one of those that share it. A point of it
is the same when it has

    the same place in the geometry          the geometry is the same, or a shape of the same kind
    the same place in the same triangle     the mesh has the same triangles over other points: it bends
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from kitless.render import AnalyticShape, TriangleMesh

if TYPE_CHECKING:
    from kitless.annotators.frame import Frame
    from kitless.render import Drawable
    from kitless.scene import SceneSnapshot

Points = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]
Geometry = TriangleMesh | AnalyticShape


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
        self._counterparts = _counterparts(frame.scene, earlier)
        self._existed = self._counterparts >= 0
        placed_before = np.full_like(frame.scene.to_world, np.nan)
        placed_before[self._existed] = earlier.to_world[self._counterparts[self._existed]]
        self._placed_before = placed_before
        self._moved = (placed_before != frame.scene.to_world).any(axis=(1, 2))

    def points(self, now: Points, pixels: Indices) -> Points:
        """Where points were.

        Args:
            now: (N, 3) world space, surface points that pixels see.
            pixels: (N,) these pixels, row * width + column.

        Returns:
            (N, 3) world space; the same bits where nothing has moved, NaN where the point did not exist.
        """
        instances = self._gbuffer.instance.reshape(-1)[pixels]
        faces = self._gbuffer.face.reshape(-1)[pixels]
        weights = self._gbuffer.barycentrics.reshape(-1, 2)[pixels]
        before = now.copy()
        for instance, group in _groups(instances, self._has_changed):
            before[group] = self._followed(instance, now[group], faces[group], weights[group])
        return before

    def _has_changed(self, instance: int) -> bool:
        return bool(self._moved[instance]) or not _same(*self._geometries(instance))

    def _geometries(self, instance: int) -> tuple[Geometry, Geometry]:
        """What a drawable that existed before is, and was."""
        counterpart = self._counterparts[instance]
        return self._scene.drawables[instance].geometry, self._earlier.drawables[counterpart].geometry

    def _followed(
        self, instance: int, now: Points, faces: npt.NDArray[np.int32], weights: npt.NDArray[np.float32]
    ) -> Points:
        if not self._existed[instance]:
            return np.full_like(now, np.nan)
        to_world, to_world_before = self._scene.to_world[instance], self._placed_before[instance]
        to_local = np.linalg.inv(to_world)
        local = now @ to_local[:3, :3] + to_local[3, :3]
        change = _change(*self._geometries(instance), local, faces, weights)
        if not self._moved[instance]:
            # Not there and back again: what bends may have parts that stand still.
            before: Points = now + change @ to_world[:3, :3]
        else:
            before = (local + change) @ to_world_before[:3, :3] + to_world_before[3, :3]
        return before


def _counterparts(scene: SceneSnapshot, earlier: SceneSnapshot) -> Indices:
    """(N,) index into the earlier drawables of each drawable; -1 for what was not there."""
    if scene.drawables is earlier.drawables:
        return np.arange(len(scene.drawables))
    known = dict(zip(_numbered(earlier.drawables), range(len(earlier.drawables)), strict=True))
    return np.array([known.get(key, -1) for key in _numbered(scene.drawables)], dtype=np.intp)


def _numbered(drawables: tuple[Drawable, ...]) -> Iterator[tuple[str, int]]:
    """Each drawable's name, and the how many-th of that name it is."""
    seen: Counter[str] = Counter()
    for drawable in drawables:
        yield drawable.prim_path, seen[drawable.prim_path]
        seen[drawable.prim_path] += 1


def _groups(instances: npt.NDArray[np.int32], wanted: Callable[[int], bool]) -> Iterator[tuple[int, Indices]]:
    """Each instance that occurs and is wanted, and where."""
    is_wanted = np.bincount(instances) > 0
    for instance in np.flatnonzero(is_wanted).tolist():
        is_wanted[instance] = wanted(instance)
    pixels = np.flatnonzero(is_wanted[instances])
    pixels = pixels[np.argsort(instances[pixels], kind="stable")]
    present, starts = np.unique(instances[pixels], return_index=True)
    ends = np.append(starts, len(pixels))[1:]
    for instance, start, end in zip(present.tolist(), starts, ends, strict=True):
        yield instance, pixels[start:end]


def _same(geometry: Geometry, earlier: Geometry) -> bool:
    if geometry is earlier:
        return True
    if isinstance(geometry, TriangleMesh) and isinstance(earlier, TriangleMesh):
        return _same_triangles(geometry, earlier) and np.array_equal(geometry.points, earlier.points)
    if isinstance(geometry, AnalyticShape) and isinstance(earlier, AnalyticShape):
        return geometry.kind == earlier.kind and geometry.half_length == earlier.half_length
    return False


def _same_triangles(geometry: TriangleMesh, earlier: TriangleMesh) -> bool:
    return len(geometry.points) == len(earlier.points) and np.array_equal(
        geometry.triangles, earlier.triangles
    )


def _change(
    geometry: Geometry,
    earlier: Geometry,
    local: Points,
    faces: npt.NDArray[np.int32],
    weights: npt.NDArray[np.float32],
) -> Points:
    """(N, 3) from points of a geometry to where they were, in its space; NaN where there is nothing to follow."""
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
