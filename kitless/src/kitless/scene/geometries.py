"""Which prims have a shape, and the reader of each kind."""

from __future__ import annotations

from collections.abc import Sequence

from pxr import Usd, UsdGeom

from .curves import read_curves
from .findings import SceneFindings
from .gprims import READERS, read_gprim
from .meshes import read_mesh
from .points import read_points
from .shape import Shape

_POINT_BASED = {
    "BasisCurves": read_curves,
    "HermiteCurves": read_curves,
    "NurbsCurves": read_curves,
    "Points": read_points,
}


def has_reader(prim: Usd.Prim) -> bool:
    """Whether a gprim is of a kind that can be drawn."""
    return prim.IsA(UsdGeom.Mesh) or str(prim.GetTypeName()) in _POINT_BASED.keys() | READERS.keys()


def read_shape(
    prim: Usd.Prim, time: Usd.TimeCode, uv_names: Sequence[str], findings: SceneFindings
) -> Shape | None:
    """Shape of a gprim at `time`, or None, with a finding, when it has nothing to draw.

    Args:
        prim: One that `has_reader`.
        time: Time code of the stage.
        uv_names: Primvars with texture coordinates; those that the prim has become sets of its mesh.
        findings: Receives what is not drawn as authored.
    """
    kind = str(prim.GetTypeName())
    if kind in READERS:
        return read_gprim(prim, time, findings)
    return _POINT_BASED.get(kind, read_mesh)(prim, time, uv_names, findings)
