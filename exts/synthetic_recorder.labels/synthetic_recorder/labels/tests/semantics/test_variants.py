"""Whether a prim, or its labels, are those of a variant."""

from __future__ import annotations

import pytest
from pxr import Sdf, Usd, UsdGeom

from synthetic_recorder.labels.semantics import is_of_a_variant

from .authored import say


@pytest.fixture
def fruit():
    """/Fruit: a stem always; variant "apple" with a core, "sack" with a payload; in "apple" the stem has a label."""
    stage = Usd.Stage.CreateInMemory()
    fruit = UsdGeom.Xform.Define(stage, "/Fruit").GetPrim()
    UsdGeom.Cylinder.Define(stage, "/Fruit/Stem")
    asset = Sdf.Layer.CreateAnonymous(".usda")
    Sdf.CreatePrimInLayer(asset, "/Sack/Cloth").specifier = Sdf.SpecifierDef
    shown = fruit.GetVariantSets().AddVariantSet("shown")
    for name in ("apple", "sack"):
        shown.AddVariant(name)
    shown.SetVariantSelection("sack")
    with shown.GetVariantEditContext():
        fruit.GetPayloads().AddPayload(asset.identifier, "/Sack")
    shown.SetVariantSelection("apple")
    with shown.GetVariantEditContext():
        UsdGeom.Sphere.Define(stage, "/Fruit/Core")
        say(stage.GetPrimAtPath("/Fruit/Stem"), "class", "green")
    # Layers without a file are there as long as somebody holds them.
    yield stage
    del asset


@pytest.mark.parametrize(
    ("selected", "path", "semantic_type", "expected"),
    [
        ("apple", "/Fruit", "class", False),
        ("apple", "/Fruit/Core", "class", True),
        ("apple", "/Fruit/Stem", "class", True),
        ("apple", "/Fruit/Stem", "colour", False),
        ("sack", "/Fruit", "class", False),
        ("sack", "/Fruit/Stem", "class", False),
        ("sack", "/Fruit/Cloth", "class", True),
    ],
)
def test_a_prim_when_only_a_variant_shows_or_labels_it_then_it_is_of_a_variant(
    fruit, selected, path, semantic_type, expected
):
    fruit.GetPrimAtPath("/Fruit").GetVariantSet("shown").SetVariantSelection(selected)

    assert is_of_a_variant(fruit.GetPrimAtPath(path), semantic_type) is expected
