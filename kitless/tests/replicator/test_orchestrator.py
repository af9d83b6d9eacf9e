import asyncio
import threading
import time

import numpy as np
import pytest

import kitless
from kitless.io import WriteQueueError
from kitless.render import CameraError
from kitless.replicator import orchestrator
from kitless.replicator.annotator import Annotator
from kitless.replicator.errors import OrchestratorError
from kitless.replicator.orchestrator import Status
from kitless.replicator.session import get_session
from kitless.replicator.write_threads import shared_write_queue
from kitless.replicator.writer import Writer

FRAME = 1 / 24


# -- frames ------------------------------------------------------------------


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


# -- time ------------------------------------------------------------------


@pytest.mark.parametrize("pause_timeline", [True, False])
@pytest.mark.parametrize(("delta_time", "time_code"), [(None, 1.0), (0.0, 0.0), (FRAME, 1.0), (0.5, 12.0)])
def test_a_step_while_the_timeline_plays_when_taken_then_time_advances_as_asked(
    app, pause_timeline, delta_time, time_code
):
    app.timeline.play()

    orchestrator.step(pause_timeline=pause_timeline, delta_time=delta_time)

    assert app.timeline.time_code == time_code
    assert app.timeline.is_playing() is not pause_timeline
    assert not app.timeline.is_stopped()


@pytest.mark.parametrize("pause_timeline", [True, False])
@pytest.mark.parametrize("delta_time", [None, 0.0, 0.5])
def test_a_step_while_the_timeline_is_stopped_when_taken_then_time_stands(app, pause_timeline, delta_time):
    orchestrator.step(pause_timeline=pause_timeline, delta_time=delta_time)

    assert app.timeline.time_code == 0.0
    assert app.timeline.is_stopped()


@pytest.mark.parametrize(("delta_time", "time_code"), [(None, 6.0), (0.0, 6.0), (0.5, 18.0)])
def test_a_step_while_the_timeline_is_paused_when_taken_then_only_given_seconds_advance_it(
    app, delta_time, time_code
):
    app.timeline.set_current_time(0.25)
    app.timeline.play()
    app.timeline.pause()

    orchestrator.step(delta_time=delta_time)

    assert app.timeline.time_code == time_code
    assert not app.timeline.is_playing()


def test_an_update_after_a_step_when_the_timeline_plays_then_advances_it_again(app):
    app.timeline.play()
    orchestrator.step(pause_timeline=False, delta_time=0.0)

    app.update()

    assert app.timeline.time_code == 1.0


def test_steps_with_play_before_each_when_taken_then_capture_every_frame_of_the_timeline(
    app, collect, render_product
):
    # The can moves by one metre per frame towards the camera; its front is 20 m away at the start.
    distance = collect(render_product(resolution=(40, 30)), ("distance_to_image_plane",))
    distances = []

    for _ in range(4):
        app.timeline.play()
        orchestrator.step(pause_timeline=True)
        app.update()
        picture = distance.frames[-1]["annotators"]["distance_to_image_plane"]["Replicator"]["data"]
        distances.append(float(picture[:, :16].min()))

    assert np.diff(distances) == pytest.approx([-1.0, -1.0, -1.0], abs=1e-4)


@pytest.mark.parametrize("delta_time", [-0.1, float("nan"), float("inf")])
@pytest.mark.usefixtures("app")
def test_a_step_with_a_time_that_cannot_be_when_asked_for_then_is_an_error(delta_time):
    with pytest.raises(OrchestratorError, match="seconds from 0 up"):
        orchestrator.step(delta_time=delta_time)


# -- errors ------------------------------------------------------------------


class FailingWriter(Writer):
    def __init__(self, backend=None):
        self.annotators = ["rgb"]
        self.backend = backend

    def write(self, data):
        raise ValueError("no such label")


def test_a_writer_that_fails_when_a_step_is_taken_then_the_step_raises_and_the_others_have_their_frame(
    app, collect, render_product
):
    failing, product = FailingWriter(), render_product()
    failing.attach(product)
    other = collect(product)
    app.timeline.play()

    with pytest.raises(ValueError, match="no such label") as caught:
        orchestrator.step()

    assert caught.value.__notes__ == ["Raised while the writer FailingWriter was given its frame 0"]
    assert len(other.frames) == 1
    assert not app.timeline.is_playing()
    assert app.timeline.time_code == 1.0


def test_two_writers_that_fail_when_a_step_is_taken_then_both_errors_are_raised(render_product):
    product = render_product()
    for _ in range(2):
        FailingWriter().attach(product)

    with pytest.raises(ExceptionGroup, match="2 failures in one capture"):
        orchestrator.step()


def test_a_trigger_that_fails_when_a_step_is_taken_then_the_other_writers_have_their_frame(
    collect, render_product
):
    product = render_product()
    before, failing, after = (
        collect(product),
        collect(product, trigger=lambda: 1 / 0),
        collect(product),
    )

    with pytest.raises(ZeroDivisionError) as caught:
        orchestrator.step()

    assert caught.value.__notes__ == [
        "Raised while the writer CollectingWriter was asked whether it wants its frame"
    ]
    assert [len(writer.frames) for writer in (before, failing, after)] == [1, 0, 1]


def test_a_camera_that_is_gone_when_a_step_is_taken_then_only_who_looks_through_it_has_no_frame(
    stage, collect, render_product
):
    left, right = render_product("left"), render_product("right")
    through_left, through_right, through_both = collect(left), collect(right), collect([left, right])
    listening = Annotator("rgb")
    listening.attach(left)
    stage.RemovePrim("/World/right")

    with pytest.raises(CameraError, match="not on the stage any more") as caught:
        orchestrator.step()

    assert caught.value.__notes__ == [f"Raised while {right} was rendered from /World/right"]
    assert [len(writer.frames) for writer in (through_left, through_right, through_both)] == [1, 0, 0]
    assert listening.get_data().shape == (6, 8, 4)


def test_a_writer_that_fails_when_captured_on_play_then_waiting_raises(app, render_product):
    FailingWriter().attach(render_product())
    orchestrator.set_capture_on_play(True)
    app.timeline.play()
    for _ in range(3):
        app.update()
    app.timeline.stop()

    with pytest.raises(
        OrchestratorError, match="3 captures failed while the timeline played; the first: no such label"
    ):
        orchestrator.wait_until_complete()

    orchestrator.wait_until_complete()


@pytest.mark.usefixtures("app")
def test_a_file_that_cannot_be_written_when_waited_for_then_is_raised_once(backend):
    (backend._root / "rgb").touch()
    backend.schedule(backend.write_blob, "rgb/rgb_0000.png", b"")

    with pytest.raises(WriteQueueError, match="rgb"):
        orchestrator.wait_until_complete()

    orchestrator.wait_until_complete()


def test_a_file_that_cannot_be_written_when_the_next_frame_is_scheduled_then_the_step_fails(
    collect, render_product, backend
):
    class HopelessWriter(FailingWriter):
        frames = 0

        def write(self, data):
            self.backend.schedule(backend.write_blob, "../out_of_it.txt", b"")
            self.frames += 1

    writer = HopelessWriter(backend)
    writer.attach(render_product())
    writer.write_metadata = lambda: None
    orchestrator.step()
    while not backend.is_done_writing():
        time.sleep(0.001)

    with pytest.raises(WriteQueueError, match="leads out of it"):
        orchestrator.step()

    assert writer.frames == 1
    with pytest.raises(WriteQueueError, match="leads out of it"):
        orchestrator.wait_until_complete()
    orchestrator.wait_until_complete()


@pytest.mark.parametrize("name", ["step", "preview", "wait_until_complete"])
def test_a_blocking_call_when_a_loop_runs_then_is_an_error_that_names_the_async_one(app, name):
    async def call():
        getattr(orchestrator, name)()

    with pytest.raises(OrchestratorError, match=rf"await rep\.orchestrator\.{name}_async"):
        app.run(call())


def test_a_step_when_its_task_is_cancelled_before_its_update_then_is_not_taken(app, collect, render_product):
    writer = collect(render_product())

    async def ask_and_cancel():
        tasks = [asyncio.ensure_future(orchestrator.step_async()) for _ in range(2)]
        await asyncio.sleep(0)
        tasks[1].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    app.run(ask_and_cancel())
    app.update()

    assert len(writer.frames) == 1


# -- waiting -----------------------------------------------------------------


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


# -- status ------------------------------------------------------------------


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

    class CuriousWriter(FailingWriter):
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


# -- settings ------------------------------------------------------------------


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


# -- the end ------------------------------------------------------------------


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
