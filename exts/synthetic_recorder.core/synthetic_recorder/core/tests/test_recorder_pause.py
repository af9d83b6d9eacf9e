"""Pause and resume: one loop, every frame once, and a timeline that stands meanwhile."""

from __future__ import annotations

import asyncio
import contextlib

import pytest

FRAME = 1 / 24


def frames(count):
    return pytest.approx([index * FRAME for index in range(count)], abs=1e-9)


@pytest.fixture
def start_until(app):
    """Start a recorder, and update the app until it has told of so many frames."""

    async def start_until(recorder, frame):
        told = []
        recorder.subscribe_progress(told.append)
        await recorder.start()
        while not told or told[-1].frame < frame:
            await app.next_update()

    return start_until


async def updates(app, count):
    for _ in range(count):
        await app.next_update()


# -- what is captured -------------------------------------------------------------------------------------------------


def test_a_pause_when_awaited_then_nothing_is_captured_until_it_is_resumed(
    app, make_recorder, times_writer, start_until, nothing_is_left
):
    recorder = make_recorder("TimesWriter", {}, frames=6, control_timeline=True)

    async def pause_after_two_frames():
        await start_until(recorder, frame=2)
        await recorder.pause()
        paused_at = list(times_writer.times)
        await updates(app, 10)
        in_pause = (recorder.state.name, list(times_writer.times), app.timeline.is_playing())
        await recorder.resume()
        return paused_at, in_pause, await recorder.wait()

    paused_at, in_pause, recording = app.run(pause_after_two_frames())

    assert in_pause == ("PAUSED", paused_at, False)
    assert recording.frames == 6
    assert times_writer.times == frames(6)
    assert nothing_is_left(recorder)


def test_a_pause_when_resumed_before_its_frame_is_done_then_the_loop_goes_on_as_if_nothing_were(
    app, core, make_recorder, times_writer, files_in
):
    recorder = make_recorder("TimesWriter", {}, frames=8, control_timeline=True)
    told = []
    recorder.subscribe_progress(told.append)

    async def toggle_while_it_runs():
        await recorder.start()
        while recorder.state.name == "RUNNING":
            # It may have ended by the time that the two have their turn.
            with contextlib.suppress(core.RecorderStateError):
                await asyncio.gather(recorder.pause(), recorder.resume())
            await app.next_update()
        return await recorder.wait()

    recording = app.run(toggle_while_it_runs())

    assert recording.frames == 8
    assert times_writer.times == frames(8)
    assert files_in(recording.path) == [*(f"{frame}.bin" for frame in range(8)), "metadata.txt"]
    assert [each.frame for each in told] == list(range(9))


def test_a_pause_when_it_comes_before_the_first_frame_then_the_recording_begins_with_the_resume(
    app, make_recorder, times_writer
):
    recorder = make_recorder("TimesWriter", {}, frames=2, control_timeline=True)
    app.timeline.set_current_time(2.0)

    async def pause_at_once():
        await recorder.start()
        await recorder.pause()
        await updates(app, 5)
        before = list(times_writer.times)
        await recorder.resume()
        await recorder.wait()
        return before

    assert app.run(pause_at_once()) == []
    assert times_writer.times == frames(2)


def test_a_pause_when_resumed_before_the_loop_has_begun_then_the_timeline_is_not_missed(
    app, make_recorder, times_writer
):
    recorder = make_recorder("TimesWriter", {}, frames=2, control_timeline=True)
    app.timeline.set_current_time(2.0)

    async def pause_and_resume_at_once():
        await recorder.start()
        await recorder.pause()
        await recorder.resume()
        return await recorder.wait()

    assert app.run(pause_and_resume_at_once()).frames == 2
    assert times_writer.times == frames(2)


def test_a_pause_when_the_task_that_awaits_it_is_cancelled_then_the_recording_is_paused_all_the_same(
    app, make_recorder, start_until
):
    recorder = make_recorder(frames=4)

    async def cancel_the_pause():
        await start_until(recorder, frame=1)
        pausing = asyncio.ensure_future(recorder.pause())
        await asyncio.sleep(0)
        pausing.cancel()
        await updates(app, 5)
        state = recorder.state.name
        await recorder.resume()
        return state, (await recorder.wait()).frames

    assert app.run(cancel_the_pause()) == ("PAUSED", 4)


def test_a_pause_when_the_last_frame_is_in_flight_then_the_recording_ends(
    app, make_recorder, nothing_is_left
):
    recorder = make_recorder(frames=1)

    async def pause_in_the_last_frame():
        await recorder.start()
        await app.next_update()
        await recorder.pause()
        return await recorder.wait()

    assert app.run(pause_in_the_last_frame()).frames == 1
    assert nothing_is_left(recorder)


def test_a_playing_timeline_when_it_is_not_controlled_then_plays_on_in_a_pause(
    app, make_recorder, start_until
):
    recorder = make_recorder(frames=4)
    app.timeline.play()

    async def pause():
        await start_until(recorder, frame=2)
        await recorder.pause()
        before = app.timeline.get_current_time()
        await updates(app, 3)
        after = app.timeline.get_current_time()
        await recorder.resume()
        await recorder.wait()
        return after - before

    assert app.run(pause()) == pytest.approx(3 * FRAME)


# -- the timeline in a pause ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "move",
    [
        lambda timeline: timeline.set_current_time(3.0),
        lambda timeline: timeline.stop(),
        lambda timeline: timeline.set_current_time(timeline.get_current_time() + 0.2 * FRAME),
    ],
    ids=["moved", "stopped", "nudged"],
)
def test_a_controlled_timeline_when_it_was_moved_in_a_pause_then_resume_refuses_until_it_is_put_back(
    app, core, make_recorder, times_writer, start_until, move
):
    recorder = make_recorder("TimesWriter", {}, frames=5, control_timeline=True)

    async def move_it_and_put_it_back():
        await start_until(recorder, frame=2)
        await recorder.pause()
        stands_at = app.timeline.get_current_time()
        move(app.timeline)
        with pytest.raises(core.RecorderError, match=rf"should be at {stands_at:.4f} s .* Put it back"):
            await recorder.resume()
        state = recorder.state.name
        app.timeline.set_current_time(stands_at)
        await recorder.resume()
        return state, await recorder.wait()

    state, recording = app.run(move_it_and_put_it_back())

    assert (state, recording.frames) == ("PAUSED", 5)
    assert times_writer.times == frames(5)


def test_a_controlled_timeline_when_played_at_the_moment_of_the_resume_then_no_frame_is_missed(
    app, make_recorder, times_writer, start_until
):
    recorder = make_recorder("TimesWriter", {}, frames=5, control_timeline=True)

    async def press_play_too():
        await start_until(recorder, frame=2)
        await recorder.pause()
        app.timeline_interface.play()
        await recorder.resume()
        return await recorder.wait()

    assert app.run(press_play_too()).frames == 5
    assert times_writer.times == frames(5)


def test_a_controlled_timeline_when_its_rate_is_changed_in_a_pause_then_resume_refuses(
    app, core, make_recorder, start_until
):
    recorder = make_recorder(frames=5, control_timeline=True)

    async def change_the_rate():
        await start_until(recorder, frame=2)
        await recorder.pause()
        app.timeline.set_time_codes_per_second(30)
        with pytest.raises(core.RecorderError, match="should be 24 frames a second and is 30"):
            await recorder.resume()
        await recorder.stop()
        return await recorder.wait()

    recording = app.run(change_the_rate())

    assert not recording.is_complete
    assert recorder.last_error is None


# -- how a pause ends otherwise ---------------------------------------------------------------------------------------


def test_a_stop_when_the_recording_is_paused_then_it_ends_whole(
    app, make_recorder, start_until, files_in, nothing_is_left
):
    recorder = make_recorder(frames=0, control_timeline=True)
    states = []
    recorder.subscribe_state(lambda state: states.append(state.name))

    async def stop_in_the_pause():
        await start_until(recorder, frame=2)
        await recorder.pause()
        await recorder.stop()
        return await recorder.wait()

    recording = app.run(stop_in_the_pause())

    assert states == ["STARTING", "RUNNING", "PAUSED", "STOPPING", "STOPPED"]
    assert len(files_in(recording.path)) == 1 + recording.frames
    assert app.timeline.get_current_time() == 0
    assert recorder.last_error is None
    assert nothing_is_left(recorder)


def test_a_stage_when_it_goes_in_a_pause_then_the_recording_fails_at_once_and_keeps_its_frames(
    app, core, make_recorder, start_until, files_in, nothing_is_left
):
    recorder = make_recorder(frames=0, control_timeline=True)

    async def close_the_stage_in_the_pause():
        await start_until(recorder, frame=2)
        await recorder.pause()
        app.usd_context.close_stage()
        return await recorder.wait()

    with pytest.raises(core.RecordingError, match="The stage was closed") as caught:
        app.run(close_the_stage_in_the_pause())

    recording = caught.value.recording
    assert len(files_in(recording.path)) == 1 + recording.frames
    assert nothing_is_left(recorder)


def test_a_resume_when_the_stage_has_just_gone_then_the_recording_fails_for_that_and_not_for_its_timeline(
    app, core, make_recorder, start_until
):
    recorder = make_recorder(frames=0, control_timeline=True)

    async def close_the_stage_and_resume():
        await start_until(recorder, frame=2)
        await recorder.pause()
        app.usd_context.close_stage()
        await recorder.resume()
        return await recorder.wait()

    with pytest.raises(core.RecordingError, match="The stage was closed"):
        app.run(close_the_stage_and_resume())


def test_a_recorder_when_closed_in_a_pause_then_gives_everything_back_at_once(
    app, core, make_recorder, start_until, nothing_is_left, wait_for_writes
):
    recorder = make_recorder(frames=0, control_timeline=True)

    async def pause():
        await start_until(recorder, frame=2)
        await recorder.pause()

    app.run(pause())
    recorder.close()

    assert (app.timeline.is_stopped(), app.timeline.get_current_time()) == (True, 0)
    wait_for_writes()
    assert nothing_is_left(recorder)
    with pytest.raises(core.RecordingError, match="was closed"):
        app.run(recorder.wait())


# -- calls that the state does not allow ------------------------------------------------------------------------------


def test_calls_when_the_state_does_not_allow_them_then_name_it_and_change_nothing(
    app, core, make_recorder, nothing_is_left
):
    recorder = make_recorder(frames=0)

    async def refused(call, state):
        with pytest.raises(core.RecorderStateError, match=f"The recorder is {state}: ") as caught:
            await call()
        assert caught.value.state.name == recorder.state.name == state

    async def call_everything():
        await refused(recorder.pause, "STOPPED")
        await refused(recorder.resume, "STOPPED")
        await recorder.start()
        await refused(recorder.start, "RUNNING")
        await refused(recorder.resume, "RUNNING")
        await recorder.pause()
        await refused(recorder.start, "PAUSED")
        await refused(recorder.pause, "PAUSED")
        with pytest.raises(core.RecorderStateError, match="The recorder is PAUSED: its config"):
            recorder.config = core.RecorderConfig()
        await recorder.resume()
        stopping = app.create_task(recorder.stop())
        await asyncio.sleep(0)
        for call in (recorder.start, recorder.pause, recorder.resume):
            await refused(call, "STOPPING")
        await recorder.stop()
        await stopping
        await recorder.stop()

    app.run(call_everything())

    assert recorder.last_error is None
    assert nothing_is_left(recorder)
