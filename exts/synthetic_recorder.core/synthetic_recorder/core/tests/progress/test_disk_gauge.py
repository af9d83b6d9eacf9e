"""Size and free space, by a clock that counts."""

from __future__ import annotations

import pytest

from synthetic_recorder.core.progress import disk_gauge
from synthetic_recorder.core.progress.disk_gauge import DiskGauge


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
