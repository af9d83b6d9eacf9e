"""However layers, variants, payloads, skeletons and instancers are edited, the scene is the one of a new reader."""

from __future__ import annotations

from hypothesis import given, settings
from pxr import Gf, Sdf, Usd, UsdGeom, UsdLux, UsdSkel

from .arm import bind, define_mesh, define_skeleton
from .same_scene import assert_followed, updates_of


class World:
    """A stage that is composed of several layers, and what may be done to it."""

    def __init__(self) -> None:
        self.stage = stage = Usd.Stage.CreateInMemory()
        self.sublayer = Sdf.Layer.CreateAnonymous("sublayer.usda")
        stage.GetRootLayer().subLayerPaths.append(self.sublayer.identifier)
        self.asset = asset = Usd.Stage.CreateInMemory("asset.usda")
        asset.SetDefaultPrim(UsdGeom.Xform.Define(asset, "/Asset").GetPrim())
        UsdGeom.XformCommonAPI(UsdGeom.Cube.Define(asset, "/Asset/Part")).SetTranslate((0, 1, 0))
        mesh = define_mesh(asset, "/Asset/Mesh", [(0, 0, 1), (1, 0, 1), (0, 1, 1), (1, 1, 1)])
        subset = UsdGeom.Subset.CreateGeomSubset(mesh, "half", UsdGeom.Tokens.face, [0])
        subset.CreateFamilyNameAttr("materialBind")

        UsdGeom.Xform.Define(stage, "/World")
        for index in range(2):
            prim = UsdGeom.Xform.Define(stage, f"/World/Instance{index}")
            prim.GetPrim().GetReferences().AddReference(asset.GetRootLayer().identifier)
            prim.GetPrim().SetInstanceable(True)
            UsdGeom.XformCommonAPI(prim).SetTranslate((4.0 - 8.0 * index, 2, 0))
        loaded = UsdGeom.Xform.Define(stage, "/World/Loaded")
        loaded.GetPrim().GetPayloads().AddPayload(asset.GetRootLayer().identifier)
        UsdGeom.XformCommonAPI(loaded).SetTranslate((0, -4, 0))

        variants = (
            UsdGeom.Xform.Define(stage, "/World/Varied").GetPrim().GetVariantSets().AddVariantSet("form")
        )
        for name, define in (("cube", UsdGeom.Cube), ("ball", UsdGeom.Sphere), ("none", UsdGeom.Xform)):
            variants.AddVariant(name)
            variants.SetVariantSelection(name)
            with variants.GetVariantEditContext():
                define.Define(stage, "/World/Varied/Form")
        with Usd.EditContext(stage, self.sublayer):
            UsdGeom.XformCommonAPI(UsdGeom.Cone.Define(stage, "/World/Below")).SetTranslate((-3, -3, 0))

        skeleton = define_skeleton(stage, "/World/Arm")
        points = [(0, -0.5, 0), (0, 0.5, 0), (2, -0.5, 0), (2, 0.5, 0), (4, -0.5, 0), (4, 0.5, 0)]
        bind(define_mesh(stage, "/World/Arm/Skin", points), skeleton, [0, 0, 1, 1, 2, 2], [1.0] * 6)

        outer = UsdGeom.PointInstancer.Define(stage, "/World/Outer")
        inner = UsdGeom.PointInstancer.Define(stage, "/World/Outer/Inner")
        UsdGeom.Cube.Define(stage, "/World/Outer/Inner/Leaf").CreateSizeAttr(0.4)
        for instancer, prototype in ((outer, "Inner"), (inner, "Leaf")):
            instancer.CreatePrototypesRel().AddTarget(instancer.GetPath().AppendChild(prototype))
            instancer.CreateProtoIndicesAttr([0, 0])
            instancer.CreatePositionsAttr(
                [(-1, 4, 0), (1, 4, 0)] if instancer is outer else [(0, 0, 0), (0, 1, 0)]
            )

        UsdGeom.XformCommonAPI(UsdGeom.Camera.Define(stage, "/Camera")).SetTranslate((0, 0, 20))
        UsdLux.DistantLight.Define(stage, "/Sun").CreateIntensityAttr(2000)

    def mute(self, number):
        if number % 2:
            self.stage.MuteLayer(self.sublayer.identifier)
        else:
            self.stage.UnmuteLayer(self.sublayer.identifier)

    def edit_asset(self, number):
        UsdGeom.XformCommonAPI(self.asset.GetPrimAtPath("/Asset/Part")).SetTranslate((0, number % 3, 0))

    def color_asset(self, number):
        part = UsdGeom.Gprim.Get(self.asset, "/Asset/Part")
        part.CreateDisplayColorAttr().Set([(number % 2, 1, 0)], number % 4)

    def shrink_subset(self, number):
        subset = UsdGeom.Subset.Get(self.asset, "/Asset/Mesh/half")
        subset.CreateIndicesAttr([0] if number % 2 else [])

    def extend_asset(self, number):
        UsdGeom.Sphere.Define(self.asset, f"/Asset/More{number % 2}")

    def load(self, number):
        prim = self.stage.GetPrimAtPath("/World/Loaded")
        prim.Load() if number % 2 else prim.Unload()

    def activate(self, number):
        name = ("Instance0", "Arm", "Outer", "Below")[number % 4]
        prim = self.stage.GetPrimAtPath(f"/World/{name}")
        if prim:
            prim.SetActive(number % 3 > 0)

    def vary(self, number):
        variants = self.stage.GetPrimAtPath("/World/Varied").GetVariantSets().GetVariantSet("form")
        variants.SetVariantSelection(("cube", "ball", "none")[number % 3])

    def reset_stack(self, number):
        UsdGeom.Xformable(self.stage.GetPrimAtPath("/World/Varied")).SetResetXformStack(bool(number % 2))

    def move_world(self, number):
        UsdGeom.XformCommonAPI(self.stage.GetPrimAtPath("/World")).SetTranslate((number % 3 - 1.0, 0, 0))

    def move_instance_in_time(self, number):
        prim = self.stage.GetPrimAtPath("/World/Instance1")
        UsdGeom.XformCommonAPI(prim).SetTranslate((-4, number % 5, 0), number % 4)

    def make_instanceable(self, number):
        self.stage.GetPrimAtPath("/World/Instance1").SetInstanceable(bool(number % 2))

    def move_arm(self, number):
        for name in ("Arm", "Arm/Skel", "Arm/Skin")[number % 3 :]:
            prim = self.stage.GetPrimAtPath(f"/World/{name}")
            if prim:
                UsdGeom.XformCommonAPI(prim).SetTranslate((0, number % 4 - 1.0, 0))

    def bend(self, number):
        animation = UsdSkel.Animation.Get(self.stage, "/World/Arm/Bend")
        if animation:
            animation.GetTranslationsAttr().Set([(0, number % 3, 0), (2, 0, 0), (2, 0, 0)])

    def move_prototype(self, number):
        for name in ("Inner", "Inner/Leaf"):
            prim = self.stage.GetPrimAtPath(f"/World/Outer/{name}")
            if prim:
                UsdGeom.XformCommonAPI(prim).SetTranslate((0, 0, number % 3))

    def plant(self, number):
        inner = UsdGeom.PointInstancer.Get(self.stage, "/World/Outer/Inner")
        if inner:
            count = number % 3 + 1
            inner.GetProtoIndicesAttr().Set([0] * count)
            inner.GetPositionsAttr().Set([Gf.Vec3f(index, 0, 0) for index in range(count)], number % 4)

    def hide_point(self, number):
        outer = UsdGeom.PointInstancer.Get(self.stage, "/World/Outer")
        if outer:
            outer.CreateInvisibleIdsAttr([number % 3])


EDITS = [name for name, member in vars(World).items() if callable(member) and not name.startswith("_")]


@settings(max_examples=60, deadline=None)
@given(updates_of(EDITS))
def test_scene_when_its_composition_is_edited_at_random_then_is_that_of_a_new_reader(renderer, updates):
    world = World()
    assert_followed(renderer, world.stage, updates, lambda name, number: getattr(world, name)(number))
