"""What a recorder tells while it records, with the writers and write threads that it really has."""

from __future__ import annotations

import threading

import pytest


@pytest.fixture
def progress_of(record):
    """Record, and return everything that a subscriber was told."""

    def progress_of(recorder):
        told = []
        recorder.subscribe_progress(told.append)
        record(recorder)
        return told

    return progress_of


@pytest.fixture
def output_dir_writer(stage, register):
    """A writer that takes a folder, and makes its own backend."""
    import omni.replicator.core as rep  # noqa: PLC0415

    class FolderWriter(rep.Writer):
        def __init__(self, output_dir):
            self.backend = rep.backends.get("DiskBackend")
            self.backend.initialize(output_dir=output_dir)
            self.annotators = ["rgb"]
            self.count = 0

        def write(self, data):
            self.backend.write_blob(f"{self.count}.bin", b"frame")
            self.count += 1

    return register(FolderWriter)


def test_progress_when_three_frames_are_recorded_then_is_told_at_the_start_and_after_each(
    make_recorder, progress_of, tmp_path
):
    told = progress_of(make_recorder(frames=3))

    assert [progress.frame for progress in told] == [0, 1, 2, 3]
    assert {(progress.path, progress.frames) for progress in told} == {(tmp_path / "set", 3)}
    assert [progress.frames_per_second > 0 for progress in told] == [False, False, True, True]
    assert [progress.seconds_left is None for progress in told] == [True, True, False, False]
    assert told[3].seconds_left == 0.0
    seconds = [progress.seconds for progress in told]
    assert seconds == sorted(seconds)


def test_the_queue_when_a_writer_gets_a_backend_then_is_never_more_than_the_frames_that_are_captured(
    make_recorder, progress_of
):
    told = progress_of(make_recorder(frames=5))

    assert all(0 <= progress.queue <= progress.frame for progress in told)


def test_the_queue_when_a_writer_gets_a_folder_then_is_known_too(
    make_recorder, progress_of, output_dir_writer
):
    told = progress_of(make_recorder("FolderWriter", {}, frames=3))

    assert all(0 <= progress.queue <= progress.frame for progress in told)


def test_the_queue_when_the_write_threads_are_held_up_then_is_all_frames_and_empties_again(
    make_recorder, record, times_writer
):
    import omni.replicator.core as rep  # noqa: PLC0415

    go_on = threading.Event()
    holding = rep.backends.get("DiskBackend")
    recorder = make_recorder("TimesWriter", {}, frames=4)
    told = []

    def hold_up_then_let_go(progress):
        told.append(progress.queue)
        if progress.frame == 0:
            holding.initialize(output_dir=str(progress.path))
            for _ in range(4):  # as many as there are write threads
                holding.schedule(go_on.wait)
        if progress.frame == 4:
            go_on.set()

    recorder.subscribe_progress(hold_up_then_let_go)
    record(recorder)

    assert told == [0, 1, 2, 3, 4]


def test_the_free_space_when_recording_then_is_that_of_the_disk(make_recorder, progress_of, tmp_path):
    import shutil  # noqa: PLC0415

    told = progress_of(make_recorder(frames=1))

    total = shutil.disk_usage(tmp_path).total
    assert all(0 < progress.free_bytes < total for progress in told)


def test_progress_when_asked_in_a_pause_then_says_where_the_recording_stands_and_none_after_its_end(
    app, make_recorder
):
    recorder = make_recorder(frames=3)

    async def pause_before_the_first_frame_then_finish():
        await recorder.start()
        await recorder.pause()
        in_the_pause = recorder.progress, recorder.recording
        await recorder.resume()
        return in_the_pause, await recorder.wait()

    assert recorder.progress is None
    assert recorder.recording is None

    (progress, unfinished), recording = app.run(pause_before_the_first_frame_then_finish())

    assert (progress.frame, progress.frames) == (0, 3)
    assert unfinished is None
    assert recorder.progress is None
    assert recorder.recording == recording
    assert recording.frames == 3


def test_subscribers_when_there_are_many_and_some_raise_then_each_is_told_everything(make_recorder, record):
    recorder = make_recorder(frames=2)
    told = [[] for _ in range(20)]
    for number, heard in enumerate(told):
        recorder.subscribe_progress(lambda progress, heard=heard: heard.append(progress.frame))
        if number % 3 == 0:
            recorder.subscribe_progress(lambda progress: 1 / 0)

    recording = record(recorder)

    assert told == [[0, 1, 2]] * 20
    assert recording.is_complete


def test_a_subscriber_when_it_unsubscribes_in_mid_recording_then_hears_no_more(make_recorder, record):
    recorder = make_recorder(frames=3)
    told = []

    def hear(progress):
        told.append(progress.frame)
        if progress.frame == 1:
            token.unsubscribe()

    token = recorder.subscribe_progress(hear)
    record(recorder)

    assert told == [0, 1]


def test_the_measuring_of_the_folder_when_the_recording_is_over_then_has_left_no_thread(
    make_recorder, record
):
    record(make_recorder(frames=1))

    for thread in threading.enumerate():
        if thread.name.startswith("synthetic_recorder"):
            thread.join(timeout=60)
            assert not thread.is_alive()
