"""Events by name, ids, states, and the forms of the USD context that are awaited or take a function."""

from __future__ import annotations

import importlib

import pytest
from pxr import Sdf, Usd, UsdGeom, UsdUtils

from kitless.errors import StageError, StageOpenError
from kitless.stage.event_types import StageEventType, StageRenderingEventType, stage_event_type


@pytest.fixture
def usd(app):
    return importlib.import_module("omni.usd")


@pytest.fixture
def context(app):
    return app.usd_context


@pytest.fixture
def heard(app, context):
    """The names of the stage events that the dispatcher has announced."""
    names = []
    guards = [
        app.event_dispatcher.observe_event(
            event_name=context.stage_event_name(event_type),
            on_event=lambda event: names.append(stage_event_type(event.event_name).name),
        )
        for event_type in StageEventType
    ]
    yield names
    for guard in guards:
        guard.reset()


def test_stage_events_when_a_stage_is_opened_and_closed_then_they_come_by_name_as_on_the_stream(
    context, heard
):
    streamed = []
    subscription = context.get_stage_event_stream().create_subscription_to_pop(
        lambda event: streamed.append(StageEventType(event.type).name)
    )

    context.new_stage()
    context.get_selection().set_selected_prim_paths(["/A"])
    context.close_stage()

    assert heard == [
        "OPENING",
        "OPENED",
        "ASSETS_LOADING",
        "ASSETS_LOADED",
        "SELECTION_CHANGED",
        "CLOSING",
        "SELECTION_CHANGED",
        "CLOSED",
    ]
    assert streamed == heard
    del subscription


def test_stage_events_when_the_timeline_plays_and_stops_then_they_say_so(app, context, heard):
    context.new_stage()
    heard.clear()

    app.timeline.play()
    app.timeline.stop()

    assert heard == ["ANIMATION_START_PLAY", "ANIMATION_STOP_PLAY"]


def test_the_closing_event_when_it_comes_then_the_stage_is_still_there(app, context):
    context.new_stage()
    stages = []
    guard = app.event_dispatcher.observe_event(
        event_name=context.stage_event_name(StageEventType.CLOSING),
        on_event=lambda _event: stages.append(context.get_stage()),
    )

    context.close_stage()

    assert stages[0] is not None
    assert context.get_stage() is None
    guard.reset()


@pytest.mark.parametrize("immediate", [True, False])
def test_new_frame_when_the_app_updates_then_it_comes_once_while_a_stage_is_open(app, context, immediate):
    frames = []
    guard = app.event_dispatcher.observe_event(
        event_name=context.stage_rendering_event_name(StageRenderingEventType.NEW_FRAME, immediate),
        on_event=frames.append,
    )

    app.update()
    context.new_stage()
    app.update()
    app.update()

    assert len(frames) == 2
    guard.reset()


def test_stage_id_when_a_stage_is_open_then_it_is_that_of_the_cache(context):
    assert context.get_stage_id() == 0

    context.new_stage()
    assert UsdUtils.StageCache.Get().GetId(context.get_stage()).ToLongInt() == context.get_stage_id()

    stage = context.get_stage()
    context.close_stage()
    assert not UsdUtils.StageCache.Get().Contains(stage)


def test_stage_id_when_the_caller_put_the_stage_into_the_cache_then_it_stays_there(context):
    stage = Usd.Stage.CreateInMemory()
    stage_id = UsdUtils.StageCache.Get().Insert(stage).ToLongInt()

    assert context.attach_stage_with_callback(stage_id)
    assert context.get_stage() == stage
    context.close_stage()

    assert UsdUtils.StageCache.Get().Contains(stage)
    UsdUtils.StageCache.Get().Erase(stage)


def test_stage_state_when_stages_come_and_go_then_it_follows(context, usd):
    states = []
    subscription = context.get_stage_event_stream().create_subscription_to_pop(
        lambda _event: states.append(context.get_stage_state().name)
    )
    assert (context.get_stage_state(), context.can_close_stage()) == (usd.StageState.CLOSED, False)

    context.new_stage()
    assert (context.can_open_stage(), context.can_close_stage(), context.is_new_stage()) == (True, True, True)
    context.close_stage()

    assert states == ["OPENING", "OPENED", "OPENED", "OPENED", "CLOSING", "CLOSED"]
    del subscription


def test_loading_status_when_asked_then_nothing_is_loading(context):
    context.new_stage()

    assert context.get_stage_loading_status()[2] == 0


def test_the_awaited_forms_when_a_file_is_missing_then_they_say_what_is_wrong(context, run, tmp_path):
    succeeded, message = run(context.open_stage_async(tmp_path / "nowhere.usda"))

    assert not succeeded
    assert "there is no such file" in message


def test_the_awaited_forms_when_all_goes_well_then_they_give_true(context, run, tmp_path):
    path = str(tmp_path / "saved.usda")

    async def all_of_them():
        return (
            await context.new_stage_async(),
            await context.save_as_stage_async(path),
            await context.open_stage_async(path),
            await context.reopen_stage_async(),
            await context.close_stage_async(),
        )

    assert run(all_of_them()) == ((True, ""), (True, "", [path]), (True, ""), (True, ""), (True, ""))


def test_the_forms_with_a_function_when_called_then_it_gets_success_and_message(context, tmp_path):
    heard = []

    context.new_stage_with_callback(lambda *outcome: heard.append(outcome))
    context.save_stage_with_callback(lambda *outcome: heard.append(outcome))
    context.open_stage_with_callback(tmp_path / "no.usda", lambda *outcome: heard.append(outcome))
    context.close_stage(lambda *outcome: heard.append(outcome))

    assert heard[0] == (True, "")
    assert heard[1][0] is False
    assert "it is a stage in memory" in heard[1][1]
    assert heard[2][0] is False
    assert heard[3] == (True, "")


def test_saving_events_when_a_stage_is_saved_then_they_name_the_layers(app, context, tmp_path):
    context.new_stage()
    context.save_as_stage(tmp_path / "saved.usda")
    UsdGeom.Cube.Define(context.get_stage(), "/Cube")
    saved = []
    guard = app.event_dispatcher.observe_event(
        event_name=context.stage_event_name(StageEventType.SAVED),
        on_event=lambda event: saved.append(event["savedLayers"]),
    )

    context.save_stage()

    assert saved == [[str(tmp_path / "saved.usda")]]
    guard.reset()


def test_reopen_when_something_was_not_saved_then_it_is_gone(context, tmp_path):
    context.new_stage()
    context.save_as_stage(tmp_path / "saved.usda")
    UsdGeom.Cube.Define(context.get_stage(), "/Cube")

    assert context.reopen_stage()

    assert not context.get_stage().GetPrimAtPath("/Cube")


def test_reopen_when_the_stage_is_in_memory_then_it_is_refused(context):
    context.new_stage()

    with pytest.raises(StageOpenError, match="it is a stage in memory"):
        context.reopen_stage()


def test_save_layers_when_a_sublayer_has_changed_then_it_is_written(context, tmp_path):
    sublayer = Sdf.Layer.CreateNew(str(tmp_path / "below.usda"))
    context.new_stage()
    context.get_stage().GetRootLayer().subLayerPaths.append(sublayer.identifier)
    with Usd.EditContext(context.get_stage(), sublayer):
        UsdGeom.Cube.Define(context.get_stage(), "/Cube")

    assert context.save_layers("", [sublayer.identifier])

    assert "Cube" in (tmp_path / "below.usda").read_text()


def test_export_when_a_stage_has_a_reference_then_the_file_needs_no_other(context, tmp_path):
    context.new_stage()
    stage = context.get_stage()
    UsdGeom.Cube.Define(stage, "/Library/Box")
    stage.DefinePrim("/Ref").GetReferences().AddInternalReference("/Library")

    assert context.export_as_stage(tmp_path / "flat.usda")

    assert Usd.Stage.Open(str(tmp_path / "flat.usda")).GetPrimAtPath("/Ref/Box").GetTypeName() == "Cube"
    assert context.get_stage() == stage


def test_open_stage_when_payloads_are_left_out_then_they_are_not_loaded(context, usd, tmp_path):
    library = Usd.Stage.CreateNew(str(tmp_path / "library.usda"))
    library.SetDefaultPrim(UsdGeom.Cube.Define(library, "/Asset").GetPrim())
    library.Save()
    made = Usd.Stage.CreateNew(str(tmp_path / "stage.usda"))
    made.DefinePrim("/Ref").GetPayloads().AddPayload("library.usda")
    made.Save()

    context.open_stage(tmp_path / "stage.usda", usd.UsdContextInitialLoadSet.LOAD_NONE)
    assert context.get_stage().GetPrimAtPath("/Ref").GetTypeName() == ""

    context.open_stage(tmp_path / "stage.usda")
    assert context.get_stage().GetPrimAtPath("/Ref").GetTypeName() == "Cube"


def test_compute_when_a_prim_is_moved_and_scaled_then_matrix_and_box_are_in_the_world(context):
    context.new_stage()
    cube = UsdGeom.Cube.Define(context.get_stage(), "/Cube")
    cube.AddTranslateOp().Set((1, 2, 3))
    cube.AddScaleOp().Set((2, 1, 1))

    assert context.compute_path_world_transform("/Cube") == [2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 2, 3, 1]
    assert context.compute_path_world_bounding_box("/Cube") == ([-1, 1, 2], [3, 3, 4])
    with pytest.raises(StageError, match="there is no prim at /Nothing"):
        context.compute_path_world_transform("/Nothing")


def test_the_rate_when_the_timeline_is_given_another_then_the_stage_has_it_and_times_stay(app, context):
    context.new_stage()
    context.get_stage().SetEndTimeCode(120)
    app.timeline.set_current_time(1.0)

    app.timeline.set_time_codes_per_second(24)

    assert context.get_stage().GetTimeCodesPerSecond() == 24
    assert (app.timeline.get_current_time(), app.timeline.get_end_time()) == (1.0, 2.0)


def test_selection_when_single_prims_are_added_and_taken_out_then_the_order_is_kept(context):
    selection = context.get_selection()
    selection.set_selected_prim_paths(["/A", "/B"])

    selection.set_prim_path_selected("/C", True)
    selection.set_prim_path_selected("/A", False)
    assert selection.get_selected_prim_paths() == ["/B", "/C"]

    selection.set_prim_path_selected("/D", True, clear_selected=True)
    assert selection.get_selected_prim_paths() == ["/D"]


def test_selection_when_all_prims_of_a_type_are_asked_for_then_they_are_selected(context):
    context.new_stage()
    UsdGeom.Cube.Define(context.get_stage(), "/A/Cube")
    UsdGeom.Sphere.Define(context.get_stage(), "/A/Ball")

    context.get_selection().select_all_prims("Sphere")

    assert context.get_selection().get_selected_prim_paths() == ["/A/Ball"]
