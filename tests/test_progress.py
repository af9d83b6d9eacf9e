"""The progress bar: on a terminal, and nowhere else."""

from __future__ import annotations

import io
import sys
from types import SimpleNamespace

import pytest

from synthetic_recorder.app.progress import progress_bar


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
                self.callback(SimpleNamespace(frame=frame, frames=frames, seconds=frame * 0.5))


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(("stream", "is_shown"), [(Terminal(), True), (io.StringIO(), False)])
def test_progress_when_standard_error_is_a_terminal_then_is_shown_there(monkeypatch, stream, is_shown):
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    recorder = FakeRecorder()

    with progress_bar(recorder):
        recorder.record(4)
    shown = stream.getvalue()
    recorder.record(4)

    assert ("4/4" in shown) is is_shown
    assert ("2.0 frames/s" in shown) is is_shown
    assert stream.getvalue() == shown
