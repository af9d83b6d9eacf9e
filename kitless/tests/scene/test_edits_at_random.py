"""However a stage is edited and whatever time comes next, the scene is the one that a new reader makes of the stage."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from pxr import Gf, Sdf, Usd, UsdGeom, UsdLux, UsdSemantics, UsdShade

from kitless.scene import SceneTranslator

from .same_scene import assert_followed, updates_of

Edit = Callable[[Usd.Stage, int], object]


def make_stage() -> Usd.Stage:
    """Prims of every kind that is kept in its own way, all in front of a camera."""
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.Xform.Define(stage, "/World/Group")
    for index, name in enumerate("ABC"):
        cube = UsdGeom.Cube.Define(stage, f"/World/Group/{name}")
        UsdGeom.XformCommonAPI(cube).SetTranslate((3.0 * index - 3.0, 0, 0))
    ball = UsdGeom.Sphere.Define(stage, "/World/Ball")
    UsdGeom.XformCommonAPI(ball).SetTranslate((0, 3, 0))
    mesh = UsdGeom.Mesh.Define(stage, "/World/Mesh")
    mesh.CreateFaceVertexCountsAttr([3])
    mesh.CreateFaceVertexIndicesAttr([0, 1, 2])
    for time in range(4):
        mesh.CreatePointsAttr().Set([(-4, -3, 0.5 * time), (-2, -3, 0), (-3, -1.5 - 0.2 * time, 0)], time)
    blinking = UsdGeom.Cube.Define(stage, "/World/Blinking")
    UsdGeom.XformCommonAPI(blinking).SetTranslate((3, -3, 0))
    for time, visibility in enumerate(["inherited", "invisible", "invisible", "inherited"]):
        blinking.CreateVisibilityAttr().Set(visibility, time)
    coloured = UsdGeom.Sphere.Define(stage, "/World/Coloured")
    UsdGeom.XformCommonAPI(coloured).SetTranslate((-4, 3, 0))
    for time in range(4):
        coloured.CreateDisplayColorAttr().Set([(0.2 * time, 1.0, 0.0)], time)
        UsdGeom.XformCommonAPI(coloured).SetScale((1, 1, 1 + 0.1 * time), time)
    UsdGeom.Xform.Define(stage, "/Asset")
    UsdGeom.Cone.Define(stage, "/Asset/Cone")
    for index in range(2):
        instance = UsdGeom.Xform.Define(stage, f"/World/Instance{index}")
        instance.GetPrim().GetReferences().AddInternalReference("/Asset")
        instance.GetPrim().SetInstanceable(True)
        UsdGeom.XformCommonAPI(instance).SetTranslate((4.0, 2.5 * index, 0))
    trees = UsdGeom.PointInstancer.Define(stage, "/World/Trees")
    UsdGeom.Capsule.Define(stage, "/World/Trees/Tree")
    trees.CreatePrototypesRel().AddTarget("/World/Trees/Tree")
    trees.CreateProtoIndicesAttr([0, 0])
    trees.CreatePositionsAttr([(-6, 0, 0), (6, 0, 0)])
    UsdShade.Material.Define(stage, "/Paint")
    camera = UsdGeom.Camera.Define(stage, "/Camera")
    UsdGeom.XformCommonAPI(camera).SetTranslate((0, 0, 20))
    UsdLux.DistantLight.Define(stage, "/Sun").CreateIntensityAttr(2000)
    return stage


PRIMS = [
    *(f"/World/Group/{name}" for name in "ABC"),
    "/World/Ball",
    "/World/Mesh",
    "/World/Coloured",
    "/Asset/Cone",
    "/World/Trees/Tree",
]


def on_prim(edit: Callable[[Usd.Prim, int], object]) -> Edit:
    """An edit of one of the prims, if it is still there."""

    def apply(stage: Usd.Stage, number: int) -> None:
        prim = stage.GetPrimAtPath(PRIMS[number % len(PRIMS)])
        if prim:
            edit(prim, number)

    apply.__name__ = edit.__name__
    return apply


@on_prim
def move(prim, number):
    UsdGeom.XformCommonAPI(prim).SetTranslate((number % 7 - 3.0, number % 5 - 2.0, 0))


@on_prim
def move_in_time(prim, number):
    UsdGeom.XformCommonAPI(prim).SetTranslate((number % 7 - 3.0, 1.0, 0), number % 4)


@on_prim
def colour(prim, number):
    UsdGeom.Gprim(prim).CreateDisplayColorAttr([(number % 3 / 2, number % 5 / 4, 0.5)])


@on_prim
def hide_or_show(prim, number):
    UsdGeom.Imageable(prim).CreateVisibilityAttr("invisible" if number % 2 else "inherited")


@on_prim
def label(prim, number):
    UsdSemantics.LabelsAPI.Apply(prim, "class").CreateLabelsAttr([f"thing{number % 3}"])


@on_prim
def resize(prim, number):
    for name in ("size", "radius"):
        if prim.GetAttribute(name):
            prim.GetAttribute(name).Set(number % 4 / 2)  # 0 as well, which cannot be drawn


@on_prim
def animate(prim, number):
    UsdGeom.Gprim(prim).CreateDisplayColorAttr().Set([(1, 0, 0)], number % 3)
    UsdGeom.Gprim(prim).CreateDisplayColorAttr().Set([(0, 0, 1)], 3)


@on_prim
def delete(prim, number):
    if number % 4 == 0:
        prim.GetStage().RemovePrim(prim.GetPath())


@on_prim
def paint(prim, number):
    shader = UsdShade.Shader.Define(prim.GetStage(), "/Paint/Surface")
    shader.CreateIdAttr("UsdPreviewSurface")
    shader.CreateInput("diffuseColor", Sdf.ValueTypeNames.Color3f).Set(Gf.Vec3f(number % 3 / 2, 0.1, 0.9))
    material = UsdShade.Material.Get(prim.GetStage(), "/Paint")
    material.CreateSurfaceOutput().ConnectToSource(shader.ConnectableAPI(), "surface")
    UsdShade.MaterialBindingAPI.Apply(prim).Bind(material)


def reshape_mesh(stage, number):
    mesh = UsdGeom.Mesh.Get(stage, "/World/Mesh")
    if mesh:
        indices = [[0, 1, 2], [2, 1, 0], [0, 1, 7]][number % 3]  # 7 is out of range
        mesh.GetFaceVertexIndicesAttr().Set(indices)


def move_group(stage, number):
    UsdGeom.XformCommonAPI(stage.GetPrimAtPath("/World/Group")).SetTranslate((0, number % 5 - 2.0, 0))


def move_group_in_time(stage, number):
    UsdGeom.XformCommonAPI(stage.GetPrimAtPath("/World/Group")).SetTranslate(
        (0, number % 5 - 2.0, 0), number % 4
    )


def move_instance(stage, number):
    UsdGeom.XformCommonAPI(stage.GetPrimAtPath("/World/Instance0")).SetTranslate((number % 5 - 2.0, -2, 0))


def flatten_group(stage, number):
    UsdGeom.XformCommonAPI(stage.GetPrimAtPath("/World/Group")).SetScale((1, 1, number % 2))


def add(stage, number):
    cube = UsdGeom.Cube.Define(stage, f"/World/New{number % 3}")
    UsdGeom.XformCommonAPI(cube).SetTranslate((number % 9 - 4.0, 2, 1))


def plant(stage, number):
    places = [(-6.0 + index, -1, 0) for index in range(number % 4)]
    trees = UsdGeom.PointInstancer.Get(stage, "/World/Trees")
    trees.GetProtoIndicesAttr().Set([0] * len(places))
    trees.GetPositionsAttr().Set(places)


def dim(stage, number):
    UsdLux.DistantLight.Get(stage, "/Sun").GetIntensityAttr().Set(500.0 * (number % 5))


EDITS = [
    move, move_in_time, move_group_in_time, colour, hide_or_show, label, resize, animate, delete, paint,
    reshape_mesh, move_group, move_instance, flatten_group, add, plant, dim,
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(updates_of(EDITS))
def test_scene_when_a_stage_is_edited_at_random_then_is_that_of_a_new_reader(renderer, updates):
    stage = make_stage()
    assert_followed(renderer, stage, updates, lambda edit, number: edit(stage, number))


def test_scene_when_a_thousand_edits_have_come_then_holds_no_more_than_before():
    stage = make_stage()
    translator = SceneTranslator(stage, "cpu")
    cube = UsdGeom.Cube.Get(stage, "/World/Group/A")

    def edit(count: int) -> tuple[int, int]:
        for number in range(count):
            cube.GetSizeAttr().Set(1.0 + number % 90 / 100)
            cube.CreateDisplayColorAttr([(number % 80 / 80, 0, 0)])
            scene = translator.update(Usd.TimeCode(0))
        return len(scene.structs.geometries), len(scene.structs.materials)

    first = edit(10)
    assert edit(1000) == first
    translator.close()
