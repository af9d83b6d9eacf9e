"""Which drawable of an earlier frame each one was.

It is one of the same gprim, by name. A mesh with GeomSubsets is drawn in parts, whose names and faces change with the
subsets and their labels; which of its parts a part was does not matter, because each knows the whole mesh.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from kitless.scene import SceneSnapshot


def earlier_drawables(scene: SceneSnapshot, earlier: SceneSnapshot) -> npt.NDArray[np.intp]:
    """(N,) index of a drawable of each one's gprim in an earlier scene, -1 for what was not there."""
    if scene.drawables is earlier.drawables:
        return np.arange(len(scene.drawables))
    known = {drawable.gprim: index for index, drawable in enumerate(earlier.drawables)}
    return np.array([known.get(drawable.gprim, -1) for drawable in scene.drawables], dtype=np.intp)
