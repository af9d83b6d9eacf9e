"""Intrinsic shapes with two radii."""

import numpy as np
import pytest
from pxr import UsdGeom

from kitless.render import AnalyticKind


def define(bench, schema, top, bottom):
    shape = schema.Define(bench.stage, "/Shape")
    shape.CreateRadiusTopAttr(top)
    shape.CreateRadiusBottomAttr(bottom)
    shape.CreateHeightAttr(6.0)
    shape.CreateAxisAttr("X")
    return shape


def test_a_cylinder_with_two_equal_radii_is_drawn_as_what_it_is(bench):
    define(bench, UsdGeom.Cylinder_1, 2.0, 2.0)
    geometry, to_world = bench.drawables()["/Shape"]
    assert geometry.kind == AnalyticKind.CYLINDER
    # The unit cylinder's rim at (0, 1, 1): half the height along x, a radius away from the axis.
    end = np.array([0, 1, 1, 1]) @ to_world
    assert (end[0], np.hypot(end[1], end[2])) == pytest.approx((3, 2))


def test_a_capsule_with_two_equal_radii_is_drawn_as_what_it_is(bench):
    define(bench, UsdGeom.Capsule_1, 2.0, 2.0)
    geometry, to_world = bench.drawables()["/Shape"]
    # A tube of 6 is 3 to each side, in radii 1.5.
    assert (geometry.kind, geometry.half_length) == (AnalyticKind.CAPSULE, 1.5)
    assert np.array([0, 0, 2.5, 1]) @ to_world == pytest.approx((5, 0, 0, 1))


@pytest.mark.parametrize("schema", [UsdGeom.Cylinder_1, UsdGeom.Capsule_1])
def test_radii_that_differ_are_said_and_the_shape_is_back_when_they_agree(bench, schema):
    shape = define(bench, schema, 2.0, 1.0)
    shape.GetRadiusTopAttr().Set(2.0, 0.0)
    shape.GetRadiusTopAttr().Set(1.0, 5.0)
    assert list(bench.drawables(0)) == []
    assert bench.findings() == [("shape-not-drawn", "/Shape")]
    assert list(bench.drawables(5)) == ["/Shape"]
