"""Pause and resume: one loop, every frame once, and a timeline that stands meanwhile."""

from __future__ import annotations

import importlib

import pytest

FRAME = 1 / 24


@pytest.fixture
def until_frame(app):
    """Update the app until a recorder has told of so many frames."""

    def watch(recorder):
        told = []
        recorder.subscribe_progress(told.append)

        async def until_frame(frame):
            while not told or told[-1].frame < frame:
                assert recorder.state.name == "RUNNING", recorder.last_error
                await app.next_update()

        return until_frame

    return watch


async def updates(app, count):
    for _ in range(count):
        await app.next_update()


def test_a_pause_when_awaited_then_nothing_is_captured_until_it_is_resumed(
    app, make_recorder, times_writer, until_frame, nothing_is_left
):
    recorder = make_recorder("TimesWriter", {}, frames=6, control_timeline=True)
    reached = until_frame(recorder)

    async def pause_after_two_frames():
        await recorder.start()
        await reached(2)
        await recorder.pause()
        paused_at = list(times_writer.times)
        await updates(app, 10)
        in_pause = (recorder.state.name, list(times_writer.times), app.timeline.is_playing())
        await recorder.resume()
        return paused_at, in_pause, await recorder.wait()

    paused_at, in_pause, recording = app.run(pause_after_two_frames())

    assert in_pause == ("PAUSED", paused_at, False)
    assert recording.frames == 6
    assert times_writer.times == pytest.approx([index * FRAME for index in range(6)], abs=1e-9)
    assert nothing_is_left(recorder)
