"""Every n-th frame: which ones are captured, and what happens in between."""

from __future__ import annotations

import importlib

import pytest

FRAME = 1 / 24


@pytest.fixture
def steps(stage, monkeypatch):
    """Note the arguments of each step."""
    orchestrator = importlib.import_module("omni.replicator.core").orchestrator
    step_async = orchestrator.step_async
    noted = []

    async def note_and_step(**arguments):
        noted.append(arguments)
        await step_async(**arguments)

    monkeypatch.setattr(orchestrator, "step_async", note_and_step)
    return noted


@pytest.mark.parametrize("interval", [1, 2, 5])
def test_frames_when_recorded_with_an_interval_then_are_that_many_timeline_frames_apart(
    app, make_recorder, times_writer, steps, record, nothing_is_left, interval
):
    recorder = make_recorder("TimesWriter", {}, frames=4, interval=interval, control_timeline=True)

    recording = record(recorder)

    assert recording.frames == 4
    assert times_writer.times == pytest.approx([index * interval * FRAME for index in range(4)], abs=1e-9)
    # From the first frame to the last one, and not a step more.
    assert len(steps) == 3 * interval + 1
    assert app.timeline.get_current_time() == 0
    assert nothing_is_left(recorder)


def test_files_when_recorded_with_an_interval_then_are_numbered_without_gaps(make_recorder, record, files_in):
    recorder = make_recorder(frames=3, interval=4)
    told = []
    recorder.subscribe_progress(lambda progress: told.append(progress.frame))

    recording = record(recorder)

    assert files_in(recording.path) == ["metadata.txt", "rgb_0000.png", "rgb_0001.png", "rgb_0002.png"]
    assert told == [0, 1, 2, 3]


def test_triggers_when_frames_are_left_out_then_fire_in_every_step_all_the_same(
    make_recorder, register, record, stage
):
    rep = importlib.import_module("omni.replicator.core")
    usd_geom = importlib.import_module("pxr.UsdGeom")
    heights = []

    class HeightWriter(rep.Writer):
        def __init__(self, backend=None):
            self.annotators = ["rgb"]

        def write(self, data):
            box = usd_geom.Xformable(stage.GetPrimAtPath("/World/Box"))
            heights.append(box.GetLocalTransformation().ExtractTranslation()[1])

    register(HeightWriter)
    with rep.trigger.on_frame(), rep.get.prim_at_path("/World/Box"):
        rep.modify.pose(position=rep.distribution.sequence([(0, height, 0) for height in range(10)]))

    record(make_recorder("HeightWriter", {}, frames=3, interval=3))

    assert heights == [0, 3, 6]


def test_subframes_when_frames_are_left_out_then_are_rendered_only_for_those_that_are_captured(
    make_recorder, steps, record
):
    record(make_recorder(frames=3, interval=2, rt_subframes=8))

    assert [step["rt_subframes"] for step in steps] == [8, -1, 8, -1, 8]


def test_a_stop_when_it_comes_between_two_captured_frames_then_ends_the_recording_after_that_step(
    app, make_recorder, steps, files_in, nothing_is_left
):
    recorder = make_recorder(frames=0, interval=100, control_timeline=True)

    async def stop_between():
        await recorder.start()
        while len(steps) < 5:
            await app.next_update()
        await recorder.stop()
        return await recorder.wait()

    recording = app.run(stop_between())

    assert recording.frames == 1
    assert len(steps) == 5
    assert files_in(recording.path) == ["metadata.txt", "rgb_0000.png"]
    assert nothing_is_left(recorder)


def test_a_pause_when_it_comes_between_two_captured_frames_then_the_interval_is_kept(
    app, make_recorder, times_writer, steps
):
    recorder = make_recorder("TimesWriter", {}, frames=3, interval=4, control_timeline=True)

    async def pause_between():
        await recorder.start()
        while len(steps) < 6:
            await app.next_update()
        await recorder.pause()
        for _ in range(7):
            await app.next_update()
        await recorder.resume()
        return await recorder.wait()

    assert app.run(pause_between()).frames == 3
    assert times_writer.times == pytest.approx([0, 4 * FRAME, 8 * FRAME], abs=1e-9)


def test_a_writer_that_takes_no_trigger_when_it_is_to_leave_frames_out_then_is_refused(
    core, make_recorder, register, record, tmp_path, nothing_is_left
):
    rep = importlib.import_module("omni.replicator.core")

    class WilfulWriter(rep.Writer):
        def __init__(self, backend=None):
            self.annotators = ["rgb"]

        def attach(self, render_products):
            super().attach(render_products)

        def write(self, data):
            pass

    register(WilfulWriter)
    assert record(make_recorder("WilfulWriter", {}, frames=2)).frames == 2
    recorder = make_recorder("WilfulWriter", {}, frames=2, interval=2)

    with pytest.raises(core.PreflightError, match="trigger") as caught:
        record(recorder)

    assert [finding.code for finding in caught.value.findings if finding.is_error] == ["writer-refused"]
    assert [path.name for path in tmp_path.iterdir()] == ["set"]
    assert nothing_is_left(recorder)
