"""UsdGeom.Mesh to triangles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from pxr import Usd, UsdGeom

from kitless.render import TriangleMesh

from .findings import SceneFindings
from .limits import LARGEST, within_limits
from .normals import smooth_normals
from .polygons import FloatArray, IntArray, triangulate
from .primvars import finite_rows_of, integers, read_primvar, rows_of, values_at_corners
from .shape import Shape


def read_mesh(
    prim: Usd.Prim, time: Usd.TimeCode, uv_names: Sequence[str], findings: SceneFindings
) -> Shape | None:
    """Triangles of a mesh prim at `time`, or None, with a finding, when it has nothing to draw.

    Args:
        prim: A `UsdGeom.Mesh`.
        time: Time code of the stage.
        uv_names: Primvars with texture coordinates. Those that the prim has become sets of the mesh, in this order,
            and the shape says which they are.
        findings: Receives what is not drawn as authored.
    """
    mesh = UsdGeom.Mesh(prim)
    points = rows_of(mesh.GetPointsAttr().Get(time), 3)
    counts = integers(mesh.GetFaceVertexCountsAttr().Get(time))
    indices = integers(mesh.GetFaceVertexIndicesAttr().Get(time))
    problem = _topology_problem(points, counts, indices)
    if problem:
        findings.add("mesh-not-drawn", prim.GetPath(), f"mesh not drawn: {problem}")
        return None
    holes = integers(mesh.GetHoleIndicesAttr().Get(time))
    corners, faces = triangulate(points, counts, indices, holes)
    if len(corners) == 0:
        findings.add(
            "mesh-not-drawn", prim.GetPath(), "mesh not drawn: it has no face with three or more vertices"
        )
        return None
    if mesh.GetOrientationAttr().Get(time) == UsdGeom.Tokens.leftHanded:
        corners = corners.reshape(-1, 3)[:, ::-1].reshape(-1)
    vertices = indices[corners]

    def at_corners(values: FloatArray, interpolation: str, what: str) -> FloatArray | None:
        spread = values_at_corners(values, interpolation, corners, vertices, np.repeat(faces, 3))
        if spread is None:
            findings.add(
                "primvar-not-used",
                prim.GetPath(),
                f"{what} not used: {len(values)} values of its kind are too few for interpolation '{interpolation}'",
            )
        return spread

    normals = _read_normals(mesh, time)
    uvs: dict[str, FloatArray] = {}
    for name in uv_names:
        primvar = read_primvar(prim, name, time, 2)
        spread = at_corners(*primvar, f"texture coordinates '{name}'") if primvar else None
        if spread is not None:
            uvs[name] = spread
    colors = read_primvar(prim, "displayColor", time, 3)
    if colors and colors[1] == UsdGeom.Tokens.constant:
        colors = None  # The prim's and not the mesh's: see `display_color`.
    triangles = vertices.reshape(-1, 3)
    corner_normals = at_corners(*normals, "normals") if normals else None
    smooth = corner_normals is None and mesh.GetSubdivisionSchemeAttr().Get(time) != UsdGeom.Tokens.none
    if smooth:
        findings.add(
            "subdivision-not-refined",
            prim.GetPath(),
            "subdivision surface drawn as its control mesh with smooth normals",
        )
        corner_normals = smooth_normals(points, triangles)[vertices]
    return Shape(
        TriangleMesh(
            points=points,
            triangles=np.ascontiguousarray(triangles),
            faces=faces,
            normals=corner_normals,
            uvs=tuple(uvs.values()),
            colors=at_corners(*colors, "displayColor") if colors else None,
        ),
        smooth=smooth,
        uv_names=tuple(uvs),
    )


def _topology_problem(points: FloatArray, counts: IntArray, indices: IntArray) -> str | None:
    if len(points) == 0 or len(counts) == 0:
        return "it has no points or no faces"
    if not within_limits(points).all():
        return f"a point is not finite, or farther away than {LARGEST:g}"
    if (counts < 0).any() or int(counts.sum()) != len(indices):
        return f"faceVertexCounts add up to {int(counts.sum())}, faceVertexIndices has {len(indices)} entries"
    if len(indices) and (int(indices.min()) < 0 or int(indices.max()) >= len(points)):
        return f"faceVertexIndices reach from {indices.min()} to {indices.max()}, it has {len(points)} points"
    return None


def _read_normals(mesh: UsdGeom.Mesh, time: Usd.TimeCode) -> tuple[FloatArray, str] | None:
    """Authored normals; the primvar wins over the attribute, as USD says."""
    primvar = read_primvar(mesh.GetPrim(), "normals", time, 3)
    if primvar:
        return primvar
    normals = mesh.GetNormalsAttr()
    if not normals.HasAuthoredValue():
        return None
    return finite_rows_of(normals.Get(time), 3), str(mesh.GetNormalsInterpolation())
