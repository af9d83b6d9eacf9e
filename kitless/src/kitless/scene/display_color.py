"""The look of prims without a material: their displayColor and displayOpacity."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from pxr import Usd, UsdGeom

from kitless.render import Surface, TriangleMesh

from .findings import SceneFindings
from .primvars import read_primvar
from .shape import Shape

DEFAULT_SURFACE = Surface(base_color=(0.5, 0.5, 0.5))
"""Of prims with neither a material nor a displayColor."""


def display_surface(prim: Usd.Prim, shape: Shape, time: Usd.TimeCode, findings: SceneFindings) -> Surface:
    """Look of a gprim at `time`.

    It belongs to the prim and not to its shape: instances that share a shape may inherit different colours.
    """
    return replace(_colored(prim, shape, time, findings), opacity=_opacity(prim, time, findings))


def _colored(prim: Usd.Prim, shape: Shape, time: Usd.TimeCode, findings: SceneFindings) -> Surface:
    if isinstance(shape.geometry, TriangleMesh) and shape.geometry.colors is not None:
        return Surface(use_vertex_color=True)
    color = read_primvar(prim, "displayColor", time, 3)
    if color is None:
        return DEFAULT_SURFACE
    values, interpolation = color
    if prim.IsA(UsdGeom.PointBased) and interpolation != UsdGeom.Tokens.constant:
        return DEFAULT_SURFACE  # Its reader has said why it could not use them.
    if len(values) == 0:
        findings.add(
            "primvar-not-used",
            prim.GetPath(),
            f"displayColor ({interpolation}) not used: it is no list of colours",
        )
        return DEFAULT_SURFACE
    red, green, blue = (float(channel) for channel in values[0])
    return Surface(base_color=(red, green, blue))


def _opacity(prim: Usd.Prim, time: Usd.TimeCode, findings: SceneFindings) -> float:
    primvar = UsdGeom.PrimvarsAPI(prim).FindPrimvarWithInheritance("displayOpacity")
    if not primvar or not primvar.HasValue():
        return 1.0
    try:
        values = np.asarray(primvar.ComputeFlattened(time), dtype=np.float64).reshape(-1)
    except (TypeError, ValueError):
        values = np.empty(0)
    if len(values) == 0 or not np.isfinite(values).all() or (values != values[0]).any():
        why = (
            "it differs over the prim"
            if len(values) and np.isfinite(values).all()
            else "it is no list of numbers"
        )
        findings.add(
            "primvar-not-used", prim.GetPath(), f"displayOpacity not used, all of it is opaque: {why}"
        )
        return 1.0
    return float(values[0].clip(0.0, 1.0))
