"""The progress bar: on a terminal, and nowhere else."""

from __future__ import annotations

import errno
import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from synthetic_recorder.app.progress import in_figures, progress_bar


def progress(frame, frames, **values):
    known = {"frames_per_second": 2.0, "seconds_left": 65.4, "bytes": 12_340_000, "queue": 3}
    return SimpleNamespace(path=Path("set"), frame=frame, frames=frames, **{**known, **values})


class FakeRecorder:
    """Tells of progress as a recorder does, to one subscriber."""

    def __init__(self):
        self.callback = None

    def subscribe_progress(self, callback):
        self.callback = callback
        return SimpleNamespace(unsubscribe=lambda: setattr(self, "callback", None))

    def record(self, frames):
        for frame in range(frames + 1):
            if self.callback is not None:
                self.callback(progress(frame, frames))


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(("stream", "is_shown"), [(Terminal(), True), (io.StringIO(), False)])
def test_progress_when_standard_error_is_a_terminal_then_is_shown_there(monkeypatch, stream, is_shown):
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    recorder = FakeRecorder()

    with progress_bar(recorder):
        recorder.record(4)
    shown = stream.getvalue()
    recorder.record(4)

    for figure in ("4/4", "2.0 frames/s", "0:01:05 left", "12.3 MB", "3 to commit"):
        assert (figure in shown) is is_shown
    assert stream.getvalue() == shown


def test_a_terminal_when_it_is_gone_then_the_recording_goes_on_and_ends_well(monkeypatch):
    class Gone(Terminal):
        def write(self, text):
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(sys, "stderr", Gone())
    recorder = FakeRecorder()

    with progress_bar(recorder):
        recorder.record(4)

    assert recorder.callback is None


def test_an_error_of_the_system_when_recording_raises_it_then_is_not_taken_for_one_of_the_terminal(
    monkeypatch,
):
    monkeypatch.setattr(sys, "stderr", Terminal())

    with pytest.raises(OSError, match="disk"), progress_bar(FakeRecorder()):
        raise OSError(errno.ENOSPC, "disk")


@pytest.mark.parametrize(
    ("values", "figures"),
    [
        ({}, "7/10  2.0 frames/s  0:01:05 left  12.3 MB  3 to commit"),
        ({"frames": 0, "seconds_left": None}, "7 frames  2.0 frames/s  12.3 MB  3 to commit"),
        (
            {"frame": 1, "frames": 0, "frames_per_second": 0.0, "seconds_left": None},
            "1 frame  12.3 MB  3 to commit",
        ),
        ({"bytes": 0, "seconds_left": 0.0}, "7/10  2.0 frames/s  0:00:00 left  0.0 kB  3 to commit"),
        ({"bytes": 999_949}, "7/10  2.0 frames/s  0:01:05 left  999.9 kB  3 to commit"),
        ({"bytes": 999_949_999}, "7/10  2.0 frames/s  0:01:05 left  999.9 MB  3 to commit"),
        ({"bytes": 2_345_000_000, "queue": 0}, "7/10  2.0 frames/s  0:01:05 left  2.35 GB  0 to commit"),
        ({"seconds_left": 90_000.0}, "7/10  2.0 frames/s  1 day, 1:00:00 left  12.3 MB  3 to commit"),
    ],
)
def test_figures_when_something_is_not_known_then_leave_it_out(values, figures):
    assert in_figures(progress(**{"frame": 7, "frames": 10, **values})) == figures
