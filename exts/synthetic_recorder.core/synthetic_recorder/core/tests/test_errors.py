"""Errors: what a caller gets hold of, also from another process."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

MAKE = {
    "ConfigError": lambda core: core.ConfigError("control.frames", "expected a whole number"),
    "FrameFilesError": lambda core: core.FrameFilesError("rgb_0003.png is empty.", ["rgb_0003.png"]),
    "MissingPackageError": lambda core: core.MissingPackageError("Pillow", "to decode images"),
    "NameMissingError": lambda core: core.NameMissingError("/data/set", "frame 3 has no array 'a'", ["rgb"]),
    "PreflightError": lambda core: core.PreflightError(core.Recorder().check()),
    "RecorderStateError": lambda core: core.RecorderStateError(core.RecorderState.PAUSED, "resume it."),
    "RecordingError": lambda core: core.RecordingError(
        core.Recording(Path("/data/set"), 3, 4, 5, 6.0, 7), OSError(28, "No space left on device"), 4
    ),
    "ReplayError": lambda core: core.ReplayError("Frame 3 has come out otherwise."),
    "WriterError": lambda core: core.WriterError("There is no such writer."),
}


@pytest.mark.parametrize("name", MAKE)
def test_an_error_when_it_comes_from_another_process_then_says_and_holds_the_same(core, name):
    raised = MAKE[name](core)

    arrived = pickle.loads(pickle.dumps(raised))

    assert (type(arrived), str(arrived), vars(arrived)) == (type(raised), str(raised), vars(raised))
