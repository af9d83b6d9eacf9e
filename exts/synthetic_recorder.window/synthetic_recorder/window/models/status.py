"""What the Status frame shows: where the recording stands, and what the last one has come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from synthetic_recorder.core import PreflightError, RecorderError, RecorderState, RecorderStateError, Severity

from .findings import Counts
from .wording import counted, in_bytes, in_frames_per_second, in_time

if TYPE_CHECKING:
    from synthetic_recorder.core import Finding, Progress, Recorder, Recording

    from .control import ControlModel
    from .findings import FindingsModel

_ACTIVITIES = {
    RecorderState.STARTING: "Starting: config, stage and output are checked",
    RecorderState.RUNNING: "Recording",
    RecorderState.PAUSED: "Paused",
    RecorderState.STOPPING: "Stopping: what is captured is being written",
}
_UNKNOWN = "-"


@dataclass(frozen=True)
class Figures:
    """The numbers of a recording that is under way, as people read them; ``-`` for what is not known.

    Attributes:
        rate: How fast frames are captured.
        elapsed: Time since the start.
        left: Time that the frames that are left take.
        size: Size of the data set.
        queue: Frames that wait to be committed.
        free: Space that is left on the disk.
    """

    rate: str = _UNKNOWN
    elapsed: str = _UNKNOWN
    left: str = _UNKNOWN
    size: str = _UNKNOWN
    queue: str = _UNKNOWN
    free: str = _UNKNOWN


@dataclass(frozen=True)
class Trouble:
    """Something that has gone wrong.

    Attributes:
        text: All that is known of it.
        severity: Whether it was a failure, or a click that came too late or too early.
    """

    text: str
    severity: Severity


class StatusModel:
    """Reads the recorder; holds nothing of it.

    Args:
        recorder: What is shown.
        control: Whose clicks may have failed.
        findings: What is known to be wrong with the config.
    """

    def __init__(self, recorder: Recorder, control: ControlModel, findings: FindingsModel) -> None:
        self._recorder = recorder
        self._control = control
        self._findings = findings

    @property
    def is_live(self) -> bool:
        """Whether the numbers change by themselves."""
        return self._recorder.state is not RecorderState.STOPPED

    @property
    def activity(self) -> str:
        """What the recorder does, or how the last recording has ended."""
        state = self._recorder.state
        if state is not RecorderState.STOPPED:
            return _ACTIVITIES[state]
        recording, error = self._recorder.recording, self._last_error
        if recording is None:
            return "Not started" if error is not None else "Ready"
        if error is not None:
            return "Failed"
        return "Complete" if recording.frames_asked > 0 and recording.is_complete else "Stopped"

    @property
    def name(self) -> str:
        """How the activity is shown: the name of a style of labels."""
        state = self._recorder.state
        if state is RecorderState.PAUSED:
            return "warning"
        if state is RecorderState.STOPPED and self._last_error is not None:
            return "error"
        if state is RecorderState.RUNNING or self.activity == "Complete":
            return "good"
        return "value"

    @property
    def fraction(self) -> float:
        """Which part of the frames is captured, 0 to 1; 0 of a recording without an end."""
        frame, frames = self._frames()
        return min(1.0, frame / frames) if frames else 0.0

    @property
    def frame(self) -> str:
        """Which frame it is, of how many."""
        if self._recorder.progress is None and self._recorder.recording is None:
            return "No frames"
        frame, frames = self._frames()
        return f"Frame {frame:,} of {frames:,}" if frames else f"{counted(frame, 'frame')}, until Stop"

    @property
    def figures(self) -> Figures:
        """The numbers; those of the last recording while none is under way."""
        progress, recording = self._recorder.progress, self._recorder.recording
        if progress is not None:
            return _of_progress(progress)
        return Figures() if recording is None else _of_recording(recording)

    @property
    def place(self) -> str:
        """Folder of the data set, or ``s3://bucket/prefix/folder``; empty before there is one."""
        known = self._recorder.progress or self._recorder.recording
        return "" if known is None else str(known.path)

    @property
    def has_folder(self) -> bool:
        """Whether the data set is in a folder that the desktop can open."""
        known = self._recorder.progress or self._recorder.recording
        return known is not None and not isinstance(known.path, str)

    @property
    def result(self) -> str:
        """What the last recording is, as a sentence; empty while one is under way."""
        recording = self._recorder.recording
        if recording is None:
            return ""
        asked = recording.frames_asked
        frames = counted(recording.frames, "frame")
        if asked and recording.frames < asked:
            frames = f"{recording.frames:,} of {counted(asked, 'frame')}"
        files, size = counted(recording.files, "file"), in_bytes(recording.bytes)
        return f"{frames} in {files}, {size}, in {in_time(recording.seconds)}."

    @property
    def trouble(self) -> Trouble | None:
        """Why the last recording was refused or has failed, or why the last click did nothing; None if all is well."""
        error = self._recorder.last_error or self._control.error
        if error is None or self._is_settled(error):
            return None
        is_call_out_of_turn = isinstance(error, RecorderStateError) and self._recorder.last_error is None
        # Our own errors are sentences; of others the type is half of what they say.
        text = str(error) if isinstance(error, RecorderError) else f"{type(error).__name__}: {error}"
        return Trouble(text, Severity.WARNING if is_call_out_of_turn else Severity.ERROR)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found and is shown at no field, that in the frames of the last recording included."""
        known = {(finding.code, finding.where) for finding in self._findings.all}
        of_recording = () if self._recorder.recording is None else self._recorder.findings
        new = (finding for finding in of_recording if (finding.code, finding.where) not in known)
        return (*self._findings.unclaimed, *new)

    def counts(self) -> Counts:
        """Return how many problems are shown here and nowhere else; the last error counts as one."""
        severities = [finding.severity for finding in self.findings]
        if self.trouble is not None:
            severities.append(self.trouble.severity)
        return Counts(severities.count(Severity.ERROR), severities.count(Severity.WARNING))

    @property
    def _last_error(self) -> Exception | None:
        error = self._recorder.last_error
        return None if error is None or self._is_settled(error) else error

    def _is_settled(self, error: Exception) -> bool:
        """Whether it is a refusal of what is not so any more: config or stage are others now."""
        return isinstance(error, PreflightError) and not self._findings.is_refused

    def _frames(self) -> tuple[int, int]:
        progress, recording = self._recorder.progress, self._recorder.recording
        if progress is not None:
            return progress.frame, progress.frames
        return (0, 0) if recording is None else (recording.frames, recording.frames_asked)


def _of_progress(progress: Progress) -> Figures:
    return Figures(
        rate=in_frames_per_second(progress.frames_per_second),
        elapsed=in_time(progress.seconds),
        left=_UNKNOWN if progress.seconds_left is None else in_time(progress.seconds_left),
        size=in_bytes(progress.bytes),
        queue=f"{progress.queue:,} to commit",
        free=_UNKNOWN if progress.free_bytes is None else in_bytes(progress.free_bytes),
    )


def _of_recording(recording: Recording) -> Figures:
    return Figures(elapsed=in_time(recording.seconds), size=in_bytes(recording.bytes))
