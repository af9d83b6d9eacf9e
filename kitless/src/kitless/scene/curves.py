"""UsdGeom's curves to triangles: tubes of their widths, or ribbons where they have normals.

`TriangleMesh.faces` are the indices of the curves in the prim. A tube has 16 sides and a cubic segment 8 pieces; fewer
of both where there would be more than a million triangles.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from pxr import Usd, UsdGeom

from kitless.render import TriangleMesh

from .curve_groups import group_maker, guiding_points
from .findings import SceneFindings
from .limits import within_limits
from .polygons import FloatArray, IntArray
from .primvars import DECIMALS, integers, list_of, read_primvar, rows_of
from .shape import Shape
from .splines import CurveGroup
from .tubes import Strips, ribbons, tubes

"""Of findings about curves that are left out."""

_MOST_QUADS = 500_000
_QUALITIES = ((16, 8), (8, 8), (8, 4), (4, 4), (4, 2), (3, 1))
"""Sides of a tube, and pieces of a cubic segment."""

Primvar = tuple[FloatArray, str]
"""Values and interpolation."""


def read_curves(
    prim: Usd.Prim, time: Usd.TimeCode, uv_names: Sequence[str], findings: SceneFindings
) -> Shape | None:
    """Triangles of a prim with curves at `time`, or None, with a finding, when it has nothing to draw.

    Args:
        prim: A `UsdGeom.BasisCurves`, `UsdGeom.HermiteCurves` or `UsdGeom.NurbsCurves`.
        time: Time code of the stage.
        uv_names: Primvars with texture coordinates. Those that the prim has become sets of the mesh, in this order,
            and the shape says which they are.
        findings: Receives what is not drawn as authored.
    """
    points = rows_of(UsdGeom.Curves(prim).GetPointsAttr().Get(time), 3)
    counts = integers(UsdGeom.Curves(prim).GetCurveVertexCountsAttr().Get(time))
    widths = read_widths(prim, time)
    problem = _problem(points, counts)
    if widths is None:
        problem = "they have no widths, and without them nothing says how thick they are"
    if problem or widths is None:
        findings.add("curves-not-drawn", prim.GetPath(), f"curves not drawn: {problem}")
        return None
    return _Builder(prim, time, points, counts, findings).shape(widths, uv_names)


def read_widths(prim: Usd.Prim, time: Usd.TimeCode) -> Primvar | None:
    """Widths, (N,), of curves or points; the primvar wins over the attribute, as USD says. None if there are none."""
    value = _authored(prim, "widths", time)
    return None if value is None else (list_of(value[0], DECIMALS).astype(np.float32), value[1])


def _authored(prim: Usd.Prim, name: str, time: Usd.TimeCode) -> tuple[object, str] | None:
    primvar = UsdGeom.PrimvarsAPI(prim).FindPrimvarWithInheritance(name)
    if primvar and primvar.HasValue():
        return primvar.ComputeFlattened(time), str(primvar.GetInterpolation())
    attribute = prim.GetAttribute(name)
    if not attribute.HasAuthoredValue():
        return None
    return attribute.Get(time), str(attribute.GetMetadata("interpolation") or UsdGeom.Tokens.vertex)


def _problem(points: FloatArray, counts: IntArray) -> str | None:
    if len(points) == 0 or len(counts) == 0:
        return "there are no points or no curves"
    if (counts < 0).any() or int(counts.sum()) != len(points):
        return f"curveVertexCounts add up to {int(counts.sum())}, there are {len(points)} points"
    return None


class _Builder:
    """Makes one prim's triangles."""

    def __init__(
        self,
        prim: Usd.Prim,
        time: Usd.TimeCode,
        points: FloatArray,
        counts: IntArray,
        findings: SceneFindings,
    ) -> None:
        self._prim = prim
        self._time = time
        self._points = points
        self._counts = counts
        self._findings = findings

    def shape(self, widths: Primvar, uv_names: Sequence[str]) -> Shape | None:
        drawn = self._strips(widths)
        left_out = len(self._counts) - sum(len(group.curves) for group, _ in drawn)
        if left_out:
            self._findings.add(
                "curves-not-drawn",
                self._prim.GetPath(),
                f"{left_out} of {len(self._counts)} curves not drawn: they have too few points, knots or widths for "
                "their kind, or some that are not finite",
            )
        if not drawn:
            return None
        color = read_primvar(self._prim, "displayColor", self._time, 3)
        if color and color[1] == UsdGeom.Tokens.constant:
            color = None  # The prim's and not the mesh's: see `display_color`.
        uvs: dict[str, FloatArray] = {}
        for name in uv_names:
            primvar = read_primvar(self._prim, name, self._time, 2)
            spread = self._at_corners(drawn, primvar, f"texture coordinates '{name}'") if primvar else None
            if spread is not None:
                uvs[name] = spread
        first = np.cumsum([0, *(len(strips.points) for _, strips in drawn)])[:-1]
        mesh = TriangleMesh(
            points=np.concatenate([strips.points for _, strips in drawn]).astype(np.float32),
            triangles=np.concatenate(
                [strips.triangles + start for (_, strips), start in zip(drawn, first, strict=True)]
            ).astype(np.int32),
            faces=np.concatenate([group.curves[strips.faces] for group, strips in drawn]).astype(np.int32),
            normals=np.concatenate([strips.normals for _, strips in drawn]).astype(np.float32),
            uvs=tuple(uvs.values()),
            colors=self._at_corners(drawn, color, "displayColor") if color else None,
        )
        return Shape(mesh, uv_names=tuple(uvs))

    def _strips(self, widths: Primvar) -> list[tuple[CurveGroup, Strips]]:
        """The curves that can be drawn, with their triangles."""
        guides = guiding_points(self._prim, self._time, self._points)
        groups, sides = self._groups()
        normals = self._normals()
        drawn = []
        for group in groups:
            centres = group.at_samples(guides, UsdGeom.Tokens.vertex)
            thickness = group.at_samples(widths[0], self._interpolation(widths[1]))
            if centres is None or thickness is None:
                continue
            known = within_limits(centres).all(axis=(1, 2)) & within_limits(thickness).all(axis=1)
            if not known.any():
                continue
            kept = group.only(known)
            radii, closed = np.abs(thickness[known]) / 2.0, group.weights.closed
            facing = kept.at_samples(normals[0], self._interpolation(normals[1])) if normals else None
            if facing is None or not within_limits(facing).all():
                self._report_normals(normals)
                drawn.append((kept, tubes(centres[known], radii, sides, closed=closed)))
            else:
                drawn.append((kept, ribbons(centres[known], radii, facing, closed=closed)))
        return drawn

    def _groups(self) -> tuple[list[CurveGroup], int]:
        """The curves as far as their points go, and how many sides their tubes have."""
        ends = np.cumsum(self._counts)
        bad = np.cumsum(np.append(0, ~within_limits(self._points).all(axis=1)))
        groups_of = group_maker(self._prim, self._time, self._counts, bad[ends] == bad[ends - self._counts])
        for sides, steps in _QUALITIES:
            groups = groups_of(steps)
            rings = sum(len(group.curves) * len(group.weights.segments) for group in groups)
            if rings * sides <= _MOST_QUADS:
                break
        return groups, sides

    def _normals(self) -> Primvar | None:
        value = _authored(self._prim, "normals", self._time)
        return None if value is None else (rows_of(value[0], 3), value[1])

    def _report_normals(self, normals: Primvar | None) -> None:
        if normals:
            self._findings.add(
                "primvar-not-used",
                self._prim.GetPath(),
                "normals not used: too few for their interpolation, or not finite; drawn as tubes",
            )

    def _interpolation(self, token: str) -> str:
        """What a primvar's values belong to: `vertex` ones of Hermite curves are not blended with their tangents."""
        if self._prim.IsA(UsdGeom.HermiteCurves) and token == UsdGeom.Tokens.vertex:
            return str(UsdGeom.Tokens.varying)
        return token

    def _at_corners(
        self, drawn: list[tuple[CurveGroup, Strips]], primvar: Primvar, what: str
    ) -> FloatArray | None:
        values, interpolation = primvar
        spread = []
        for group, strips in drawn:
            at_samples = group.at_samples(values, self._interpolation(interpolation))
            if at_samples is None:
                self._findings.add(
                    "primvar-not-used",
                    self._prim.GetPath(),
                    f"{what} not used: {len(values)} values of its kind are too few for interpolation "
                    f"'{interpolation}'",
                )
                return None
            spread.append(at_samples.reshape(-1, values.shape[1])[strips.samples])
        return np.concatenate(spread).astype(np.float32)
