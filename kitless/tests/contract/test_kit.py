"""Kit around Replicator: settings, events, timeline, stage, commands."""

import pytest
from pxr import UsdGeom


def test_the_recorders_idiom_of_settings_when_followed_then_the_value_is_restored(rep, settings):
    settings.set("/omni/replicator/captureOnPlay", True)

    original = settings.get("/omni/replicator/captureOnPlay")
    rep.orchestrator.set_capture_on_play(False)
    during = settings.get("/omni/replicator/captureOnPlay")
    rep.orchestrator.set_capture_on_play(original)

    assert (original, during) == (True, False)
    assert settings.get("/omni/replicator/captureOnPlay") is True


def test_a_setting_without_leading_slash_when_set_then_is_the_same_setting(settings):
    settings.set("rtx/post/dlss/execMode", 2)

    assert settings.get("/rtx/post/dlss/execMode") == 2
    assert settings.get_as_int("/rtx/post/dlss/execMode") == 2


def test_a_setting_when_changed_then_who_subscribed_is_told_until_he_unsubscribes(settings):
    told = []
    subscription = settings.subscribe_to_node_change_events(
        "/contract/value", lambda item, event_type: told.append(settings.get("/contract/value"))
    )

    settings.set("/contract/value", 3)
    settings.unsubscribe_to_change_events(subscription)
    settings.set("/contract/value", 4)

    assert told == [3]


def test_timeline_events_when_played_paused_and_stopped_then_come_in_that_order(app, timeline, stage):
    import omni.timeline  # noqa: PLC0415

    kinds = omni.timeline.TimelineEventType
    seen = []
    subscription = timeline.get_timeline_event_stream().create_subscription_to_pop(
        lambda event: seen.append(event.type)
    )

    timeline.play()
    app.update()
    timeline.pause()
    app.update()
    timeline.stop()
    app.update()

    wanted = [int(kinds.PLAY), int(kinds.PAUSE), int(kinds.STOP)]
    assert [int(each) for each in seen if int(each) in wanted] == wanted
    del subscription


def test_timeline_events_when_observed_by_name_then_come_too(app, timeline, stage):
    import carb.eventdispatcher  # noqa: PLC0415
    import omni.timeline  # noqa: PLC0415

    seen = []
    observer = carb.eventdispatcher.get_eventdispatcher().observe_event(
        event_name=omni.timeline.GLOBAL_EVENT_CURRENT_TIME_TICKED,
        on_event=lambda event: seen.append(event["currentTime"]),
        observer_name="contract",
    )

    timeline.play()
    timeline.commit()
    app.update()
    app.update()
    observer.reset()
    ticks = len(seen)
    app.update()

    assert ticks == 2
    assert len(seen) == 2


def test_app_updates_when_observed_then_each_is_told(app):
    import carb.eventdispatcher  # noqa: PLC0415
    import omni.kit.app  # noqa: PLC0415

    seen = []
    observer = carb.eventdispatcher.get_eventdispatcher().observe_event(
        event_name=omni.kit.app.GLOBAL_EVENT_UPDATE, on_event=seen.append
    )

    app.update()
    app.update()

    assert len(seen) == 2
    observer.reset()


def test_stage_events_when_a_stage_is_opened_and_closed_then_are_sent(app):
    import omni.usd  # noqa: PLC0415

    kinds = omni.usd.StageEventType
    context = omni.usd.get_context()
    seen = []
    subscription = context.get_stage_event_stream().create_subscription_to_pop(
        lambda event: seen.append(int(event.type))
    )

    context.new_stage()
    app.update()
    context.close_stage()
    app.update()

    assert int(kinds.OPENED) in seen
    assert int(kinds.CLOSED) in seen
    assert seen.index(int(kinds.OPENED)) < len(seen) - 1 - seen[::-1].index(int(kinds.CLOSED))
    del subscription


def test_next_update_async_when_awaited_then_an_update_has_gone_by(app):
    import omni.kit.app  # noqa: PLC0415

    async def wait():
        before = app.update_count
        await omni.kit.app.get_app().next_update_async()
        return app.update_count - before

    assert app.run(wait()) <= 1


def test_a_new_stage_when_awaited_then_is_open(app):
    import omni.usd  # noqa: PLC0415

    app.run(omni.usd.get_context().new_stage_async())

    assert omni.usd.get_context().get_stage() is not None


def test_a_prim_when_created_by_a_command_and_undone_then_is_gone_and_redone_is_back(app, stage):
    import omni.kit.commands  # noqa: PLC0415
    import omni.kit.undo  # noqa: PLC0415

    omni.kit.commands.execute("CreatePrim", prim_path="/World/New", prim_type="Cube")
    there = stage.GetPrimAtPath("/World/New").IsA(UsdGeom.Cube)
    omni.kit.undo.undo()
    gone = not stage.GetPrimAtPath("/World/New")
    omni.kit.undo.redo()

    assert there
    assert gone
    assert stage.GetPrimAtPath("/World/New").IsA(UsdGeom.Cube)


def test_the_selection_when_set_then_is_read_back(app, stage):
    import omni.usd  # noqa: PLC0415

    selection = omni.usd.get_context().get_selection()
    selection.set_selected_prim_paths(["/World/crate"], False)

    assert list(selection.get_selected_prim_paths()) == ["/World/crate"]


def test_a_local_folder_when_listed_through_the_client_then_has_its_files(app, tmp_path):
    import omni.client  # noqa: PLC0415

    (tmp_path / "a.txt").write_text("x")

    result, entries = omni.client.list(str(tmp_path))

    assert result == omni.client.Result.OK
    assert [entry.relative_path for entry in entries] == ["a.txt"]


def test_a_file_that_is_not_there_when_asked_for_through_the_client_then_is_not_found(app, tmp_path):
    import omni.client  # noqa: PLC0415

    result, _ = omni.client.stat(str(tmp_path / "nothing"))

    assert result == omni.client.Result.ERROR_NOT_FOUND


@pytest.mark.parametrize("name", ["omni.no_such_module", "omni.kit.no_such_module", "carb.no_such_module"])
def test_a_module_that_is_not_there_when_imported_then_the_error_names_it(app, name):
    import importlib  # noqa: PLC0415

    with pytest.raises(ImportError, match=name.replace(".", r"\.")):
        importlib.import_module(name)


def test_a_module_of_kits_when_its_package_is_imported_then_is_there_without_an_import_of_its_own(app):
    import carb  # noqa: PLC0415
    import omni.kit  # noqa: PLC0415

    assert carb.settings.get_settings().get("/omni/replicator/captureOnPlay") is False
    assert omni.kit.app.get_app() is not None
    assert omni.usd.get_context() is not None


def test_motion_blur_when_asked_for_then_the_log_says_once_that_there_is_none(
    rep, settings, render_product, collector, caplog
):
    collector(render_product())
    settings.set("/omni/replicator/captureMotionBlur", True)

    rep.orchestrator.step()
    rep.orchestrator.step()

    assert [record.levelname for record in caplog.records if "motion blur" in record.message] == ["WARNING"]


def test_what_renders_when_asked_for_then_is_named(settings):
    from omni.hydra.engine.stats import get_device_info  # noqa: PLC0415

    assert settings.get("/renderer/active") == "kitless"
    assert [device["description"] for device in get_device_info()] == ["CPU"]
