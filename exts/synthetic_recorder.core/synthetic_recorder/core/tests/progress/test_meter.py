"""What a meter tells, by a clock that counts: rate, time left, size."""

from __future__ import annotations

import threading

import pytest


def join_the_measuring():
    for thread in threading.enumerate():
        if thread.name.startswith("synthetic_recorder"):
            thread.join()


def test_progress_when_nothing_is_captured_then_nothing_is_known_but_what_was_asked(make_meter):
    progress = make_meter(frames=10).snapshot()

    assert (progress.path, progress.frame, progress.frames) == ("s3://bucket/set", 0, 10)
    assert (progress.seconds, progress.frames_per_second, progress.seconds_left) == (0.0, 0.0, None)
    assert (progress.queue, progress.bytes) == (0, 0)


def test_the_rate_when_the_first_frame_is_slow_then_is_that_of_the_frames_after_it(make_meter, capture):
    meter = make_meter(frames=10)

    capture(meter, 30.0)
    first = meter.snapshot()
    capture(meter, 0.5, 0.5)
    third = meter.snapshot()

    assert (first.frames_per_second, first.seconds_left) == (0.0, None)
    assert third.frames_per_second == pytest.approx(2.0)
    assert third.seconds_left == pytest.approx(3.5)  # 7 frames of half a second
    assert third.seconds == pytest.approx(31.0)


def test_the_rate_when_frames_become_slower_then_is_that_of_the_last_thirty(make_meter, capture):
    meter = make_meter(frames=0)

    capture(meter, *[0.1] * 50, *[2.0] * 30)
    progress = meter.snapshot()

    assert progress.frames_per_second == pytest.approx(0.5)
    assert progress.seconds_left is None


def test_the_rate_when_the_recording_was_paused_then_leaves_the_pause_out(make_meter, clock, capture):
    meter = make_meter(frames=8)

    capture(meter, 1.0, 0.25)
    meter.pause()
    clock.go_on(3600.0)
    paused = meter.snapshot()
    meter.resume()
    capture(meter, 0.25, 0.25)
    resumed = meter.snapshot()

    assert paused.frames_per_second == resumed.frames_per_second == pytest.approx(4.0)
    assert paused.seconds_left == pytest.approx(1.5)
    assert resumed.seconds_left == pytest.approx(1.0)
    assert resumed.seconds == pytest.approx(3601.75)


def test_a_pause_when_it_begins_in_a_frame_then_the_time_to_its_end_counts_as_work(
    make_meter, clock, capture
):
    meter = make_meter(frames=0)

    capture(meter, 1.0)
    meter.pause()
    capture(meter, 1.0)  # the frame in flight
    clock.go_on(60.0)
    meter.resume()
    capture(meter, 1.0)

    assert meter.snapshot().frames_per_second == pytest.approx(1.0)


def test_pause_and_resume_when_called_twice_then_the_pause_counts_once(make_meter, clock, capture):
    meter = make_meter(frames=0)
    meter.resume()
    capture(meter, 1.0)

    meter.pause()
    clock.go_on(10.0)
    meter.pause()
    clock.go_on(10.0)
    meter.resume()
    meter.resume()
    capture(meter, 0.5)

    assert meter.snapshot().frames_per_second == pytest.approx(2.0)


def test_the_time_left_when_all_frames_are_captured_then_is_zero(make_meter, capture):
    meter = make_meter(frames=1)

    capture(meter, 1.0)

    assert meter.snapshot().seconds_left == 0.0


def test_the_rate_when_the_clock_is_too_coarse_for_it_then_is_not_known(make_meter, capture):
    meter = make_meter(frames=5)

    capture(meter, 0.0, 0.0)

    progress = meter.snapshot()
    assert (progress.frames_per_second, progress.seconds_left) == (0.0, None)


def test_the_queue_when_frames_are_captured_and_some_committed_then_is_the_others(
    make_meter, capture, committed
):
    meter = make_meter()
    capture(meter, 1.0, 1.0, 1.0)

    waiting = meter.snapshot().queue
    committed["frames"] = 2

    assert (waiting, meter.snapshot().queue) == (3, 1)


def test_a_recording_that_goes_on_when_asked_then_counts_what_was_committed_before(
    make_meter, capture, committed
):
    committed.update(frames=7, bytes=700)

    meter = make_meter(frames=10)
    before = meter.snapshot()
    capture(meter, 1.0, 0.5)
    after = meter.snapshot()

    assert (before.frame, before.queue, before.bytes) == (7, 0, 700)
    assert (after.frame, after.queue, after.frames_per_second) == (9, 2, pytest.approx(2.0))
    assert after.seconds_left == pytest.approx(0.5)


def test_the_size_when_some_is_committed_and_some_waits_then_is_both(make_meter, committed, tmp_path):
    (tmp_path / "waiting").write_bytes(b"123")
    committed["bytes"] = 40
    meter = make_meter()

    meter.snapshot()
    join_the_measuring()

    assert meter.snapshot().bytes == 43


def test_a_meter_when_asked_then_measures_on_a_thread_of_its_own_until_it_is_closed(
    make_meter, clock, tmp_path
):
    (tmp_path / "file").write_bytes(b"123")
    meter = make_meter()

    meter.snapshot()
    join_the_measuring()
    measured = meter.snapshot().bytes
    (tmp_path / "file").write_bytes(b"123456")
    meter.close()
    clock.go_on(10.0)
    meter.snapshot()

    assert measured == 3
    assert meter.snapshot().bytes == 3
