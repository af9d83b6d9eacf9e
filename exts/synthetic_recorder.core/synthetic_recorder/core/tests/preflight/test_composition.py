"""References of a stage that lead nowhere."""

from __future__ import annotations

import pytest
from pxr import Sdf, Usd, UsdGeom

from synthetic_recorder.core.preflight.composition import MOST_FINDINGS

from .codes import codes


@pytest.fixture
def library(tmp_path):
    """A file with a prim that refers to a file that is not there."""
    library = Usd.Stage.CreateNew(str(tmp_path / "library.usda"))
    UsdGeom.Cube.Define(library, "/Table/Top")
    library.OverridePrim("/Table/Vase").GetReferences().AddReference("./vase.usda")
    library.GetRootLayer().Save()
    return library.GetRootLayer().identifier


def test_a_stage_when_everything_is_there_then_has_no_finding(findings, stage):
    stage.DefinePrim("/World/Copy").GetReferences().AddInternalReference("/World/Box")
    assert findings() == ()


@pytest.mark.parametrize("arc", ["GetReferences", "GetPayloads"])
def test_an_asset_when_it_is_not_there_then_is_named_with_its_prim(findings, stage, arc):
    arcs = getattr(stage.DefinePrim("/World/Chair"), arc)()
    (arcs.AddReference if arc == "GetReferences" else arcs.AddPayload)("/nowhere/chair.usd")

    (found,) = findings()

    assert (found.code, found.where, found.is_error) == ("composition-unresolved", "/World/Chair", False)
    assert "/nowhere/chair.usd" in found.what


def test_a_prim_when_its_reference_leads_to_no_prim_then_both_are_named(findings, stage):
    stage.DefinePrim("/World/Chair").GetReferences().AddInternalReference("/Library/Chair")

    (found,) = findings()

    assert (found.code, found.where) == ("composition-unresolved", "/World/Chair")
    assert "/Library/Chair" in found.what


def test_a_circle_of_references_when_checked_then_is_said(findings, stage):
    stage.DefinePrim("/World/Hen").GetReferences().AddInternalReference("/World/Egg")
    stage.DefinePrim("/World/Egg").GetReferences().AddInternalReference("/World/Hen")

    assert codes(findings()) == [("composition-cycle", "/World/Egg"), ("composition-cycle", "/World/Hen")]


def test_a_sublayer_when_it_is_not_there_then_is_named(findings, stage):
    stage.GetRootLayer().subLayerPaths.append("/nowhere/lights.usda")

    (found,) = findings()

    assert (found.code, found.where) == ("composition-unresolved", "stage")
    assert "/nowhere/lights.usda" in found.what


def test_what_is_missing_in_an_instance_when_checked_then_is_named_where_it_is_on_the_stage(
    findings, stage, library
):
    table = stage.DefinePrim("/World/Table")
    table.GetReferences().AddReference(library, "/Table")
    table.SetInstanceable(True)

    assert codes(findings()) == [("composition-unresolved", "/World/Table/Vase")]


def test_what_is_missing_below_a_prim_that_is_not_active_when_checked_then_is_not_missed(
    findings, stage, library
):
    stage.DefinePrim("/World/Table").GetReferences().AddReference(library, "/Table")
    stage.GetPrimAtPath("/World/Table").SetActive(False)
    stage.DefinePrim("/World/Chair").GetReferences().AddReference("/nowhere/chair.usd")
    stage.GetPrimAtPath("/World/Chair").SetActive(False)

    assert findings() == ()


def test_many_missing_assets_when_checked_then_are_counted_after_the_first_ones(findings, stage):
    with Sdf.ChangeBlock():
        for index in range(MOST_FINDINGS + 5):
            prim = Sdf.CreatePrimInLayer(stage.GetRootLayer(), f"/World/Chair_{index:03}")
            prim.specifier = Sdf.SpecifierDef
            prim.referenceList.Append(Sdf.Reference("/nowhere/chair.usd"))

    found = findings()

    assert [finding.code for finding in found] == ["composition-unresolved"] * MOST_FINDINGS + [
        "composition-more"
    ]
    assert found[-1].what == "5 more parts of the stage could not be composed."
