"""Triangulation, primvars and findings of meshes."""

import numpy as np
import pytest
from pxr import Sdf, Usd, UsdGeom

from kitless.scene.display_color import DEFAULT_SURFACE, display_surface
from kitless.scene.findings import SceneFindings
from kitless.scene.meshes import read_mesh

PENTAGON_AND_TRIANGLE = {
    "points": [(0, 0, 0), (2, 0, 0), (3, 1, 0), (1, 2, 0), (-1, 1, 0), (5, 5, 0)],
    "counts": [5, 3],
    "indices": [0, 1, 2, 3, 4, 2, 5, 3],
}


def mesh_prim(points, counts, indices, scheme="none"):
    stage = Usd.Stage.CreateInMemory()
    mesh = UsdGeom.Mesh.Define(stage, "/Mesh")
    mesh.CreatePointsAttr(points)
    mesh.CreateFaceVertexCountsAttr(counts)
    mesh.CreateFaceVertexIndicesAttr(indices)
    mesh.CreateSubdivisionSchemeAttr(scheme)
    mesh.stage = stage  # keeps the stage alive with its mesh
    return mesh


def read(mesh, *uv_names):
    findings = SceneFindings()
    shape = read_mesh(mesh.GetPrim(), Usd.TimeCode.Default(), uv_names, findings)
    return shape, [finding.code for finding in findings]


def test_polygons_become_fans_that_remember_their_face():
    shape, codes = read(mesh_prim(**PENTAGON_AND_TRIANGLE))
    assert shape.geometry.triangles.tolist() == [[0, 1, 2], [0, 2, 3], [0, 3, 4], [2, 5, 3]]
    assert shape.geometry.faces.tolist() == [0, 0, 0, 1]
    assert codes == []


def test_left_handed_meshes_are_turned_and_holes_left_out():
    mesh = mesh_prim(**PENTAGON_AND_TRIANGLE)
    mesh.CreateOrientationAttr("leftHanded")
    mesh.CreateHoleIndicesAttr([0])
    shape, _ = read(mesh)
    assert shape.geometry.triangles.tolist() == [[3, 5, 2]]
    assert shape.geometry.faces.tolist() == [1]


@pytest.mark.parametrize(
    ("interpolation", "values", "at_corners"),
    [
        ("uniform", [10, 20], [10] * 9 + [20] * 3),
        ("vertex", [0, 1, 2, 3, 4, 5], [0, 1, 2, 0, 2, 3, 0, 3, 4, 2, 5, 3]),
        ("faceVarying", [0, 1, 2, 3, 4, 5, 6, 7], [0, 1, 2, 0, 2, 3, 0, 3, 4, 5, 6, 7]),
    ],
)
def test_colours_of_every_interpolation_reach_the_corners(interpolation, values, at_corners):
    mesh = mesh_prim(**PENTAGON_AND_TRIANGLE)
    primvar = mesh.CreateDisplayColorPrimvar(interpolation)
    primvar.Set([(value, 0, 0) for value in values])
    shape, codes = read(mesh)
    assert shape.geometry.colors[:, 0].tolist() == at_corners
    assert codes == []


def test_a_constant_colour_is_the_prims_and_not_the_meshs():
    mesh = mesh_prim(**PENTAGON_AND_TRIANGLE)
    mesh.CreateDisplayColorAttr([(0.25, 0.5, 1.0)])
    shape, codes = read(mesh)
    assert shape.geometry.colors is None
    surface = display_surface(mesh.GetPrim(), shape, Usd.TimeCode.Default(), SceneFindings())
    assert surface.base_color == (0.25, 0.5, 1.0)
    assert codes == []


def test_a_constant_colour_that_is_none_is_a_finding():
    mesh = mesh_prim(**PENTAGON_AND_TRIANGLE)
    mesh.CreateDisplayColorAttr([])
    shape, _ = read(mesh)
    findings = SceneFindings()
    assert display_surface(mesh.GetPrim(), shape, Usd.TimeCode.Default(), findings) == DEFAULT_SURFACE
    assert [finding.code for finding in findings] == ["primvar-not-used"]


def test_indexed_texture_coordinates_are_spread_by_their_indices():
    mesh = mesh_prim(**PENTAGON_AND_TRIANGLE)
    primvar = UsdGeom.PrimvarsAPI(mesh).CreatePrimvar("st", Sdf.ValueTypeNames.TexCoord2fArray, "vertex")
    primvar.Set([(0, 0), (1, 1)])
    primvar.SetIndices([0, 1, 0, 1, 0, 1])
    shape, _ = read(mesh, "st")
    assert shape.geometry.uvs[0][:3].tolist() == [[0, 0], [1, 1], [0, 0]]


def test_too_few_values_of_a_primvar_are_a_finding_and_the_mesh_is_drawn():
    mesh = mesh_prim(**PENTAGON_AND_TRIANGLE)
    mesh.CreateDisplayColorPrimvar("vertex").Set([(1, 0, 0)] * 3)
    shape, codes = read(mesh)
    assert shape.geometry.colors is None
    assert display_surface(mesh.GetPrim(), shape, Usd.TimeCode.Default(), SceneFindings()) == DEFAULT_SURFACE
    assert codes == ["primvar-not-used"]


@pytest.mark.parametrize(
    "broken",
    [
        {"points": [], "counts": [3], "indices": [0, 1, 2]},
        {"points": [(0, 0, 0)] * 3, "counts": [4], "indices": [0, 1, 2]},
        {"points": [(0, 0, 0)] * 3, "counts": [3], "indices": [0, 1, 3]},
        {"points": [(0, 0, 0)] * 3, "counts": [3], "indices": [0, 1, -1]},
        {"points": [(0, 0, 0), (1, 0, 0), (0, float("nan"), 0)], "counts": [3], "indices": [0, 1, 2]},
        {"points": [(0, 0, 0), (1, 0, 0)], "counts": [2], "indices": [0, 1]},
    ],
)
def test_a_broken_mesh_is_a_finding_and_nothing_is_drawn(broken):
    shape, codes = read(mesh_prim(**broken))
    assert shape is None
    assert codes == ["mesh-not-drawn"]


@pytest.mark.parametrize(
    ("attribute", "code"), [("points", "mesh-not-drawn"), ("normals", "primvar-not-used")]
)
@pytest.mark.parametrize("value", ["int[] {} = [1, 2, 3]", "float3 {} = (1, 2, 3)", 'string {} = "text"'])
def test_an_attribute_of_another_type_is_a_finding(attribute, code, value):
    layer = Sdf.Layer.CreateAnonymous(".usda")
    layer.ImportFromString(
        f"""#usda 1.0
        def Mesh "Mesh" {{
            int[] faceVertexCounts = [3]
            int[] faceVertexIndices = [0, 1, 2]
            uniform token subdivisionScheme = "none"
            {value.format(attribute)}
            {"" if attribute == "points" else "point3f[] points = [(0, 0, 0), (1, 0, 0), (0, 1, 0)]"}
        }}"""
    )
    stage = Usd.Stage.Open(layer)
    shape, codes = read(UsdGeom.Mesh(stage.GetPrimAtPath("/Mesh")))
    assert (shape is None) == (attribute == "points")
    assert codes == [code]


def area(shape):
    a, b, c = np.moveaxis(shape.geometry.points[shape.geometry.triangles], 1, 0)
    return np.cross(b - a, c - a)[:, 2] / 2


def test_concave_faces_are_covered_once_whichever_way_they_turn():
    # An arrow head of area 1 (2 * 2 / 2 - 1 * 2 / 2), its notch at the last vertex, then one clockwise.
    arrow = [(0, 0, 0), (2, 1, 0), (0, 2, 0), (1, 1, 0)]
    shape, codes = read(mesh_prim(arrow, [4], [0, 1, 2, 3]))
    assert area(shape).tolist() == [0.5, 0.5]
    shape, _ = read(mesh_prim(arrow, [4], [3, 2, 1, 0]))
    assert area(shape).tolist() == [-0.5, -0.5]
    assert codes == []


def test_a_concave_face_between_convex_ones_keeps_its_place():
    points = [(0, 0, 0), (2, 1, 0), (0, 2, 0), (1, 1, 0), (-1, 1, 0)]
    shape, _ = read(mesh_prim(points, [3, 4, 3], [0, 1, 4, 0, 1, 2, 3, 4, 1, 2]))
    assert shape.geometry.faces.tolist() == [0, 1, 1, 2]
    assert shape.geometry.triangles[0].tolist() == [0, 1, 4]
    assert shape.geometry.triangles[3].tolist() == [4, 1, 2]


def test_a_subdivision_surface_gets_smooth_normals_and_a_finding():
    roof = {
        "points": [(-1, 0, 0), (0, 0, 1), (1, 0, 0), (1, 1, 0), (0, 1, 1), (-1, 1, 0)],
        "counts": [4, 4],
        "indices": [0, 1, 4, 5, 1, 2, 3, 4],
        "scheme": "catmullClark",
    }
    shape, codes = read(mesh_prim(**roof))
    corners = shape.geometry.triangles.reshape(-1)
    # Point 1 lies on the ridge: one triangle of the left slope meets it, and two of the right.
    left, right = np.array([-1, 0, 1]), np.array([1, 0, 1])
    expected = (left + 2 * right) / np.linalg.norm(left + 2 * right)
    assert np.abs(shape.geometry.normals[corners == 1]) == pytest.approx(np.tile(np.abs(expected), (3, 1)))
    assert codes == ["subdivision-not-refined"]
