"""Points are drawn as balls of their widths."""

import numpy as np
import pytest
from pxr import UsdGeom


def define(bench, points, widths, per="vertex"):
    prim = UsdGeom.Points.Define(bench.stage, "/Points")
    prim.CreatePointsAttr(points)
    if widths is not None:
        prim.CreateWidthsAttr(widths)
        prim.SetWidthsInterpolation(per)
    return prim


def only_mesh(bench):
    ((geometry, _),) = bench.drawables(0).values()
    return geometry


def test_a_point_is_a_ball_whose_corners_lie_on_the_sphere(bench):
    define(bench, [(1, 2, 3)], [0.5])
    mesh = only_mesh(bench)
    assert np.allclose(np.linalg.norm(mesh.points - (1, 2, 3), axis=1), 0.25)
    assert mesh.bounds == pytest.approx(np.array([(0.75, 1.75, 2.75), (1.25, 2.25, 3.25)]))
    corners = (mesh.points - np.float32([1, 2, 3]))[mesh.triangles].astype(np.float64)
    volume = np.einsum("ti,ti->t", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])).sum() / 6
    # Just less than the sphere's, and the right way round.
    assert volume == pytest.approx(4 / 3 * np.pi * 0.25**3, rel=0.03)
    assert np.allclose(mesh.normals, (corners / 0.25).reshape(-1, 3), atol=1e-6)


def test_each_point_has_its_width_colour_and_face(bench):
    points = define(bench, [(0, 0, 0), (9, 0, 0)], [2, 4])
    points.CreateDisplayColorPrimvar("vertex").Set([(1, 0, 0), (0, 1, 0)])
    mesh = only_mesh(bench)
    assert mesh.bounds[:, 0].tolist() == [-1, 11]
    assert np.bincount(mesh.faces).tolist() == [512, 512]
    assert np.array_equal(mesh.colors[::3, 1], mesh.faces)


def test_points_that_are_not_finite_are_left_out_and_the_others_keep_their_indices(bench):
    define(bench, [(0, 0, 0), (float("nan"), 0, 0), (9, 0, 0)], [1], per="constant")
    assert np.unique(only_mesh(bench).faces).tolist() == [0, 2]
    assert bench.findings() == [("points-not-drawn", "/Points")]


@pytest.mark.parametrize("widths", [None, [1.0]])
def test_points_without_a_width_for_each_are_not_drawn_and_said(bench, widths):
    define(bench, [(0, 0, 0), (9, 0, 0)], widths)
    assert list(bench.drawables(0)) == []
    assert bench.findings() == [("points-not-drawn", "/Points")]


def test_a_hundred_thousand_points_are_coarse_balls(bench):
    places = np.stack([np.arange(100_000), np.zeros(100_000), np.zeros(100_000)], axis=1)
    define(bench, places.tolist(), [0.5], per="constant")
    mesh = only_mesh(bench)
    assert len(mesh.triangles) == 800_000
    assert mesh.bounds.tolist() == [[-0.25, -0.25, -0.25], [99_999.25, 0.25, 0.25]]
