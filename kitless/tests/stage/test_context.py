from __future__ import annotations

import logging

import pytest
from pxr import Sdf, Usd, UsdGeom

from kitless.errors import StageNotOpenError, StageOpenError, StageSaveError
from kitless.stage import VIEWPORT_CAMERA_PATH, StageEventType, UsdContext
from kitless.timeline import Timeline


@pytest.fixture
def timeline():
    return Timeline()


@pytest.fixture
def context(timeline):
    own = UsdContext(timeline)
    yield own
    own.close_stage()


@pytest.fixture
def stage_file(tmp_path):
    """A stage of 0 to 120 at 24 with one cube, in a file."""
    path = tmp_path / "stage.usda"
    stage = Usd.Stage.CreateNew(str(path))
    stage.SetTimeCodesPerSecond(24)
    stage.SetStartTimeCode(0)
    stage.SetEndTimeCode(120)
    UsdGeom.Cube.Define(stage, "/Cube")
    stage.Save()
    return path


def events_of(context):
    heard = []
    subscription = context.get_stage_event_stream().create_subscription_to_pop(
        lambda event: heard.append(StageEventType(event.type).name)
    )
    return heard, subscription


def test_open_stage_when_the_file_is_there_then_stage_url_and_timeline_are_its(context, timeline, stage_file):
    assert context.open_stage(stage_file) is True

    assert context.get_stage().GetPrimAtPath("/Cube")
    assert context.get_stage_url() == str(stage_file)
    assert timeline.get_time_codes_per_seconds() == 24
    assert timeline.get_end_time() == 5.0


def test_open_stage_when_the_file_is_missing_then_the_old_stage_stays_open(context, stage_file, tmp_path):
    context.open_stage(stage_file)
    heard, _subscription = events_of(context)

    with pytest.raises(StageOpenError, match=r"nowhere\.usda: there is no such file"):
        context.open_stage(tmp_path / "nowhere.usda")

    assert context.get_stage_url() == str(stage_file)
    assert heard == ["OPENING", "OPEN_FAILED"]


def test_open_stage_when_the_file_cannot_be_parsed_then_the_old_stage_stays_open(
    context, stage_file, tmp_path, capfd
):
    context.open_stage(stage_file)
    broken = tmp_path / "broken.usda"
    broken.write_text('#usda 1.0\ndef Xform "A" (\n')

    with pytest.raises(StageOpenError, match=r"cannot open stage .*broken\.usda: .*Expected \)") as caught:
        context.open_stage(broken)

    assert caught.value.path == str(broken)
    assert "in file" not in caught.value.reason
    assert context.get_stage().GetPrimAtPath("/Cube")
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("metadata", "message"),
    [
        (
            "metersPerUnit = 0",
            r"cannot open stage .*unusable\.usda: its metersPerUnit is 0\.0; expected a finite",
        ),
        ("metersPerUnit = inf", "metersPerUnit is inf"),
        ("timeCodesPerSecond = 0", r"timeCodesPerSecond is 0\.0"),
        ("endTimeCode = nan", "its range is from time code 0.0 to nan"),
    ],
)
def test_open_stage_when_its_units_or_times_cannot_be_used_then_the_old_stage_stays_open(
    context, stage_file, tmp_path, metadata, message
):
    context.open_stage(stage_file)
    unusable = tmp_path / "unusable.usda"
    unusable.write_text(f"#usda 1.0\n({metadata})\n")
    heard, _subscription = events_of(context)

    with pytest.raises(StageOpenError, match=message):
        context.open_stage(unusable)
    with pytest.raises(StageOpenError, match=message):
        context.attach_stage(Usd.Stage.Open(str(unusable)))

    assert context.get_stage_url() == str(stage_file)
    assert heard == ["OPENING", "OPEN_FAILED"] * 2


def test_open_stage_when_a_reference_does_not_resolve_then_it_opens_with_a_warning(
    context, tmp_path, caplog, capfd
):
    path = tmp_path / "referring.usda"
    path.write_text('#usda 1.0\ndef Xform "A" (references = @./nowhere.usda@) {}\ndef Cube "B" {}\n')

    with caplog.at_level(logging.WARNING, logger="kitless.stage"):
        context.open_stage(path)

    assert context.get_stage().GetPrimAtPath("/B")
    assert "nowhere.usda" in caplog.text
    assert capfd.readouterr().err == ""


def test_open_stage_when_it_is_open_with_unsaved_edits_then_it_is_as_on_disk(context, stage_file):
    context.open_stage(stage_file)
    UsdGeom.Sphere.Define(context.get_stage(), "/Unsaved")

    context.open_stage(stage_file)

    assert context.get_stage().GetPrimAtPath("/Cube")
    assert not context.get_stage().GetPrimAtPath("/Unsaved")


def test_open_stage_when_another_is_open_then_the_events_come_in_order(context, stage_file):
    context.new_stage()
    heard, _subscription = events_of(context)

    context.open_stage(stage_file)

    assert heard == ["OPENING", "CLOSING", "CLOSED", "OPENED", "ASSETS_LOADING", "ASSETS_LOADED"]


def test_open_stage_async_when_it_fails_then_the_pair_says_why(context, app, run, tmp_path, stage_file):
    assert run(context.open_stage_async(stage_file)) == (True, "")

    opened, message = run(context.open_stage_async(tmp_path / "nowhere.usda"))

    assert opened is False
    assert "there is no such file" in message


def test_open_stage_when_done_then_the_viewport_camera_is_in_the_session_layer_only(context, stage_file):
    context.open_stage(stage_file)
    stage = context.get_stage()

    assert UsdGeom.Camera(stage.GetPrimAtPath(VIEWPORT_CAMERA_PATH))
    assert stage.GetSessionLayer().GetPrimAtPath(VIEWPORT_CAMERA_PATH)
    assert not stage.GetRootLayer().GetPrimAtPath(VIEWPORT_CAMERA_PATH)
    assert not context.has_pending_edit()


def test_new_stage_when_called_then_it_is_as_isaac_sim_makes_it(context, timeline):
    context.new_stage()
    stage = context.get_stage()

    assert UsdGeom.GetStageUpAxis(stage) == UsdGeom.Tokens.z
    assert UsdGeom.GetStageMetersPerUnit(stage) == 1.0
    assert not stage.HasDefaultPrim()
    assert not list(stage.GetRootLayer().rootPrims)
    assert timeline.get_time_codes_per_seconds() == 60


def test_timeline_when_the_open_stages_rate_is_edited_then_it_follows(context, timeline):
    context.new_stage()

    context.get_stage().SetTimeCodesPerSecond(30)
    assert timeline.get_time_codes_per_seconds() == 30

    context.get_stage().SetEndTimeCode(60)
    assert timeline.get_end_time() == 2.0


def test_timeline_when_a_stage_is_opened_while_it_plays_then_it_stops_at_the_new_start(
    context, timeline, stage_file
):
    context.new_stage()
    timeline.play()
    timeline.tick()

    context.open_stage(stage_file)

    assert timeline.is_stopped()
    assert timeline.get_current_time() == 0.0


def test_close_stage_when_something_is_selected_then_stage_url_and_selection_are_gone(context):
    context.new_stage()
    context.get_selection().set_selected_prim_paths(["/World"], False)
    heard, _subscription = events_of(context)

    context.close_stage()
    context.close_stage()

    assert context.get_stage() is None
    assert context.get_stage_url() == ""
    assert context.get_selection().get_selected_prim_paths() == []
    assert heard == ["CLOSING", "SELECTION_CHANGED", "CLOSED"]


def test_selection_when_set_then_doubles_go_and_one_event_comes(context):
    context.new_stage()
    heard, _subscription = events_of(context)
    selection = context.get_selection()

    selection.set_selected_prim_paths(["/B", "/A", "/B"], True)
    selection.set_selected_prim_paths(["/B", "/A"], True)

    assert selection.get_selected_prim_paths() == ["/B", "/A"]
    assert selection.is_prim_path_selected("/A")
    assert heard == ["SELECTION_CHANGED"]


def test_save_stage_when_edited_then_the_file_has_the_edit_and_no_viewport_camera(context, stage_file):
    context.open_stage(stage_file)
    UsdGeom.Sphere.Define(context.get_stage(), "/Sphere")
    assert context.has_pending_edit()

    context.save_stage()

    saved = Sdf.Layer.OpenAsAnonymous(str(stage_file))
    assert saved.GetPrimAtPath("/Sphere")
    assert not saved.GetPrimAtPath(VIEWPORT_CAMERA_PATH)
    assert not context.has_pending_edit()


def test_save_stage_when_the_stage_has_no_file_then_the_error_says_what_to_call(context):
    context.new_stage()

    with pytest.raises(StageSaveError, match="save_as_stage"):
        context.save_stage()


def test_save_stage_when_there_is_no_stage_then_the_error_says_so(context):
    with pytest.raises(StageNotOpenError, match="save_stage needs an open stage"):
        context.save_stage()


def test_save_as_stage_when_the_stage_is_in_memory_then_the_file_is_open_afterwards(context, tmp_path):
    context.new_stage()
    UsdGeom.Xform.Define(context.get_stage(), "/World")

    context.save_as_stage(tmp_path / "saved.usda")

    assert context.get_stage_url() == str(tmp_path / "saved.usda")
    assert context.get_stage().GetPrimAtPath("/World")


def test_a_stage_of_the_callers_when_it_was_attached_and_closed_then_is_still_the_callers(context):
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.Cube.Define(stage, "/Cube")
    context.attach_stage(stage)

    context.close_stage()

    assert stage.GetPrimAtPath("/Cube")
    assert context.attach_stage(stage)
