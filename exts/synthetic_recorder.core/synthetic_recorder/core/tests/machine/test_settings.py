"""captureOnPlay: off while a recording runs or is paused, and afterwards what it was."""

from __future__ import annotations

import pytest

CAPTURE_ON_PLAY = "/omni/replicator/captureOnPlay"


@pytest.fixture(params=[True, False, None], ids=["on", "off", "absent"])
def before(request, app):
    """What the setting is before the recording."""
    app.settings.set(CAPTURE_ON_PLAY, request.param)
    return request.param


@pytest.fixture
def is_as_before(app, before):
    """Whether the setting is what it was; Replicator takes an absent one for True."""
    return lambda: app.settings.get(CAPTURE_ON_PLAY) in ((None, True) if before is None else (before,))


@pytest.mark.parametrize("control", [True, False], ids=["controlled", "playing"])
def test_capture_on_play_when_a_recording_is_complete_then_is_what_it_was(
    app, make_recorder, record, before, is_as_before, control
):
    recorder = make_recorder(frames=3, control_timeline=control)
    seen = []
    recorder.subscribe_progress(lambda progress: seen.append(app.settings.get(CAPTURE_ON_PLAY)))
    if not control:
        app.timeline.play()

    recording = record(recorder)

    assert seen == [False] * 4
    assert is_as_before()
    assert len(list(recording.path.glob("rgb_*.png"))) == 3


def test_capture_on_play_when_a_start_is_refused_then_is_what_it_was(
    core, make_recorder, record, times_writer, before, is_as_before
):
    with pytest.raises(core.PreflightError):
        record(make_recorder("TimesWriter", {"refuse": True}))

    assert is_as_before()


def test_capture_on_play_when_a_recording_fails_then_is_what_it_was(
    core, make_recorder, record, times_writer, before, is_as_before
):
    with pytest.raises(core.RecordingError):
        record(make_recorder("TimesWriter", {"fail_at": 1}, frames=3))

    assert is_as_before()


def test_capture_on_play_when_a_recording_is_paused_and_the_timeline_plays_then_nothing_is_captured(
    app, make_recorder, times_writer, before, is_as_before
):
    recorder = make_recorder("TimesWriter", {}, frames=0)
    app.timeline.play()

    async def pause_in_a_busy_app():
        await recorder.start()
        await app.next_update()
        await recorder.pause()
        count, setting = len(times_writer.times), app.settings.get(CAPTURE_ON_PLAY)
        for _ in range(10):
            await app.next_update()
        later = len(times_writer.times)
        await recorder.stop()
        return count, setting, later

    count, setting, later = app.run(pause_in_a_busy_app())

    assert setting is False
    assert later == count
    assert is_as_before()
