"""What the stage has for annotators that go by labels or skeletons."""

from __future__ import annotations

import pytest
from pxr import Sdf, UsdGeom, UsdSemantics, UsdSkel

from synthetic_recorder.core.config import WriterConfig

SEGMENTATION = WriterConfig("BasicWriter", {"semantic_segmentation": True})


def test_a_semantic_annotator_on_an_unlabelled_stage_when_checked_then_is_a_warning(findings, stage):
    stage.RemovePrim("/World/Box")

    (found,) = findings(writer=SEGMENTATION)

    assert (found.code, found.is_error) == ("labels-none", False)
    assert found.what == (
        "No prim has a semantic label of type class: semantic_segmentation will show nothing that has one."
    )


def test_a_semantic_annotator_when_labels_are_of_another_type_then_is_a_warning(findings):
    writer = WriterConfig("BasicWriter", {"semantic_segmentation": True, "semantic_types": ["shape"]})

    assert [finding.code for finding in findings(writer=writer)] == ["labels-none"]


def by_predicate(predicate, **parameters):
    return WriterConfig(
        "BasicWriter", {"semantic_segmentation": True, "semantic_filter_predicate": predicate, **parameters}
    )


@pytest.mark.parametrize(
    "predicate",
    [
        "class: can",
        "class: Box",
        "class: can | jar",
        "class: box & toy",
        "class: can, color: box",
        "class: can; color: box",
        "color: *",
        "color: !box",
        "*: can",
        "Class: *",
    ],
)
def test_a_predicate_when_it_can_match_nothing_on_the_stage_then_is_a_warning(findings, predicate):
    (found,) = findings(writer=by_predicate(predicate, semantic_types=["class"]))

    assert (found.code, found.where, found.is_error) == ("labels-none", "stage", False)
    assert found.what == (
        f"No prim has a semantic label that {predicate!r} lets through: "
        "semantic_segmentation will show nothing that has one."
    )
    assert found.todo == (
        "Correct semantic_filter_predicate, label the prims that matter, or switch these annotators off."
    )


@pytest.mark.parametrize(
    "predicate",
    [
        "class: box",
        "class:box",
        "class: *",
        "class: !box",
        "class: !can & *",
        "class: can | box",
        "class: can, box",
        "color: red, class : box",
        "color: red; class: box & !toy",
        "*: box",
        "*: *",
    ],
)
def test_a_predicate_when_it_can_match_something_then_nothing_is_found(findings, predicate):
    assert findings(writer=by_predicate(predicate, semantic_types=["shape"])) == ()


@pytest.mark.parametrize("predicate", ["class", " ; ", 3, ["class: can"]])
def test_a_predicate_that_is_none_when_checked_then_is_left_to_the_writer(findings, predicate):
    assert [found for found in findings(writer=by_predicate(predicate)) if not found.is_error] == []


def test_a_predicate_when_pointclouds_have_no_such_label_then_is_a_warning(findings):
    parameters = {"pointcloud": True, "semantic_filter_predicate": "class: can"}

    (found,) = findings(writer=WriterConfig("BasicWriter", parameters))

    assert found.code == "pointcloud-empty"
    assert found.todo == (
        "Correct semantic_filter_predicate, label the prims that matter, "
        "or switch pointcloud_include_unlabelled on."
    )


def test_a_predicate_when_its_label_comes_with_time_or_by_the_old_schema_then_nothing_is_found(
    findings, stage
):
    labels = label(UsdGeom.Cube.Define(stage, "/World/Late"))
    labels.Set(["jar"], 0)
    labels.Set(["jar", "soup can"], 10)
    old = label_the_old_way(UsdGeom.Cube.Define(stage, "/World/Old"), "part")
    old.Set("lid", 0)
    old.Set("rim", 5)

    assert findings(writer=by_predicate("class: soup can")) == ()
    assert findings(writer=by_predicate("part: rim")) == ()
    assert [found.code for found in findings(writer=by_predicate("class: rim"))] == ["labels-none"]


def test_labels_that_are_empty_texts_when_checked_then_are_none(findings, stage):
    stage.RemovePrim("/World/Box")
    label(UsdGeom.Cube.Define(stage, "/World/Empty"), [""])

    assert [finding.code for finding in findings(writer=SEGMENTATION)] == ["labels-none"]


@pytest.mark.parametrize("types", [3, "class", [["class"]]])
def test_semantic_types_that_are_none_when_checked_then_are_left_to_the_writer(findings, types):
    writer = WriterConfig("BasicWriter", {"semantic_segmentation": True, "semantic_types": types})

    assert findings(writer=writer) == ()


def test_labels_when_of_the_old_schema_or_inside_an_instance_then_count(findings, stage):
    stage.RemovePrim("/World/Box")
    label_the_old_way(UsdGeom.Cube.Define(stage, "/Prototypes/Box/Shape"), "class").Set("box")
    add_an_instance(stage, "/Prototypes/Box")

    assert findings(writer=SEGMENTATION) == ()


SUBSETS = "/syntheticdata/sensors/perSubsetSegmentation"


def test_labels_of_a_geom_subset_when_the_app_reads_them_then_count(findings, stage):
    stage.RemovePrim("/World/Box")
    label_a_subset(stage)

    assert findings(writer=SEGMENTATION, settings={SUBSETS: True}) == ()


def test_labels_of_a_geom_subset_when_the_app_does_not_read_them_then_the_setting_is_named(findings, stage):
    label_a_subset(stage)

    (found,) = findings(writer=SEGMENTATION, settings={SUBSETS: False})

    assert (found.code, found.where, found.is_error) == ("labels-of-subsets-unread", SUBSETS, False)
    assert found.todo == f"Start the app with --{SUBSETS}=true, or label whole prims."


def test_labels_of_a_geom_subset_when_nothing_else_has_one_and_they_are_not_read_then_there_are_none(
    findings, stage
):
    stage.RemovePrim("/World/Box")
    label_a_subset(stage)

    assert [found.code for found in findings(writer=SEGMENTATION)] == [
        "labels-of-subsets-unread",
        "labels-none",
    ]


def test_labels_of_a_geom_subset_when_nobody_looks_for_them_then_nothing_is_found(findings, stage):
    label_a_subset(stage)

    assert findings() == ()
    assert findings(writer=by_predicate("class: box")) == ()


def label_a_subset(stage):
    UsdGeom.Mesh.Define(stage, "/World/Mesh")
    label(UsdGeom.Subset.Define(stage, "/World/Mesh/lid"), ["lid"])


@pytest.mark.parametrize("specifier", [Sdf.SpecifierDef, Sdf.SpecifierOver, Sdf.SpecifierClass])
def test_labels_of_a_prototype_when_nothing_else_has_one_then_count(findings, stage, specifier):
    stage.RemovePrim("/World/Box")
    label(UsdGeom.Cube.Define(stage, "/Prototypes/Tree/Leaf"))
    stage.GetPrimAtPath("/Prototypes").SetSpecifier(specifier)
    instancer = UsdGeom.PointInstancer.Define(stage, "/World/Trees")
    instancer.CreatePrototypesRel().SetTargets(["/Prototypes/Tree", "/Prototypes/Missing"])

    assert findings(writer=SEGMENTATION) == ()


def test_a_prototype_that_contains_its_own_instancer_when_checked_then_the_check_ends(findings, stage):
    stage.RemovePrim("/World/Box")
    instancer = UsdGeom.PointInstancer.Define(stage, "/World/Trees/Inner")
    instancer.CreatePrototypesRel().SetTargets(["/World/Trees"])

    assert [finding.code for finding in findings(writer=SEGMENTATION)] == ["labels-none"]


def test_labels_that_come_with_time_when_checked_then_count(findings, stage):
    stage.RemovePrim("/World/Box")
    labels = label(UsdGeom.Cube.Define(stage, "/World/Late"), [])
    labels.Clear()
    labels.Set([], 0)
    labels.Set(["box"], 10)

    assert findings(writer=SEGMENTATION) == ()


def label(schema, labels=("box",)):
    return UsdSemantics.LabelsAPI.Apply(schema.GetPrim(), "class").CreateLabelsAttr(list(labels))


def label_the_old_way(schema, semantic_type):
    """Give a prim the schema of before Isaac Sim 5; returns the attribute that the label goes into."""
    prim = schema.GetPrim()
    prim.AddAppliedSchema("SemanticsAPI:Semantics_a1")
    prefix = "semantic:Semantics_a1:params"
    prim.CreateAttribute(f"{prefix}:semanticType", Sdf.ValueTypeNames.String).Set(semantic_type)
    return prim.CreateAttribute(f"{prefix}:semanticData", Sdf.ValueTypeNames.String)


def add_an_instance(stage, prototype):
    """Make a class of /Prototypes, where the prototype is, and an instance of it."""
    stage.GetPrimAtPath("/Prototypes").SetSpecifier(Sdf.SpecifierClass)
    instance = UsdGeom.Xform.Define(stage, "/World/Instance").GetPrim()
    instance.GetReferences().AddInternalReference(prototype)
    instance.SetInstanceable(True)


def test_a_pointcloud_of_labelled_points_when_there_are_no_labels_then_is_a_warning(findings, stage):
    stage.RemovePrim("/World/Box")

    (found,) = findings(writer=WriterConfig("BasicWriter", {"pointcloud": True}))

    assert (found.code, found.is_error) == ("pointcloud-empty", False)
    assert found.what == "No prim has a semantic label of type class: pointcloud will have no points."
    assert found.todo == "Label the prims that matter, or switch pointcloud_include_unlabelled on."


def test_a_pointcloud_of_all_points_when_there_are_no_labels_then_fits(findings, stage):
    stage.RemovePrim("/World/Box")
    parameters = {"pointcloud": True, "pointcloud_include_unlabelled": True}

    assert findings(writer=WriterConfig("BasicWriter", parameters)) == ()


def test_instance_ids_when_there_are_no_labels_then_fit(findings, stage):
    stage.RemovePrim("/World/Box")

    assert findings(writer=WriterConfig("BasicWriter", {"instance_id_segmentation": True})) == ()


SKELETONS = WriterConfig("BasicWriter", {"skeleton_data": True})


def test_skeleton_data_when_there_is_no_skeleton_then_is_a_warning(findings):
    (found,) = findings(writer=SKELETONS)

    assert (found.code, found.is_error) == ("skeletons-none", False)


def test_skeleton_data_when_there_is_a_skeleton_in_an_instance_then_fits(findings, stage):
    UsdSkel.Skeleton.Define(stage, "/Prototypes/Man/Skeleton")
    add_an_instance(stage, "/Prototypes/Man")

    assert findings(writer=SKELETONS) == ()


def test_skeleton_data_when_there_is_a_skeleton_in_a_prototype_then_fits(findings, stage):
    UsdSkel.Skeleton.Define(stage, "/Prototypes/Man/Skeleton")
    stage.GetPrimAtPath("/Prototypes").SetSpecifier(Sdf.SpecifierClass)
    instancer = UsdGeom.PointInstancer.Define(stage, "/World/Crowd")
    instancer.CreatePrototypesRel().SetTargets(["/Prototypes/Man"])

    assert findings(writer=SKELETONS) == ()
