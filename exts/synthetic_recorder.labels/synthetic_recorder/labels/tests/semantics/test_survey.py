"""What a stage says of labels, and what is drawn without any."""

from __future__ import annotations

import pytest
from pxr import Sdf, Usd, UsdGeom

from synthetic_recorder.labels.semantics import Label, LabelCount, LabelSurvey

from .authored import cars, forest, say, say_old


def paths(found):
    return [str(each.path) for each in found]


def places(survey):
    """What is unlabelled, with the prim to label for it."""
    return {str(each.path): str(each.label_at) for each in survey.unlabelled}


def test_labelled_prims_when_surveyed_then_they_are_there_with_labels_and_type_drawn_or_not(stage, box, can):
    say(box, "class", "box")
    say_old(can, "Semantics", "class", "can")
    UsdGeom.Imageable(can).MakeInvisible()

    labelled = LabelSurvey.of(stage).labelled

    assert [(str(each.path), each.type_name, str(each.labels[0].label)) for each in labelled] == [
        ("/World/Box", "Cube", "class: box"),
        ("/World/Tray/Can", "Sphere", "class: can"),
    ]


def test_labels_when_counted_then_prims_that_have_them_and_what_is_drawn_with_them_are_told_apart(stage, box):
    say(stage.GetPrimAtPath("/World"), "class", "world")
    say(box, "class", "box")

    counts = LabelSurvey.of(stage).counts

    assert counts == {
        Label("class", "box"): LabelCount(prims=1, drawn=1),
        Label("class", "world"): LabelCount(prims=1, drawn=2),
    }


def test_what_is_drawn_without_a_label_when_surveyed_then_it_is_found_and_the_rest_is_not(stage, can):
    say(stage.GetPrimAtPath("/World/Tray"), "class", "tray")

    assert places(LabelSurvey.of(stage)) == {"/World/Box": "/World/Box"}


def test_what_has_a_label_of_another_type_when_asked_for_one_type_then_it_is_without(stage, box, can):
    say(box, "class", "box")
    say(can, "color", "red")

    survey = LabelSurvey.of(stage)

    assert paths(survey.without_label_of("class")) == ["/World/Tray/Can"]
    assert survey.unlabelled == ()
    assert survey.types == ("class", "color")


@pytest.mark.parametrize(
    "hide",
    [
        lambda stage: UsdGeom.Imageable(stage.GetPrimAtPath("/World/Tray")).MakeInvisible(),
        lambda stage: UsdGeom.Imageable(stage.GetPrimAtPath("/World/Tray")).CreatePurposeAttr("guide"),
        lambda stage: UsdGeom.Imageable(stage.GetPrimAtPath("/World/Tray/Can")).CreatePurposeAttr("proxy"),
        lambda stage: stage.GetPrimAtPath("/World/Tray").SetActive(False),
        lambda stage: stage.GetPrimAtPath("/World/Tray").SetSpecifier(Sdf.SpecifierClass),
        lambda stage: stage.RemovePrim("/World/Tray"),
    ],
    ids=["invisible", "guide", "proxy", "inactive", "class", "removed"],
)
def test_what_is_not_drawn_when_surveyed_then_it_is_not_missed(stage, hide):
    hide(stage)

    assert places(LabelSurvey.of(stage)) == {"/World/Box": "/World/Box"}


def test_a_purpose_below_another_when_surveyed_then_the_own_one_counts(stage, can):
    UsdGeom.Imageable(stage.GetPrimAtPath("/World/Tray")).CreatePurposeAttr("guide")
    UsdGeom.Imageable(can).CreatePurposeAttr("render")

    assert "/World/Tray/Can" in places(LabelSurvey.of(stage))


def test_what_is_visible_at_some_times_when_surveyed_then_it_is_found(stage, can):
    visibility = UsdGeom.Imageable(can).CreateVisibilityAttr()
    visibility.Set("invisible", 0)
    visibility.Set("inherited", 10)

    assert "/World/Tray/Can" in places(LabelSurvey.of(stage))


def test_instances_when_nothing_in_them_is_labelled_then_they_stand_for_it():
    assert places(LabelSurvey.of(cars())) == {"/World/Car_1": "/World/Car_1", "/World/Car_2": "/World/Car_2"}


def test_instances_when_something_in_them_is_labelled_then_the_rest_is_named_and_the_instance_to_label():
    stage = cars()
    say(stage.GetPrimAtPath("/Assets/Car/Wheel"), "class", "wheel")
    say(stage.GetPrimAtPath("/World/Car_2"), "class", "car")

    survey = LabelSurvey.of(stage)

    assert places(survey) == {"/World/Car_1/Body": "/World/Car_1"}
    # The wheel is authored once and drawn twice; the car's two parts have its label.
    assert survey.counts == {
        Label("class", "car"): LabelCount(prims=1, drawn=2),
        Label("class", "wheel"): LabelCount(prims=1, drawn=2),
    }
    assert paths(survey.labelled) == ["/World/Car_1/Wheel", "/World/Car_2"]


def test_prototypes_of_a_point_instancer_when_drawn_without_labels_then_those_that_have_an_instance_are_named():
    oak = "/World/Forest/Prototypes/Oak"

    assert places(LabelSurvey.of(forest())) == {oak: oak}


def test_a_prototype_when_a_part_of_it_is_labelled_then_the_other_part_is_named():
    stage = forest()
    say(stage.GetPrimAtPath("/World/Forest/Prototypes/Oak/Crown"), "class", "crown")

    survey = LabelSurvey.of(stage)

    trunk = "/World/Forest/Prototypes/Oak/Trunk"
    assert places(survey) == {trunk: trunk}
    assert survey.counts == {Label("class", "crown"): LabelCount(prims=1, drawn=1)}


@pytest.mark.parametrize(
    ("path", "is_labelled"),
    [("/World", True), ("/World/Forest", True), ("/World/Forest/Prototypes", False)],
)
def test_a_prototype_when_a_prim_above_is_labelled_then_only_the_instancer_and_what_is_above_count(
    path, is_labelled
):
    stage = forest()
    say(stage.GetPrimAtPath(path), "class", "wood")

    assert (LabelSurvey.of(stage).unlabelled == ()) is is_labelled


def test_prototypes_when_they_are_overs_elsewhere_on_the_stage_then_they_are_found():
    stage = forest()
    stage.DefinePrim("/Library/Fir", "Cone")
    stage.GetPrimAtPath("/Library").SetSpecifier(Sdf.SpecifierOver)
    instancer = UsdGeom.PointInstancer(stage.GetPrimAtPath("/World/Forest"))
    instancer.GetPrototypesRel().SetTargets(["/Library/Fir"])

    assert places(LabelSurvey.of(stage)) == {"/Library/Fir": "/Library/Fir"}


def test_a_prototype_below_an_over_when_labelled_then_it_is_no_label_of_nothing():
    stage = forest()
    say(stage.DefinePrim("/Library/Fir", "Cone"), "class", "fir")
    stage.GetPrimAtPath("/Library").SetSpecifier(Sdf.SpecifierOver)
    instancer = UsdGeom.PointInstancer(stage.GetPrimAtPath("/World/Forest"))
    instancer.GetPrototypesRel().SetTargets(["/Library/Fir"])

    survey = LabelSurvey.of(stage)

    assert [(str(each.path), each.is_defined) for each in survey.labelled] == [("/Library/Fir", True)]
    assert survey.counts == {Label("class", "fir"): LabelCount(prims=1, drawn=1)}


def test_a_point_instancer_when_invisible_then_its_prototypes_are_not_missed():
    stage = forest()
    UsdGeom.Imageable(stage.GetPrimAtPath("/World/Forest")).MakeInvisible()

    assert places(LabelSurvey.of(stage)) == {}


def test_a_point_instancer_inside_an_instance_when_nothing_is_labelled_then_the_instance_is_to_be_labelled():
    assets = forest()
    stage = Usd.Stage.CreateInMemory()
    wood = UsdGeom.Xform.Define(stage, "/World/Wood").GetPrim()
    wood.GetReferences().AddReference(assets.GetRootLayer().identifier, "/World")
    wood.SetInstanceable(True)

    assert places(LabelSurvey.of(stage)) == {"/World/Wood": "/World/Wood"}


def test_a_point_instancer_in_its_own_prototype_when_surveyed_then_there_is_an_end():
    stage = forest()
    instancer = UsdGeom.PointInstancer(stage.GetPrimAtPath("/World/Forest"))
    instancer.GetPrototypesRel().SetTargets(["/World", "/World/Forest/Prototypes/Birch"])
    instancer.GetProtoIndicesAttr().Set([0, 1, 0])

    assert "/World/Forest/Prototypes/Birch" in places(LabelSurvey.of(stage))


@pytest.mark.parametrize(("faces", "expected"), [([0], {"/World/Quad": "/World/Quad"}), ([0, 1], {})])
def test_a_mesh_when_its_faces_have_labels_then_it_is_without_only_if_some_are_left(faces, expected):
    stage = Usd.Stage.CreateInMemory()
    mesh = UsdGeom.Mesh.Define(stage, "/World/Quad")
    mesh.CreateFaceVertexCountsAttr([3, 3])
    for face in faces:
        subset = UsdGeom.Subset.CreateGeomSubset(mesh, f"face_{face}", "face", [face])
        say(subset.GetPrim(), "class", "half")

    survey = LabelSurvey.of(stage)

    assert places(survey) == expected
    assert survey.counts[Label("class", "half")] == LabelCount(prims=len(faces), drawn=len(faces))
