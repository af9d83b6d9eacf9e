"""Affine placements as 4x4 float64 matrices for row vectors (p' = [p, 1] M, as in USD), written out by hand.

``a @ b`` places by `a` first and by `b` then, so a child's matrix stands to the left of its parent's.
"""

from __future__ import annotations

import numpy as np

IDENTITY = np.eye(4)


def move(x: float, y: float, z: float) -> np.ndarray:
    """Translation."""
    matrix = np.eye(4)
    matrix[3, :3] = x, y, z
    return matrix


def stretch(x: float, y: float, z: float) -> np.ndarray:
    """Scale along the axes; a negative factor mirrors."""
    return np.diag([x, y, z, 1.0])


def turn(axis: str, degrees: float) -> np.ndarray:
    """Right-handed rotation about one axis: about Z by 90, x goes to y."""
    first, second = {"X": (1, 2), "Y": (2, 0), "Z": (0, 1)}[axis]
    cosine, sine = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    matrix = np.eye(4)
    matrix[first, first], matrix[first, second] = cosine, sine
    matrix[second, first], matrix[second, second] = -sine, cosine
    return matrix


def shear(x_by_y: float = 0.0, x_by_z: float = 0.0, y_by_z: float = 0.0) -> np.ndarray:
    """Each point's x grows with its y and z, its y with its z."""
    matrix = np.eye(4)
    matrix[1, 0], matrix[2, 0], matrix[2, 1] = x_by_y, x_by_z, y_by_z
    return matrix


def look_at(
    eye: tuple[float, float, float],
    target: tuple[float, float, float],
    up: tuple[float, float, float] = (0.0, 0.0, 1.0),
) -> np.ndarray:
    """Camera to world: at `eye`, -Z towards `target`, +Y as near to `up` as possible."""
    backward = np.subtract(eye, target)
    backward = backward / np.linalg.norm(backward)
    right = np.cross(up, backward)
    right = right / np.linalg.norm(right)
    matrix = np.eye(4)
    matrix[0, :3], matrix[1, :3], matrix[2, :3], matrix[3, :3] = (
        right,
        np.cross(backward, right),
        backward,
        eye,
    )
    return matrix
