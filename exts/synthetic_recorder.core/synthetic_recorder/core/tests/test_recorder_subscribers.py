"""Subscribers that call the recorder back while it tells them something."""

from __future__ import annotations

import asyncio

import pytest


@pytest.fixture
def pause_and_go_on(app, core):
    """Record, with a pause on the way for as long as the recorder lets itself be paused."""

    def pause_and_go_on(recorder):
        async def record():
            await recorder.start()
            await app.next_update()
            if recorder.state.name == "RUNNING":
                await recorder.pause()
            if recorder.state.name == "PAUSED":
                await recorder.resume()
            return await recorder.wait()

        return app.run(record())

    return pause_and_go_on


def test_a_subscriber_when_it_closes_the_recorder_as_it_runs_then_the_recording_ends_there(
    core, make_recorder, record, nothing_is_left, wait_for_writes
):
    recorder = make_recorder(frames=3, control_timeline=True)
    told = []
    recorder.subscribe_state(lambda state: recorder.close() if state.name == "RUNNING" else None)
    recorder.subscribe_state(lambda state: told.append(state.name))

    with pytest.raises(core.RecordingError, match="after 0 frames: The recorder was closed"):
        record(recorder)

    assert told == ["STARTING", "RUNNING", "STOPPING", "STOPPED"]
    wait_for_writes()
    assert nothing_is_left(recorder)


def test_a_subscriber_when_it_stops_the_recorder_as_it_runs_then_the_recording_ends_whole(
    app, make_recorder, record, nothing_is_left
):
    recorder = make_recorder(frames=0)
    recorder.subscribe_state(
        lambda state: app.create_task(recorder.stop()) if state.name == "RUNNING" else None
    )

    assert record(recorder).frames <= 1
    assert recorder.last_error is None
    assert nothing_is_left(recorder)


def test_a_subscriber_when_it_closes_the_recorder_after_a_frame_then_the_timeline_stands(
    app, core, make_recorder, record, nothing_is_left, wait_for_writes
):
    recorder = make_recorder(frames=3, control_timeline=True)
    recorder.subscribe_progress(lambda progress: recorder.close() if progress.frame == 2 else None)

    with pytest.raises(core.RecordingError, match="after 2 frames: The recorder was closed"):
        record(recorder)

    assert app.timeline.is_stopped()
    wait_for_writes()
    assert nothing_is_left(recorder)


@pytest.mark.parametrize("state", ["RUNNING", "PAUSED", "STOPPING"])
def test_a_subscriber_when_it_closes_the_recorder_in_a_state_then_it_is_stopped_and_records_again(
    core, make_recorder, record, pause_and_go_on, nothing_is_left, wait_for_writes, state
):
    recorder = make_recorder(frames=3, control_timeline=True)
    names = []
    recorder.subscribe_state(lambda told: names.append(told.name))
    closing = recorder.subscribe_state(lambda told: recorder.close() if told.name == state else None)

    with pytest.raises(core.RecordingError, match="closed before the recording was complete"):
        pause_and_go_on(recorder)

    assert (names[-2:], names.count("STOPPING")) == (["STOPPING", "STOPPED"], 1)
    assert state in names
    wait_for_writes()
    assert nothing_is_left(recorder)
    closing.unsubscribe()
    assert record(recorder).is_complete


@pytest.mark.parametrize("state", ["RUNNING", "PAUSED", "STOPPING", "STOPPED"])
def test_a_subscriber_when_it_has_the_recorder_stopped_in_a_state_then_the_recording_ends_whole(
    app, make_recorder, pause_and_go_on, files_in, nothing_is_left, state
):
    recorder = make_recorder(frames=3, control_timeline=True)
    stops = []
    recorder.subscribe_state(
        lambda told: stops.append(app.create_task(recorder.stop())) if told.name == state else None
    )

    recording = pause_and_go_on(recorder)

    app.run(asyncio.wait(stops))
    assert len(files_in(recording.path)) == 1 + recording.frames
    assert recorder.last_error is None
    assert nothing_is_left(recorder)


def test_a_subscriber_when_it_pauses_after_the_last_frame_then_the_recording_ends(
    app, make_recorder, record, nothing_is_left
):
    recorder = make_recorder(frames=2, control_timeline=True)
    pauses, names = [], []
    recorder.subscribe_state(lambda told: names.append(told.name))
    recorder.subscribe_progress(
        lambda progress: pauses.append(app.create_task(recorder.pause())) if progress.frame == 2 else None
    )

    assert record(recorder).is_complete

    (pausing,) = pauses
    assert pausing.done()
    assert "only a recording that is RUNNING can be paused" in str(pausing.exception())
    assert names == ["STARTING", "RUNNING", "STOPPING", "STOPPED"]
    assert nothing_is_left(recorder)


def test_a_subscriber_when_it_starts_the_recorder_as_it_stops_then_the_next_recording_follows(
    app, make_recorder, files_in, nothing_is_left
):
    recorder = make_recorder(frames=2, control_timeline=True)
    starts = []

    def start_once(told):
        if told.name == "STOPPED" and not starts:
            starts.append(app.create_task(recorder.start()))

    recorder.subscribe_state(start_once)

    async def record_twice():
        await recorder.start()
        first = await recorder.wait()
        await starts[0]
        return first, await recorder.wait()

    first, second = app.run(record_twice())

    assert (first.path.name, second.path.name) == ("set", "set_01")
    assert [len(files_in(each.path)) for each in (first, second)] == [3, 3]
    assert nothing_is_left(recorder)
