"""UsdGeom.Points to triangles: a ball for each point.

Balls are made of 512 triangles, or of 128, 32 or 8 where there would be more than half a million of them. Their corners
lie on the sphere, those on the axes among them. Triangles come from the point of their index: `TriangleMesh.faces`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
from pxr import Usd, UsdGeom

from kitless.render import TriangleMesh

from .curves import read_widths
from .findings import SceneFindings
from .limits import within_limits
from .polygons import FloatArray, IntArray
from .primvars import read_primvar, rows_of
from .shape import Shape

"""Of findings about points that are left out."""

_MOST_TRIANGLES = 524_288
_FINEST = 3

_OCTAHEDRON = np.array(
    [[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1], [0, 0, -1]], dtype=np.float64
)
_FACES = np.array(
    [[0, 2, 4], [2, 1, 4], [1, 3, 4], [3, 0, 4], [2, 0, 5], [1, 2, 5], [3, 1, 5], [0, 3, 5]], dtype=np.int32
)


def read_points(
    prim: Usd.Prim, time: Usd.TimeCode, uv_names: Sequence[str], findings: SceneFindings
) -> Shape | None:
    """Balls of a prim with points at `time`, or None, with a finding, when it has nothing to draw.

    Args:
        prim: A `UsdGeom.Points`.
        time: Time code of the stage.
        uv_names: Primvars with texture coordinates, one for each point. Those that the prim has become sets of the
            mesh, in this order, and the shape says which they are.
        findings: Receives what is not drawn as authored.
    """
    points = rows_of(UsdGeom.Points(prim).GetPointsAttr().Get(time), 3)
    widths = read_widths(prim, time)
    if len(points) == 0 or widths is None:
        problem = (
            "there are none"
            if len(points) == 0
            else "they have no widths, and nothing says how large they are"
        )
        findings.add("points-not-drawn", prim.GetPath(), f"points not drawn: {problem}")
        return None
    diameters = _for_each(widths[0], widths[1], len(points))
    if diameters is None:
        findings.add(
            "points-not-drawn",
            prim.GetPath(),
            f"points not drawn: {len(widths[0])} widths are too few for {len(points)} points and interpolation "
            f"'{widths[1]}'",
        )
        return None
    known = within_limits(points).all(axis=1) & within_limits(diameters)
    if not known.all():
        findings.add(
            "points-not-drawn",
            prim.GetPath(),
            f"{np.count_nonzero(~known)} of {len(points)} points not drawn: their place or width is not finite",
        )
    drawn = np.flatnonzero(known & (diameters != 0.0)).astype(np.int32)
    if len(drawn) == 0:
        findings.add(
            "points-not-drawn", prim.GetPath(), "points not drawn: none has a place and a width above 0"
        )
        return None

    ball, faces = _ball(_fineness(len(drawn)))
    offsets = np.abs(diameters[drawn], dtype=np.float64)[:, None, None] / 2.0 * ball
    triangles = (np.arange(len(drawn), dtype=np.int32)[:, None, None] * len(ball) + faces).reshape(-1, 3)
    owners = np.repeat(drawn, len(faces))

    def at_corners(name: str, width: int, *, what: str) -> FloatArray | None:
        primvar = read_primvar(prim, name, time, width)
        if primvar is None or (primvar[1] == UsdGeom.Tokens.constant and name == "displayColor"):
            return None  # A constant colour is the prim's and not the mesh's: see `display_color`.
        values = _for_each(*primvar, len(points))
        if values is None:
            findings.add(
                "primvar-not-used",
                prim.GetPath(),
                f"{what} not used: {len(primvar[0])} values of its kind are too few for interpolation '{primvar[1]}'",
            )
            return None
        return np.ascontiguousarray(np.repeat(values[owners], 3, axis=0))

    uvs = {name: at_corners(name, 2, what=f"texture coordinates '{name}'") for name in uv_names}
    found = {name: values for name, values in uvs.items() if values is not None}
    mesh = TriangleMesh(
        points=(points[drawn].astype(np.float64)[:, None] + offsets).reshape(-1, 3).astype(np.float32),
        triangles=triangles,
        faces=owners,
        normals=np.tile(ball[faces.reshape(-1)].astype(np.float32), (len(drawn), 1)),
        uvs=tuple(found.values()),
        colors=at_corners("displayColor", 3, what="displayColor"),
    )
    return Shape(mesh, uv_names=tuple(found))


def _for_each(values: FloatArray, interpolation: str, count: int) -> FloatArray | None:
    """One value for each of `count` points, or None if there are too few."""
    if interpolation in (UsdGeom.Tokens.constant, UsdGeom.Tokens.uniform):
        return None if len(values) == 0 else np.repeat(values[:1], count, axis=0)
    return values[:count] if len(values) >= count else None


def _fineness(count: int) -> int:
    fineness = _FINEST
    while fineness and count * len(_FACES) * 4**fineness > _MOST_TRIANGLES:
        fineness -= 1
    return fineness


@cache
def _ball(fineness: int) -> tuple[npt.NDArray[np.float64], IntArray]:
    """Points of a unit ball, (V, 3), and its triangles, (8 * 4 ** fineness, 3)."""
    if fineness == 0:
        return _OCTAHEDRON, _FACES
    points, faces = _ball(fineness - 1)
    corners = points[faces]
    middles = corners + np.roll(corners, -1, axis=1)
    middles /= np.linalg.norm(middles, axis=2, keepdims=True)
    a, b, c = (corners[:, index] for index in range(3))
    ab, bc, ca = (middles[:, index] for index in range(3))
    parts = np.stack([(a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca)]).transpose(2, 0, 1, 3)
    rounded, index = np.unique(np.round(parts.reshape(-1, 3), 12) + 0.0, axis=0, return_inverse=True)
    return rounded, index.reshape(-1, 3).astype(np.int32)
