"""Lines that are cut off at the picture's borders."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def lines_in_picture(lines: npt.NDArray[np.float64], size: tuple[int, int]) -> npt.NDArray[np.float64]:
    """Cut lines off at the borders (Liang and Barsky).

    Args:
        lines: (N, 2, 2), x and y of both ends, in pixels from the upper left corner.
        size: Width and height.

    Returns:
        (M, 2, 2): what of them is in the picture. Lines of which nothing is, or that are not finite, are left out.
    """
    lines = lines[np.isfinite(lines).all(axis=(1, 2))]
    start, step = lines[:, 0], lines[:, 1] - lines[:, 0]
    # Where a line crosses the borders of its axis, as shares of its length; never, where it is parallel to them.
    with np.errstate(divide="ignore", invalid="ignore"):
        crossings = np.stack([-start / step, (np.array(size) - start) / step])
    is_parallel = step == 0
    enters = np.where(is_parallel, 0.0, crossings.min(axis=0)).max(axis=1, initial=0.0)
    leaves = np.where(is_parallel, 1.0, crossings.max(axis=0)).min(axis=1, initial=1.0)
    is_between = ((start >= 0) & (start <= size)) | ~is_parallel
    is_seen = is_between.all(axis=1) & (enters < leaves)
    shares = np.stack([enters, leaves], axis=1)[is_seen, :, np.newaxis]
    return np.clip(start[is_seen, np.newaxis] + shares * step[is_seen, np.newaxis], 0.0, size)
