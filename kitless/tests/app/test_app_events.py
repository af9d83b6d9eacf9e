"""What the App announces, on its streams and by name."""

from __future__ import annotations

import asyncio
import importlib
from types import SimpleNamespace

import pytest

from kitless.app import App
from kitless.errors import AppStateError


@pytest.fixture
def kit(app: App):
    """The module `omni.kit.app`."""
    return importlib.import_module("omni.kit.app")


@pytest.fixture
def own_app() -> App:
    """An App beside that of the process: quitting it ends nothing else."""
    app = App()
    yield app
    app.shutdown()


def test_update_when_made_then_before_it_and_after_it_are_announced_on_both_systems(app, kit, new_stage):
    new_stage.SetTimeCodesPerSecond(4)
    heard = []
    kit_app = kit.get_app()
    streams = {
        "before": kit_app.get_pre_update_event_stream(),
        "update": kit_app.get_update_event_stream(),
        "after": kit_app.get_post_update_event_stream(),
    }
    names = {
        "before": kit.GLOBAL_EVENT_PRE_UPDATE,
        "update": kit.GLOBAL_EVENT_UPDATE,
        "after": kit.GLOBAL_EVENT_POST_UPDATE,
    }
    kept = [
        *(
            stream.create_subscription_to_pop(
                lambda event, phase=phase: heard.append((phase, "stream", event.payload["dt"]))
            )
            for phase, stream in streams.items()
        ),
        *(
            app.event_dispatcher.observe_event(
                event_name=name,
                on_event=lambda event, phase=phase: heard.append((phase, "name", event["dt"])),
            )
            for phase, name in names.items()
        ),
    ]

    app.update()

    assert heard == [
        (phase, way, 0.25) for phase in ("before", "update", "after") for way in ("stream", "name")
    ]
    assert len(kept) == 6


def test_observer_of_updates_when_its_order_is_low_then_it_sees_the_time_before_the_timeline_goes_on(
    app, kit, new_stage
):
    new_stage.SetTimeCodesPerSecond(4)
    seen = []
    guards = [
        app.event_dispatcher.observe_event(
            event_name=kit.GLOBAL_EVENT_UPDATE,
            on_event=lambda _event: seen.append(app.timeline.get_current_time()),
            order=order,
        )
        for order in (0, 1000)
    ]
    app.timeline.play()

    app.update()

    assert seen == [0.0, 0.25]
    assert len(guards) == 2


def test_message_bus_when_something_is_pushed_then_it_comes_with_the_next_update(app, kit):
    events = importlib.import_module("carb.events")
    bus = kit.get_app().get_message_bus_event_stream()
    heard = []
    kept = bus.create_subscription_to_pop_by_type(
        events.type_from_string("my.message"), lambda event: heard.append(event.payload["value"])
    )

    bus.push(events.type_from_string("my.message"), payload={"value": 5})
    assert heard == []
    app.update()
    app.update()
    kept.unsubscribe()

    assert heard == [5]


def test_post_quit_when_asked_then_the_next_update_announces_it_once_and_the_app_is_not_running(own_app, kit):
    heard = []
    kept = [
        own_app.shutdown_stream.create_subscription_to_pop_by_type(
            kit.POST_QUIT_EVENT_TYPE, lambda event: heard.append(("stream", event.payload["uncancellable"]))
        ),
        own_app.event_dispatcher.observe_event(
            event_name=kit.GLOBAL_EVENT_POST_QUIT,
            on_event=lambda event: heard.append(("name", event["uncancellable"])),
        ),
        own_app.event_dispatcher.observe_event(
            event_name=kit.GLOBAL_EVENT_PRE_SHUTDOWN, on_event=lambda _event: heard.append("shutdown")
        ),
    ]

    own_app.post_quit(3)
    assert own_app.is_running
    own_app.update()
    assert heard == [("stream", False), ("name", False)]
    assert not own_app.is_running
    own_app.shutdown()

    assert heard == [("stream", False), ("name", False), "shutdown"]
    assert own_app.quit_request.return_code == 3
    assert len(kept) == 3


def test_post_quit_when_a_subscriber_cancels_it_then_the_app_goes_on_and_can_be_asked_again(own_app):
    cancelled = []
    kept = own_app.shutdown_stream.create_subscription_to_pop(
        lambda _event: cancelled.append(own_app.quit_request.cancel("unsaved changes"))
    )

    own_app.post_quit()
    own_app.update()
    assert own_app.is_running
    own_app.post_quit(uncancellable=True)
    own_app.update()
    kept.unsubscribe()

    assert cancelled == [True, False]
    assert not own_app.is_running
    assert own_app.quit_request.cancel("too late") is False


def test_run_until_quit_when_a_task_quits_then_it_returns_the_code(own_app):
    async def work():
        await own_app.next_update()
        own_app.post_quit(7)

    own_app.create_task(work())

    assert own_app.run_until_quit() == 7


def test_run_until_quit_when_it_is_to_stop_idle_then_it_ends_with_the_last_task(own_app):
    done = []

    async def work():
        for _ in range(3):
            await own_app.next_update()
        done.append(own_app.update_count)

    own_app.create_task(work())

    assert own_app.run_until_quit(stop_when_idle=True) == 0
    assert done == [3]
    assert own_app.is_running


def test_run_until_quit_when_the_rate_is_limited_then_each_update_waits_for_its_time(own_app, monkeypatch):
    now, slept = [0.0], []

    def sleep(seconds):
        slept.append(round(seconds, 6))
        now[0] += seconds

    monkeypatch.setattr("kitless.app.pace.time", SimpleNamespace(monotonic=lambda: now[0], sleep=sleep))
    own_app.settings.set("/app/runLoops/main/rateLimitEnabled", True)
    own_app.settings.set("/app/runLoops/main/rateLimitFrequency", 10)
    lengths = [0.03, 0.25, 0.04]

    def work(_event):
        now[0] += lengths.pop(0)
        if not lengths:
            own_app.post_quit()

    kept = own_app.update_stream.create_subscription_to_pop(work)
    own_app.run_until_quit()
    kept.unsubscribe()

    # The second update takes longer than a tenth of a second: nobody waits, and the third has its full time.
    assert slept == [0.07, 0.06]


def test_run_until_quit_when_a_loop_is_running_then_it_is_refused(own_app):
    async def nested():
        own_app.run_until_quit()

    with pytest.raises(AppStateError, match="updates the App itself"):
        own_app.run(nested())


def test_app_when_two_updates_have_ended_then_it_is_ready_unless_somebody_delays_it(own_app, kit):
    kit_app = kit.IApp(own_app)
    heard = []
    guard = own_app.event_dispatcher.observe_event(
        event_name=kit.GLOBAL_EVENT_APP_READY, on_event=lambda _event: heard.append(own_app.update_count)
    )

    own_app.update()
    assert not kit_app.is_app_ready()
    kit_app.delay_app_ready("a test")
    own_app.update()
    assert not kit_app.is_app_ready()
    own_app.update()
    own_app.update()
    guard.reset()

    assert kit_app.is_app_ready()
    assert heard == [3]


def test_kit_app_when_asked_what_it_is_then_it_says_kitless(kit):
    kit_app = kit.get_app_interface()

    assert kit_app.get_app_name() == "kitless"
    assert kit_app.get_build_version() == kit_app.get_app_version() == kit_app.get_kit_version()
    assert kit_app.get_app_version().startswith(kit_app.get_app_version_short())
    assert kit_app.get_platform_info()["platform"] == "linux-x86_64"
    assert kit_app.get_time_since_start_ms() >= kit_app.get_time_since_start_s() > 0


def test_log_deprecation_when_repeated_then_it_is_logged_once(kit, caplog):
    kit.log_deprecation("old_name is deprecated, use new_name (a test)")
    kit.log_deprecation("old_name is deprecated, use new_name (a test)")

    assert [record.message for record in caplog.records] == [
        "[deprecated] old_name is deprecated, use new_name (a test)"
    ]


def test_run_coroutine_when_called_from_another_thread_then_it_runs_on_the_apps_loop(app, run):
    async_engine = importlib.import_module("omni.kit.async_engine")

    async def which_loop():
        return asyncio.get_running_loop()

    async def ask():
        future = await asyncio.to_thread(async_engine.run_coroutine, which_loop())
        return await asyncio.wrap_future(future)

    assert run(ask()) is app.loop


def test_loop_runner_when_a_step_is_not_a_frame_then_it_is_refused(app, new_stage, caplog):
    runner = importlib.import_module("omni.kit.loop._loop").acquire_loop_interface()
    app.timeline.set_time_codes_per_second(30)

    runner.set_manual_step_size(1 / 30)
    runner.set_manual_mode(True)
    assert not caplog.records
    runner.set_manual_mode(False)

    assert runner.get_manual_mode()
    assert runner.get_manual_step_size() == 1 / 30
    assert "keep their fixed step" in caplog.text
    with pytest.raises(AppStateError, match="set_time_codes_per_second first"):
        runner.set_manual_step_size(1 / 60)
