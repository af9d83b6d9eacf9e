"""Arrays of a mesh: its primvars, brought to the corners of its triangles, and values of whatever kind a file has."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from pxr import Usd, UsdGeom

from .limits import within_limits
from .polygons import FloatArray

INTEGERS, DECIMALS = "iu", "f"
"""Kinds of NumPy's dtypes."""


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


def rows_of(values: Any, width: int) -> FloatArray:
    """float32 (N, width) of a USD value; N is 0 when it is of another kind, as in a file that is wrong."""
    try:
        rows = np.asarray([] if values is None else values, dtype=np.float32)
    except (TypeError, ValueError):
        rows = np.empty(0, dtype=np.float32)
    return rows if rows.ndim == 2 and rows.shape[1] == width else np.empty((0, width), dtype=np.float32)


def finite_rows_of(values: Any, width: int) -> FloatArray:
    """As `rows_of`; N is 0 also when one of them cannot be computed with."""
    rows = rows_of(values, width)
    return rows if within_limits(rows).all() else rows[:0]


def integers(values: Any) -> npt.NDArray[np.int32]:
    """(N,) of a USD value; N is 0 when it is of another kind."""
    return list_of(values, INTEGERS).astype(np.int32)


def list_of(values: Any, kinds: str) -> npt.NDArray[Any]:
    """(N,) of a USD value, of its own dtype; N is 0 when that is of none of NumPy's `kinds`."""
    numbers = np.asarray([] if values is None else values)
    return numbers if numbers.ndim == 1 and numbers.dtype.kind in kinds else np.empty(0)


def read_primvar(prim: Usd.Prim, name: str, time: Usd.TimeCode, width: int) -> tuple[FloatArray, str] | None:
    """Values, (N, width) without indices, and interpolation of a primvar, own or inherited; None if there is none.

    N is 0 where a value is not finite.
    """
    primvar = UsdGeom.PrimvarsAPI(prim).FindPrimvarWithInheritance(name)
    if not primvar or not primvar.HasValue():
        return None
    return finite_rows_of(primvar.ComputeFlattened(time), width), str(primvar.GetInterpolation())
