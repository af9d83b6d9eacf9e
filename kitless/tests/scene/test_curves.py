"""Curves are drawn where USD's bases say, as thick as their widths."""

import numpy as np
import pytest
from pxr import Gf, UsdGeom

WIDTH = 0.5
SIDES = 16


def define(bench, points, *, counts=None, basis=None, wrap="nonperiodic", widths=(WIDTH,), per="constant"):
    curves = UsdGeom.BasisCurves.Define(bench.stage, "/Curves")
    curves.CreateTypeAttr("cubic" if basis else "linear")
    if basis:
        curves.CreateBasisAttr(basis)
    curves.CreateWrapAttr(wrap)
    curves.CreatePointsAttr(points)
    curves.CreateCurveVertexCountsAttr(counts or [len(points)])
    if widths is not None:
        curves.CreateWidthsAttr(widths)
        curves.SetWidthsInterpolation(per)
    return curves


def rings(mesh, sides=SIDES):
    """(R, W, 3) points around each sample."""
    return mesh.points.reshape(-1, sides, 3).astype(np.float64)


def centres(mesh, sides=SIDES):
    return rings(mesh, sides).mean(axis=1)


def radii(mesh):
    return np.linalg.norm(rings(mesh) - centres(mesh)[:, None], axis=2).mean(axis=1)


def volume(mesh):
    """Of a closed surface whose triangles run counter-clockwise seen from outside."""
    corners = mesh.points.astype(np.float64)[mesh.triangles]
    return np.einsum("ti,ti->t", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])).sum() / 6


def only_mesh(bench, time=0):
    ((geometry, _),) = bench.drawables(time).values()
    return geometry


def test_a_straight_line_is_a_closed_tube_of_its_width(bench):
    define(bench, [(0, 0, 0), (0, 0, 2)])
    mesh = only_mesh(bench)
    assert np.allclose(np.hypot(mesh.points[:, 0], mesh.points[:, 1]), WIDTH / 2)
    assert mesh.bounds[:, 2].tolist() == [0, 2]
    # A prism over a polygon of 16 sides.
    assert volume(mesh) == pytest.approx(2 * 16 / 2 * (WIDTH / 2) ** 2 * np.sin(np.pi / 8), rel=1e-5)


def test_a_tube_around_a_right_angle_keeps_its_width_in_both_arms(bench):
    define(bench, [(0, 0, 0), (4, 0, 0), (4, 4, 0)])
    corner = rings(only_mesh(bench))[1] - (4, 0, 0)
    # Each point of the mitre is a radius away from the axes of both arms.
    assert np.allclose(np.hypot(corner[:, 1], corner[:, 2]), WIDTH / 2, atol=1e-6)
    assert np.allclose(np.hypot(corner[:, 0], corner[:, 2]), WIDTH / 2, atol=1e-6)


def test_a_bezier_segment_goes_through_its_ends_and_the_point_of_de_casteljau(bench):
    define(bench, [(0, 0, 0), (0, 4, 0), (4, 4, 0), (4, 0, 0)], basis="bezier")
    found = centres(only_mesh(bench))
    # Half way: (P0 + 3 P1 + 3 P2 + P3) / 8.
    assert found[[0, 4, 8]] == pytest.approx(np.array([(0, 0, 0), (2, 3, 0), (4, 0, 0)]), abs=1e-6)


def test_a_bspline_begins_at_the_mean_of_its_first_three_points(bench):
    define(bench, [(0, 0, 0), (6, 0, 0), (6, 6, 0), (0, 6, 0)], basis="bspline")
    found = centres(only_mesh(bench))
    # (P0 + 4 P1 + P2) / 6 and (P1 + 4 P2 + P3) / 6.
    assert found[[0, -1]] == pytest.approx(np.array([(5, 1, 0), (5, 5, 0)]), abs=1e-6)


@pytest.mark.parametrize("basis", ["bspline", "catmullRom"])
@pytest.mark.parametrize("points", [[(0, 0, 0), (4, 0, 0)], [(0, 0, 0), (2, 1, 0), (3, 0, 1), (4, 0, 0)]])
def test_a_pinned_curve_goes_from_its_first_point_to_its_last(bench, basis, points):
    define(bench, points, basis=basis, wrap="pinned")
    found = centres(only_mesh(bench))
    assert len(found) == 8 * (len(points) - 1) + 1
    assert found[[0, -1]] == pytest.approx(np.array([(0, 0, 0), (4, 0, 0)]), abs=1e-6)


def test_a_catmull_rom_curve_goes_through_its_inner_points(bench):
    points = [(0, 0, 0), (1, 2, 0), (3, 2, 1), (4, 0, 0), (6, 0, 0)]
    define(bench, points, basis="catmullRom")
    assert centres(only_mesh(bench))[[0, 8, 16]] == pytest.approx(np.array(points[1:4]), abs=1e-6)


@pytest.mark.parametrize(
    ("basis", "samples"), [(None, 6), ("bezier", 16), ("bspline", 48), ("catmullRom", 48)]
)
def test_a_periodic_curve_is_a_closed_ring_without_ends(bench, basis, samples):
    turn = 2 * np.pi * np.arange(6) / 6
    points = np.stack([10 * np.cos(turn), 10 * np.sin(turn), np.zeros(6)], axis=1)
    define(bench, points.tolist(), basis=basis, wrap="periodic")
    mesh = only_mesh(bench)
    assert (len(rings(mesh)), len(mesh.triangles)) == (samples, samples * SIDES * 2)
    # As on any torus, each edge belongs to two triangles, in both directions, and nothing pinches the tube.
    edges = {(int(a), int(b)) for t in mesh.triangles for a, b in zip(t, np.roll(t, -1), strict=True)}
    assert all((b, a) in edges for a, b in edges)
    assert radii(mesh).min() >= 0.99 * WIDTH / 2
    assert volume(mesh) > 0


def test_hermite_curves_leave_their_points_along_their_tangents(bench):
    curves = UsdGeom.HermiteCurves.Define(bench.stage, "/Curves")
    curves.CreatePointsAttr([(9, 9, 9), (9, 9, 8), (0, 0, 0), (8, 0, 0)])
    curves.CreateTangentsAttr([(0, 0, -1), (0, 0, -1), (0, 8, 0), (0, -8, 0)])
    curves.CreateCurveVertexCountsAttr([2, 2])
    curves.CreateWidthsAttr([0.1, 0.1, 0.2, 0.4])
    curves.SetWidthsInterpolation("vertex")
    mesh = only_mesh(bench)
    # Half way: (P0 + P1) / 2 + (T0 - T1) / 8; widths go straight from end to end, mitres add a little.
    assert centres(mesh)[9 + 4] == pytest.approx((4, 2, 0), abs=1e-6)
    assert radii(mesh)[9 + 4] == pytest.approx(0.15, rel=0.01)


def test_rational_nurbs_curves_are_arcs_of_a_circle(bench):
    curves = UsdGeom.NurbsCurves.Define(bench.stage, "/Curves")
    curves.CreatePointsAttr([(2, 0, 0), (2, 2, 0), (0, 2, 0)])
    curves.CreatePointWeightsAttr([1, np.sqrt(0.5), 1])
    curves.CreateCurveVertexCountsAttr([3])
    curves.CreateOrderAttr([3])
    curves.CreateKnotsAttr([0, 0, 0, 1, 1, 1])
    curves.CreateRangesAttr([Gf.Vec2d(0, 1)])
    curves.CreateWidthsAttr([WIDTH])
    curves.SetWidthsInterpolation("constant")
    found = centres(only_mesh(bench))
    assert np.linalg.norm(found, axis=1) == pytest.approx(np.full(9, 2.0), abs=1e-5)
    assert found[[0, -1]] == pytest.approx(np.array([(2, 0, 0), (0, 2, 0)]), abs=1e-6)


TWO_LINES = [(0, 0, 0), (0, 0, 1), (5, 0, 0), (5, 0, 1), (5, 0, 2)]


@pytest.mark.parametrize(
    ("per", "widths", "expected"),
    [
        ("constant", [2], [1, 1, 1, 1, 1]),
        ("uniform", [2, 4], [1, 1, 2, 2, 2]),
        ("varying", [2, 4, 6, 8, 10], [1, 2, 3, 4, 5]),
        ("vertex", [2, 4, 6, 8, 10], [1, 2, 3, 4, 5]),
    ],
)
def test_widths_of_every_interpolation_belong_to_what_it_says(bench, per, widths, expected):
    define(bench, TWO_LINES, counts=[2, 3], widths=widths, per=per)
    assert radii(only_mesh(bench)) == pytest.approx(expected)


def test_varying_widths_of_a_bspline_belong_to_the_ends_of_its_segments(bench):
    points = [(0, 0, float(height)) for height in range(5)]
    define(bench, points, basis="bspline", widths=[2, 4, 6], per="varying")
    # Straight and evenly spaced: segments of one unit, from 1 to 2 and from 2 to 3.
    mesh = only_mesh(bench)
    assert radii(mesh)[[0, 4, 8, 16]] == pytest.approx([1, 1.5, 2, 3])
    assert centres(mesh)[[0, 4, 8, 16], 2] == pytest.approx([1, 1.5, 2, 3])


def test_faces_and_colours_are_those_of_their_curve(bench):
    curves = define(bench, TWO_LINES, counts=[2, 3])
    colors = curves.CreateDisplayColorPrimvar("uniform")
    colors.Set([(1, 0, 0), (0, 1, 0)])
    mesh = only_mesh(bench)
    # Sides of each segment, two triangles each, and two ends of 14.
    assert np.bincount(mesh.faces).tolist() == [32 + 28, 64 + 28]
    assert np.array_equal(mesh.colors[::3, 1], mesh.faces)
    assert np.array_equal(mesh.points[mesh.triangles[:, 0], 0] > 2, mesh.faces == 1)


def test_curves_with_normals_are_ribbons_across_them(bench):
    curves = define(bench, [(0, 0, 0), (0, 0, 2)])
    curves.CreateNormalsAttr([(0, 3, 0)])
    curves.SetNormalsInterpolation("constant")
    mesh = only_mesh(bench)
    assert mesh.bounds == pytest.approx(np.array([(-WIDTH / 2, 0, 0), (WIDTH / 2, 0, 2)]))
    assert np.allclose(mesh.normals, (0, 1, 0))
    corners = mesh.points[mesh.triangles]
    assert (np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])[:, 1] > 0).all()


def test_curves_without_widths_are_not_drawn_and_said(bench):
    define(bench, [(0, 0, 0), (0, 0, 2)], widths=None)
    assert list(bench.drawables(0)) == []
    assert bench.findings() == [("curves-not-drawn", "/Curves")]


def test_a_curve_that_is_broken_is_left_out_and_the_others_are_drawn(bench):
    points = [(0, 0, float("nan")), (0, 0, 1), (5, 0, 0), (5, 0, 1), (7, 0, 0)]
    define(bench, points, counts=[2, 2, 1])
    assert set(only_mesh(bench).faces.tolist()) == {1}
    assert bench.findings() == [("curves-not-drawn", "/Curves")]


def test_counts_that_do_not_add_up_are_said(bench):
    define(bench, [(0, 0, 0), (0, 0, 2)], counts=[5])
    assert list(bench.drawables(0)) == []
    assert bench.findings() == [("curves-not-drawn", "/Curves")]


def test_points_in_one_place_do_not_break_a_tube(bench):
    define(bench, [(0, 0, 0), (0, 0, 0), (0, 0, 2), (0, 0, 2)])
    mesh = only_mesh(bench)
    assert np.isfinite(mesh.points).all()
    assert np.allclose(np.hypot(mesh.points[:, 0], mesh.points[:, 1]), WIDTH / 2)


def test_animated_points_move_the_curve(bench):
    curves = define(bench, [(0, 0, 0), (0, 0, 2)])
    curves.GetPointsAttr().Set([(0, 0, 0), (0, 0, 2)], 0)
    curves.GetPointsAttr().Set([(4, 0, 0), (4, 0, 2)], 4)
    assert centres(only_mesh(bench, 2))[:, 0] == pytest.approx([2, 2])


def test_many_curves_are_coarser_so_that_there_are_no_more_than_a_million_triangles(bench):
    count = 10_000
    points = np.zeros((count, 4, 3))
    points[..., 0] = np.arange(count)[:, None]
    points[..., 2] = np.arange(4)
    define(bench, points.reshape(-1, 3).tolist(), counts=[4] * count, basis="bezier")
    mesh = only_mesh(bench)
    assert len(np.unique(mesh.faces)) == count
    assert len(mesh.triangles) < 1_100_000
