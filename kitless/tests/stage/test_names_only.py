"""What open code imports at its top: the old schema of labels, units, and names whose use is refused."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest
from pxr import Sdf, Usd, UsdGeom

from kitless.errors import NotImplementedByKitlessError, StageOpenError


@pytest.fixture
def semantics_api(app):
    return importlib.import_module("Semantics").SemanticsAPI


@pytest.fixture
def prim():
    stage = Usd.Stage.CreateInMemory()
    # The stage goes with its last reference, and the prim with it.
    yield stage.DefinePrim("/Prim", "Cube")
    del stage


def test_semantics_when_applied_then_usd_knows_the_schema_of_the_prim(semantics_api, prim):
    assert not prim.HasAPI(semantics_api)

    api = semantics_api.Apply(prim, "Semantics_x")

    assert api
    assert prim.HasAPI(semantics_api)
    assert prim.HasAPI(semantics_api, "Semantics_x")
    assert not prim.HasAPI(semantics_api, "other")
    assert [each.GetName() for each in semantics_api.GetAll(prim)] == ["Semantics_x"]


def test_semantics_when_its_attributes_are_made_then_kitless_reads_the_label(semantics_api, prim):
    labels = importlib.import_module("kitless.semantics.schemas")
    api = semantics_api.Apply(prim, "Semantics_x")
    api.CreateSemanticTypeAttr().Set("class")
    api.CreateSemanticDataAttr("box")

    assert api.GetSemanticDataAttr().Get() == "box"
    assert labels.own_labels(prim) == {"class": ("box",)}
    paths = [prop.GetPath() for prop in prim.GetAuthoredProperties()]
    assert [str(path) for path in paths if semantics_api.IsSemanticsAPIPath(path)] == [
        "/Prim.semantic:Semantics_x:params:semanticData",
        "/Prim.semantic:Semantics_x:params:semanticType",
    ]
    assert not semantics_api.IsSemanticsAPIPath(Sdf.Path("/Prim.size"))


def test_semantics_when_removed_then_neither_has_it(semantics_api, prim):
    api = semantics_api.Apply(prim, "Semantics_x")

    prim.RemoveAPI(semantics_api, "Semantics_x")

    assert not api
    assert not prim.HasAPI(semantics_api)


def test_semantics_when_a_stage_was_used_before_kitless_then_the_log_says_what_does_not_work():
    script = (
        "from pxr import Usd\n"
        "stage = Usd.Stage.CreateInMemory()\n"
        "stage.DefinePrim('/A').ApplyAPI('CollectionAPI', 'x')\n"
        "import kitless\n"
        "kitless.start()\n"
        "import Semantics\n"
    )

    ended = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)

    assert "does not know the schema SemanticsAPI" in ended.stderr


def test_units_when_layers_differ_in_length_or_axis_then_the_check_says_so(app):
    assembler = importlib.import_module("omni.metrics.assembler.core").get_metrics_assembler_interface()
    plain, metres, z_up = (Sdf.Layer.CreateAnonymous() for _ in range(3))
    UsdGeom.SetStageMetersPerUnit(Usd.Stage.Open(metres), 1.0)
    UsdGeom.SetStageUpAxis(Usd.Stage.Open(z_up), "Z")

    def diverge(*layers):
        return assembler.check_layers(*(layer.identifier for layer in layers), 0)["ret_val"]

    assert (diverge(plain, plain), diverge(plain, metres), diverge(plain, z_up)) == (False, True, True)
    with pytest.raises(StageOpenError):
        assembler.check_layers(plain.identifier, "nowhere.usda")
    with pytest.raises(NotImplementedByKitlessError, match="resolve_stage"):
        assembler.resolve_stage(1)


@pytest.mark.parametrize(
    "name",
    [
        "omni.graph.core",
        "omni.kit.property.usd.relationship",
        "omni.physics.core",
        "omni.physics.tensors",
        "omni.physx.bindings._physx",
        "omni.physx.scripts.deformableUtils",
        "omni.syntheticdata.scripts.helpers",
        "usdrt.Gf",
        "usdrt.hierarchy",
    ],
)
def test_a_module_of_names_when_imported_then_using_another_name_is_refused_by_name(app, name):
    module = importlib.import_module(name)

    with pytest.raises(AttributeError, match=f"kitless does not implement {name}.Anything"):
        _ = module.Anything


def test_classes_of_usdrt_when_checked_for_then_nothing_is_one_and_none_can_be_made(app, prim):
    usdrt = importlib.import_module("usdrt")

    assert not isinstance(prim, usdrt.Usd.Prim)
    assert str(usdrt.Sdf.ValueTypeNames.Color3fArray) == "color3f[]"
    assert isinstance(usdrt.Sdf.ValueTypeNames.Asset, usdrt.Sdf.ValueTypeName)
    with pytest.raises(NotImplementedByKitlessError, match=r"usdrt\.Sdf\.Path"):
        usdrt.Sdf.Path("/A")
    with pytest.raises(AttributeError, match=r"usdrt\.Usd\.Stage\.Attach"):
        usdrt.Usd.Stage.Attach(1)


def test_node_templates_when_taken_apart_at_a_modules_top_then_only_making_one_is_refused(app):
    synthetic_data = importlib.import_module("omni.syntheticdata").SyntheticData

    with pytest.raises(NotImplementedByKitlessError, match="NodeConnectionTemplate"):
        synthetic_data.NodeConnectionTemplate("CameraParams")


def test_asset_type_when_a_path_ends_as_usds_do_then_it_is_usd(app):
    asset_type = importlib.import_module("omni.kit.widget.stage.stage_model").AssetType()

    assert asset_type.is_usd("/a/b.usdc")
    assert not asset_type.is_usd("/a/b.png")
