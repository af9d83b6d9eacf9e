"""A survey that is refreshed after an edit is what a new one would be."""

from __future__ import annotations

import pytest
from pxr import Sdf, Tf, Usd, UsdGeom

from synthetic_recorder.labels.semantics import (
    Label,
    LabelSurvey,
    add_label,
    clear_labels,
    paths_with_other_labels,
    stage_walk,
)

from .authored import cars, forest, say


@pytest.fixture
def changes():
    """What the notices of a stage say, from when it is called."""
    listeners = []

    def changes(stage):
        found = set()
        listeners.append(
            Tf.Notice.Register(
                Usd.Notice.ObjectsChanged,
                lambda notice, _: found.update(paths_with_other_labels(notice)),
                stage,
            )
        )
        return found

    yield changes
    for listener in listeners:
        listener.Revoke()


def facts(survey):
    return survey.labelled, dict(survey.counts), survey.unlabelled, dict(survey.drawn_labels)


def rename(stage):
    edits = Sdf.BatchNamespaceEdit()
    edits.Add("/World/Box", "/World/Crate")
    stage.GetRootLayer().Apply(edits)


@pytest.mark.parametrize(
    "edit",
    [
        lambda stage: add_label(stage.GetPrimAtPath("/World/Tray/Can"), Label("class", "can")),
        lambda stage: add_label(stage.GetPrimAtPath("/World/Tray"), Label("class", "tray")),
        lambda stage: add_label(stage.GetPrimAtPath("/World/Box"), Label("class", "second")),
        lambda stage: clear_labels(stage.GetPrimAtPath("/World/Box")),
        lambda stage: UsdGeom.Imageable(stage.GetPrimAtPath("/World/Tray")).MakeInvisible(),
        lambda stage: UsdGeom.Imageable(stage.GetPrimAtPath("/World/Tray")).CreatePurposeAttr("guide"),
        lambda stage: stage.RemovePrim("/World/Tray"),
        lambda stage: stage.GetPrimAtPath("/World/Box").SetActive(False),
        lambda stage: UsdGeom.Cube.Define(stage, "/World/New/Cube"),
        lambda stage: UsdGeom.Cube.Define(stage, "/Elsewhere"),
        lambda stage: stage.GetRootLayer().Clear(),
        rename,
    ],
)
def test_a_survey_when_refreshed_after_an_edit_then_it_is_as_a_new_one(stage, box, changes, edit):
    say(box, "class", "box")
    survey = LabelSurvey.of(stage)
    changed = changes(stage)

    edit(stage)

    assert changed
    assert facts(survey.refreshed(changed)) == facts(LabelSurvey.of(stage))
    assert facts(survey) != facts(LabelSurvey.of(stage))


@pytest.mark.parametrize("make", [cars, forest])
@pytest.mark.parametrize("part", range(12))
def test_a_survey_with_instances_when_any_prim_is_labelled_then_refreshed_it_is_as_a_new_one(
    changes, make, part
):
    stage = make()
    prims = list(Usd.PrimRange(stage.GetPseudoRoot(), Usd.PrimAllPrimsPredicate))[1:]
    survey = LabelSurvey.of(stage)
    changed = changes(stage)

    say(prims[part % len(prims)], "class", "part")

    assert facts(survey.refreshed(changed)) == facts(LabelSurvey.of(stage))


def test_the_last_faces_without_a_label_when_labelled_then_a_refreshed_survey_does_not_miss_the_mesh(changes):
    stage = Usd.Stage.CreateInMemory()
    mesh = UsdGeom.Mesh.Define(stage, "/World/Quad")
    mesh.CreateFaceVertexCountsAttr([3, 3])
    halves = [UsdGeom.Subset.CreateGeomSubset(mesh, f"face_{face}", "face", [face]) for face in (0, 1)]
    say(halves[0].GetPrim(), "class", "half")
    survey = LabelSurvey.of(stage)
    changed = changes(stage)

    say(halves[1].GetPrim(), "class", "half")

    assert [str(each.path) for each in survey.unlabelled] == ["/World/Quad"]
    assert survey.refreshed(changed).unlabelled == ()


def test_a_prim_that_moves_when_noticed_then_nothing_is_to_be_refreshed(stage, box, changes):
    changed = changes(stage)
    attribute = UsdGeom.XformCommonAPI(box)
    attribute.SetTranslate((1, 2, 3))
    changed.clear()

    attribute.SetTranslate((4, 5, 6))

    assert changed == set()


def test_a_survey_when_nothing_has_changed_then_it_is_the_same_one(stage):
    survey = LabelSurvey.of(stage)

    assert survey.refreshed(()) is survey


def test_one_label_among_many_prims_when_refreshed_then_only_its_subtree_is_walked(changes, monkeypatch):
    stage = Usd.Stage.CreateInMemory()
    for number in range(200):
        UsdGeom.Cube.Define(stage, f"/World/Cube_{number}")
    survey = LabelSurvey.of(stage)
    changed = changes(stage)
    add_label(stage.GetPrimAtPath("/World/Cube_150"), Label("class", "box"))
    read = []
    own_labels = stage_walk.own_labels
    monkeypatch.setattr(
        stage_walk, "own_labels", lambda prim: read.append(str(prim.GetPath())) or own_labels(prim)
    )

    survey.refreshed(changed)

    assert read == ["/World", "/World/Cube_150"]
