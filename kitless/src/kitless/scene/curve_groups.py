"""The curves of a prim, and how each kind of them goes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from pxr import Usd, UsdGeom

from .nurbs import basis_functions, knots_problem, rational, span_parameters
from .polygons import FloatArray, IntArray
from .primvars import DECIMALS, integers, list_of, rows_of
from .splines import CurveGroup, Floats, Weights, sample_curve, segment_counts

Bools = npt.NDArray[np.bool_]
GroupMaker = Callable[[int], list[CurveGroup]]
"""Makes the groups of a prim, with so many pieces to each segment."""


def guiding_points(prim: Usd.Prim, time: Usd.TimeCode, points: FloatArray) -> FloatArray:
    """What the vertices of a prim's groups count in: its points, followed by the tangents of Hermite curves."""
    if not prim.IsA(UsdGeom.HermiteCurves):
        return points
    tangents = rows_of(UsdGeom.HermiteCurves(prim).GetTangentsAttr().Get(time), 3)
    return np.concatenate([points, tangents]) if len(tangents) == len(points) else points[:0]


def group_maker(prim: Usd.Prim, time: Usd.TimeCode, counts: IntArray, whole: Bools) -> GroupMaker:
    """How to make the groups of a prim.

    Args:
        prim: A `UsdGeom.BasisCurves`, `UsdGeom.HermiteCurves` or `UsdGeom.NurbsCurves`.
        time: Time code of the stage.
        counts: (C,) vertices of each curve.
        whole: (C,) which curves can be drawn, as far as their points are concerned.
    """
    if prim.IsA(UsdGeom.NurbsCurves):
        return lambda steps: _nurbs(UsdGeom.NurbsCurves(prim), time, counts, whole, steps)
    if prim.IsA(UsdGeom.HermiteCurves):
        total = int(counts.sum())
        return lambda steps: _by_count(
            counts, whole, counts - 1, counts, lambda count: _hermite(count, total, steps)
        )
    curves = UsdGeom.BasisCurves(prim)
    cubic = curves.GetTypeAttr().Get(time) == UsdGeom.Tokens.cubic
    basis = str(curves.GetBasisAttr().Get(time)) if cubic else None
    wrap = str(curves.GetWrapAttr().Get(time))
    segments = segment_counts(counts, basis, wrap)
    varying = np.where(segments > 0, segments + (wrap != UsdGeom.Tokens.periodic), 0)

    def groups(steps: int) -> list[CurveGroup]:
        steps = steps if cubic else 1
        return _by_count(
            counts, whole, segments, varying, lambda count: sample_curve(count, basis, wrap, steps)
        )

    return groups


def _by_count(
    counts: IntArray, whole: Bools, segments: IntArray, varying: IntArray, weights: Callable[[int], Weights]
) -> list[CurveGroup]:
    """Groups of curves with as many vertices as each other."""
    first_vertex, first_varying = np.cumsum(counts) - counts, np.cumsum(varying) - varying
    groups = []
    for count in np.unique(counts[whole & (segments > 0)]).tolist():
        curves = np.flatnonzero(whole & (counts == count)).astype(np.int32)
        groups.append(CurveGroup(weights(count), curves, first_vertex[curves], first_varying[curves]))
    return groups


def _hermite(count: int, total: int, steps: int) -> Weights:
    """Tangents follow after the `total` points of all curves."""
    linear = sample_curve(count, None, str(UsdGeom.Tokens.nonperiodic), steps)
    u = linear.fractions
    shares = np.stack(
        [2 * u**3 - 3 * u**2 + 1, 3 * u**2 - 2 * u**3, u**3 - 2 * u**2 + u, u**3 - u**2], axis=1
    )
    vertices = np.concatenate([linear.vertices, linear.vertices + total], axis=1)
    return Weights(vertices, shares, linear.segments, u, linear.segment_count, closed=False)


def _nurbs(
    prim: UsdGeom.NurbsCurves, time: Usd.TimeCode, counts: IntArray, whole: Bools, steps: int
) -> list[CurveGroup]:
    orders = integers(prim.GetOrderAttr().Get(time))
    knots = list_of(prim.GetKnotsAttr().Get(time), DECIMALS).astype(np.float64)
    ranges = rows_of(prim.GetRangesAttr().Get(time), 2)
    weights = list_of(prim.GetPointWeightsAttr().Get(time), DECIMALS).astype(np.float64)
    if len(orders) != len(counts):
        return []
    groups, vertex, knot, value = [], 0, 0, 0
    for curve, (count, order) in enumerate(zip(counts.tolist(), orders.tolist(), strict=True)):
        own = knots[knot : knot + count + order]
        if whole[curve] and knots_problem(own, count, order) is None:
            limits = tuple(ranges[curve].tolist()) if len(ranges) == len(counts) else (-np.inf, np.inf)
            parameters = span_parameters(own, count, order, (limits[0], limits[1]), steps)
            vertices, shares = basis_functions(own, count, order, parameters)
            if len(weights) == counts.sum():
                shares = rational(vertices, shares, weights[vertex : vertex + count])
            along = _along(own[order - 1 : count + 1], parameters)
            groups.append(
                CurveGroup(
                    Weights(vertices, shares, *along, count - order + 1, closed=False),
                    *(np.array([number], dtype=np.int32) for number in (curve, vertex, value)),
                )
            )
        vertex, knot, value = vertex + count, knot + count + order, value + count - order + 2
    return groups


def _along(knots: Floats, parameters: Floats) -> tuple[IntArray, Floats]:
    """Span between (K,) knots, and how far along it, of each parameter."""
    spans = np.clip(np.searchsorted(knots, parameters, side="right") - 1, 0, len(knots) - 2)
    lengths = knots[spans + 1] - knots[spans]
    fractions = np.where(
        lengths > 0.0, (parameters - knots[spans]) / np.where(lengths > 0.0, lengths, 1.0), 1.0
    )
    return spans.astype(np.int32), fractions
