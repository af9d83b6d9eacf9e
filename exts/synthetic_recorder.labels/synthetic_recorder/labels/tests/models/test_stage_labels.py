"""The window's view of the stage follows it, and is made anew only as far as it must."""

from __future__ import annotations

import gc
import weakref

import pytest
from pxr import Gf, Usd, UsdGeom

from synthetic_recorder.labels.tests.semantics.authored import say


@pytest.fixture
def versions(stage_labels):
    def versions():
        return stage_labels.labels_version, stage_labels.prims_version, stage_labels.selection_version

    return versions


def test_the_survey_when_a_label_is_written_then_has_it_at_once(stage_labels, stage, semantics):
    before = dict(stage_labels.survey.counts)

    say(stage.GetPrimAtPath("/World/Box_1"), "class", "box")

    assert before == {}
    assert dict(stage_labels.survey.counts) == {semantics.Label("class", "box"): semantics.LabelCount(1, 1)}


def test_the_survey_when_nothing_was_changed_then_is_the_same_object(stage_labels):
    assert stage_labels.survey is stage_labels.survey


def test_a_prim_when_it_is_moved_then_nobody_is_told(stage_labels, stage, changes, versions):
    cube = UsdGeom.XformCommonAPI(stage.GetPrimAtPath("/World/Box_1"))
    cube.SetTranslate(Gf.Vec3d(1, 2, 3))
    before = versions()
    changes.clear()

    cube.SetTranslate(Gf.Vec3d(4, 5, 6))

    assert (versions(), changes) == (before, [])


def test_a_label_when_it_is_written_then_no_prim_has_come_or_gone(stage_labels, stage, versions):
    before = versions()

    say(stage.GetPrimAtPath("/World/Box_1"), "class", "box")

    labels, prims, selection = versions()
    assert (prims, selection) == before[1:]
    assert labels > before[0]


def test_a_prim_when_it_is_made_then_is_surveyed_and_prims_have_come(stage_labels, stage, versions):
    before = versions()
    assert len(stage_labels.survey.unlabelled) == 3

    UsdGeom.Cube.Define(stage, "/World/Box_3")

    assert versions()[1] > before[1]
    assert len(stage_labels.survey.unlabelled) == 4


def test_a_stage_when_it_is_closed_then_is_let_go_of(app, stage_labels):
    other = Usd.Stage.CreateInMemory()
    UsdGeom.Cube.Define(other, "/Other")
    app.run(app.usd_context.attach_stage_async(other))
    app.usd_context.get_selection().set_selected_prim_paths(["/Other"], True)
    app.update()
    seen = [str(prim.GetPath()) for prim in stage_labels.selected], len(stage_labels.survey.unlabelled)
    gone = weakref.ref(other)
    del other

    app.run(app.usd_context.close_stage_async())
    gc.collect()

    assert seen == (["/Other"], 1)
    assert gone() is None or gone().expired


def test_select_when_done_then_the_app_has_selected_each_prim_once(app, stage_labels, stage):
    path = stage.GetPrimAtPath("/World/Box_1").GetPath()

    stage_labels.select([path, path])

    assert list(app.usd_context.get_selection().get_selected_prim_paths()) == ["/World/Box_1"]


def test_the_models_when_destroyed_twice_then_are_told_of_nothing_any_more(models, stage, changes):
    labels = models.StageLabels(lambda: changes.append(1))

    labels.destroy()
    labels.destroy()
    changes.clear()
    say(stage.GetPrimAtPath("/World/Box_1"), "class", "box")

    assert (changes, labels.stage, labels.survey) == ([], None, None)
