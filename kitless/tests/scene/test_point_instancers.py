"""Which instances of point instancers are drawn, and where. See `forest` for the stage."""

import numpy as np
import pytest
from pxr import Gf, Sdf, Usd, UsdGeom, UsdLux, UsdShade

from kitless.scene import SceneTranslator

from .forest import TREES

OAKS = [f"{TREES}[{index}]/Oak/Crown" for index in range(3)]


def test_every_instance_is_drawn_with_its_prototype_and_the_prototype_not_by_itself(forest):
    assert forest.where() == {OAKS[0]: (100, 0, 5), OAKS[1]: (110, 0, 5), OAKS[2]: (120, 0, 5)}
    assert len({drawable.geometry for drawable in forest.scene().drawables}) == 1
    assert forest.codes() == []


def test_an_instance_is_scaled_then_turned_then_moved(forest):
    forest.trees.CreateScalesAttr([(1, 1, 1), (1, 1, 2), (1, 1, 2)])
    about_x = Gf.Quath(np.sqrt(0.5), np.sqrt(0.5), 0, 0)  # a quarter turn about x takes z to -y
    forest.trees.CreateOrientationsAttr([Gf.Quath(1), Gf.Quath(1), about_x])
    where = forest.where()
    assert where[OAKS[0]] == (100, 0, 5)
    assert where[OAKS[1]] == (110, 0, 10)
    assert where[OAKS[2]] == pytest.approx((120, -10, 0), abs=0.02)  # orientations have 16 bits


def test_orientationsf_win_over_orientations_and_are_exact(forest):
    half = np.sqrt(0.5)
    forest.trees.CreateOrientationsAttr([Gf.Quath(1)] * 3)
    forest.trees.CreateOrientationsfAttr([Gf.Quatf(half, half, 0, 0)] * 3)
    assert forest.where()[OAKS[1]] == pytest.approx((110, -5, 0), abs=1e-5)


def test_the_prototype_roots_transform_counts_and_what_is_above_it_does_not(forest):
    forest.oak.AddTranslateOp().Set((0, 1, 0))
    above = UsdGeom.Xform.Define(forest.stage, f"{TREES}/Protos")
    above.AddTranslateOp().Set((0, 0, 1000))
    assert forest.where()[OAKS[1]] == (110, 1, 5)


def test_the_instancers_own_transform_counts(forest):
    forest.trees.AddScaleOp().Set((2, 2, 2))
    assert forest.where()[OAKS[1]] == (120, 0, 10)


def test_instances_have_the_prototype_that_their_index_says(forest):
    forest.prototype(f"{TREES}/Protos/Fir", height=7)
    forest.trees.GetPrototypesRel().AddTarget(f"{TREES}/Protos/Fir")
    forest.trees.GetProtoIndicesAttr().Set([0, 1, 0])
    assert forest.where() == {
        OAKS[0]: (100, 0, 5),
        f"{TREES}[1]/Fir/Crown": (110, 0, 7),
        OAKS[2]: (120, 0, 5),
    }


def test_a_prototype_may_be_a_gprim_itself(forest):
    cube = UsdGeom.Cube.Define(forest.stage, f"{TREES}/Protos/Stone")
    cube.AddTranslateOp().Set((0, 0, 1))
    forest.trees.GetPrototypesRel().SetTargets([cube.GetPath()])
    assert forest.where()[f"{TREES}[2]/Stone"] == (120, 0, 1)


def test_an_instance_goes_by_its_id(forest):
    forest.trees.CreateIdsAttr([7, -1, 10**12])
    assert forest.names() == [
        f"{TREES}[-1]/Oak/Crown",
        f"{TREES}[1000000000000]/Oak/Crown",
        f"{TREES}[7]/Oak/Crown",
    ]


def test_invisible_and_inactive_instances_are_not_drawn(forest):
    forest.trees.CreateInvisibleIdsAttr([1])
    assert forest.names() == [OAKS[0], OAKS[2]]
    forest.trees.DeactivateId(2)
    assert forest.names() == [OAKS[0]]
    forest.trees.CreateIdsAttr([2, 5, 1])
    assert forest.names() == [f"{TREES}[5]/Oak/Crown"]


@pytest.mark.parametrize("path", [TREES, f"{TREES}/Protos/Oak", f"{TREES}/Protos/Oak/Crown", "/World"])
def test_what_is_invisible_hides_the_instances(forest, path):
    UsdGeom.Imageable(forest.stage.GetPrimAtPath(path)).MakeInvisible()
    assert forest.names() == []


def test_prototypes_under_something_invisible_are_drawn_in_instances_only(forest):
    hidden = UsdGeom.Scope.Define(forest.stage, "/Library")
    hidden.MakeInvisible()
    forest.prototype("/Library/Fir", height=7)
    forest.trees.GetPrototypesRel().SetTargets(["/Library/Fir"])
    assert forest.names() == [f"{TREES}[{index}]/Fir/Crown" for index in range(3)]


def test_a_prototype_elsewhere_is_also_drawn_where_it_stands(forest):
    forest.prototype("/Library/Fir", height=7)
    forest.trees.GetPrototypesRel().SetTargets(["/Library/Fir"])
    assert forest.where()["/Library/Fir/Crown"] == (0, 0, 7)
    assert forest.where()[f"{TREES}[0]/Fir/Crown"] == (100, 0, 7)


@pytest.mark.parametrize("specifier", [Sdf.SpecifierClass, Sdf.SpecifierOver])
def test_a_prototype_that_is_a_class_or_an_over_is_drawn_in_instances_only(forest, specifier):
    forest.prototype("/Fir", height=7)
    spec = forest.stage.GetRootLayer().GetPrimAtPath("/Fir")
    spec.specifier = specifier
    Sdf.CreatePrimInLayer(
        forest.stage.GetRootLayer(), "/Fir/Opinion"
    ).typeName = "Cube"  # an over: it is not there
    forest.trees.GetPrototypesRel().SetTargets(["/Fir"])
    assert forest.names() == [f"{TREES}[{index}]/Fir/Crown" for index in range(3)]


def test_an_instancers_purpose_is_that_of_prototypes_that_say_nothing(forest):
    forest.trees.CreatePurposeAttr("guide")
    assert forest.names() == []
    forest.oak.CreatePurposeAttr("render")
    assert forest.names() == OAKS
    forest.trees.GetPurposeAttr().Clear()
    forest.oak.GetPurposeAttr().Set("proxy")
    assert forest.names() == []
    guides = UsdGeom.Scope.Define(forest.stage, "/Guides")
    guides.CreatePurposeAttr("guide")
    forest.prototype("/Guides/Fir")
    forest.trees.GetPrototypesRel().SetTargets(["/Guides/Fir"])
    assert forest.names() == [f"{TREES}[{index}]/Fir/Crown" for index in range(3)]


def test_instances_have_the_materials_and_the_subsets_of_their_prototype(forest):
    material = UsdShade.Material.Define(forest.stage, "/Red")
    shader = UsdShade.Shader.Define(forest.stage, "/Red/Surface")
    shader.CreateIdAttr("UsdPreviewSurface")
    shader.CreateInput("diffuseColor", Sdf.ValueTypeNames.Color3f).Set((1, 0, 0))
    material.CreateSurfaceOutput().ConnectToSource(shader.ConnectableAPI(), "surface")
    mesh = UsdGeom.Mesh.Define(forest.stage, f"{TREES}/Protos/Oak/Leaves")
    mesh.CreatePointsAttr([(0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 0)])
    mesh.CreateFaceVertexCountsAttr([3, 3])
    mesh.CreateFaceVertexIndicesAttr([0, 1, 2, 0, 2, 3])
    subset = UsdGeom.Subset.Define(forest.stage, f"{mesh.GetPath()}/Old")
    subset.CreateIndicesAttr([1])
    subset.CreateFamilyNameAttr("materialBind")
    UsdShade.MaterialBindingAPI.Apply(subset.GetPrim()).Bind(material)
    UsdShade.MaterialBindingAPI.Apply(forest.crown).Bind(material)
    subset.GetPrim().AddAppliedSchema("SemanticsLabelsAPI:class")
    subset.GetPrim().CreateAttribute("semantics:labels:class", Sdf.ValueTypeNames.TokenArray).Set(["old"])
    looks = {drawable.prim_path: drawable.surface.base_color for drawable in forest.scene().drawables}
    assert looks[f"{TREES}[1]/Oak/Crown"] == (1, 0, 0)
    assert looks[f"{TREES}[1]/Oak/Leaves"] == (0.5, 0.5, 0.5)
    assert looks[f"{TREES}[1]/Oak/Leaves/Old"] == (1, 0, 0)
    assert len(looks) == 9


def test_a_prototype_may_be_a_usd_instance(forest):
    forest.stage.CreateClassPrim("/Asset")
    forest.prototype("/Asset/Tree", height=3)
    fir = UsdGeom.Xform.Define(forest.stage, f"{TREES}/Protos/Fir")
    fir.GetPrim().GetReferences().AddInternalReference("/Asset")
    fir.GetPrim().SetInstanceable(True)
    forest.trees.GetPrototypesRel().SetTargets([fir.GetPath()])
    assert forest.where()[f"{TREES}[1]/Fir/Tree/Crown"] == (110, 0, 3)


def test_an_instancer_inside_usd_instances_is_drawn_in_each(forest):
    for name, x in (("/A", 1000), ("/B", 2000)):
        copy = UsdGeom.Xform.Define(forest.stage, name)
        copy.GetPrim().GetReferences().AddInternalReference("/World")
        copy.GetPrim().SetInstanceable(True)
        copy.AddTranslateOp(opSuffix="here").Set((x, 0, 0))
        copy.SetXformOpOrder([UsdGeom.XformOp(copy.GetPrim().GetAttribute("xformOp:translate:here"))])
    forest.stage.GetPrimAtPath("/World").SetActive(False)
    forest.stage.GetRootLayer().GetPrimAtPath("/World").specifier = Sdf.SpecifierClass
    forest.stage.GetPrimAtPath("/World").SetActive(True)
    where = forest.where()
    assert len(where) == 6
    assert where["/A/Trees[1]/Oak/Crown"] == (1010, 0, 5)
    assert where["/B/Trees[2]/Oak/Crown"] == (2020, 0, 5)
    assert len({drawable.geometry for drawable in forest.scene().drawables}) == 1


def test_nested_instancers_multiply(forest):
    # A tree of two crowns, at y = 1 and y = 2, twice its size, in each of three instances.
    twigs = forest.instancer(f"{TREES}/Protos/Oak/Twigs", ["/Leaf"], [(0, 1, 0), (0, 2, 0)])
    UsdGeom.Xformable(twigs).AddScaleOp().Set((2, 2, 2))
    forest.prototype("/Leaf", height=0.5)
    forest.stage.GetRootLayer().GetPrimAtPath("/Leaf").specifier = Sdf.SpecifierClass
    forest.stage.RemovePrim(forest.crown.GetPath())
    assert forest.where() == {
        f"{TREES}[{outer}]/Oak/Twigs[{inner}]/Leaf/Crown": (100 + 10 * outer, 2 + 2 * inner, 1)
        for outer in range(3)
        for inner in range(2)
    }


def test_a_prototype_may_be_an_instancer_itself(forest):
    forest.prototype("/Leaf", height=0.5)
    forest.instancer(f"{TREES}/Protos/Bush", ["/Leaf"], [(0, 1, 0)])
    forest.trees.GetPrototypesRel().SetTargets([f"{TREES}/Protos/Bush"])
    assert forest.where()[f"{TREES}[1]/Bush[0]/Leaf/Crown"] == (110, 1, 0.5)


def test_an_instancer_in_its_own_prototype_is_a_finding(forest):
    forest.trees.GetPrototypesRel().SetTargets(["/World"])
    assert forest.names() == []
    assert forest.codes() == ["point-instancer-recursion"]


def test_positions_that_are_animated_are_followed_between_samples(forest):
    positions = forest.trees.GetPositionsAttr()
    positions.Set([(0, 0, 0), (0, 0, 0), (0, 0, 0)], 0.0)
    positions.Set([(0, 0, 0), (8, 0, 0), (0, 8, 0)], 8.0)
    assert [forest.where(time)[OAKS[1]] for time in (0, 2, 8, 0)] == [
        (100, 0, 5),
        (102, 0, 5),
        (108, 0, 5),
        (100, 0, 5),
    ]


def test_instances_without_a_position_at_one_time_are_not_drawn_then(forest):
    positions = forest.trees.GetPositionsAttr()
    positions.Set([(0, 0, 0)] * 3, 0.0)
    positions.Set([(0, 0, 0)] * 2, 1.0)
    assert [len(forest.names(time)) for time in (0, 1, 0)] == [3, 0, 3]
    assert forest.codes() == ["point-instancer-positions"]


def test_velocities_carry_instances_on_from_the_last_sample(forest):
    forest.stage.SetTimeCodesPerSecond(10)
    forest.trees.GetPositionsAttr().Clear()
    forest.trees.GetPositionsAttr().Set([(0, 0, 0)] * 3, 0.0)
    forest.trees.CreateVelocitiesAttr().Set([(0, 0, 0), (5, 0, 0), (0, 0, 0)], 0.0)
    assert [forest.where(time)[OAKS[1]] for time in (0, 10, 20)] == [(100, 0, 5), (105, 0, 5), (110, 0, 5)]


def test_instances_that_come_go_and_change_are_followed(forest):
    forest.prototype(f"{TREES}/Protos/Fir", height=7)
    forest.trees.GetPrototypesRel().AddTarget(f"{TREES}/Protos/Fir")
    ids, indices = forest.trees.CreateIdsAttr(), forest.trees.GetProtoIndicesAttr()
    positions = forest.trees.GetPositionsAttr()
    for time, keys in ((0.0, [5]), (1.0, [5, 6]), (2.0, [6])):
        ids.Set(keys, time)
        indices.Set([0 if key == 5 else int(time) - 1 for key in keys], time)
        positions.Set([(key, 0, 0) for key in keys], time)
    oak_5, oak_6, fir_6 = f"{TREES}[5]/Oak/Crown", f"{TREES}[6]/Oak/Crown", f"{TREES}[6]/Fir/Crown"
    assert forest.where(0) == {oak_5: (105, 0, 5)}
    assert forest.where(1) == {oak_5: (105, 0, 5), oak_6: (106, 0, 5)}
    assert forest.where(2) == {fir_6: (106, 0, 7)}
    assert forest.where(1) == {oak_5: (105, 0, 5), oak_6: (106, 0, 5)}


def test_instances_that_are_hidden_for_a_while_are_followed(forest):
    hidden = forest.trees.CreateInvisibleIdsAttr()
    hidden.Set([0], 0.0)
    hidden.Set([], 1.0)
    assert [len(forest.names(time)) for time in (0, 1, 0)] == [2, 3, 2]


def test_an_instancer_that_moves_is_followed_with_all_its_instances(forest):
    forest.move_world.Set((100, 0, 0), 0.0)
    forest.move_world.Set((104, 0, 0), 4.0)
    assert [forest.where(time)[OAKS[1]] for time in (0, 1, 4)] == [(110, 0, 5), (111, 0, 5), (114, 0, 5)]


def test_a_prim_that_moves_in_its_prototype_is_followed(forest):
    lift = UsdGeom.Xformable(forest.crown).GetOrderedXformOps()[0]
    lift.Set((0, 0, 5), 0.0)
    lift.Set((0, 0, 9), 4.0)
    assert [forest.where(time)[OAKS[2]] for time in (0, 1, 4)] == [(120, 0, 5), (120, 0, 6), (120, 0, 9)]


@pytest.mark.parametrize(
    ("edit", "code", "drawn"),
    [
        (lambda trees: trees.GetPositionsAttr().Set([(0, 0, 0)] * 2), "point-instancer-positions", 0),
        (lambda trees: trees.GetPositionsAttr().Set([(0, 0, 0)] * 4), "point-instancer-positions", 0),
        (lambda trees: trees.GetPositionsAttr().Clear(), "point-instancer-positions", 0),
        (lambda trees: trees.CreateScalesAttr([(2, 2, 2)]), "point-instancer-arrays", 3),
        (lambda trees: trees.CreateOrientationsAttr([Gf.Quath(1)] * 9), "point-instancer-arrays", 3),
        (lambda trees: trees.CreateIdsAttr([1, 2]), "point-instancer-ids", 3),
        (lambda trees: trees.CreateIdsAttr([1, 2, 1]), "point-instancer-ids", 3),
        (lambda trees: trees.GetProtoIndicesAttr().Set([0, 1, -1]), "point-instancer-prototypes", 1),
        (lambda trees: trees.GetPrototypesRel().SetTargets(["/Gone"]), "point-instancer-prototypes", 0),
        (lambda trees: trees.GetPrototypesRel().ClearTargets(True), "point-instancer-prototypes", 0),
    ],
)
def test_what_is_wrong_with_an_instancer_is_said_and_the_rest_is_drawn(forest, edit, code, drawn):
    edit(forest.trees)
    scene = forest.scene()
    seen = [
        drawable for drawable, matrix in zip(scene.drawables, scene.to_world, strict=True) if matrix.any()
    ]
    assert [drawable.prim_path for drawable in seen] == OAKS[:drawn]
    assert forest.codes() == [code]


@pytest.mark.parametrize("name", ["scales", "orientations", "orientationsf"])
@pytest.mark.parametrize("count", [1, 2, 5])
@pytest.mark.parametrize("times", [[], [0.0, 10.0]])
def test_an_array_of_another_length_does_not_deform_any_instance(forest, name, count, times):
    value = {"scales": Gf.Vec3f(2, 2, 2), "orientations": Gf.Quath(0.5, 0.5, 0.5, 0.5)}.get(
        name, Gf.Quatf(0.5, 0.5, 0.5, 0.5)
    )
    array = forest.trees.GetPrim().GetAttribute(name)
    for time in times or [Usd.TimeCode.Default()]:
        array.Set([value] * count, time)
    scene = forest.scene(5)
    assert scene.to_world[:, :3, :3].tolist() == [np.eye(3).tolist()] * 3
    assert forest.where(5) == {f"{TREES}[{index}]/Oak/Crown": (100 + 10 * index, 0, 5) for index in range(3)}


def test_an_instancer_whose_attributes_have_another_type_is_no_crash():
    layer = Sdf.Layer.CreateAnonymous(".usda")
    layer.ImportFromString(
        """#usda 1.0
        def PointInstancer "Trees" {
            rel prototypes = [</Trees/Cube>]
            int[] protoIndices = [0, 0]
            string positions = "text"
            float[] ids = [1, 2]
            def Cube "Cube" {}
        }"""
    )
    translator = SceneTranslator(Usd.Stage.Open(layer), "cpu")
    assert translator.update(Usd.TimeCode(0.0)).drawables == ()
    translator.close()


def test_lights_and_colours_of_instances_that_have_no_effect_are_said(forest):
    UsdLux.SphereLight.Define(forest.stage, f"{TREES}/Protos/Oak/Lamp")
    colors = UsdGeom.PrimvarsAPI(forest.trees).CreatePrimvar(
        "displayColor", Sdf.ValueTypeNames.Color3fArray, "vertex"
    )
    colors.Set([(1, 0, 0)] * 3)
    forest.scene()
    assert sorted(forest.codes()) == ["light-not-drawn", "primvar-not-used"]
