"""A stage at an instant, as annotators see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from kitless.render import Drawable

from .names import DrawnNames
from .skeletons import SkeletonPose


@dataclass(frozen=True, eq=False)
class SceneSnapshot:
    """What stands where.

    Attributes:
        drawables: What each instance index of a G-buffer is.
        to_world: (N, 4, 4) float64 row-vector matrices, geometry to world; NaN for a drawable that is not drawn because
            its own has no inverse. What that squeezes flat has a flat geometry and a matrix with an inverse.
        names: What the stage can draw at any time.
        local_to_world: (4, 4) float64 row-vector matrix from the space of what has a name (see `names`), a gprim or
            anything above one, to the world, as authored: of any rank. To be called while the frame is captured.
        skeletons: The skeletons that are seen, or would be, sorted by path. To be called while the frame is captured.
    """

    drawables: tuple[Drawable, ...]
    to_world: npt.NDArray[np.float64]
    names: DrawnNames
    local_to_world: Callable[[str], npt.NDArray[np.float64]]
    skeletons: Callable[[], tuple[SkeletonPose, ...]] = tuple

    @cached_property
    def prim_paths(self) -> tuple[str, ...]:
        """What each drawable is called; not all different."""
        return tuple(drawable.prim_path for drawable in self.drawables)
