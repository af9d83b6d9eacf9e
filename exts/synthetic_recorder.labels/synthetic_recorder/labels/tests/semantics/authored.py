"""Stages as others write them, without the code under test."""

from __future__ import annotations

from pxr import Sdf, Usd, UsdGeom, UsdSemantics


def say(prim, semantic_type, *texts):
    """Label a prim by ``UsdSemantics.LabelsAPI``, with USD's own functions."""
    UsdSemantics.LabelsAPI.Apply(prim, semantic_type).CreateLabelsAttr(list(texts))


def said(prim, semantic_type):
    """The labels that USD's own schema class finds on a prim; None where it has not this type."""
    if not prim.HasAPI(UsdSemantics.LabelsAPI, semantic_type):
        return None
    return list(UsdSemantics.LabelsAPI(prim, semantic_type).GetLabelsAttr().Get() or ())


def say_old(prim, instance, semantic_type, text):
    """Label a prim as Isaac Sim did before 5.0."""
    prim.AddAppliedSchema(f"SemanticsAPI:{instance}")
    kind = prim.CreateAttribute(
        f"semantic:{instance}:params:semanticType", Sdf.ValueTypeNames.String, custom=False
    )
    data = prim.CreateAttribute(
        f"semantic:{instance}:params:semanticData", Sdf.ValueTypeNames.String, custom=False
    )
    kind.Set(semantic_type)
    data.Set(text)
    return data


def has_old(prim, instance):
    """Whether anything of an instance of the old schema is left on a prim."""
    attribute = prim.GetAttribute(f"semantic:{instance}:params:semanticData")
    applied = f"SemanticsAPI:{instance}" in [
        str(name) for name in prim.GetPrimTypeInfo().GetAppliedAPISchemas()
    ]
    return applied or bool(attribute and attribute.HasAuthoredValue())


def cars():
    """Instances /World/Car_1 and /World/Car_2 of /Assets/Car, with a body and a wheel in it."""
    stage = Usd.Stage.CreateInMemory()
    stage.CreateClassPrim("/Assets")
    UsdGeom.Xform.Define(stage, "/Assets/Car")
    UsdGeom.Cube.Define(stage, "/Assets/Car/Body")
    UsdGeom.Sphere.Define(stage, "/Assets/Car/Wheel")
    UsdGeom.Xform.Define(stage, "/World")
    for name in ("Car_1", "Car_2"):
        car = UsdGeom.Xform.Define(stage, f"/World/{name}").GetPrim()
        car.GetReferences().AddInternalReference("/Assets/Car")
        car.SetInstanceable(True)
    return stage


def forest():
    """A point instancer /World/Forest of three oaks and no birch, whose prototypes stand below it."""
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.Xform.Define(stage, "/World")
    forest = UsdGeom.PointInstancer.Define(stage, "/World/Forest")
    for name in ("Oak", "Birch"):
        UsdGeom.Xform.Define(stage, f"/World/Forest/Prototypes/{name}")
        UsdGeom.Cone.Define(stage, f"/World/Forest/Prototypes/{name}/Crown")
        UsdGeom.Cylinder.Define(stage, f"/World/Forest/Prototypes/{name}/Trunk")
    forest.CreatePrototypesRel().SetTargets(
        ["/World/Forest/Prototypes/Oak", "/World/Forest/Prototypes/Birch"]
    )
    forest.CreateProtoIndicesAttr([0, 0, 0])
    forest.CreatePositionsAttr([(0, 0, 0), (1, 0, 0), (2, 0, 0)])
    return stage
