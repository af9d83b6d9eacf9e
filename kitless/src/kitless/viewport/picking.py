"""Which prim is under the mouse, and which pixels are those of prims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Collection

    from kitless.render import Drawable
    from kitless.viewport.picture import Picture


def picked_path(picture: Picture, column: float, row: float) -> str | None:
    """The prim that a picture shows at a place.

    Args:
        picture: The picture.
        column: From its left edge, 0 to 1.
        row: From its top edge, 0 to 1.

    Returns:
        Path of the gprim, or of the point instancer that has drawn it; None where nothing is hit, or outside.
    """
    width, height = picture.size
    if not (0.0 <= column < 1.0 and 0.0 <= row < 1.0):
        return None
    index = int(picture.instance[int(row * height), int(column * width)])
    return None if index < 0 else _stage_path(picture.drawables[index])


def pixels_of(picture: Picture, paths: Collection[str]) -> npt.NDArray[np.bool_]:
    """Which pixels show one of some prims, or something below one.

    Args:
        picture: The picture.
        paths: Prim paths; of a GeomSubset that has a label, too.

    Returns:
        bool (height, width).
    """
    wanted = frozenset(paths)
    indices = [index for index, drawable in picture.seen.items() if wanted and _is_of(drawable, wanted)]
    return np.isin(picture.instance, indices)


def _stage_path(drawable: Drawable) -> str:
    """The gprim on the stage; instances of point instancers are no prims, so theirs is the instancer."""
    return drawable.gprim.partition("[")[0]


def _is_of(drawable: Drawable, paths: frozenset[str]) -> bool:
    """Whether a path is that of a drawable or of a prim above it; there may be a hundred thousand paths."""
    for name in (_stage_path(drawable), drawable.prim_path.partition("[")[0]):
        path = name
        while path:
            if path in paths:
                return True
            path = path.rpartition("/")[0]
    return "/" in paths
