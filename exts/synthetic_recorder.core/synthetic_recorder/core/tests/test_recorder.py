"""The recorder on a running app: what it records, and what is left behind however a recording ends."""

from __future__ import annotations

import importlib
import json

import pytest

CAPTURE_ON_PLAY = "/omni/replicator/captureOnPlay"
FRAME = 1 / 24


@pytest.fixture
def core(stage):
    """The package under test, as this app has loaded it."""
    return importlib.import_module("synthetic_recorder.core")


@pytest.fixture
def make_recorder(core, tmp_path):
    def make_recorder(writer="BasicWriter", parameters=None, cameras=("",), **control):
        return core.Recorder(
            core.RecorderConfig(
                render_products=tuple(
                    core.RenderProductConfig("/World/Camera", 16, 12, name) for name in cameras
                ),
                writer=core.WriterConfig(writer, {"rgb": True} if parameters is None else parameters),
                output=core.OutputConfig(str(tmp_path), "set"),
                control=core.ControlConfig(**control),
            )
        )

    return make_recorder


@pytest.fixture
def times_writer(stage):
    """A writer that notes the time of each frame, and fails when it is told to."""
    rep = importlib.import_module("omni.replicator.core")
    timeline = importlib.import_module("omni.timeline").get_timeline_interface()

    class TimesWriter(rep.Writer):
        constructed = 0

        def __init__(self, backend=None, fail_at=-1, refuse=False):
            TimesWriter.constructed += 1
            if refuse:
                raise ValueError("this writer is never content")
            self.backend = backend
            self.annotators = ["rgb"]
            self.fail_at = fail_at

        def write(self, data):
            if len(self.times) == self.fail_at:
                raise RuntimeError("the writer's disk is on fire")
            self.backend.write_blob(f"{len(self.times)}.bin", b"frame")
            self.times.append(timeline.get_current_time())

    TimesWriter.times = []
    rep.WriterRegistry.register(TimesWriter)
    yield TimesWriter
    rep.WriterRegistry.unregister("TimesWriter")


async def record(recorder):
    await recorder.start()
    return await recorder.wait()


def files_in(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def nothing_is_left(app, stage, recorder):
    """Whether the app is as it was before the recording."""
    rep = importlib.import_module("omni.replicator.core")
    render = stage.GetPrimAtPath("/Render")
    render_products = [prim for prim in stage.Traverse() if prim.GetTypeName() == "RenderProduct"]
    return (
        recorder.state.name == "STOPPED"
        and app.settings.get(CAPTURE_ON_PLAY) is True
        and (not render or not render_products)
        and rep.orchestrator.get_status().name == "STOPPED"
    )


# -- what is recorded -------------------------------------------------------------------------------------------------


def test_a_recording_of_one_render_product_when_done_then_its_files_lie_flat(
    app, stage, make_recorder, tmp_path
):
    recorder = make_recorder(parameters={"rgb": True, "semantic_segmentation": True}, frames=2)

    recording = app.run(record(recorder))

    assert recording.path == tmp_path / "set"
    assert files_in(recording.path) == [
        "metadata.txt",
        "rgb_0000.png",
        "rgb_0001.png",
        "semantic_segmentation_0000.png",
        "semantic_segmentation_0001.png",
        "semantic_segmentation_labels_0000.json",
        "semantic_segmentation_labels_0001.json",
    ]
    labels = json.loads((recording.path / "semantic_segmentation_labels_0000.json").read_text())
    assert {"class": "box"} in labels.values()
    assert (recording.frames, recording.files) == (2, 7)
    assert recording.bytes == sum(path.stat().st_size for path in recording.path.iterdir())
    assert nothing_is_left(app, stage, recorder)


def test_a_recording_of_several_render_products_when_done_then_each_has_its_folder(app, make_recorder):
    recorder = make_recorder(cameras=("left", "", "right", ""), frames=1)

    recording = app.run(record(recorder))

    assert files_in(recording.path) == [
        "Replicator/rgb/rgb_0000.png",
        "Replicator_01/rgb/rgb_0000.png",
        "left/rgb/rgb_0000.png",
        "metadata.txt",
        "right/rgb/rgb_0000.png",
    ]


def test_two_recordings_when_one_follows_the_other_then_each_starts_anew_in_its_own_folder(
    app, make_recorder
):
    recorder = make_recorder(cameras=("", ""), frames=1)

    first = app.run(record(recorder))
    second = app.run(record(recorder))

    assert (first.path.name, second.path.name) == ("set", "set_01")
    assert files_in(first.path) == files_in(second.path)


# -- time -------------------------------------------------------------------------------------------------------------


def test_frames_when_the_timeline_is_controlled_then_are_one_timeline_frame_apart(
    app, stage, make_recorder, times_writer
):
    app.timeline.set_current_time(2.0)
    recorder = make_recorder("TimesWriter", {}, frames=4, control_timeline=True)

    app.run(record(recorder))

    assert times_writer.times == pytest.approx([0, FRAME, 2 * FRAME, 3 * FRAME], abs=1e-9)
    assert app.timeline.is_stopped()
    assert app.timeline.get_current_time() == 0
    assert nothing_is_left(app, stage, recorder)


def test_frames_when_the_app_updates_between_them_then_are_one_timeline_frame_apart_all_the_same(
    app, make_recorder, times_writer
):
    recorder = make_recorder("TimesWriter", {}, frames=4, control_timeline=True)

    async def keep_updating():
        while recorder.state.name != "STOPPED":
            await app.next_update()

    async def record_in_a_busy_app():
        await recorder.start()
        busy = app.create_task(keep_updating())
        await recorder.wait()
        await busy

    app.run(record_in_a_busy_app())

    assert times_writer.times == pytest.approx([0, FRAME, 2 * FRAME, 3 * FRAME], abs=1e-9)


def test_a_timeline_that_plays_when_it_is_not_controlled_then_plays_on(app, make_recorder, times_writer):
    recorder = make_recorder("TimesWriter", {}, frames=3)
    app.timeline.play()

    app.run(record(recorder))

    assert app.timeline.is_playing()
    assert app.timeline.get_current_time() > 0
    assert times_writer.times == sorted(set(times_writer.times))


def test_a_timeline_that_stands_when_it_is_not_controlled_then_stands_still(app, make_recorder, times_writer):
    app.timeline.set_current_time(1.0)
    recorder = make_recorder("TimesWriter", {}, frames=3)

    app.run(record(recorder))

    assert times_writer.times == [1.0, 1.0, 1.0]
    assert app.timeline.get_current_time() == 1.0


# -- control ----------------------------------------------------------------------------------------------------------


def test_states_and_progress_when_recording_then_are_told_in_order(app, make_recorder, tmp_path):
    recorder = make_recorder(frames=2)
    states, progress = [], []
    recorder.subscribe_state(states.append)
    token = recorder.subscribe_progress(progress.append)

    app.run(record(recorder))
    token.unsubscribe()
    app.run(record(recorder))

    assert [state.name for state in states] == ["STARTING", "RUNNING", "STOPPING", "STOPPED"] * 2
    assert [(step.frame, step.frames) for step in progress] == [(0, 2), (1, 2), (2, 2)]
    assert {step.path for step in progress} == {tmp_path / "set"}


def test_a_recording_without_an_end_when_stopped_then_ends_whole(app, stage, make_recorder):
    recorder = make_recorder(frames=0, control_timeline=True)

    async def record_three_frames():
        progress = []
        recorder.subscribe_progress(progress.append)
        await recorder.start()
        while recorder.state.name == "RUNNING" and (not progress or progress[-1].frame < 3):
            await app.next_update()
        await recorder.stop()
        return await recorder.wait()

    recording = app.run(record_three_frames())

    assert recording.frames >= 3
    assert files_in(recording.path) == [
        "metadata.txt",
        *(f"rgb_{frame:04d}.png" for frame in range(recording.frames)),
    ]
    assert recorder.last_error is None
    assert nothing_is_left(app, stage, recorder)


def test_a_recorder_that_runs_when_started_or_changed_then_refuses_and_goes_on(app, core, make_recorder):
    recorder = make_recorder(frames=2)

    async def start_twice():
        await recorder.start()
        with pytest.raises(core.RecorderStateError, match="The recorder is RUNNING: stop it"):
            await recorder.start()
        with pytest.raises(core.RecorderStateError, match="The recorder is RUNNING: its config"):
            recorder.config = core.RecorderConfig()
        return await recorder.wait()

    assert app.run(start_twice()).frames == 2


def test_a_recorder_that_was_never_started_when_waited_for_or_stopped_then_says_so_or_does_nothing(
    app, core, make_recorder
):
    recorder = make_recorder()

    app.run(recorder.stop())
    with pytest.raises(core.RecorderStateError, match=r"call start\(\) first"):
        app.run(recorder.wait())


# -- failures ---------------------------------------------------------------------------------------------------------


def test_a_writer_that_raises_when_recording_then_what_was_written_stays_and_all_is_given_back(
    app, core, stage, make_recorder, times_writer
):
    recorder = make_recorder("TimesWriter", {"fail_at": 2}, frames=5, control_timeline=True)

    with pytest.raises(core.RecordingError, match="the writer's disk is on fire") as caught:
        app.run(record(recorder))

    assert recorder.last_error is not None
    assert str(recorder.last_error) == str(caught.value)
    assert caught.value.recording.frames == 2
    assert files_in(caught.value.recording.path) == ["0.bin", "1.bin", "metadata.txt"]
    assert app.timeline.get_current_time() == 0
    assert nothing_is_left(app, stage, recorder)


def test_a_recorder_when_a_recording_has_failed_then_records_again(app, core, make_recorder, times_writer):
    recorder = make_recorder("TimesWriter", {"fail_at": 1}, frames=3)
    with pytest.raises(core.RecordingError):
        app.run(record(recorder))

    recorder.config = make_recorder(frames=1).config
    recording = app.run(record(recorder))

    assert recording.frames == 1
    assert recorder.last_error is None


def test_a_file_that_cannot_be_written_when_recording_then_the_recording_fails(
    app, core, stage, make_recorder, times_writer, monkeypatch
):
    def write(self, data):
        # A folder in place of the file: the write fails later, in the thread of the back end.
        (tmp_folder := self.folder / "0.bin").mkdir(parents=True)
        assert tmp_folder.is_dir()
        self.backend.write_blob("0.bin", b"frame")

    recorder = make_recorder("TimesWriter", {}, frames=1)
    recorder.subscribe_progress(lambda progress: setattr(times_writer, "folder", progress.path))
    monkeypatch.setattr(times_writer, "write", write)

    with pytest.raises(core.RecordingError):
        app.run(record(recorder))

    assert nothing_is_left(app, stage, recorder)


def test_a_start_when_preflight_finds_errors_then_lists_them_and_leaves_nothing(
    app, core, stage, make_recorder, times_writer, tmp_path
):
    recorder = make_recorder("TimesWriter", {"colour": True}, frames=-1)
    stage.RemovePrim("/World/Camera")

    with pytest.raises(core.PreflightError) as caught:
        app.run(record(recorder))

    assert [finding.code for finding in caught.value.findings] == [
        "camera-missing",
        "writer-parameter",
        "frames-negative",
    ]
    assert "not started: 3 problems" in str(caught.value)
    assert recorder.findings == caught.value.findings
    assert times_writer.constructed == 0
    assert list(tmp_path.iterdir()) == []
    assert nothing_is_left(app, stage, recorder)


def test_a_start_when_the_writer_refuses_then_the_folder_is_gone_and_all_is_given_back(
    app, core, stage, make_recorder, times_writer, tmp_path
):
    recorder = make_recorder("TimesWriter", {"refuse": True}, frames=1)

    with pytest.raises(core.PreflightError, match="this writer is never content") as caught:
        app.run(record(recorder))

    assert [finding.code for finding in caught.value.findings] == ["writer-refused"]
    assert list(tmp_path.iterdir()) == []
    assert nothing_is_left(app, stage, recorder)


def test_a_recorder_when_closed_while_it_records_then_gives_everything_back_at_once(
    app, core, stage, make_recorder
):
    recorder = make_recorder(frames=0, control_timeline=True)

    async def start_and_go_on():
        await recorder.start()
        await app.next_update()

    app.run(start_and_go_on())
    recorder.close()
    recorder.close()

    assert (recorder.state.name, app.timeline.is_stopped()) == ("STOPPED", True)
    # What was still being written is left to itself.
    app.run(importlib.import_module("omni.replicator.core").orchestrator.wait_until_complete_async())
    assert nothing_is_left(app, stage, recorder)
    with pytest.raises(core.RecordingError, match="closed before the recording was complete"):
        app.run(recorder.wait())


def test_a_recording_when_its_app_is_shut_down_then_ends_and_the_files_stay(app, core, make_recorder):
    recorder = make_recorder(frames=0)

    async def start_and_go_on():
        await recorder.start()
        await app.next_update()
        await app.next_update()

    app.run(start_and_go_on())
    app.shutdown()

    assert recorder.state.name == "STOPPED"
    assert "closed before the recording was complete" in str(recorder.last_error)
    assert (recorder.last_error.recording.path / "rgb_0000.png").exists()


# -- the extension ----------------------------------------------------------------------------------------------------


def test_the_extension_when_enabled_then_owns_a_recorder_and_when_disabled_then_has_none(app, core):
    manager = app.extensions
    assert core.get_recorder() is core.get_recorder()
    get_recorder, error = core.get_recorder, core.RecorderError

    for _ in range(3):
        manager.set_extension_enabled_immediate("synthetic_recorder.core", False)
        with pytest.raises(error, match="is not enabled"):
            get_recorder()
        manager.set_extension_enabled_immediate("synthetic_recorder.core", True)
