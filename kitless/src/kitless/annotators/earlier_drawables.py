"""Which drawable of an earlier frame each one was.

It is the one of the same name, and the same one of those that share it. A mesh with GeomSubsets is drawn in parts,
whose names and faces change with the subsets and their labels: each was the parts that had its faces.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from kitless.annotators.earlier_geometry import Geometry, as_it_was, has_same_faces
from kitless.render import TriangleMesh

if TYPE_CHECKING:
    from kitless.render import Drawable
    from kitless.scene import SceneSnapshot

Indices = npt.NDArray[np.intp]


class EarlierDrawables:
    """What some drawables of a scene were before.

    Args:
        scene: The scene.
        earlier: What stood where before.
        seen: Indices of the drawables that will be asked about.

    Attributes:
        indices: (N,) index of the earlier drawable that stood where each one would have stood then; -1 for what was
            not there. Of the seen ones only.
    """

    def __init__(self, scene: SceneSnapshot, earlier: SceneSnapshot, seen: Iterable[int]) -> None:
        self._scene = scene
        self._earlier = earlier
        self._put_together: dict[int, TriangleMesh] = {}
        if scene.drawables is earlier.drawables:
            self.indices = np.arange(len(scene.drawables))
        else:
            self.indices = _of_the_same_names(scene.drawables, earlier.drawables)
            self._follow_faces([index for index in seen if self._may_be_other_parts(index)])

    def geometry(self, index: int) -> Geometry:
        """What a drawable that was there before was."""
        put_together = self._put_together.get(index)
        return put_together or self._earlier.drawables[self.indices[index]].geometry

    def _may_be_other_parts(self, index: int) -> bool:
        geometry = self._scene.drawables[index].geometry
        if not isinstance(geometry, TriangleMesh):
            return False
        if self.indices[index] < 0:
            return True
        earlier = self.geometry(index)
        return isinstance(earlier, TriangleMesh) and not has_same_faces(geometry, earlier)

    def _follow_faces(self, wanted: list[int]) -> None:
        """Put drawables together from the earlier parts of their meshes."""
        if not wanted:
            return
        parts, earlier_parts = _parts_of_meshes(self._scene), _parts_of_meshes(self._earlier)
        name_of = {index: name for name, indices in parts.items() for index in indices}
        # Copies of a prim share their parts, and what these were.
        put_together = cache(as_it_was)
        for index in wanted:
            name = name_of[index]
            if name in earlier_parts:
                geometry = put_together(
                    parts[name][index], tuple(parts[name].values()), tuple(earlier_parts[name].values())
                )
                if geometry is not None:
                    self._put_together[index] = geometry
                    # All parts of a mesh stand at the same place.
                    self.indices[index] = next(iter(earlier_parts[name]))


def _parts_of_meshes(scene: SceneSnapshot) -> Mapping[str, Mapping[int, TriangleMesh]]:
    """By the name of the mesh, the drawables that are parts of it, by their index."""
    gprims_and_subsets = frozenset(scene.names.leaves)
    parts: defaultdict[str, dict[int, TriangleMesh]] = defaultdict(dict)
    for index, drawable in enumerate(scene.drawables):
        if isinstance(drawable.geometry, TriangleMesh):
            name = drawable.prim_path
            above = name.rpartition("/")[0]
            # Only subsets are below something that is drawn: gprims are not nested.
            parts[above if above in gprims_and_subsets else name][index] = drawable.geometry
    return parts


def _of_the_same_names(drawables: tuple[Drawable, ...], earlier: tuple[Drawable, ...]) -> Indices:
    """(N,) index of the earlier drawable of the same name and number; -1 for what was not there."""
    known = dict(zip(_numbered(earlier), range(len(earlier)), strict=True))
    return np.array([known.get(key, -1) for key in _numbered(drawables)], dtype=np.intp)


def _numbered(drawables: tuple[Drawable, ...]) -> Iterator[tuple[str, int]]:
    """Each drawable's name, and the how many-th of that name it is."""
    seen: Counter[str] = Counter()
    for drawable in drawables:
        yield drawable.prim_path, seen[drawable.prim_path]
        seen[drawable.prim_path] += 1
