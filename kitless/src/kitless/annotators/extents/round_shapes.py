"""Balls seen through a lens that keeps straight lines straight: how far they reach in the picture, exactly.

In homogeneous coordinates column and row are quotients (k · p) / (w · p) of linear functions. The lines of the picture
at which a quotient is t are planes in space, and the ball reaches as far as the planes that touch it: those with
|(k - t w) · centre| = |axes (k - t w)|, a quadratic equation in t.
"""

from __future__ import annotations

import numpy as np

from kitless.annotators.extents.balls import Balls, balls_of
from kitless.annotators.extents.straight import cut_positions
from kitless.annotators.extents.tessellation import tessellated
from kitless.annotators.extents.view import View
from kitless.render import AnalyticKind, AnalyticShape
from kitless.render.lenses import Vectors

SIDES_OF_A_TUBE = 4096
"""So many that the tube's edges are 3e-7 radii away from it."""


def ball_extents(view: View, balls: Balls) -> Vectors:
    """Of balls that lie in front of the near clipping plane.

    Returns:
        (B, 4) lowest column and row, highest column and row.
    """
    extents = np.empty((len(balls.centres), 4))
    quotients, divisor = _quotients(view)
    for axis, numerator in enumerate(quotients):
        extents[:, axis], extents[:, axis + 2] = _touching(balls, numerator, divisor)
    return extents


def cut_extents(view: View, shape: AnalyticShape, matrix: Vectors) -> Vectors:
    """Of a shape that the near clipping plane cuts: what lies in front of it.

    Args:
        view: The view.
        shape: The shape.
        matrix: (4, 4) row-vector matrix from its space to camera space.

    Returns:
        (4,) as `ball_extents`.
    """
    found = []
    if shape.kind in (AnalyticKind.SPHERE, AnalyticKind.CAPSULE):
        balls = balls_of(shape).transformed(matrix)
        for centre, axes in zip(balls.centres, balls.axes, strict=True):
            found += _cut_ball(view, Balls(centre[np.newaxis], axes[np.newaxis]))
    if shape.kind != AnalyticKind.SPHERE:
        found.append(_cut_tube(view, shape, matrix))
    united = np.array(found)
    return np.concatenate([np.fmin.reduce(united[:, :2]), np.fmax.reduce(united[:, 2:])])


def _quotients(view: View) -> tuple[tuple[Vectors, Vectors], Vectors]:
    """The numerators of column and row, and what they are divided by, as functions (4,) of [point, 1]."""
    projection = view.lens.projection(view.near, view.far)
    width, height = view.size
    divisor = projection[:, 3]
    column = (divisor + projection[:, 0]) * (width / 2)
    row = (divisor - projection[:, 1]) * (height / 2)
    return (column, row), divisor


def _touching(balls: Balls, numerator: Vectors, divisor: Vectors) -> tuple[Vectors, Vectors]:
    """(B,) the two quotients of planes that touch each ball; NaN where none does."""
    k, w = (balls.centres @ function[:3] + function[3] for function in (numerator, divisor))
    k_axes, w_axes = (balls.axes @ function[:3] for function in (numerator, divisor))
    a = w * w - (w_axes * w_axes).sum(axis=1)
    b = k * w - (k_axes * w_axes).sum(axis=1)
    # b² - a c, in an order in which nothing is lost when balls are small; 0 for points.
    across = k[:, np.newaxis] * w_axes - w[:, np.newaxis] * k_axes
    normal = np.cross(k_axes, w_axes)
    discriminant = (across * across).sum(axis=1) - (normal * normal).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        root = np.sqrt(discriminant)
        return (b - root) / a, (b + root) / a


def _cut_ball(view: View, ball: Balls) -> list[Vectors]:
    """Extents (4,) of the front of a ball: where a touching plane touches it there, and its cut, an ellipse."""
    centre, axes = ball.centres[0], ball.axes[0]
    quotients, divisor = _quotients(view)
    touched, cut = np.full(4, np.nan), np.full(4, np.nan)
    to_front = -axes[:, 2]
    distance = -centre[2]
    share = (view.near - distance) / (to_front @ to_front)
    is_cut = np.abs(view.near - distance) <= np.linalg.norm(to_front)
    middle = np.append(centre + share * to_front @ axes, 1.0)
    radius = np.sqrt(max(0.0, 1.0 - share * share * (to_front @ to_front)))
    for axis, numerator in enumerate(quotients):
        values = [float(value[0]) for value in _touching(ball, numerator, divisor)]
        ahead = [
            value for value in values if _touching_distance(ball, numerator - value * divisor) >= view.near
        ]
        if ahead:
            touched[axis], touched[axis + 2] = min(ahead), max(ahead)
        if is_cut:
            slope = axes @ numerator[:3]
            slope = slope - to_front * (to_front @ slope) / (to_front @ to_front)
            reach = radius * np.linalg.norm(slope)
            quotient = (middle @ numerator + np.array([-reach, reach])) / (middle @ divisor)
            cut[axis], cut[axis + 2] = quotient
    return [touched, cut]


def _touching_distance(ball: Balls, plane: Vectors) -> float:
    """How far in front of the camera a plane (4,) touches a ball; NaN for no plane."""
    centre, slope = ball.centres[0], ball.axes[0] @ plane[:3]
    at_centre = centre @ plane[:3] + plane[3]
    point = centre - at_centre / (slope @ slope) * slope @ ball.axes[0]
    return float(-point[2])


def _cut_tube(view: View, shape: AnalyticShape, matrix: Vectors) -> Vectors:
    """Extents (4,) of the front of what of a shape is not a ball."""
    tube, placement = shape, matrix
    if shape.kind == AnalyticKind.CAPSULE:
        tube = AnalyticShape(AnalyticKind.CYLINDER)
        placement = np.diag([1.0, 1.0, shape.half_length, 1.0]) @ matrix
    mesh = tessellated(tube, SIDES_OF_A_TUBE)
    points = mesh.points @ placement[:3, :3] + placement[3, :3]
    ahead = points[view.distances(points) >= view.near]
    positions = np.concatenate([view.lens.project(ahead), cut_positions(view, points, mesh.triangles)])
    if not len(positions):
        return np.full(4, np.nan)
    return np.concatenate([positions.min(axis=0), positions.max(axis=0)])
