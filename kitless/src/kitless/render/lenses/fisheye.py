"""Angles from the optical axis, and directions at them."""

from __future__ import annotations

import numpy as np

from .lens import Vectors


def angles_of(points: Vectors) -> tuple[Vectors, Vectors, Vectors]:
    """Where points lie around the optical axis.

    Args:
        points: (..., 3), camera space.

    Returns:
        The angle from the axis in radians (NaN in the eye itself), and the unit vector towards the point in the
        picture, x right and y down; (1, 0) on the axis.
    """
    radius = np.hypot(points[..., 0], points[..., 1])
    off_axis = radius > 0.0
    x = np.divide(points[..., 0], radius, out=np.ones_like(radius), where=off_axis)
    y = np.divide(-points[..., 1], radius, out=np.zeros_like(radius), where=off_axis)
    in_the_eye = ~off_axis & (points[..., 2] == 0.0)
    return np.where(in_the_eye, np.nan, np.arctan2(radius, -points[..., 2])), x, y


def directions_at(angles: Vectors, radius: Vectors, offsets: Vectors) -> Vectors:
    """Unit directions at angles from the axis, towards an offset in the picture.

    Args:
        angles: (...) radians; NaN for nothing to see.
        radius: (...) length of the offsets.
        offsets: (..., 2), x right and y down.

    Returns:
        (..., 3), camera space; 0 where there is nothing to see.
    """
    sine_over_radius = np.divide(np.sin(angles), radius, out=np.zeros_like(radius), where=radius > 0.0)
    directions = np.empty((*angles.shape, 3))
    directions[..., 0] = sine_over_radius * offsets[..., 0]
    directions[..., 1] = -sine_over_radius * offsets[..., 1]
    directions[..., 2] = -np.cos(angles)
    directions[np.isnan(angles)] = 0.0
    return directions
