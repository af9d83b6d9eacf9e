"""Where curves go: points along them, as weighted sums of their vertices.

    curve      o───────o───────o───────o      vertices (CVs), one set of them for each curve
    segments       |──0──|──1──|              as many as basis and wrap say
    samples        ·  ·  ·  ·  ·              `steps` to a segment, and the last one's end unless the curve is closed

Curves with as many vertices as each other have the same weights, and are worked out together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from pxr import UsdGeom

from .polygons import IntArray

Floats = npt.NDArray[np.float64]

_T = UsdGeom.Tokens
_CUBIC = {
    # Polynomials of u, u^3 first, for each of a segment's four vertices.
    _T.bezier: np.array([[-1, 3, -3, 1], [3, -6, 3, 0], [-3, 3, 0, 0], [1, 0, 0, 0]], dtype=np.float64),
    _T.bspline: np.array([[-1, 3, -3, 1], [3, -6, 0, 4], [-3, 3, 3, 1], [1, 0, 0, 0]]) / 6.0,
    _T.catmullRom: np.array([[-1, 2, -1, 0], [3, -5, 0, 2], [-3, 4, 1, 0], [1, -1, 0, 0]]) / 2.0,
}


@dataclass(frozen=True, eq=False)
class Weights:
    """S samples along a curve of N vertices.

    Attributes:
        vertices: (S, K) which vertices each sample is made of, in 0 to N - 1.
        shares: (S, K) how much of each.
        segments: (S,) segment that each sample lies on.
        fractions: (S,) how far along it, 0 to 1.
        segment_count: Segments of the curve.
        closed: The last sample is followed by the first one.
    """

    vertices: IntArray
    shares: Floats
    segments: IntArray
    fractions: Floats
    segment_count: int
    closed: bool

    @property
    def varying_count(self) -> int:
        """Values that a `varying` primvar has for one curve."""
        return self.segment_count + (not self.closed)


@dataclass(frozen=True, eq=False)
class CurveGroup:
    """C curves with the same weights.

    Attributes:
        weights: Of each curve's own vertices.
        curves: (C,) which curves of the prim they are.
        first_vertex: (C,) of the prim's, each curve's first.
        first_varying: (C,) index of each curve's first value of a `varying` primvar.
    """

    weights: Weights
    curves: IntArray
    first_vertex: IntArray
    first_varying: IntArray

    def only(self, kept: npt.NDArray[np.bool_]) -> CurveGroup:
        """Some of the curves, by a (C,) mask."""
        return replace(
            self,
            curves=self.curves[kept],
            first_vertex=self.first_vertex[kept],
            first_varying=self.first_varying[kept],
        )

    def at_samples(self, values: npt.NDArray[Any], interpolation: str) -> Floats | None:
        """(C, S, …) of a primvar's (N, …) values; None when there are fewer than the interpolation needs."""
        weights = self.weights
        shape = (len(self.curves), len(weights.segments))
        shares = np.ones((shape[1], 1))
        match interpolation:
            case UsdGeom.Tokens.constant:
                index = np.zeros((*shape, 1), dtype=np.int64)
            case UsdGeom.Tokens.uniform:
                index = np.broadcast_to(self.curves[:, None, None], (*shape, 1))
            case UsdGeom.Tokens.vertex:
                index = self.first_vertex[:, None, None] + weights.vertices
                shares = weights.shares
            case UsdGeom.Tokens.varying | UsdGeom.Tokens.faceVarying:
                ends = np.stack([weights.segments, weights.segments + 1], axis=1) % weights.varying_count
                index = self.first_varying[:, None, None] + ends
                shares = np.stack([1.0 - weights.fractions, weights.fractions], axis=1)
            case _:
                return None
        if len(values) == 0 or int(index.max(initial=0)) >= len(values):
            return None
        return np.asarray(np.einsum("sk,csk...->cs...", shares, values[index].astype(np.float64)))


def segment_counts(counts: IntArray, basis: str | None, wrap: str) -> IntArray:
    """(C,) segments of curves with (C,) vertices, at most 0 where there are too few of them for one.

    Args:
        counts: Vertices.
        basis: USD's token for cubic curves; None for linear ones.
        wrap: USD's token.
    """
    periodic = wrap == UsdGeom.Tokens.periodic
    if basis is None:
        return np.where(counts >= 3, counts, 0) if periodic else counts - 1
    if basis == UsdGeom.Tokens.bezier:
        return counts // 3 if periodic else (counts - 1) // 3
    if periodic:
        return np.where(counts >= 3, counts, 0)
    return counts - (1 if wrap == UsdGeom.Tokens.pinned else 3)


def sample_curve(count: int, basis: str | None, wrap: str, steps: int) -> Weights:
    """Samples along a curve that has one segment at least.

    Args:
        count: Its vertices.
        basis: USD's token for cubic curves; None for linear ones.
        wrap: USD's token.
        steps: Samples of each segment.
    """
    closed = wrap == UsdGeom.Tokens.periodic
    segment_count = int(segment_counts(np.array([count], dtype=np.int32), basis, wrap)[0])
    segments, fractions = _parameters(segment_count, steps, closed=closed)
    if basis is None:
        vertices = np.stack([segments, segments + 1], axis=1) % count
        shares = np.stack([1.0 - fractions, fractions], axis=1)
    else:
        powers = fractions[:, None] ** np.array([3, 2, 1, 0])
        shares = powers @ _CUBIC[basis].T
        stride = 3 if basis == UsdGeom.Tokens.bezier else 1
        vertices = stride * segments[:, None] + np.arange(4)
        if closed:
            vertices = vertices % count
        elif wrap == UsdGeom.Tokens.pinned and stride == 1:
            vertices = vertices - 1
            _reflect_ends(vertices, shares, count)
    return Weights(vertices.astype(np.int32), shares, segments, fractions, segment_count, closed)


def _parameters(segment_count: int, steps: int, *, closed: bool) -> tuple[IntArray, Floats]:
    segments = np.repeat(np.arange(segment_count, dtype=np.int32), steps)
    fractions = np.tile(np.arange(steps) / steps, segment_count)
    if not closed:
        segments = np.append(segments, np.int32(segment_count - 1))
        fractions = np.append(fractions, 1.0)
    return segments, fractions


def _reflect_ends(vertices: npt.NDArray[np.integer[Any]], shares: Floats, count: int) -> None:
    """Replace the vertices before and after a pinned curve by what they are: 2 end - the one beside it."""
    before = vertices[:, 0] < 0
    shares[before, 2] -= shares[before, 0]
    shares[before, 0] *= 2.0
    after = vertices[:, 3] >= count
    shares[after, 1] -= shares[after, 3]
    shares[after, 3] *= 2.0
    np.clip(vertices, 0, count - 1, out=vertices)
