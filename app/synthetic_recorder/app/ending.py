"""How a recording has ended, as a report: the one place that gives errors their exit codes.

::

    all frames; or any, of one without an end      complete   0
    a signal, a second signal                      stopped    1
    RecordingError, and whatever nobody expected   failed     1
    the config, the stage, code of the person's    refused    2   nothing was written
"""

from __future__ import annotations

import asyncio
import dataclasses
from typing import TYPE_CHECKING

from kitless.errors import ExtensionError, StageOpenError

from .messages import tell_warning
from .outcome import Status
from .own_code import place_of
from .report import Report
from .user_code import UserCodeError

if TYPE_CHECKING:
    from synthetic_recorder.core import Recorder, Recording

NOTHING_RECORDED = "Stopped before the first frame."


def report_end(recorder: Recorder, recording: Recording) -> Report:
    """Return the report of a recording in which nothing went wrong."""
    if recording.is_complete:
        return _report(Status.COMPLETE, recorder, recording, None)
    problem = f"Stopped after {recording.frames} of {recording.frames_asked} frames."
    return _report(Status.STOPPED, recorder, recording, problem if recording.frames else NOTHING_RECORDED)


def report_error(recorder: Recorder, error: BaseException, *, is_stop_asked: bool) -> Report:
    """Return the report of a recording that has ended with ``error``.

    Args:
        recorder: The one that was to record.
        error: What came out of it, or out of what had to be done before.
        is_stop_asked: Whether a signal has come.

    Raises:
        BaseException: ``error`` itself, when nobody has foreseen it.
    """
    from synthetic_recorder.core import RecorderError, RecorderStateError, RecordingError  # noqa: PLC0415

    cut_short = recorder.last_error
    recording = cut_short.recording if isinstance(cut_short, RecordingError) else None
    match error:
        case KeyboardInterrupt():
            return _report(Status.STOPPED, recorder, recording, "Aborted.")
        case SystemExit() | asyncio.CancelledError():
            # Of a writer or an extension: what was cut short must not look complete, whatever code it exits with.
            problem = f"{type(error).__name__} has ended the recording before it was complete."
            return _report(Status.FAILED, recorder, recording, str(cut_short or problem))
        case RecordingError():
            return _report(Status.FAILED, recorder, error.recording, _with_place(error))
        case RecorderStateError() if is_stop_asked:
            return _report(Status.STOPPED, recorder, None, NOTHING_RECORDED)
        case RecorderError() | StageOpenError() | ExtensionError() | UserCodeError():
            # The error lists what stops the recording; what does not is worth mending at the same time.
            tell_warnings(recorder)
            # Who imports has said the place already.
            problem = str(error) if isinstance(error, UserCodeError) else _with_place(error)
            return _report(Status.REFUSED, recorder, None, problem)
    raise error


def tell_warnings(recorder: Recorder) -> None:
    """Show what the preflight has found that does not stop the recording."""
    for finding in recorder.findings:
        if not finding.is_error:
            tell_warning(finding.to_dict())


def _with_place(error: Exception) -> str:
    place = place_of(error)
    return f"{error}\nRaised in {place}" if place else str(error)


def _report(status: Status, recorder: Recorder, recording: Recording | None, error: str | None) -> Report:
    report = Report(status, findings=tuple(finding.to_dict() for finding in recorder.findings), error=error)
    if recording is None:
        return report
    return dataclasses.replace(
        report,
        path=recording.path,
        frames=recording.frames,
        files=recording.files,
        bytes=recording.bytes,
        seconds=recording.seconds,
    )
