"""Recordings that go on where an earlier one has ended: the data set is that of one that never was interrupted."""

from __future__ import annotations

import dataclasses
import importlib
import shutil

import pytest


@pytest.fixture
def resume(core, record):
    """Go on with the data set of a recorder, perhaps with another config, and return the recording."""

    def resume(recorder, **changes):
        config = recorder.config
        output = dataclasses.replace(config.output, on_conflict=core.OnConflict.RESUME)
        recorder.config = dataclasses.replace(config, output=output, **changes)
        return record(recorder)

    return resume


@pytest.fixture
def interrupt(core, record, monkeypatch):
    """Record until a step fails after so many frames."""

    def interrupt(recorder, frames):
        orchestrator = importlib.import_module("omni.replicator.core").orchestrator
        step_async, told = orchestrator.step_async, []
        token = recorder.subscribe_progress(told.append)

        async def fail_after_the_frames(**arguments):
            if told[-1].frame == frames:
                raise RuntimeError("interrupted")
            await step_async(**arguments)

        with monkeypatch.context() as patched:
            patched.setattr(orchestrator, "step_async", fail_after_the_frames)
            with pytest.raises(core.RecordingError, match="interrupted") as caught:
                record(recorder)
        token.unsubscribe()
        return caught.value.recording

    return interrupt


@pytest.fixture
def moving_camera(stage):
    """Let the camera move by three units a frame."""
    from pxr import UsdGeom  # noqa: PLC0415

    moving = UsdGeom.Xformable(stage.GetPrimAtPath("/World/Camera")).GetOrderedXformOps()[0]
    moving.Set((0, 0, 10), 0)
    moving.Set((0.3, 0, 10), 10)


def contents_of(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


EVERYTHING = {"rgb": True, "semantic_segmentation": True, "motion_vectors": True, "camera_params": True}


# -- the same data set ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 4, 100])
@pytest.mark.parametrize("frames", [0, 1, 2, 5, 8])
def test_a_recording_when_interrupted_anywhere_and_resumed_then_equals_one_that_never_was(
    make_recorder, record, interrupt, resume, moving_camera, batches_of, size, frames
):
    batches_of(size)
    whole = record(make_recorder(parameters=EVERYTHING, frames=9, control_timeline=True))
    recorder = make_recorder(parameters=EVERYTHING, frames=9, control_timeline=True)

    broken = interrupt(recorder, frames)
    recorder.config = dataclasses.replace(
        recorder.config, output=dataclasses.replace(recorder.config.output, folder=broken.path.name)
    )
    recording = resume(recorder)

    assert (broken.frames, recording.frames, recording.path) == (frames, 9, broken.path)
    assert contents_of(recording.path) == contents_of(whole.path)


def test_a_recording_with_an_interval_when_interrupted_twice_then_equals_one_that_never_was(
    core, make_recorder, record, interrupt, resume, moving_camera, batches_of, tmp_path
):
    batches_of(2)
    recorder = make_recorder(parameters=EVERYTHING, frames=7, interval=3, control_timeline=True)
    whole = record(recorder)
    again = make_recorder(parameters=EVERYTHING, frames=7, interval=3, control_timeline=True)
    again.config = dataclasses.replace(
        again.config, output=core.OutputConfig(str(tmp_path), "again", core.OnConflict.RESUME)
    )

    interrupt(again, 3)
    interrupt(again, 5)
    recording = resume(again)

    assert contents_of(recording.path) == contents_of(whole.path)


def test_a_recording_that_was_stopped_when_resumed_then_is_complete_and_as_if_it_never_was_stopped(
    make_recorder, record, resume, moving_camera
):
    whole = record(make_recorder(parameters=EVERYTHING, frames=6, control_timeline=True))
    recorder = make_recorder(parameters=EVERYTHING, frames=6, control_timeline=True)
    token = recorder.subscribe_progress(
        lambda progress: recorder._request_stop() if progress.frame == 4 else None
    )
    stopped = record(recorder)
    token.unsubscribe()
    recorder.config = dataclasses.replace(
        recorder.config, output=dataclasses.replace(recorder.config.output, folder=stopped.path.name)
    )

    recording = resume(recorder)

    assert (stopped.frames, recording.frames) == (4, 6)
    assert contents_of(recording.path) == contents_of(whole.path)


def test_a_stopped_recording_when_completed_then_its_findings_are_those_of_all_frames_and_no_others(
    make_recorder, record, resume, committed_in
):
    whole = record(make_recorder(frames=6, control_timeline=True))
    recorder = make_recorder(frames=6, control_timeline=True)
    token = recorder.subscribe_progress(
        lambda progress: recorder._request_stop() if progress.frame == 4 else None
    )
    stopped = record(recorder)
    token.unsubscribe()
    told_then = committed_in(stopped.path)[0]["findings"]
    recorder.config = dataclasses.replace(
        recorder.config, output=dataclasses.replace(recorder.config.output, folder=stopped.path.name)
    )

    recording = resume(recorder)

    assert any("3 of 4 frames" in finding["what"] for finding in told_then)
    assert contents_of(recording.path) == contents_of(whole.path)


def test_a_recording_whose_own_file_could_not_be_written_when_resumed_then_is_as_if_it_had_been(
    core, make_recorder, record, resume, moving_camera
):
    whole = record(make_recorder(frames=3, control_timeline=True))
    recorder = make_recorder(frames=3, control_timeline=True)
    token = recorder.subscribe_progress(
        lambda progress: (
            (progress.path / ".staging" / "open" / "metadata.txt").mkdir() if progress.frame == 0 else None
        )
    )
    with pytest.raises(core.RecordingError, match=r"metadata\.txt") as failed:
        record(recorder)
    token.unsubscribe()
    recorder.config = dataclasses.replace(
        recorder.config,
        output=dataclasses.replace(recorder.config.output, folder=failed.value.recording.path.name),
    )

    recording = resume(recorder)

    assert contents_of(recording.path) == contents_of(whole.path)


def test_a_custom_writer_that_says_it_is_append_free_when_resumed_then_goes_on_with_its_next_number(
    make_recorder, numbers_writer, interrupt, resume, files_in
):
    recorder = make_recorder("NumbersWriter", {}, frames=6, control_timeline=True)
    interrupt(recorder, 3)

    recording = resume(recorder)

    assert {path.name: path.read_text() for path in recording.path.glob("*.bin")} == {
        f"number_{frame:04d}.bin": f"frame {frame}" for frame in range(6)
    }


def test_progress_when_resumed_then_counts_the_frames_that_were_there_and_captures_only_the_others(
    make_recorder, numbers_writer, interrupt, resume
):
    recorder = make_recorder("NumbersWriter", {}, frames=6, control_timeline=True)
    interrupt(recorder, 4)
    told = []
    recorder.subscribe_progress(told.append)

    resume(recorder)

    assert [(progress.frame, progress.frames) for progress in told] == [(4, 6), (5, 6), (6, 6)]


def test_a_resume_when_nothing_is_there_then_is_a_new_recording(make_recorder, resume, tmp_path):
    recording = resume(make_recorder(frames=2))

    assert (recording.path, recording.frames) == (tmp_path / "set", 2)


def test_a_resume_when_the_data_set_is_complete_then_changes_nothing_and_returns_it(
    make_recorder, record, resume, nothing_is_left
):
    recorder = make_recorder(frames=3, control_timeline=True)
    recording = record(recorder)
    before = contents_of(recording.path)
    times = {path: path.stat().st_mtime_ns for path in recording.path.rglob("*")}

    again = resume(recorder)

    assert (again.frames, again.files, again.bytes, again.is_complete) == (3, 4, recording.bytes, True)
    assert contents_of(recording.path) == before
    assert {path: path.stat().st_mtime_ns for path in recording.path.rglob("*")} == times
    assert nothing_is_left(recorder)


def test_a_resume_when_only_the_manifest_is_missing_then_only_that_is_made_up(
    core, make_recorder, numbers_writer, record, resume, monkeypatch
):
    recorder = make_recorder("NumbersWriter", {}, frames=3, control_timeline=True)
    whole = record(make_recorder("NumbersWriter", {}, frames=3, control_timeline=True))
    data_set = importlib.import_module("synthetic_recorder.core.data_set")

    def fail(*_arguments):
        raise RuntimeError("the power has gone")

    recorder.config = dataclasses.replace(
        recorder.config, output=dataclasses.replace(recorder.config.output, folder="again")
    )
    with monkeypatch.context() as patched:
        patched.setattr(data_set.DataSet, "finish", fail)
        with pytest.raises(core.RecordingError, match="3 frames are committed"):
            record(recorder)
    written = []
    monkeypatch.setattr(numbers_writer, "write", lambda self, data: written.append(data))

    recording = resume(recorder)

    assert written == []
    assert contents_of(recording.path) == contents_of(whole.path)


def test_pixels_that_come_out_otherwise_when_resumed_then_are_a_warning_of_recorder_and_manifest(
    make_recorder, numbers_writer, interrupt, resume, committed_in, monkeypatch
):
    recorder = make_recorder("NumbersWriter", {}, frames=5, control_timeline=True)
    interrupt(recorder, 3)

    def write_otherwise(self, data):
        self.backend.write_blob(f"number_{self._frame_id:04d}.bin", b"noise")
        self._frame_id += 1

    monkeypatch.setattr(numbers_writer, "write", write_otherwise)

    recording = resume(recorder)

    manifest, _ = committed_in(recording.path)
    told = [finding for finding in recorder.findings if finding.code == "resume-pixels-differ"]
    assert len(told) == 1
    assert "number_0002.bin" in told[0].what
    assert told[0].to_dict() in manifest["findings"]
    # What was committed stays.
    assert (recording.path / "number_0002.bin").read_text() == "frame 2"
    assert (recording.path / "number_0003.bin").read_text() == "noise"


# -- refused ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def refused(core, resume):
    """Resume, which must be refused and must change nothing; return the codes and places of what was found."""

    def refused(recorder, folder, **changes):
        before = contents_of(folder)
        with pytest.raises(core.PreflightError) as caught:
            resume(recorder, **changes)
        assert contents_of(folder) == before
        return [(finding.code, finding.where) for finding in caught.value.findings if finding.is_error]

    return refused


def test_a_resume_when_config_and_stage_are_others_then_is_refused_with_each_difference(
    core, stage, make_recorder, interrupt, refused
):
    recorder = make_recorder(frames=6, control_timeline=True)
    folder = interrupt(recorder, 2).path
    stage.GetPrimAtPath("/World/Box").GetAttribute("size").Set(3.0)

    found = refused(
        recorder,
        folder,
        writer=core.WriterConfig("BasicWriter", {"rgb": True, "normals": True}),
        control=dataclasses.replace(recorder.config.control, frames=7),
    )

    places = [where for code, where in found if code == "resume-differs"]
    assert {"writer.parameters.normals", "control.frames"} <= set(places)
    # The layer by its name: a number says nothing to whoever has to find it.
    assert "stage.layers.anonymous.sha256" in places
    assert len(found) == len(places)


def test_a_resume_when_files_are_gone_or_of_another_size_then_is_refused_with_their_names(
    core, make_recorder, interrupt, refused
):
    recorder = make_recorder(frames=6, control_timeline=True)
    folder = interrupt(recorder, 4).path
    (folder / "rgb_0001.png").unlink()
    (folder / "rgb_0002.png").write_bytes(b"cut")

    found = refused(recorder, folder)

    assert found == [("resume-files-lost", "output.folder")]
    assert "rgb_0001.png, rgb_0002.png." in str(recorder.last_error)


@pytest.mark.parametrize("append_free", [True, False])
def test_a_writer_that_cannot_be_told_where_to_go_on_when_resumed_then_is_refused(
    make_recorder, times_writer, monkeypatch, interrupt, refused, append_free
):
    monkeypatch.setattr(times_writer, "append_free", append_free, raising=False)
    recorder = make_recorder("TimesWriter", {}, frames=6, control_timeline=True)
    folder = interrupt(recorder, 3).path

    assert refused(recorder, folder) == [("resume-writer", "writer.name")]


def test_a_timeline_that_plays_uncontrolled_when_resumed_then_is_refused(
    app, make_recorder, interrupt, refused
):
    recorder = make_recorder(frames=6)
    app.timeline.play()
    folder = interrupt(recorder, 3).path

    assert refused(recorder, folder) == [("resume-timeline", "control.control_timeline")]


def test_a_frame_that_comes_out_at_another_time_when_resumed_then_nothing_is_touched_and_the_reason_is_told(
    app, core, make_recorder, interrupt, resume, nothing_is_left
):
    recorder = make_recorder(frames=6)
    app.timeline.set_current_time(1.0)
    folder = interrupt(recorder, 3).path
    app.timeline.set_current_time(2.0)
    before = contents_of(folder)

    with pytest.raises(core.RecordingError, match=r"time code 48\.0 instead of 24\.0") as caught:
        resume(recorder)

    assert caught.value.recording.frames == 3
    assert contents_of(folder) == before
    assert nothing_is_left(recorder)
    app.timeline.set_current_time(1.0)
    assert resume(recorder).is_complete


def test_a_folder_that_is_no_data_set_when_resumed_then_is_refused(core, make_recorder, resume, tmp_path):
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "thesis.txt").write_text("mine")

    with pytest.raises(core.RecorderError, match="is no data set"):
        resume(make_recorder(frames=2))

    assert contents_of(tmp_path / "set") == {"thesis.txt": b"mine"}


# -- stopped while it comes to its frames ------------------------------------------------------------------------------


def test_a_resume_of_a_stopped_recording_when_stopped_before_its_frames_then_leaves_it_as_it_was(
    app, make_recorder, record, resume
):
    recorder = make_recorder(frames=0, control_timeline=True)
    token = recorder.subscribe_progress(
        lambda progress: recorder._request_stop() if progress.frame == 4 else None
    )
    folder = record(recorder).path
    token.unsubscribe()
    before = contents_of(folder)
    recorder.subscribe_progress(lambda progress: recorder._request_stop())

    recording = resume(recorder)

    assert recording.frames == 4
    assert contents_of(folder) == before


def test_a_resume_of_a_broken_recording_when_stopped_before_its_frames_then_it_is_finished_as_it_is(
    make_recorder, interrupt, resume, committed_in
):
    recorder = make_recorder(frames=9, control_timeline=True)
    interrupt(recorder, 4)
    recorder.subscribe_progress(lambda progress: recorder._request_stop())

    recording = resume(recorder)

    manifest, frames = committed_in(recording.path)
    assert (manifest["status"], len(frames), recording.frames) == ("stopped", 4, 4)


# -- overwrite --------------------------------------------------------------------------------------------------------


def test_a_data_set_when_overwritten_then_only_the_new_one_is_left(
    core, make_recorder, record, committed_in, tmp_path
):
    recorder = make_recorder(parameters={"rgb": True, "normals": True}, frames=4)
    record(recorder)
    output = core.OutputConfig(str(tmp_path), "set", core.OnConflict.OVERWRITE)
    recorder = make_recorder(frames=2)
    recorder.config = dataclasses.replace(recorder.config, output=output)

    recording = record(recorder)

    assert recording.path == tmp_path / "set"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["set"]
    assert sorted(contents_of(recording.path)) == [
        "frames.jsonl",
        "metadata.txt",
        "recording.json",
        "rgb_0000.png",
        "rgb_0001.png",
    ]


def test_a_data_set_when_the_start_that_overwrites_it_is_refused_then_is_as_it_was(
    core, make_recorder, record, register, tmp_path
):
    rep = importlib.import_module("omni.replicator.core")

    class RefusingWriter(rep.Writer):
        def __init__(self, backend=None):
            raise ValueError("this writer is never content")

        def write(self, data):
            """Never called."""

    register(RefusingWriter)
    folder = record(make_recorder(frames=2)).path
    before = contents_of(folder)
    recorder = make_recorder("RefusingWriter", {}, frames=2)
    output = core.OutputConfig(str(tmp_path), "set", core.OnConflict.OVERWRITE)
    recorder.config = dataclasses.replace(recorder.config, output=output)

    with pytest.raises(core.PreflightError, match="never content"):
        record(recorder)

    assert contents_of(folder) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["set"]


def test_a_data_set_that_was_copied_when_resumed_at_its_new_place_then_goes_on_there(
    core, make_recorder, interrupt, resume, tmp_path
):
    recorder = make_recorder(frames=5, control_timeline=True)
    folder = interrupt(recorder, 2).path
    shutil.copytree(folder, tmp_path / "elsewhere" / "copy")
    recorder.config = dataclasses.replace(
        recorder.config, output=core.OutputConfig(str(tmp_path / "elsewhere"), "copy")
    )

    recording = resume(recorder)

    assert (recording.path, recording.frames) == (tmp_path / "elsewhere" / "copy", 5)
