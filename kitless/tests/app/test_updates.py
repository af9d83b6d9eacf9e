from __future__ import annotations

import asyncio
import threading
import time

import pytest

import kitless
from kitless.app import ORDER_CAPTURE, ORDER_STEP_END, ORDER_TIMELINE, ORDER_USER
from kitless.errors import AppStateError


@pytest.fixture
def seen(app, new_stage):
    """What is called in an update, in order. The list comes first, then `(name, time)` per subscriber."""
    calls = []
    subscriptions = [
        app.update_stream.create_subscription_to_pop(
            lambda _event, name=name: calls.append((name, app.timeline.get_current_time())), order=order
        )
        for name, order in [
            ("step end", ORDER_STEP_END),
            ("after timeline", ORDER_TIMELINE + 1),
            ("capture", ORDER_CAPTURE),
            ("user", ORDER_USER),
        ]
    ]
    yield calls
    for subscription in subscriptions:
        subscription.unsubscribe()


def test_update_when_the_timeline_plays_then_captures_come_before_time_moves_and_steps_end_after(
    app, new_stage, seen
):
    new_stage.SetTimeCodesPerSecond(4)
    app.timeline.play()

    async def task():
        seen.append(("asyncio", app.timeline.get_current_time()))

    app.create_task(task())
    app.update()

    assert seen == [
        ("asyncio", 0.0),
        ("user", 0.0),
        ("capture", 0.0),
        ("after timeline", 0.25),
        ("step end", 0.25),
    ]


def test_update_when_the_timeline_is_paused_then_time_stands(app, new_stage):
    app.timeline.play()
    app.update()
    app.timeline.pause()
    before = app.timeline.get_current_time()

    app.update()

    assert app.timeline.get_current_time() == before == 1 / 60


def test_update_when_called_inside_an_update_then_it_is_refused(app):
    errors = []

    def nested(_event):
        with pytest.raises(AppStateError, match="inside an update") as caught:
            app.update()
        errors.append(caught.value)

    subscription = app.update_stream.create_subscription_to_pop(nested)
    app.update()
    subscription.unsubscribe()

    assert len(errors) == 1


def test_update_when_called_by_a_coroutine_of_the_app_then_it_is_refused(app):
    async def nested():
        app.update()

    with pytest.raises(AppStateError, match="inside an update"):
        app.run(nested())


def test_update_when_a_subscriber_fails_then_it_is_logged_and_the_others_are_called(app, caplog):
    called = []
    subscriptions = [
        app.update_stream.create_subscription_to_pop(lambda _event: 1 / 0, name="divider"),
        app.update_stream.create_subscription_to_pop(called.append),
    ]

    app.update()
    for subscription in subscriptions:
        subscription.unsubscribe()

    assert len(called) == 1
    assert "subscriber 'divider' failed" in caplog.text


def test_next_update_when_awaited_on_the_apps_loop_then_each_is_one_update(app, run):
    async def three():
        return [await app.next_update() for _ in range(3)]

    first, second, third = run(three())

    assert (second, third) == (first + 1, first + 2)


def test_next_update_when_awaited_in_asyncio_run_then_the_app_is_updated_there(app):
    async def three():
        return [await app.next_update() for _ in range(3)]

    first, second, third = asyncio.run(three())

    assert (second, third) == (first + 1, first + 2)


def test_next_update_when_several_wait_in_asyncio_run_then_one_update_serves_all(app):
    async def gathered():
        return await asyncio.gather(*(app.next_update() for _ in range(5)))

    assert len(set(asyncio.run(gathered()))) == 1


def test_next_update_when_nobody_waits_any_more_in_asyncio_run_then_updates_end(app):
    async def idle():
        await app.next_update()
        for _ in range(50):
            await asyncio.sleep(0)
        settled = app.update_count
        for _ in range(50):
            await asyncio.sleep(0)
        return app.update_count - settled

    assert asyncio.run(idle()) == 0


def test_next_update_when_asyncio_run_was_used_between_then_the_apps_own_loop_still_works(app, run):
    asyncio.run(app.next_update())

    async def on_own_loop():
        await app.next_update()
        return asyncio.get_running_loop() is app.loop

    assert run(on_own_loop())


def test_ensure_future_when_asyncio_run_has_just_ended_then_the_apps_updates_run_it(app):
    async def number():
        return 7

    asyncio.run(app.next_update())
    task = asyncio.ensure_future(number())
    app.update()

    assert task.result() == 7


def test_ensure_future_when_another_thread_has_no_loop_then_it_is_not_given_the_apps(app):
    async def in_a_thread():
        return await asyncio.to_thread(asyncio.get_event_loop)

    with pytest.raises(RuntimeError, match="no current event loop"):
        app.run(in_a_thread())


def test_run_when_the_coroutine_raises_then_the_error_is_the_callers(app, run):
    async def failing():
        await app.next_update()
        raise LookupError("no such prim")

    with pytest.raises(LookupError, match="no such prim"):
        run(failing())


def test_run_when_a_loop_is_running_then_it_is_refused(app):
    async def outer():
        app.run(app.next_update())

    with pytest.raises(AppStateError, match="await coroutine"):
        asyncio.run(outer())


def test_run_when_interrupted_then_the_coroutine_cleans_up_with_updates(app, run):
    cleaned = []

    async def recording():
        try:
            await asyncio.sleep(60)
        finally:
            await app.next_update()
            cleaned.append("closed")

    def interrupt(_event):
        raise KeyboardInterrupt

    subscription = app.update_stream.create_subscription_to_pop(interrupt)
    app.loop.call_soon(lambda: app.loop.call_soon(subscription.unsubscribe))
    with pytest.raises(KeyboardInterrupt):
        run(recording())

    assert cleaned == ["closed"]


def test_run_when_a_thread_finishes_the_wait_then_the_processor_is_left_to_it(app, run):
    async def waiting():
        return await asyncio.to_thread(time.sleep, 0.2)

    updates, started = app.update_count, time.monotonic()
    run(waiting())

    # One millisecond of sleep per idle update; a loop that spins makes a hundred times as many.
    assert app.update_count - updates <= (time.monotonic() - started) * 1000 + 10


def test_create_task_when_nobody_holds_the_task_then_it_runs_to_its_end(app):
    ended = threading.Event()

    async def work():
        await app.next_update()
        await app.next_update()
        ended.set()

    app.create_task(work())
    for _ in range(4):
        app.update()

    assert ended.is_set()


def test_start_when_the_app_runs_then_it_is_the_same_app_with_the_settings_added(app):
    again = kitless.start(settings={"/test/start/again": 7})

    assert again is app
    assert kitless.get_app() is app
    assert app.settings.get("/test/start/again") == 7


def test_run_when_its_coroutine_has_ended_then_a_playing_timeline_has_not_gone_on(app, new_stage):
    async def play_for_two_updates():
        app.timeline.play()
        await app.next_update()
        await app.next_update()

    app.run(play_for_two_updates())

    assert app.timeline.get_current_time() == 2 / 60
