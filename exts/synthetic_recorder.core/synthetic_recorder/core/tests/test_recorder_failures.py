"""Recordings that end before their time: what is said, what stays on disk, and that nothing is left behind."""

from __future__ import annotations

import asyncio
import gc
import importlib
import threading
import weakref

import pytest


def test_a_writer_that_raises_when_recording_then_what_was_written_stays_and_all_is_given_back(
    app, core, make_recorder, times_writer, record, files_in, nothing_is_left
):
    recorder = make_recorder("TimesWriter", {"fail_at": 2}, frames=5, control_timeline=True)

    with pytest.raises(core.RecordingError, match="the writer's disk is on fire") as caught:
        record(recorder)

    assert recorder.last_error is not None
    assert str(recorder.last_error) == str(caught.value)
    assert caught.value.recording.frames == 2
    assert files_in(caught.value.recording.path) == ["0.bin", "1.bin", "metadata.txt"]
    assert app.timeline.get_current_time() == 0
    assert nothing_is_left(recorder)


def test_a_recorder_when_a_recording_has_failed_then_records_again(core, make_recorder, times_writer, record):
    recorder = make_recorder("TimesWriter", {"fail_at": 1}, frames=3)
    with pytest.raises(core.RecordingError):
        record(recorder)

    recorder.config = make_recorder(frames=1).config
    recording = record(recorder)

    assert recording.frames == 1
    assert recorder.last_error is None


def test_a_file_that_cannot_be_written_when_recording_then_the_recording_fails(
    core, make_recorder, times_writer, monkeypatch, record, nothing_is_left
):
    def write(self, data):
        # A folder in place of the file: the write fails later, on a thread of the back end.
        (self.folder / ".staging" / "open" / "0.json").mkdir(parents=True)
        import omni.replicator.core as rep  # noqa: PLC0415 - found once the App has started

        self.backend.schedule(rep.functional.write_json, path="0.json", data={})

    recorder = make_recorder("TimesWriter", {}, frames=1)
    recorder.subscribe_progress(lambda progress: setattr(times_writer, "folder", progress.path))
    monkeypatch.setattr(times_writer, "write", write)

    with pytest.raises(core.RecordingError, match=r"failed after 1 frame: WriteQueueError.*Is a directory"):
        record(recorder)

    assert nothing_is_left(recorder)


def test_a_recorder_when_closed_while_it_records_then_gives_everything_back_at_once(
    app, core, make_recorder, nothing_is_left, wait_for_writes
):
    recorder = make_recorder(frames=0, control_timeline=True)

    async def start_and_go_on():
        await recorder.start()
        await app.next_update()

    app.run(start_and_go_on())
    recorder.close()
    recorder.close()

    assert (recorder.state.name, app.timeline.is_stopped()) == ("STOPPED", True)
    wait_for_writes()
    assert nothing_is_left(recorder)
    with pytest.raises(core.RecordingError, match="closed before the recording was complete"):
        app.run(recorder.wait())


def test_a_recording_when_its_app_quits_then_stops_and_what_it_has_recorded_is_whole(
    app, make_recorder, files_in
):
    recorder = make_recorder(frames=0)

    async def start_and_go_on():
        await recorder.start()
        await app.next_update()
        await app.next_update()

    app.run(start_and_go_on())
    path = recorder._session.recording.path
    app.shutdown()

    assert recorder.state.name == "STOPPED"
    assert recorder.last_error is None
    # And not what could be recorded in the two seconds that tasks have to come to their end.
    assert files_in(path) == ["metadata.txt", "rgb_0000.png", "rgb_0001.png"]


def test_a_step_that_raises_when_recording_then_the_recording_ends_with_its_error(
    core, make_recorder, monkeypatch, record, files_in, nothing_is_left
):
    orchestrator = importlib.import_module("omni.replicator.core").orchestrator
    step_async = orchestrator.step_async
    recorder = make_recorder(frames=5, control_timeline=True)
    told = []
    recorder.subscribe_progress(told.append)

    async def fail_at_the_third(**arguments):
        if told[-1].frame == 2:
            raise RuntimeError("the renderer has given up")
        await step_async(**arguments)

    monkeypatch.setattr(orchestrator, "step_async", fail_at_the_third)

    with pytest.raises(
        core.RecordingError, match="after 2 frames: RuntimeError: the renderer has given up"
    ) as caught:
        record(recorder)

    assert isinstance(caught.value.__cause__, RuntimeError)
    assert files_in(caught.value.recording.path) == ["metadata.txt", "rgb_0000.png", "rgb_0001.png"]
    assert nothing_is_left(recorder)
    monkeypatch.undo()
    assert record(recorder).frames == 5


@pytest.mark.parametrize("state", ["RUNNING", "PAUSED", "STOPPING"])
def test_a_recording_when_its_task_is_cancelled_then_all_is_given_back(
    app, core, make_recorder, nothing_is_left, wait_for_writes, state
):
    recorder = make_recorder(frames=0, control_timeline=True)

    async def cancel_every_task():
        await recorder.start()
        await app.next_update()
        if state == "PAUSED":
            await recorder.pause()
        if state == "STOPPING":
            app.create_task(recorder.stop())
            await asyncio.sleep(0)
        assert recorder.state.name == state
        own = asyncio.current_task()
        for task in asyncio.all_tasks():
            if task is not own:
                task.cancel()
        return await recorder.wait()

    with pytest.raises(core.RecordingError, match="closed before the recording was complete"):
        app.run(cancel_every_task())

    assert (app.timeline.is_stopped(), app.timeline.get_current_time()) == (True, 0)
    wait_for_writes()
    assert nothing_is_left(recorder)


def test_a_recording_when_its_task_is_cancelled_before_it_has_begun_then_all_is_given_back(
    app, core, make_recorder, nothing_is_left
):
    recorder = make_recorder(frames=2)

    async def cancel_every_task():
        await recorder.start()
        own = asyncio.current_task()
        for task in asyncio.all_tasks():
            if task is not own:
                task.cancel()
        return await recorder.wait()

    with pytest.raises(core.RecordingError, match="closed before the recording was complete"):
        app.run(cancel_every_task())

    assert nothing_is_left(recorder)


@pytest.mark.parametrize("leave", [SystemExit(3), KeyboardInterrupt()], ids=["exit", "interrupt"])
@pytest.mark.parametrize("frame", [0, 1])
def test_a_subscriber_that_ends_the_program_when_told_of_progress_then_all_is_given_back_first(
    make_recorder, record, nothing_is_left, wait_for_writes, frame, leave
):
    def leave_at_the_frame(progress):
        if progress.frame == frame:
            raise leave

    recorder = make_recorder(frames=3, control_timeline=True)
    recorder.subscribe_progress(leave_at_the_frame)

    with pytest.raises(type(leave)):
        record(recorder)

    wait_for_writes()
    assert nothing_is_left(recorder)
    assert f"after {frame} frame" in str(recorder.last_error)
    assert type(leave).__name__ in str(recorder.last_error)


@pytest.mark.parametrize("how", ["closed", "cancelled"])
def test_a_file_that_a_recording_could_not_write_any_more_when_the_next_one_starts_then_is_not_its_failure(
    app, core, make_recorder, register, record, caplog, how
):
    rep = importlib.import_module("omni.replicator.core")

    class DoomedWriter(rep.Writer):
        def __init__(self, backend=None):
            self.backend, self.annotators = backend, ["rgb"]

        def write(self, data):
            self.backend.schedule(fail_slowly)

    def fail_slowly(**_arguments):
        may_fail.wait()
        raise OSError("no space left")

    may_fail = threading.Event()
    register(DoomedWriter)
    recorder = make_recorder("DoomedWriter", {}, frames=0)

    async def start_and_end():
        await recorder.start()
        for _ in range(3):
            await app.next_update()
        if how == "closed":
            recorder.close()
            return
        own = asyncio.current_task()
        for task in asyncio.all_tasks():
            if task is not own:
                task.cancel()
        with pytest.raises(core.RecordingError):
            await recorder.wait()

    app.run(start_and_end())
    may_fail.set()
    recorder.config = make_recorder(frames=2).config

    assert record(recorder).frames == 2
    assert recorder.last_error is None
    assert "no space left" in caplog.text


def test_a_recording_when_another_recorder_was_closed_a_moment_ago_then_gets_nothing_of_its_step(
    app, make_recorder, files_in, nothing_is_left
):
    first, second = make_recorder(frames=9), make_recorder(frames=2)

    async def close_one_and_start_the_other():
        await first.start()
        await app.next_update()
        await app.next_update()
        first.close()
        await second.start()
        return await second.wait()

    recording = app.run(close_one_and_start_the_other())

    assert files_in(recording.path) == ["metadata.txt", "rgb_0000.png", "rgb_0001.png"]
    assert nothing_is_left(first)
    assert nothing_is_left(second)


# -- the stage --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("replace", [False, True], ids=["closed", "replaced"])
def test_a_stage_when_it_goes_while_recording_then_the_recording_fails_after_the_frames_it_has(
    app, core, make_recorder, record, files_in, nothing_is_left, replace
):
    recorder = make_recorder(frames=8, control_timeline=True)
    go = app.usd_context.new_stage if replace else app.usd_context.close_stage
    recorder.subscribe_progress(lambda progress: go() if progress.frame == 3 else None)

    with pytest.raises(
        core.RecordingError, match="after 3 frames: The stage was closed or replaced"
    ) as caught:
        record(recorder)

    assert caught.value.recording.frames == 3
    assert files_in(caught.value.recording.path) == [
        "metadata.txt",
        "rgb_0000.png",
        "rgb_0001.png",
        "rgb_0002.png",
    ]
    assert nothing_is_left(recorder)


def test_a_stage_when_it_goes_during_a_step_then_that_frame_does_not_count(
    app, core, make_recorder, record, files_in, nothing_is_left
):
    recorder = make_recorder(frames=8)
    progress = []
    recorder.subscribe_progress(progress.append)
    closing = app.update_stream.create_subscription_to_pop(
        lambda event: app.usd_context.close_stage() if progress and progress[-1].frame == 2 else None
    )

    with pytest.raises(core.RecordingError, match="after 2 frames: The stage was closed") as caught:
        record(recorder)

    closing.unsubscribe()
    assert files_in(caught.value.recording.path) == ["metadata.txt", "rgb_0000.png", "rgb_0001.png"]
    assert nothing_is_left(recorder)


def test_a_stage_when_it_goes_after_the_last_frame_then_the_recording_is_complete(
    app, make_recorder, record, nothing_is_left
):
    recorder = make_recorder(frames=2)
    recorder.subscribe_progress(
        lambda progress: app.usd_context.close_stage() if progress.frame == 2 else None
    )

    assert record(recorder).frames == 2
    assert nothing_is_left(recorder)


# -- the timeline -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "disturb",
    [lambda timeline: timeline.stop(), lambda timeline: timeline.set_current_time(2.0)],
    ids=["stopped", "moved"],
)
def test_a_controlled_timeline_when_disturbed_between_two_steps_then_the_recording_fails(
    app, core, make_recorder, times_writer, nothing_is_left, disturb
):
    recorder = make_recorder("TimesWriter", {}, frames=8, control_timeline=True)

    async def disturb_after_three_frames():
        progress = []
        recorder.subscribe_progress(progress.append)
        await recorder.start()
        while not progress or progress[-1].frame < 3:
            await app.next_update()
        disturb(app.timeline)
        await app.next_update()
        return await recorder.wait()

    with pytest.raises(core.RecordingError, match="Something else has moved or stopped the timeline"):
        app.run(disturb_after_three_frames())

    assert times_writer.times[:3] == pytest.approx([0, 1 / 24, 2 / 24], abs=1e-9)
    assert app.timeline.is_stopped()
    assert nothing_is_left(recorder)


def test_a_controlled_timeline_when_stopped_during_a_step_then_that_frame_does_not_count(
    app, core, make_recorder, record, nothing_is_left
):
    recorder = make_recorder(frames=8, control_timeline=True)
    progress = []
    recorder.subscribe_progress(progress.append)
    stopping = app.update_stream.create_subscription_to_pop(
        lambda event: app.timeline.stop() if progress and progress[-1].frame == 2 else None
    )

    with pytest.raises(
        core.RecordingError, match=r"after 2 frames: .* should be at 0\.1250 s and is at 0\.0000"
    ):
        record(recorder)

    stopping.unsubscribe()
    assert nothing_is_left(recorder)


@pytest.mark.parametrize("looping", [True, False])
def test_a_controlled_timeline_when_its_range_is_shorter_than_the_recording_then_the_frames_repeat(
    app, stage, make_recorder, times_writer, record, looping
):
    stage.SetEndTimeCode(2)
    app.timeline.set_looping(looping)
    recorder = make_recorder("TimesWriter", {}, frames=5, control_timeline=True)

    record(recorder)

    assert times_writer.times == pytest.approx([0, 1 / 24, 2 / 24, 0, 1 / 24], abs=1e-9)
    assert "timeline-shorter-than-recording" in [finding.code for finding in recorder.findings]


def test_a_controlled_timeline_when_its_rate_changes_while_recording_then_the_recording_fails(
    app, core, make_recorder, record, nothing_is_left
):
    recorder = make_recorder(frames=8, control_timeline=True)
    recorder.subscribe_progress(
        lambda progress: app.timeline.set_time_codes_per_second(30) if progress.frame == 3 else None
    )

    with pytest.raises(
        core.RecordingError, match=r"after 3 frames: .* should be 24 frames a second and is 30"
    ):
        record(recorder)

    assert nothing_is_left(recorder)


def test_a_controlled_timeline_when_nudged_within_a_frame_then_the_next_frame_is_at_its_time_all_the_same(
    app, make_recorder, times_writer, record
):
    recorder = make_recorder("TimesWriter", {}, frames=4, control_timeline=True)
    recorder.subscribe_progress(
        lambda progress: (
            app.timeline.set_current_time(app.timeline.get_current_time() + 0.3 / 24)
            if progress.frame == 2
            else None
        )
    )

    record(recorder)

    assert times_writer.times == pytest.approx([0, 1 / 24, 2 / 24, 3 / 24], abs=1e-9)


# -- writers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("leave", [SystemExit(3), KeyboardInterrupt()], ids=["exit", "interrupt"])
def test_a_writer_that_ends_the_program_when_recording_then_all_is_given_back_first(
    app, make_recorder, times_writer, monkeypatch, record, nothing_is_left, wait_for_writes, caplog, leave
):
    def write(self, data):
        raise leave

    monkeypatch.setattr(times_writer, "write", write)
    recorder = make_recorder("TimesWriter", {}, frames=3, control_timeline=True)

    with pytest.raises(type(leave)):
        record(recorder)

    wait_for_writes()
    assert nothing_is_left(recorder)
    assert f"after 0 frames: {type(leave).__name__}" in str(recorder.last_error)
    del recorder
    app.shutdown()
    gc.collect()
    assert "never retrieved" not in caplog.text


def test_a_writer_whose_detach_raises_when_recorded_with_then_it_is_detached_all_the_same(
    core, make_recorder, times_writer, monkeypatch, record, nothing_is_left
):
    def detach(self):
        raise RuntimeError("not yet")

    monkeypatch.setattr(times_writer, "detach", detach)
    recorder = make_recorder("TimesWriter", {}, frames=2)

    with pytest.raises(core.RecordingError, match="after 2 frames: RuntimeError: not yet"):
        record(recorder)

    assert nothing_is_left(recorder)
    assert record(make_recorder(frames=1)).frames == 1


def test_a_writer_when_its_recording_has_ended_then_is_let_go(
    make_recorder, times_writer, monkeypatch, record
):
    writers = []
    initialize = times_writer.initialize

    def note_and_initialize(self, **parameters):
        writers.append(weakref.ref(self))
        initialize(self, **parameters)

    monkeypatch.setattr(times_writer, "initialize", note_and_initialize)
    recorder = make_recorder("TimesWriter", {}, frames=2)

    record(recorder)
    gc.collect()

    assert [writer() for writer in writers] == [None]
