"""How a recording has ended, as a report: the one place that gives errors their exit codes.

::

    all frames; or any, of one without an end      complete   0
    a signal, a second signal                      stopped    1   what is committed stays, and the recording can go on
    RecordingError, and whatever nobody expected   failed     1   likewise
    the config, the stage, code of the person's,
    what is there already                          refused    2   nothing was written
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
    from synthetic_recorder.core import Finding, Recorder, Recording

    from .request import Request

NOTHING_RECORDED = "Stopped before the first frame."


def report_end(recorder: Recorder, recording: Recording, request: Request) -> Report:
    """Return the report of a recording in which nothing went wrong."""
    if recording.is_complete:
        return _report(Status.COMPLETE, recorder, recording, None)
    if not recording.frames:
        return _report(Status.STOPPED, recorder, recording, NOTHING_RECORDED)
    problem = f"Stopped after {recording.frames} of {recording.frames_asked} frames."
    return _report(Status.STOPPED, recorder, recording, _with_way_on(problem, recording, request))


def report_error(
    recorder: Recorder, error: BaseException, request: Request, *, is_stop_asked: bool
) -> Report:
    """Return the report of a recording that has ended with ``error``.

    Args:
        recorder: The one that was to record.
        error: What came out of it, or out of what had to be done before.
        request: What was to be recorded.
        is_stop_asked: Whether a signal has come.

    Raises:
        BaseException: ``error`` itself, when nobody has foreseen it.
    """
    from synthetic_recorder.core import (  # noqa: PLC0415
        RecorderError,
        RecorderStateError,
        RecordingError,
        ReplayError,
    )

    cut_short = recorder.last_error
    recording = cut_short.recording if isinstance(cut_short, RecordingError) else None
    match error:
        case KeyboardInterrupt():
            problem = _with_way_on("Aborted.", recording, request)
            return _report(Status.STOPPED, recorder, recording, problem)
        case SystemExit() | asyncio.CancelledError():
            # Of a writer or an extension: what was cut short must not look complete, whatever code it exits with.
            problem = f"{type(error).__name__} has ended the recording before it was complete."
            problem = _with_way_on(str(cut_short or problem), recording, request)
            return _report(Status.FAILED, recorder, recording, problem)
        case RecordingError():
            problem = _with_place(error)
            # Going on is what has failed.
            if not isinstance(error.__cause__, ReplayError):
                problem = _with_way_on(problem, error.recording, request)
            return _report(Status.FAILED, recorder, error.recording, problem)
        case RecorderStateError() if is_stop_asked:
            return _report(Status.STOPPED, recorder, None, NOTHING_RECORDED)
        case RecorderError() | StageOpenError() | ExtensionError() | UserCodeError():
            # Who imports has said the place already.
            problem = str(error) if isinstance(error, UserCodeError) else _with_place(error)
            return _report(Status.REFUSED, recorder, None, problem)
    raise error


class Warnings:
    """Shows what a recorder finds and does not stop for, each finding once.

    Args:
        recorder: The recorder.
    """

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._told: set[Finding] = set()

    def tell(self) -> None:
        """Show what has been found since the last call."""
        for finding in self._recorder.findings:
            if not finding.is_error and finding not in self._told:
                self._told.add(finding)
                tell_warning(finding.to_dict())


def _with_way_on(problem: str, recording: Recording | None, request: Request) -> str:
    """Return a problem and the command that goes on, if anything is committed that a recording can go on from."""
    if recording is None or not recording.frames:
        return problem
    return f"{problem}\nTo go on: {request.command_to_resume(recording.path)}"


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
