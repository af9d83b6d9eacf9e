"""Progress: rate, time left, queue, size and free space, by a clock that counts and a backend that waits."""

from __future__ import annotations

import threading

import pytest

from synthetic_recorder.core import disk_gauge
from synthetic_recorder.core.disk_gauge import DiskGauge
from synthetic_recorder.core.progress import ProgressMeter


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now

    def go_on(self, seconds):
        self.now += seconds


class WaitingBackend:
    """A backend whose write thread runs when it is told to."""

    def __init__(self):
        self.scheduled = []

    def schedule(self, fn, *arguments, **named):
        self.scheduled.append((fn, arguments, named))

    def write(self, count, **injected):
        for _ in range(count):
            fn, arguments, named = self.scheduled.pop(0)
            fn(*arguments, **named, **injected)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def make_meter(clock, tmp_path):
    meters = []

    def make_meter(frames=10, backend=None):
        meters.append(ProgressMeter(tmp_path, frames, backend, clock=clock))
        return meters[-1]

    yield make_meter
    for meter in meters:
        meter.close()


def capture(meter, clock, *seconds):
    for each in seconds:
        clock.go_on(each)
        meter.frame_captured()


# -- rate and time left -----------------------------------------------------------------------------------------------


def test_progress_when_nothing_is_captured_then_nothing_is_known_but_what_was_asked(make_meter, tmp_path):
    progress = make_meter(frames=10).snapshot()

    assert (progress.path, progress.frame, progress.frames) == (tmp_path, 0, 10)
    assert (progress.seconds, progress.frames_per_second, progress.seconds_left) == (0.0, 0.0, None)
    assert (progress.queue, progress.bytes) == (None, 0)


def test_the_rate_when_the_first_frame_is_slow_then_is_that_of_the_frames_after_it(make_meter, clock):
    meter = make_meter(frames=10)

    capture(meter, clock, 30.0)
    first = meter.snapshot()
    capture(meter, clock, 0.5, 0.5)
    third = meter.snapshot()

    assert (first.frames_per_second, first.seconds_left) == (0.0, None)
    assert third.frames_per_second == pytest.approx(2.0)
    assert third.seconds_left == pytest.approx(3.5)  # 7 frames of half a second
    assert third.seconds == pytest.approx(31.0)


def test_the_rate_when_frames_become_slower_then_is_that_of_the_last_thirty(make_meter, clock):
    meter = make_meter(frames=0)

    capture(meter, clock, *[0.1] * 50, *[2.0] * 30)
    progress = meter.snapshot()

    assert progress.frames_per_second == pytest.approx(0.5)
    assert progress.seconds_left is None


def test_the_rate_when_the_recording_was_paused_then_leaves_the_pause_out(make_meter, clock):
    meter = make_meter(frames=8)

    capture(meter, clock, 1.0, 0.25)
    meter.pause()
    clock.go_on(3600.0)
    paused = meter.snapshot()
    meter.resume()
    capture(meter, clock, 0.25, 0.25)
    resumed = meter.snapshot()

    assert paused.frames_per_second == resumed.frames_per_second == pytest.approx(4.0)
    assert paused.seconds_left == pytest.approx(1.5)
    assert resumed.seconds_left == pytest.approx(1.0)
    assert resumed.seconds == pytest.approx(3601.75)


def test_a_pause_when_it_begins_in_a_frame_then_the_time_to_its_end_counts_as_work(make_meter, clock):
    meter = make_meter(frames=0)

    capture(meter, clock, 1.0)
    meter.pause()
    capture(meter, clock, 1.0)  # the frame in flight
    clock.go_on(60.0)
    meter.resume()
    capture(meter, clock, 1.0)

    assert meter.snapshot().frames_per_second == pytest.approx(1.0)


def test_pause_and_resume_when_called_twice_then_the_pause_counts_once(make_meter, clock):
    meter = make_meter(frames=0)
    meter.resume()
    capture(meter, clock, 1.0)

    meter.pause()
    clock.go_on(10.0)
    meter.pause()
    clock.go_on(10.0)
    meter.resume()
    meter.resume()
    capture(meter, clock, 0.5)

    assert meter.snapshot().frames_per_second == pytest.approx(2.0)


def test_the_time_left_when_all_frames_are_captured_then_is_zero(make_meter, clock):
    meter = make_meter(frames=1)

    capture(meter, clock, 1.0)

    assert meter.snapshot().seconds_left == 0.0


def test_the_rate_when_the_clock_is_too_coarse_for_it_then_is_not_known(make_meter, clock):
    meter = make_meter(frames=5)

    capture(meter, clock, 0.0, 0.0)

    progress = meter.snapshot()
    assert (progress.frames_per_second, progress.seconds_left) == (0.0, None)


# -- the queue --------------------------------------------------------------------------------------------------------


def test_the_queue_when_frames_wait_for_the_write_threads_then_counts_them(make_meter, clock):
    backend = WaitingBackend()
    meter = make_meter(backend=backend)

    capture(meter, clock, 1.0, 1.0, 1.0)
    waiting = meter.snapshot().queue
    backend.write(2)
    written = meter.snapshot().queue

    assert (waiting, written) == (3, 1)


def test_the_queue_when_the_backend_adds_itself_to_the_call_then_counts_all_the_same(make_meter, clock):
    backend = WaitingBackend()
    meter = make_meter(backend=backend)

    capture(meter, clock, 1.0)
    backend.write(1, backend=backend)

    assert meter.snapshot().queue == 0


def test_the_queue_when_the_backend_refuses_then_is_not_known_and_the_frame_counts(make_meter, clock):
    class Refusing(WaitingBackend):
        def schedule(self, fn, *arguments, **named):
            if len(self.scheduled) == 1:
                raise RuntimeError("the disk is full")
            super().schedule(fn, *arguments, **named)

    backend = Refusing()
    meter = make_meter(backend=backend)

    capture(meter, clock, 1.0, 1.0, 1.0)
    backend.write(1)

    progress = meter.snapshot()
    assert (progress.queue, progress.frame) == (None, 3)


def test_the_queue_when_a_real_backend_has_written_everything_then_is_empty(
    make_meter, clock, stage, tmp_path
):
    import omni.replicator.core as rep  # noqa: PLC0415

    backend = rep.backends.get("DiskBackend")
    backend.initialize(output_dir=str(tmp_path))
    meter = make_meter(backend=backend)

    capture(meter, clock, 1.0, 1.0)
    rep.orchestrator.wait_until_complete()

    assert meter.snapshot().queue == 0


# -- size and free space ----------------------------------------------------------------------------------------------


def test_the_size_when_files_lie_at_any_depth_then_is_all_of_them(tmp_path, clock):
    (tmp_path / "rgb" / "deep").mkdir(parents=True)
    (tmp_path / "metadata.txt").write_bytes(b"12345")
    (tmp_path / "rgb" / "rgb_0000.png").write_bytes(b"1234567")
    (tmp_path / "rgb" / "deep" / "empty").touch()
    gauge = DiskGauge(tmp_path, clock, run=lambda function: function())

    gauge.refresh()

    assert gauge.bytes == 12
    assert gauge.free_bytes > 0


def test_the_size_when_it_was_measured_a_moment_ago_then_is_not_measured_anew(tmp_path, clock):
    calls = []
    gauge = DiskGauge(tmp_path, clock, run=lambda function: (calls.append(clock.now), function()))

    for _ in range(30):
        gauge.refresh()
        clock.go_on(0.1)

    assert calls == pytest.approx([1000.0, 1001.0, 1002.0], abs=0.11)


def test_the_size_when_measuring_takes_long_then_it_takes_a_fiftieth_of_the_time(
    tmp_path, clock, monkeypatch
):
    begun = []

    def sizes_of_a_slow_disk(folder):
        begun.append(clock.now)
        clock.go_on(4.0)
        return iter(())

    monkeypatch.setattr(disk_gauge, "file_sizes", sizes_of_a_slow_disk)
    gauge = DiskGauge(tmp_path, clock, run=lambda function: function())

    for seconds in (0.0, 195.0, 2.0):
        clock.go_on(seconds)
        gauge.refresh()

    assert begun == [1000.0, 1201.0]  # 4 s of 200 s; after 199 s it was too early


def test_the_size_when_a_measurement_is_still_going_on_then_no_second_one_begins(tmp_path, clock):
    waiting = []
    gauge = DiskGauge(tmp_path, clock, run=waiting.append)

    gauge.refresh()
    clock.go_on(1000.0)
    gauge.refresh()

    assert len(waiting) == 1


def test_the_size_when_the_folder_is_gone_then_is_zero_and_nothing_is_raised(tmp_path, clock):
    gauge = DiskGauge(tmp_path / "not there", clock, run=lambda function: function())

    gauge.refresh()

    assert (gauge.bytes, gauge.free_bytes) == (0, None)


def test_the_size_when_no_thread_is_to_be_had_then_is_tried_again_later(tmp_path, clock):
    def refuse(function):
        raise RuntimeError("can't start new thread")

    (tmp_path / "file").write_bytes(b"123")
    gauge = DiskGauge(tmp_path, clock, run=refuse)
    gauge.refresh()
    gauge._run = lambda function: function()

    gauge.refresh()

    assert gauge.bytes == 3


def test_a_meter_when_asked_then_measures_on_a_thread_of_its_own_until_it_is_closed(
    make_meter, clock, tmp_path
):
    (tmp_path / "file").write_bytes(b"123")
    meter = make_meter()

    meter.snapshot()
    for thread in threading.enumerate():
        if thread.name.startswith("synthetic_recorder"):
            thread.join()
    measured = meter.snapshot().bytes
    (tmp_path / "file").write_bytes(b"123456")
    meter.close()
    clock.go_on(10.0)
    meter.snapshot()

    assert measured == 3
    assert meter.snapshot().bytes == 3
