"""Frames, waiting, status, settings and the end: what ``rep.orchestrator`` does."""

import asyncio
import threading
import time

import pytest

import kitless
from kitless.replicator import orchestrator
from kitless.replicator.annotator import Annotator
from kitless.replicator.orchestrator import Status
from kitless.replicator.session import get_session
from kitless.replicator.write_threads import shared_write_queue
from kitless.replicator.writer import Writer

FRAME = 1 / 24


def test_steps_when_taken_then_each_gives_every_writer_one_frame(collect, render_product):
    product = render_product()
    first, second = collect(product), collect(product)

    for _ in range(5):
        orchestrator.step()

    assert len(first.frames) == len(second.frames) == 5


@pytest.mark.parametrize("rt_subframes", [-1, 0, 1, 4])
def test_a_step_with_subframes_when_taken_then_gives_one_frame(collect, render_product, rt_subframes):
    writer = collect(render_product())

    orchestrator.step(rt_subframes=rt_subframes)

    assert len(writer.frames) == 1


def test_updates_between_steps_when_nothing_is_captured_on_play_then_give_no_frames(
    app, collect, render_product
):
    writer = collect(render_product())
    app.timeline.play()
    for _ in range(5):
        app.update()

    orchestrator.step()

    assert len(writer.frames) == 1


def test_updates_when_frames_are_captured_on_play_then_give_one_frame_each_while_it_plays(
    app, collect, render_product
):
    writer = collect(render_product())
    orchestrator.set_capture_on_play(True)
    app.update()
    app.timeline.play()
    for _ in range(3):
        app.update()
    app.timeline.pause()
    app.update()

    assert len(writer.frames) == 3


def test_a_step_when_frames_are_captured_on_play_then_gives_one_frame(app, collect, render_product):
    writer = collect(render_product())
    orchestrator.set_capture_on_play(True)
    app.timeline.play()

    orchestrator.step()

    assert len(writer.frames) == 1


def test_steps_of_two_tasks_when_asked_for_at_once_then_each_is_taken_by_an_update_of_its_own(
    app, collect, render_product
):
    writer = collect(render_product())

    async def both():
        await asyncio.gather(orchestrator.step_async(), orchestrator.step_async())

    app.run(both())

    assert len(writer.frames) == 2


def test_a_step_on_a_loop_that_is_not_the_apps_when_awaited_then_is_taken(collect, render_product):
    writer = collect(render_product())

    asyncio.run(orchestrator.step_async())

    assert len(writer.frames) == 1


def test_a_preview_when_taken_then_annotators_have_data_and_writers_nothing(app, collect, render_product):
    product = render_product()
    writer, annotator = collect(product), Annotator("rgb")
    annotator.attach(product)
    app.timeline.play()

    orchestrator.preview()

    assert writer.frames == []
    assert annotator.get_data().shape == (6, 8, 4)
    assert app.timeline.get_current_time() == 0.0
    assert app.timeline.is_playing()


def test_a_step_without_writers_when_taken_then_only_time_goes_on(app):
    app.timeline.play()

    orchestrator.step()

    assert app.timeline.time_code == 1.0


def test_waiting_when_somebody_else_goes_on_stepping_then_ends_with_the_steps_asked_for_before(app):
    async def step_for_ever():
        while True:
            await orchestrator.step_async()

    async def wait_beside_it():
        stepping = asyncio.ensure_future(step_for_ever())
        await orchestrator.step_async()
        await asyncio.wait_for(orchestrator.wait_until_complete_async(), 5)
        still_stepping = not stepping.done()
        stepping.cancel()
        return still_stepping

    assert app.run(wait_beside_it())


def test_waiting_when_a_step_is_cancelled_meanwhile_then_ends(app):
    async def cancel_what_is_waited_for():
        step = asyncio.ensure_future(orchestrator.step_async())
        await asyncio.sleep(0)
        waiting = asyncio.ensure_future(orchestrator.wait_until_complete_async())
        await asyncio.sleep(0)
        step.cancel()
        await asyncio.wait_for(waiting, 5)

    app.run(cancel_what_is_waited_for())


def test_the_status_while_a_step_waits_for_its_update_then_is_stepping(app):
    seen = []
    subscription = app.update_stream.create_subscription_to_pop(
        lambda _event: seen.append(orchestrator.get_status())
    )

    orchestrator.step()

    assert seen == [Status.STEPPING]
    subscription.unsubscribe()


def test_the_status_while_a_writer_is_given_its_frame_then_is_stepping(render_product):
    seen = []

    class CuriousWriter(Writer):
        def __init__(self):
            self.annotators = ["rgb"]

        def write(self, data):
            seen.append(orchestrator.get_status())

    CuriousWriter().attach(render_product())

    orchestrator.step()

    assert seen == [Status.STEPPING]
    assert orchestrator.get_status() is Status.STOPPED


@pytest.mark.usefixtures("app")
def test_the_status_while_files_are_written_then_is_stopping_and_stopped_after_that(backend):
    gate = threading.Event()
    backend.schedule(gate.wait, 10)
    while_writing = orchestrator.get_status()
    gate.set()
    orchestrator.wait_until_complete()

    assert while_writing is Status.STOPPING
    assert orchestrator.get_status() is Status.STOPPED
    assert orchestrator.get_is_stopped()


@pytest.mark.parametrize(
    ("rt_subframes", "setting", "samples"),
    [(-1, None, 1), (0, None, 1), (-1, 4, 4), (0, 4, 4), (1, 4, 1), (3, None, 3)],
)
def test_subframes_when_a_step_is_taken_then_are_as_asked_or_as_the_setting_says(
    app, monkeypatch, rt_subframes, setting, samples
):
    seen = []
    monkeypatch.setattr(get_session().captures, "capture", lambda subframes, **_: seen.append(subframes))
    if setting is not None:
        app.settings.set("/omni/replicator/RTSubframes", setting)

    orchestrator.step(rt_subframes=rt_subframes)

    assert seen == [samples]


def test_the_write_queue_when_the_settings_give_its_size_then_has_it(app):
    app.shutdown()
    sized = kitless.start(
        settings={"/omni/replicator/backend/writeThreads": 2, "/omni/replicator/backend/queueSize": 3}
    )
    orchestrator.set_capture_on_play(False)

    assert (shared_write_queue().threads, shared_write_queue().capacity) == (2, 3)
    sized.shutdown()


def test_files_that_are_still_queued_when_the_app_shuts_down_then_are_written(app, backend, tmp_path):
    backend.schedule(time.sleep, 0.05)
    backend.schedule(backend.write_blob, "late.txt", b"late")

    app.shutdown()

    assert (tmp_path / "out" / "late.txt").read_bytes() == b"late"


def test_a_new_app_when_started_after_another_then_begins_without_render_products(render_product, app, stage):
    render_product()
    app.shutdown()
    again = kitless.start(settings={"/kitless/device": "cpu"})
    again.usd_context.attach_stage(stage)

    assert render_product().name == "Replicator"
    again.shutdown()
