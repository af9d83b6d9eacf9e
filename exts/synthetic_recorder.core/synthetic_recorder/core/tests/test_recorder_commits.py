"""What is committed of a recording, and when; and what stays of it however it ends."""

from __future__ import annotations

import importlib
import itertools
import json
import threading

import pytest

FRAME = 1 / 24


def stop_at(recorder, frame):
    """Let a recorder stop after some frames."""
    recorder.subscribe_progress(
        lambda progress: recorder._request_stop() if progress.frame == frame else None
    )


# -- complete ---------------------------------------------------------------------------------------------------------


def test_a_recording_when_complete_then_its_manifest_names_everything_and_nothing_else_is_left(
    make_recorder, record, committed_in
):
    recorder = make_recorder(frames=3, control_timeline=True)

    recording = record(recorder)

    manifest, frames = committed_in(recording.path)
    assert (manifest["status"], manifest["frames"], manifest["frames_asked"]) == ("complete", 3, 3)
    assert [file["path"] for file in manifest["files"]] == ["metadata.txt"]
    assert sorted(path.name for path in recording.path.iterdir()) == [
        "frames.jsonl",
        "metadata.txt",
        "recording.json",
        *(f"rgb_{frame:04d}.png" for frame in range(3)),
    ]
    assert [frame["time_code"] for frame in frames] == [0.0, 1.0, 2.0]
    assert [frame["time"] for frame in frames] == pytest.approx([0, FRAME, 2 * FRAME], abs=1e-12)
    pose = [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 10, 1]]
    assert [frame["cameras"] for frame in frames] == [{"/World/Camera": pose}] * 3


def test_the_pose_of_a_camera_that_moves_when_recorded_then_is_that_of_each_frame(
    stage, make_recorder, record, committed_in
):
    from pxr import UsdGeom  # noqa: PLC0415

    moving = UsdGeom.Xformable(stage.GetPrimAtPath("/World/Camera")).GetOrderedXformOps()[0]
    moving.Set((0, 0, 10), 0)
    moving.Set((30, 0, 10), 10)
    recorder = make_recorder(frames=3, interval=2, control_timeline=True)

    recording = record(recorder)

    _, frames = committed_in(recording.path)
    assert [frame["time_code"] for frame in frames] == [0.0, 2.0, 4.0]
    places = [frame["cameras"]["/World/Camera"][3] for frame in frames]
    assert [place[1:] for place in places] == [[0, 10, 1]] * 3
    assert [place[0] for place in places] == pytest.approx([0, 6, 12], abs=1e-12)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_a_recording_when_committed_in_batches_of_any_size_then_is_the_same_data_set(
    make_recorder, numbers_writer, batches_of, record, tmp_path, size
):
    batches_of(size)

    recording = record(make_recorder("NumbersWriter", {}, frames=7, control_timeline=True))

    texts = {path.name: path.read_text() for path in recording.path.glob("*.bin")}
    assert texts == {f"number_{frame:04d}.bin": f"frame {frame}" for frame in range(7)}
    lines = (recording.path / "frames.jsonl").read_text().splitlines()
    assert [[file["path"] for file in json.loads(line)["files"]] for line in lines] == [
        [f"number_{frame:04d}.bin"] for frame in range(7)
    ]


def test_a_recording_when_batches_are_committed_then_no_more_than_two_of_them_wait(
    make_recorder, numbers_writer, batches_of, record
):
    batches_of(2)
    recorder = make_recorder("NumbersWriter", {}, frames=40)
    queues = []
    recorder.subscribe_progress(lambda progress: queues.append(progress.queue))

    record(recorder)

    # Two batches, and the one that is captured.
    assert max(queues) <= 6


def test_a_recording_when_nothing_can_be_committed_for_a_while_then_waits_and_loses_nothing(
    app, make_recorder, numbers_writer, batches_of, monkeypatch, committed_in
):
    data_set = importlib.import_module("synthetic_recorder.core.data_set").DataSet
    commit, is_slow, may_go_on = data_set.commit, threading.Event(), threading.Event()

    def commit_slowly(self, frames, files=()):
        is_slow.set()
        may_go_on.wait()
        commit(self, frames, files)

    monkeypatch.setattr(data_set, "commit", commit_slowly)
    batches_of(2)
    recorder = make_recorder("NumbersWriter", {}, frames=20)
    app.timeline.play()
    told = []
    recorder.subscribe_progress(told.append)

    async def record_with_a_slow_network():
        await recorder.start()
        while not is_slow.is_set() or told[-1].frame < 6:
            await app.next_update()
        # As many updates as frames would need, and more.
        for _ in range(100):
            await app.next_update()
        waiting, is_playing = told[-1].frame, app.timeline.is_playing()
        may_go_on.set()
        return waiting, is_playing, await recorder.wait()

    waiting, is_playing, recording = app.run(record_with_a_slow_network())

    # Three batches of two: two may wait, and the recorder waits with the third.
    assert (waiting, is_playing) == (6, False)
    _, frames = committed_in(recording.path)
    codes = [frame["time_code"] for frame in frames]
    assert [later - earlier for earlier, later in itertools.pairwise(codes)] == pytest.approx(
        [1] * 19, abs=1e-9
    )
    assert app.timeline.is_playing()


def test_a_timeline_that_somebody_stops_while_it_is_held_then_stays_stopped(
    app, make_recorder, numbers_writer, batches_of, monkeypatch, record
):
    orchestrator = importlib.import_module("omni.replicator.core").orchestrator
    wait_until_complete_async = orchestrator.wait_until_complete_async

    async def wait_and_press_stop():
        app.timeline.stop()
        await wait_until_complete_async()

    monkeypatch.setattr(orchestrator, "wait_until_complete_async", wait_and_press_stop)
    batches_of(2)
    app.timeline.play()

    record(make_recorder("NumbersWriter", {}, frames=5))

    assert app.timeline.is_stopped()


@pytest.mark.parametrize("size", [1, 100])
def test_a_timeline_that_plays_when_batches_are_committed_then_does_not_run_on_meanwhile(
    app, make_recorder, numbers_writer, batches_of, record, committed_in, size
):
    batches_of(size)
    recorder = make_recorder("NumbersWriter", {}, frames=5)
    app.timeline.play()

    recording = record(recorder)

    _, frames = committed_in(recording.path)
    first = frames[0]["time_code"]
    assert [frame["time_code"] - first for frame in frames] == pytest.approx([0, 1, 2, 3, 4], abs=1e-9)
    assert app.timeline.is_playing()


def test_frames_that_are_the_same_when_recorded_then_are_one_finding_of_recorder_and_manifest(
    make_recorder, record, committed_in
):
    recorder = make_recorder(frames=3)

    recording = record(recorder)

    manifest, _ = committed_in(recording.path)
    told = [finding for finding in recorder.findings if finding.code == "frames-identical"]
    assert len(told) == 1
    assert "2 of 3 frames" in told[0].what
    assert told[0].to_dict() in manifest["findings"]


def test_a_writer_that_writes_its_last_file_when_detached_then_the_file_is_in_the_data_set(
    make_recorder, times_writer, monkeypatch, record, files_in
):
    rep = importlib.import_module("omni.replicator.core")

    def detach(self):
        self.backend.write_blob("all.txt", b"two frames")
        rep.Writer.detach(self)

    monkeypatch.setattr(times_writer, "detach", detach)

    recording = record(make_recorder("TimesWriter", {}, frames=2))

    assert files_in(recording.path) == ["0.bin", "1.bin", "all.txt", "metadata.txt"]
    assert recording.files == 4


def test_a_list_that_grows_with_every_frame_when_recorded_then_is_in_the_data_set_as_it_was_in_the_end(
    make_recorder, numbers_writer, monkeypatch, batches_of, record, committed_in
):
    batches_of(1)
    write = numbers_writer.write

    def write_list_too(self, data):
        write(self, data)
        self.backend.write_blob("list.txt", f"{self._frame_id} frames".encode())

    monkeypatch.setattr(numbers_writer, "write", write_list_too)

    recording = record(make_recorder("NumbersWriter", {}, frames=3))

    manifest, _ = committed_in(recording.path)
    assert (recording.path / "list.txt").read_text() == "3 frames"
    assert [(file["path"], file["bytes"]) for file in manifest["files"] if file["path"] == "list.txt"] == [
        ("list.txt", len("3 frames"))
    ]


# -- stopped ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", [9, 0])
def test_a_recording_when_stopped_then_is_finished_and_says_so(make_recorder, record, committed_in, asked):
    recorder = make_recorder(frames=asked, control_timeline=True)
    stop_at(recorder, 4)

    recording = record(recorder)

    manifest, frames = committed_in(recording.path)
    assert (manifest["status"], manifest["frames"], manifest["frames_asked"]) == ("stopped", 4, asked)
    assert (len(frames), recording.frames) == (4, 4)
    assert not (recording.path / "journal.jsonl").exists()
    assert not (recording.path / ".staging").exists()


# -- failed -----------------------------------------------------------------------------------------------------------


def test_a_step_that_raises_after_its_frame_was_written_then_the_frames_before_it_are_committed_without_it(
    core, make_recorder, monkeypatch, record, committed_in, files_in
):
    orchestrator = importlib.import_module("omni.replicator.core").orchestrator
    step_async, steps = orchestrator.step_async, []

    async def fail_after_the_fourth(**arguments):
        await step_async(**arguments)
        steps.append(None)
        if len(steps) == 4:
            raise RuntimeError("the renderer has given up")

    monkeypatch.setattr(orchestrator, "step_async", fail_after_the_fourth)
    recorder = make_recorder(frames=9, control_timeline=True)

    with pytest.raises(core.RecordingError, match=r"3 frames are committed in .*Resume with") as caught:
        record(recorder)

    recording = caught.value.recording
    manifest, frames = committed_in(recording.path)
    assert (manifest, len(frames), recording.frames, caught.value.captured) == (None, 3, 3, 3)
    assert files_in(recording.path) == ["metadata.txt", *(f"rgb_{frame:04d}.png" for frame in range(3))]
    assert not (recording.path / ".staging").exists()


def test_a_commit_that_fails_when_recording_then_the_recording_ends_and_what_was_committed_before_stays(
    core, make_recorder, numbers_writer, batches_of, record, committed_in
):
    batches_of(2)
    recorder = make_recorder("NumbersWriter", {}, frames=200)

    def put_a_folder_in_the_way(progress):
        if progress.frame == 1:
            (progress.path / "number_0005.bin").mkdir()

    recorder.subscribe_progress(put_a_folder_in_the_way)

    with pytest.raises(core.RecordingError, match=r"Is a directory \(number_0005\.bin\)") as caught:
        record(recorder)

    manifest, frames = committed_in(caught.value.recording.path)
    assert (manifest, len(frames), caught.value.recording.frames) == (None, 4, 4)
    # Far from the 200 that were asked for: it did not go on for long.
    assert caught.value.captured < 20


@pytest.mark.parametrize("size", [2, 100])
def test_a_file_that_is_damaged_when_committed_then_is_named_and_the_frames_before_it_are_committed(
    core, make_recorder, numbers_writer, monkeypatch, batches_of, record, committed_in, size
):
    batches_of(size)

    def write(self, data):
        text = '{"cut": ' if self._frame_id == 5 else '{"whole": 1}'
        self.backend.write_blob(f"labels_{self._frame_id:04d}.json", text.encode())
        self._frame_id += 1

    monkeypatch.setattr(numbers_writer, "write", write)

    with pytest.raises(core.RecordingError, match=r"labels_0005\.json") as caught:
        record(make_recorder("NumbersWriter", {}, frames=9))

    manifest, frames = committed_in(caught.value.recording.path)
    assert (manifest, len(frames)) == (None, 5)


def test_files_that_cannot_be_written_when_the_writer_is_known_then_the_frames_that_are_whole_are_committed(
    core, make_recorder, record, committed_in, files_in
):
    recorder = make_recorder(frames=20)

    def put_a_folder_in_the_way(progress):
        if progress.frame == 0:
            (progress.path / ".staging" / "open" / "rgb_0003.png").mkdir()

    recorder.subscribe_progress(put_a_folder_in_the_way)

    with pytest.raises(core.RecordingError, match=r"rgb_0003\.png") as caught:
        record(recorder)

    manifest, frames = committed_in(caught.value.recording.path)
    assert (manifest, len(frames)) == (None, 3)
    assert files_in(caught.value.recording.path) == [
        "metadata.txt",
        *(f"rgb_{frame:04d}.png" for frame in range(3)),
    ]


def test_files_that_cannot_be_written_when_nobody_knows_what_the_writer_writes_then_nothing_is_committed(
    core, make_recorder, times_writer, record, committed_in, files_in
):
    recorder = make_recorder("TimesWriter", {}, frames=6)

    def put_a_folder_in_the_way(progress):
        if progress.frame == 0:
            (progress.path / ".staging" / "open" / "3.bin").mkdir()

    recorder.subscribe_progress(put_a_folder_in_the_way)

    with pytest.raises(core.RecordingError, match="0 frames are committed") as caught:
        record(recorder)

    manifest, frames = committed_in(caught.value.recording.path)
    assert (manifest, frames, files_in(caught.value.recording.path)) == (None, [], [])


def test_a_link_that_a_writer_makes_when_recording_then_is_refused_and_what_it_leads_to_is_not_touched(
    core, make_recorder, record, committed_in, tmp_path
):
    other = tmp_path / "other.txt"
    other.write_text("not of this recording")
    recorder = make_recorder(frames=2)
    recorder.subscribe_progress(
        lambda progress: (
            (progress.path / ".staging" / "open" / "link.txt").symlink_to(other)
            if progress.frame == 1
            else None
        )
    )

    with pytest.raises(core.RecordingError, match=r"'link\.txt', which is no file but a link") as caught:
        record(recorder)

    assert committed_in(caught.value.recording.path) == (None, [])
    assert other.read_text() == "not of this recording"


# -- closed -----------------------------------------------------------------------------------------------------------


def test_a_recording_when_closed_then_what_was_committed_stays_and_the_next_start_gives_the_data_set_back(
    app, core, make_recorder, numbers_writer, batches_of, record, committed_in, tmp_path
):
    batches_of(1)
    recorder = make_recorder("NumbersWriter", {}, frames=0)
    told = []
    recorder.subscribe_progress(told.append)

    async def start_and_go_on():
        await recorder.start()
        while not told or told[-1].frame - told[-1].queue < 2:
            await app.next_update()
        recorder.close()

    app.run(start_and_go_on())

    assert (tmp_path / "set" / ".staging").exists()
    record(make_recorder(frames=1))
    manifest, frames = committed_in(tmp_path / "set")
    assert manifest is None
    assert len(frames) >= 2
    assert not (tmp_path / "set" / ".staging").exists()


# -- a timeline that is not controlled --------------------------------------------------------------------------------


def test_a_timeline_that_is_moved_between_two_frames_when_it_is_not_controlled_then_each_frame_has_its_time(
    app, make_recorder, times_writer, record, committed_in
):
    recorder = make_recorder("TimesWriter", {}, frames=3)
    recorder.subscribe_progress(lambda progress: app.timeline.set_current_time(progress.frame * 0.5))

    recording = record(recorder)

    _, frames = committed_in(recording.path)
    assert times_writer.times == [0.0, 0.5, 1.0]
    assert [(frame["time"], frame["time_code"]) for frame in frames] == [(0.0, 0.0), (0.5, 12.0), (1.0, 24.0)]


def test_a_timeline_that_is_moved_during_a_step_when_it_is_not_controlled_then_that_frame_does_not_count(
    app, core, make_recorder, record, committed_in
):
    recorder = make_recorder(frames=8)
    told = []
    recorder.subscribe_progress(told.append)
    moving = app.update_stream.create_subscription_to_pop(
        lambda event: app.timeline.set_current_time(2.0) if told and told[-1].frame == 3 else None
    )

    with pytest.raises(core.RecordingError, match=r"it was at 0\.0000 s and is at 2\.0000 s") as caught:
        record(recorder)

    moving.unsubscribe()
    manifest, frames = committed_in(caught.value.recording.path)
    assert (manifest, len(frames)) == (None, 3)
