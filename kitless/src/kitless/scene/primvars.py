"""Primvars of a mesh, brought to the corners of its triangles."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from pxr import Usd, UsdGeom

FloatArray = npt.NDArray[np.float32]


def values_at_corners(
    values: FloatArray,
    interpolation: str,
    corners: npt.NDArray[np.int32],
    points: npt.NDArray[np.int32],
    faces: npt.NDArray[np.int32],
) -> FloatArray | None:
    """Spread values to triangle corners.

    Args:
        values: (N, …) values, already without indices.
        interpolation: USD's token.
        corners: (T * 3,) index of the USD face-vertex of each corner.
        points: (T * 3,) index of the point of each corner.
        faces: (T * 3,) index of the face of each corner.

    Returns:
        (T * 3, …), or None when there are fewer values than the interpolation needs.
    """
    index: npt.NDArray[np.int32]
    match interpolation:
        case UsdGeom.Tokens.constant:
            index = np.zeros_like(points)
        case UsdGeom.Tokens.uniform:
            index = faces
        case UsdGeom.Tokens.vertex | UsdGeom.Tokens.varying:
            index = points
        case UsdGeom.Tokens.faceVarying:
            index = corners
        case _:
            return None
    if len(index) and (len(values) == 0 or int(index.max()) >= len(values)):
        return None
    return np.ascontiguousarray(values[index])


def read_primvar(prim: Usd.Prim, name: str, time: Usd.TimeCode) -> tuple[FloatArray, str] | None:
    """Values (float32, without indices) and interpolation of a primvar, own or inherited; None if there is none."""
    primvar = UsdGeom.PrimvarsAPI(prim).FindPrimvarWithInheritance(name)
    if not primvar or not primvar.HasValue():
        return None
    values: Any = primvar.ComputeFlattened(time)
    if values is None:
        return None
    return np.asarray(values, dtype=np.float32), str(primvar.GetInterpolation())
