"""displayOpacity of prims without a material."""

import pytest
from pxr import Sdf, Usd, UsdGeom

OPACITY = ("displayOpacity", Sdf.ValueTypeNames.FloatArray)


def opacity_of(bench, time=0.0):
    (drawable,) = bench.translator.update(Usd.TimeCode(time)).drawables
    return drawable.surface.opacity


def test_an_opacity_when_it_is_inherited_is_the_prims(bench):
    group = UsdGeom.Xform.Define(bench.stage, "/Group")
    UsdGeom.PrimvarsAPI(group).CreatePrimvar(*OPACITY, "constant").Set([0.25])
    UsdGeom.Cube.Define(bench.stage, "/Group/Cube").CreateDisplayColorAttr([(1, 0, 0)])
    assert opacity_of(bench) == 0.25
    assert bench.findings() == []


def test_an_opacity_when_it_is_edited_or_animated_is_followed(bench):
    cube = UsdGeom.Cube.Define(bench.stage, "/Cube")
    assert opacity_of(bench) == 1.0
    cube.CreateDisplayOpacityAttr([0.5])
    assert opacity_of(bench) == 0.5
    for time, value in ((0, 0.0), (10, 1.0)):
        cube.GetDisplayOpacityAttr().Set([value], time)
    assert [opacity_of(bench, time) for time in (0, 5, 10)] == pytest.approx([0, 0.5, 1])


@pytest.mark.parametrize("values", [[0.0, 1.0], [], [float("nan")]])
def test_an_opacity_when_it_is_not_one_number_is_a_finding_and_the_prim_is_opaque(bench, values):
    UsdGeom.Cube.Define(bench.stage, "/Cube").CreateDisplayOpacityAttr(values)
    assert opacity_of(bench) == 1.0
    assert bench.findings() == [("primvar-not-used", "/Cube")]
