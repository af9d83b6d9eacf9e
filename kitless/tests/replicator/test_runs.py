"""Runs of the orchestrator: ``run``, ``stop``, ``pause``, ``resume``, their status, and subframes of the next frame."""

import asyncio

import pytest

from kitless.replicator import orchestrator
from kitless.replicator.errors import OrchestratorError
from kitless.replicator.graph import trigger
from kitless.replicator.session import get_session
from kitless.replicator.status import Status
from kitless.replicator.writer import Writer


class FailingWriter(Writer):
    def __init__(self, failure):
        self.annotators = ["rgb"]
        self.failure = failure

    def write(self, data):
        raise self.failure


@pytest.fixture
def subframes(app, monkeypatch):
    """What captures are asked for."""
    seen = []
    monkeypatch.setattr(get_session().captures, "capture", lambda subframes, **_: seen.append(subframes))
    return seen


@pytest.fixture
def statuses(app):
    """What a status callback is told."""
    seen = []
    callback = orchestrator.register_status_callback(seen.append)
    yield seen
    callback.unregister()


def test_run_until_complete_when_given_a_number_then_takes_as_many_frames(collect, render_product):
    writer = collect(render_product())

    orchestrator.run_until_complete(num_frames=4)

    assert len(writer.frames) == 4
    assert orchestrator.get_is_stopped()


def test_run_until_complete_async_when_awaited_then_takes_as_many_frames(app, collect, render_product):
    writer = collect(render_product())

    app.run(orchestrator.run_until_complete_async(num_frames=3))

    assert len(writer.frames) == 3


def test_run_when_called_then_returns_at_once_and_each_update_takes_a_frame(app, collect, render_product):
    writer = collect(render_product())

    orchestrator.run(num_frames=3)
    counts = [len(writer.frames)]
    for _ in range(5):
        app.update()
        counts.append(len(writer.frames))

    assert counts == [0, 1, 2, 3, 3, 3]


def test_run_async_when_awaited_then_returns_with_the_first_frame(app, collect, render_product):
    writer = collect(render_product())

    app.run(orchestrator.run_async(num_frames=3))

    assert len(writer.frames) == 1
    orchestrator.wait_until_complete()
    assert len(writer.frames) == 3


@pytest.mark.parametrize(
    ("keywords", "frames"), [({"max_execs": 3}, 3), ({"max_execs": 3, "interval": 2}, 5)]
)
def test_a_run_without_a_number_when_its_triggers_are_done_then_ends(
    collect, render_product, keywords, frames
):
    writer = collect(render_product())
    trigger.on_frame(**keywords)

    orchestrator.run_until_complete()

    assert len(writer.frames) == frames


def test_a_run_without_a_number_when_a_trigger_has_no_limit_then_goes_on_until_stopped(
    app, collect, render_product
):
    writer = collect(render_product())
    trigger.on_frame(max_execs=1)
    trigger.on_frame()
    orchestrator.run()
    for _ in range(4):
        app.update()

    orchestrator.stop()
    app.update()

    assert len(writer.frames) == 4
    assert orchestrator.get_is_stopped()


def test_a_writer_when_it_stops_a_run_without_end_then_waiting_ends(app, render_product):
    class ThreeFrames(Writer):
        def __init__(self):
            self.annotators = ["rgb"]
            self.count = 0

        def write(self, data):
            self.count += 1
            if self.count == 3:
                orchestrator.stop()

    writer = ThreeFrames()
    writer.attach(render_product())

    app.run(orchestrator.run_until_complete_async())

    assert writer.count == 3


def test_a_run_when_paused_then_takes_no_frames_until_resumed(app, collect, render_product):
    writer = collect(render_product())
    orchestrator.run(num_frames=4)
    app.update()
    orchestrator.pause()
    for _ in range(3):
        app.update()
    paused = (len(writer.frames), orchestrator.get_status(), orchestrator.get_is_paused())

    orchestrator.resume()
    orchestrator.wait_until_complete()

    assert paused == (1, Status.PAUSED, True)
    assert len(writer.frames) == 4


def test_waiting_for_a_run_when_it_is_paused_then_is_an_error_instead_of_for_ever(app):
    orchestrator.run(num_frames=4)
    app.update()
    orchestrator.pause()

    with pytest.raises(OrchestratorError, match=r"the run is paused and would never end"):
        orchestrator.wait_until_complete()


@pytest.mark.usefixtures("app")
def test_stop_and_pause_and_resume_when_nothing_runs_then_do_nothing_and_steps_go_on(collect, render_product):
    writer = collect(render_product())
    orchestrator.pause()
    orchestrator.stop()

    orchestrator.step()
    orchestrator.resume()

    assert len(writer.frames) == 1
    assert orchestrator.get_status() is Status.STOPPED


def test_stop_async_when_awaited_then_the_run_has_ended_and_files_are_written(app, backend, files):
    async def run_and_stop():
        await orchestrator.run_async()
        backend.schedule(backend.write_blob, "late.txt", b"late")
        await orchestrator.stop_async()
        return orchestrator.get_status()

    assert app.run(run_and_stop()) is Status.STOPPED
    assert files() == ["late.txt"]


def test_the_status_when_a_run_is_taken_then_goes_through_its_states(app, render_product, collect, statuses):
    collect(render_product())

    orchestrator.run(num_frames=2)
    app.update()
    app.update()
    orchestrator.wait_until_complete()

    assert statuses == [
        Status.STARTING,
        Status.STEPPING,
        Status.STARTED,
        Status.STEPPING,
        Status.STOPPED,
    ]


def test_the_status_when_a_run_is_held_and_stopped_then_says_so(app, statuses):
    orchestrator.run()
    app.update()
    orchestrator.pause()
    orchestrator.resume()
    orchestrator.stop()

    assert statuses[-3:] == [Status.PAUSED, Status.STARTED, Status.STOPPED]


def test_the_status_when_a_step_is_taken_then_is_stepping_and_stopped(statuses):
    orchestrator.step()

    assert statuses == [Status.STEPPING, Status.STOPPED]


def test_a_status_callback_when_unregistered_then_is_told_no_more(app):
    seen = []
    callback = orchestrator.register_status_callback(seen.append)
    callback.unregister()
    callback.unregister()

    orchestrator.step()

    assert seen == []


def test_a_status_callback_that_fails_when_called_then_the_frame_is_taken(collect, render_product):
    writer = collect(render_product())
    callback = orchestrator.register_status_callback(lambda _status: 1 / 0)

    orchestrator.step()
    callback.unregister()

    assert len(writer.frames) == 1


@pytest.mark.parametrize("began", ["stopped", "paused", "playing"])
def test_a_run_that_starts_the_timeline_when_it_ends_then_the_timeline_is_as_it_was(app, began):
    timeline = app.timeline
    if began != "stopped":
        timeline.play()
    if began == "paused":
        timeline.pause()

    orchestrator.run_until_complete(num_frames=3, start_timeline=True)

    state = "playing" if timeline.is_playing() else "stopped" if timeline.is_stopped() else "paused"
    assert state == began
    assert timeline.time_code == (0.0 if began == "stopped" else 3.0)


def test_a_run_when_the_timeline_plays_then_frame_k_is_at_k_timeline_frames(app, collect, render_product):
    writer = collect(render_product(), ("bounding_box_3d",))
    app.timeline.play()

    orchestrator.run_until_complete(num_frames=3)

    # The can, the second of the labelled prims, moves along z by one unit a frame.
    boxes = [frame["annotators"]["bounding_box_3d"]["Replicator"]["data"] for frame in writer.frames]
    assert [each["transform"][1][3][2] for each in boxes] == [0.0, 1.0, 2.0]
    assert app.timeline.time_code == 3.0


def test_a_step_when_a_run_goes_on_then_takes_an_update_of_its_own(app, collect, render_product):
    writer = collect(render_product())
    orchestrator.run(num_frames=2)

    orchestrator.step()
    after_the_step = len(writer.frames)
    orchestrator.wait_until_complete()

    assert (after_the_step, len(writer.frames)) == (1, 3)


def test_writers_when_a_run_ends_then_are_told_once(app, render_product):
    class Finishing(Writer):
        def __init__(self):
            self.annotators = ["rgb"]
            self.told = []

        def write(self, data):
            self.told.append("frame")

        def on_final_frame(self):
            self.told.append("final")

    writer = Finishing()
    writer.attach(render_product())

    orchestrator.run_until_complete(num_frames=2)
    app.update()

    assert writer.told == ["frame", "frame", "final"]


def test_a_frame_that_fails_when_a_run_takes_it_then_the_run_ends_and_who_waits_is_told(render_product):
    FailingWriter(ValueError("no room for this frame")).attach(render_product())

    with pytest.raises(ValueError, match="no room for this frame"):
        orchestrator.run_until_complete(num_frames=5)

    assert orchestrator.get_is_stopped()
    orchestrator.wait_until_complete()


def test_a_frame_that_fails_when_nobody_waits_for_the_run_then_the_next_wait_raises(app, render_product):
    FailingWriter(ValueError("no room for this frame")).attach(render_product())
    orchestrator.run(num_frames=5)
    app.update()

    with pytest.raises(OrchestratorError, match=r"1 captures failed .* no room for this frame"):
        orchestrator.wait_until_complete()


def test_a_run_when_its_stage_is_closed_then_ends(app, collect, render_product):
    collect(render_product())
    orchestrator.run()
    app.update()

    app.usd_context.close_stage()

    assert orchestrator.get_is_stopped()


def test_a_run_without_end_when_the_app_shuts_down_then_takes_no_more_frames(app, collect, render_product):
    writer = collect(render_product())
    orchestrator.run()
    app.update()

    async def linger():
        await app.next_update()
        await app.next_update()

    app.create_task(linger())
    app.shutdown()

    assert len(writer.frames) == 1


def test_a_second_run_when_asked_for_then_is_an_error_that_names_the_state(app):
    orchestrator.run()

    with pytest.raises(OrchestratorError, match=r"a run goes on already \(the status is STARTING\)"):
        orchestrator.run()
    orchestrator.stop()


@pytest.mark.parametrize("number", [-1, 1.5, "3"])
@pytest.mark.usefixtures("app")
def test_a_run_of_a_number_that_counts_no_frames_when_asked_for_then_is_an_error(number):
    with pytest.raises(OrchestratorError, match="num_frames is a whole number from 0 up"):
        orchestrator.run(num_frames=number)


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (orchestrator.step, "step_async"),
        (orchestrator.preview, "preview_async"),
        (orchestrator.wait_until_complete, "wait_until_complete_async"),
        (orchestrator.run_until_complete, "run_until_complete_async"),
    ],
)
def test_a_call_that_blocks_when_a_loop_or_an_update_runs_then_the_error_names_the_other(app, call, named):
    caught = []

    def inside():
        with pytest.raises(OrchestratorError, match=f"await rep.orchestrator.{named}") as error:
            call()
        caught.append(error.value)

    async def in_a_loop():
        inside()

    asyncio.run(in_a_loop())
    subscription = app.update_stream.create_subscription_to_pop(lambda _event: inside())
    app.update()
    subscription.unsubscribe()

    assert len(caught) == 2


def test_the_next_subframes_when_set_then_count_for_one_frame_that_asks_for_none_itself(subframes):
    orchestrator.set_next_rt_subframes(6)
    orchestrator.step()
    orchestrator.step()
    orchestrator.set_next_rt_subframes(6)
    orchestrator.step(rt_subframes=2)

    assert subframes == [6, 1, 2]


def test_the_least_next_subframes_when_set_then_count_for_one_frame_whatever_it_asks_for(subframes):
    orchestrator.set_minimum_next_rt_subframes(6)
    orchestrator.set_minimum_next_rt_subframes(3)
    orchestrator.step(rt_subframes=2)
    orchestrator.set_minimum_next_rt_subframes(6)
    orchestrator.step(rt_subframes=8)
    orchestrator.step(rt_subframes=2)

    assert subframes == [6, 8, 2]


@pytest.mark.usefixtures("app")
def test_subframes_below_nothing_when_set_then_are_an_error():
    with pytest.raises(OrchestratorError, match="set_next_rt_subframes expects a number from 0 up"):
        orchestrator.set_next_rt_subframes(-1)


def test_a_run_when_whoever_waits_for_it_gives_up_then_takes_no_more_frames(app, collect, render_product):
    writer = collect(render_product())

    async def give_up():
        waiting = asyncio.ensure_future(orchestrator.run_until_complete_async())
        while len(writer.frames) < 2:
            await app.next_update()
        waiting.cancel()
        await app.next_update()

    app.run(give_up())
    frames = len(writer.frames)
    app.update()

    assert len(writer.frames) == frames
    assert orchestrator.get_is_stopped()


def test_a_run_when_interrupted_from_the_keyboard_then_has_ended(app, render_product):
    FailingWriter(KeyboardInterrupt()).attach(render_product())

    with pytest.raises(KeyboardInterrupt):
        orchestrator.run_until_complete(num_frames=5)

    assert orchestrator.get_is_stopped()
