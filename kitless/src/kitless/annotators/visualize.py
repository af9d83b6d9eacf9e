"""Pictures of annotators that are not pictures: what BasicWriter writes as PNG."""

from typing import Any

import numpy as np
import numpy.typing as npt

NEAREST_MARGIN = 1e-5


def colorize_depth(distance: npt.NDArray[np.floating[Any]]) -> npt.NDArray[np.uint8]:
    """Logarithmic grey, near is bright.

    Args:
        distance: (H, W), positive; not finite where nothing is hit.

    Returns:
        uint8 (H, W): 254 or so at the nearest distance of this frame, 0 at the farthest and where nothing is
        hit.
    """
    grey = np.zeros(distance.shape, dtype=np.uint8)
    hit = np.isfinite(distance) & (distance > 0)
    if hit.any():
        known = distance[hit].astype(np.float64)
        nearest = np.log(max(known.min() - NEAREST_MARGIN, np.finfo(np.float64).tiny))
        farthest = np.log(known.max())
        grey[hit] = np.floor(255 * (1 - (np.log(known) - nearest) / (farthest - nearest)))
    return grey


def colorize_normals(normals: npt.NDArray[np.floating[Any]]) -> npt.NDArray[np.uint8]:
    """Each component from -1..1 to 0..255.

    Args:
        normals: (H, W, 4) as the annotator gives them.

    Returns:
        uint8 (H, W, 4).
    """
    return ((normals * 0.5 + 0.5) * 255).astype(np.uint8)
