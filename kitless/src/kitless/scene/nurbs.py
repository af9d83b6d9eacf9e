"""B-spline basis functions, for UsdGeom's NURBS."""

from __future__ import annotations

import numpy as np

from .polygons import IntArray
from .splines import Floats


def knots_problem(knots: Floats, count: int, order: int) -> str | None:
    """Why knots cannot be those of `count` vertices, or None if they can."""
    if order < 2 or count < order:
        return f"{count} vertices are too few for order {order}"
    if len(knots) != count + order:
        return f"there are {len(knots)} knots, {count} vertices of order {order} have {count + order}"
    if not np.isfinite(knots).all() or (np.diff(knots) < 0.0).any():
        return "the knots do not rise"
    if knots[order - 1] >= knots[count]:
        return "the knots have no range"
    return None


def span_parameters(knots: Floats, count: int, order: int, limits: tuple[float, float], steps: int) -> Floats:
    """(S,) parameters: the limits, and `steps` to each span of the knots between them.

    Args:
        knots: (count + order,) without a `knots_problem`.
        count: Vertices.
        order: Degree + 1.
        limits: Where to begin and to end; the knots' own range where they leave nothing of it.
        steps: Pieces of a span.
    """
    low, high = max(limits[0], knots[order - 1]), min(limits[1], knots[count])
    if not low < high:
        low, high = float(knots[order - 1]), float(knots[count])
    inner = knots[(knots > low) & (knots < high)]
    ends = np.unique(np.concatenate([[low], inner, [high]]))
    pieces = ends[:-1, None] + np.diff(ends)[:, None] * np.arange(steps) / steps
    return np.append(pieces.reshape(-1), high)


def basis_functions(knots: Floats, count: int, order: int, parameters: Floats) -> tuple[IntArray, Floats]:
    """Vertices that each point is made of, (S, order), and their shares, (S, order), by Cox and de Boor.

    Args:
        knots: (count + order,) without a `knots_problem`.
        count: Vertices.
        order: Degree + 1.
        parameters: (S,) within the knots' range.
    """
    span = np.clip(np.searchsorted(knots, parameters, side="right") - 1, order - 1, count - 1)
    # The last span that is not empty, where the range ends in knots of the same value.
    span = np.where(knots[span] == knots[span + 1], np.searchsorted(knots, parameters, side="left") - 1, span)
    shares = np.ones((len(parameters), 1))
    for degree in range(1, order):
        wider = np.zeros((len(parameters), degree + 1))
        for index in range(degree):
            left, right = knots[span - degree + 1 + index], knots[span + 1 + index]
            part = shares[:, index] / (right - left)
            wider[:, index] += (right - parameters) * part
            wider[:, index + 1] += (parameters - left) * part
        shares = wider
    vertices = span[:, None] - (order - 1) + np.arange(order)
    return vertices.astype(np.int32), shares


def rational(vertices: IntArray, shares: Floats, weights: Floats) -> Floats:
    """Shares of vertices that have weights of their own, (N,)."""
    weighted = shares * weights[vertices]
    return weighted / weighted.sum(axis=1, keepdims=True)
