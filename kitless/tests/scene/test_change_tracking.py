"""What an edit or another time does to the scene. A camera at z = 10 looks down on a unit cube at the origin."""

import numpy as np
import pytest
from pxr import Gf, Sdf, Usd, UsdGeom, UsdLux, UsdShade

from kitless.render import Camera, Renderer
from kitless.scene import SceneTranslator

from .forest import TREES


class Bench:
    """A stage, its scene and the depth at the picture's centre."""

    def __init__(self) -> None:
        self.stage = Usd.Stage.CreateInMemory()
        self.cube = UsdGeom.Cube.Define(self.stage, "/World/Cube")
        self.cube.CreateSizeAttr(1.0)
        self.move = UsdGeom.Xformable(self.cube).AddTranslateOp()
        camera = UsdGeom.Camera.Define(self.stage, "/Camera")
        UsdGeom.Xformable(camera).AddTranslateOp().Set(Gf.Vec3d(0, 0, 10))
        self.camera = camera.GetPrim()
        self.translator = SceneTranslator(self.stage, "cpu")
        self.renderer = Renderer("cpu", threads=1)

    def render(self, time: float = 0.0):
        code = Usd.TimeCode(time)
        scene = self.translator.update(code)
        return scene, self.renderer.render(
            scene, Camera.from_prim(self.camera, code, 3, 3), channels=frozenset({"color"})
        )

    def depth(self, time: float = 0.0) -> float:
        return float(self.render(time)[1].ray_distance[1, 1])

    def color(self, time: float = 0.0) -> list[int]:
        return self.render(time)[1].color[1, 1].tolist()


@pytest.fixture
def bench():
    bench = Bench()
    yield bench
    bench.translator.close()
    bench.renderer.close()


def test_a_moved_prim_is_seen_at_its_new_place(bench):
    assert bench.depth() == pytest.approx(9.5)
    bench.move.Set(Gf.Vec3d(0, 0, 2))
    assert bench.depth() == pytest.approx(7.5)


def test_a_moved_parent_moves_its_children(bench):
    bench.render()
    UsdGeom.Xformable(UsdGeom.Xform.Define(bench.stage, "/World")).AddTranslateOp().Set(Gf.Vec3d(0, 0, 3))
    assert bench.depth() == pytest.approx(6.5)


def test_a_prim_added_in_front_is_seen_and_gone_when_it_is_removed(bench):
    bench.render()
    sphere = UsdGeom.Sphere.Define(bench.stage, "/World/Sphere")
    UsdGeom.Xformable(sphere).AddTranslateOp().Set(Gf.Vec3d(0, 0, 4))
    _, picture = bench.render()
    assert bench.translator.snapshot().prim_paths == ("/World/Cube", "/World/Sphere")
    assert picture.ray_distance[1, 1] == pytest.approx(5.0)
    bench.stage.RemovePrim("/World/Sphere")
    bench.render()
    assert bench.translator.snapshot().prim_paths == ("/World/Cube",)


def test_a_changed_size_a_changed_colour_and_a_new_light_are_seen(bench):
    bench.cube.CreateDisplayColorAttr([(1, 0, 0)])
    assert bench.color() == [255, 0, 0, 255]
    bench.cube.GetSizeAttr().Set(3.0)
    assert bench.depth() == pytest.approx(8.5)
    bench.cube.GetDisplayColorAttr().Set([(0, 1, 0)])
    assert bench.color() == [0, 255, 0, 255]
    UsdLux.DomeLight.Define(bench.stage, "/Dome").CreateIntensityAttr(0.0)
    assert bench.color() == [0, 0, 0, 255]


def test_hiding_a_parent_hides_its_children(bench):
    bench.render()
    UsdGeom.Imageable(UsdGeom.Xform.Define(bench.stage, "/World")).MakeInvisible()
    assert bench.depth() == np.inf


def test_an_animated_parent_is_followed_through_time_and_back(bench):
    lift = UsdGeom.Xformable(UsdGeom.Xform.Define(bench.stage, "/World")).AddTranslateOp()
    lift.Set(Gf.Vec3d(0, 0, 0), 0.0)
    lift.Set(Gf.Vec3d(0, 0, 4), 8.0)
    assert [bench.depth(time) for time in (0, 2, 8, 0)] == pytest.approx([9.5, 8.5, 5.5, 9.5])


def test_animated_sizes_and_visibility_are_followed(bench):
    bench.cube.GetSizeAttr().Set(1.0, 0.0)
    bench.cube.GetSizeAttr().Set(3.0, 4.0)
    bench.cube.GetVisibilityAttr().Set("inherited", 0.0)
    bench.cube.GetVisibilityAttr().Set("invisible", 6.0)
    assert [bench.depth(time) for time in (0, 4, 6, 2)] == pytest.approx([9.5, 8.5, np.inf, 9.0])


def test_animated_visibility_costs_a_walk_over_the_stage_only_when_it_changes(bench):
    for time, visibility in enumerate(["inherited", "inherited", "invisible", "invisible", "inherited"]):
        bench.cube.CreateVisibilityAttr().Set(visibility, time)
    bench.render()
    walked = [list(bench.translator.update_in_steps(Usd.TimeCode(time))) != [] for time in range(1, 5)]
    assert walked == [False, True, False, True]


def test_an_animated_material_is_followed(bench):
    material = UsdShade.Material.Define(bench.stage, "/Material")
    shader = UsdShade.Shader.Define(bench.stage, "/Material/Surface")
    shader.CreateIdAttr("UsdPreviewSurface")
    shader.CreateInput("roughness", Sdf.ValueTypeNames.Float).Set(1.0)
    material.CreateSurfaceOutput().ConnectToSource(shader.ConnectableAPI(), "surface")
    color = shader.CreateInput("diffuseColor", Sdf.ValueTypeNames.Color3f)
    color.Set((1, 0, 0), 0.0)
    color.Set((0, 1, 0), 4.0)
    UsdShade.MaterialBindingAPI.Apply(bench.cube.GetPrim()).Bind(material)
    assert [bench.color(time) for time in (0, 4, 0)] == [[255, 0, 0, 255], [0, 255, 0, 255], [255, 0, 0, 255]]


def test_an_animated_light_over_prims_that_stand_still_is_followed(bench):
    bench.cube.CreateDisplayColorAttr([(1, 1, 1)])
    dome = UsdLux.DomeLight.Define(bench.stage, "/Dome").CreateIntensityAttr()
    dome.Set(0.0, 0.0)
    dome.Set(1000.0, 4.0)
    assert [bench.color(time)[0] for time in (0, 4, 0)] == [0, 255, 0]


def test_a_light_that_is_turned_over_prims_that_stand_still_is_followed(bench):
    bench.cube.CreateDisplayColorAttr([(1, 1, 1)])
    sun = UsdLux.DistantLight.Define(bench.stage, "/Sun")
    sun.CreateIntensityAttr(5000.0)
    turn = UsdGeom.Xformable(sun).AddRotateXOp()
    turn.Set(0.0, 0.0)
    turn.Set(180.0, 4.0)
    assert [bench.color(time)[0] for time in (0, 4, 0)] == [255, 0, 255]


def test_instances_of_one_prototype_have_each_the_colour_that_they_inherit(bench):
    bench.stage.RemovePrim("/World")
    bench.stage.CreateClassPrim("/Prototype")
    UsdGeom.Cube.Define(bench.stage, "/Prototype/Cube").CreateSizeAttr(1.0)
    for height, path, color in ((0, "/Below", (1, 0, 0)), (5, "/Above", (0, 1, 0))):
        instance = UsdGeom.Xform.Define(bench.stage, path)
        instance.GetPrim().GetReferences().AddInternalReference("/Prototype")
        instance.GetPrim().SetInstanceable(True)
        instance.AddTranslateOp().Set(Gf.Vec3d(0, 0, height))
        primvars = UsdGeom.PrimvarsAPI(instance)
        primvars.CreatePrimvar("displayColor", Sdf.ValueTypeNames.Color3fArray, "constant").Set([color])
    bench.render()
    assert bench.translator.snapshot().prim_paths == ("/Below/Cube", "/Above/Cube")
    assert bench.color() == [0, 255, 0, 255]
    UsdGeom.Imageable(bench.stage.GetPrimAtPath("/Above")).MakeInvisible()
    assert bench.color() == [255, 0, 0, 255]


def test_a_colour_that_is_inherited_and_animated_is_followed(bench):
    world = UsdGeom.Xform.Define(bench.stage, "/World")
    color = UsdGeom.PrimvarsAPI(world).CreatePrimvar(
        "displayColor", Sdf.ValueTypeNames.Color3fArray, "constant"
    )
    color.Set([(1, 0, 0)], 0.0)
    color.Set([(0, 1, 0)], 4.0)
    assert [bench.color(time) for time in (0, 4)] == [[255, 0, 0, 255], [0, 255, 0, 255]]


def test_a_new_label_leaves_the_scene_as_it_is(bench):
    bench.render()
    bench.cube.GetPrim().CreateAttribute("semantics:labels:class", Sdf.ValueTypeNames.TokenArray).Set(["box"])
    assert not bench.translator._changes.rebuild


def test_a_scene_that_lost_all_its_prims_shows_nothing(bench):
    bench.render()
    bench.stage.RemovePrim("/World")
    _, picture = bench.render()
    assert bench.translator.snapshot().prim_paths == ()
    assert (picture.instance == -1).all()


def test_a_prim_scaled_to_nothing_is_not_seen_and_comes_back(bench):
    scale = UsdGeom.Xformable(bench.cube).AddScaleOp()
    scale.Set(Gf.Vec3f(0, 0, 0))
    assert bench.depth() == np.inf
    scale.Set(Gf.Vec3f(1, 1, 1))
    assert bench.depth() == pytest.approx(9.5)


def test_moving_an_instancer_or_a_prim_of_its_prototype_places_the_instances_anew_without_a_rebuild(forest):
    forest.where()
    geometries = [drawable.geometry for drawable in forest.scene().drawables]
    forest.move_world.Set((200, 0, 0))
    UsdGeom.Xformable(forest.crown).GetOrderedXformOps()[0].Set((0, 0, 6))
    assert not forest.translator._changes.rebuild
    assert forest.where() == {f"{TREES}[{index}]/Oak/Crown": (200 + 10 * index, 0, 6) for index in range(3)}
    assert [drawable.geometry for drawable in forest.scene().drawables] == geometries


def test_edits_of_an_instancers_arrays_are_seen(forest):
    forest.where()
    forest.trees.GetPositionsAttr().Set([(0, 0, 0), (0, 0, 1), (0, 0, 2)])
    assert forest.where()[f"{TREES}[2]/Oak/Crown"] == (100, 0, 7)
    forest.trees.GetProtoIndicesAttr().Set([0])
    forest.trees.GetPositionsAttr().Set([(1, 0, 0)])
    assert forest.where() == {f"{TREES}[0]/Oak/Crown": (101, 0, 5)}
    forest.trees.CreateIdsAttr([4])
    assert forest.where() == {f"{TREES}[4]/Oak/Crown": (101, 0, 5)}
    forest.trees.DeactivateId(4)
    assert forest.where() == {}


def test_prims_that_come_and_go_below_a_prototype_are_seen_in_every_instance(forest):
    forest.where()
    nest = UsdGeom.Sphere.Define(forest.stage, f"{TREES}/Protos/Oak/Nest")
    assert forest.where()[f"{TREES}[1]/Oak/Nest"] == (110, 0, 0)
    forest.stage.RemovePrim(nest.GetPath())
    assert forest.names() == [f"{TREES}[{index}]/Oak/Crown" for index in range(3)]


def test_a_prototype_elsewhere_that_is_edited_is_seen_in_every_instance(forest):
    forest.stage.CreateClassPrim("/Fir")
    forest.prototype("/Fir/Tree", height=7)
    forest.trees.GetPrototypesRel().SetTargets(["/Fir"])
    assert forest.where()[f"{TREES}[1]/Fir/Tree/Crown"] == (110, 0, 7)
    UsdGeom.Xformable(forest.stage.GetPrimAtPath("/Fir/Tree/Crown")).GetOrderedXformOps()[0].Set((0, 0, 8))
    assert forest.where()[f"{TREES}[1]/Fir/Tree/Crown"] == (110, 0, 8)
    forest.trees.GetPrototypesRel().SetTargets([f"{TREES}/Protos/Oak"])
    assert forest.where()[f"{TREES}[1]/Oak/Crown"] == (110, 0, 5)


def test_a_label_on_an_instancer_or_its_prototype_leaves_the_scene_as_it_is(forest):
    for prim in (forest.trees.GetPrim(), forest.crown):
        prim.AddAppliedSchema("SemanticsLabelsAPI:class")
    forest.where()
    for prim in (forest.trees.GetPrim(), forest.crown):
        prim.CreateAttribute("semantics:labels:class", Sdf.ValueTypeNames.TokenArray).Set(["tree"])
    assert not forest.translator._changes.rebuild
