"""Every error of the recorder.

::

    RecorderError
    ├── ConfigError          a config holds something it must not, or its file cannot be read
    ├── DataSetError         a data set cannot be read, continued or written to
    │   └── NameMissingError a data set has no view, array or file of a name
    ├── FrameFilesError      files of a frame are missing, damaged, or not its files
    ├── MissingPackageError  what was asked for needs a Python package that is not installed
    ├── PreflightError       the recording was refused before its first frame; nothing was written
    ├── OutputError          the folder of the data set could not be made
    ├── RecorderStateError   a call that the present state does not allow
    ├── RecordingError       the recording ended before it was complete; what is committed stays
    ├── ReplayError          a recording cannot go on: its last frame has come out otherwise
    └── WriterError          a writer that is not registered, or that cannot be made
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .findings import Finding
    from .recording import Recording
    from .state import RecorderState


class RecorderError(Exception):
    """Base of every error that the recorder raises on purpose."""

    def __reduce__(self) -> tuple[object, ...]:
        # An error of another process is put together from what it holds: its message is no argument of its class.
        return _put_together, (type(self), self.args), self.__dict__


class ConfigError(RecorderError):
    """A config holds something it must not.

    Attributes:
        where: Place of the value in the JSON (``render_products[0].width``), or the path of the file.
    """

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}")
        self.where = where


class DataSetError(RecorderError):
    """A data set cannot be read, continued or written to.

    Attributes:
        location: Its folder, or ``s3://bucket/prefix/folder``.
    """

    def __init__(self, location: Path | str, problem: str) -> None:
        super().__init__(f"{location}: {problem}")
        self.location = location


class FrameFilesError(RecorderError):
    """Files of a frame are missing, damaged, or not its files.

    Attributes:
        files: Their paths, relative to the data set; the message may name fewer.
    """

    def __init__(self, problem: str, files: Sequence[str]) -> None:
        super().__init__(problem)
        self.files = tuple(files)


class MissingPackageError(RecorderError):
    """What was asked for needs a Python package that is not installed.

    Attributes:
        package: Name of the package.
    """

    def __init__(self, package: str, purpose: str) -> None:
        super().__init__(
            f"{package} is needed {purpose}, and is not installed: pip install {package.lower()}"
        )
        self.package = package


class NameMissingError(DataSetError, KeyError):
    """A data set has no view, array, document or file of a name; also a `KeyError`, as its mappings raise.

    Attributes:
        known: The names that there are.
    """

    # That of KeyError puts its message into quotes.
    __str__ = Exception.__str__

    def __init__(self, location: Path | str, problem: str, known: Sequence[str]) -> None:
        names = ", ".join(map(repr, known)) if known else "none"
        super().__init__(location, f"{problem}; there are: {names}.")
        self.known = tuple(known)


class PreflightError(RecorderError):
    """The recording was refused before its first frame; nothing was written.

    Attributes:
        findings: Everything that was found, errors and warnings, in the order of the config.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        errors = [finding for finding in self.findings if finding.is_error]
        count = "1 problem" if len(errors) == 1 else f"{len(errors)} problems"
        super().__init__("\n".join([f"The recording was not started: {count}.", *map(str, errors)]))


class OutputError(RecorderError):
    """The folder of the data set could not be made."""


class RecorderStateError(RecorderError):
    """A call that the recorder's present state does not allow.

    Attributes:
        state: State in which the call came.
    """

    def __init__(self, state: RecorderState, problem: str) -> None:
        super().__init__(f"The recorder is {state.name}: {problem}")
        self.state = state


class RecordingError(RecorderError):
    """The recording ended before it was complete; ``__cause__`` is what ended it.

    Attributes:
        recording: What is committed, and stays.
        captured: Frames that were captured, those that were not committed any more among them.
    """

    def __init__(self, recording: Recording, cause: BaseException, captured: int) -> None:
        # Our own errors are sentences; of others the type is half of what they say.
        problem = str(cause) if isinstance(cause, RecorderError) else f"{type(cause).__name__}: {cause}"
        committed = "1 frame is" if recording.frames == 1 else f"{recording.frames} frames are"
        # Once more would end in the same way.
        way_on = "" if isinstance(cause, ReplayError) else " Resume with on_conflict resume."
        super().__init__(
            f"The recording failed after {'1 frame' if captured == 1 else f'{captured} frames'}: {problem}\n"
            f"{committed} committed in {recording.path}.{way_on}"
        )
        self.recording = recording
        self.captured = captured


class ReplayError(RecorderError):
    """A recording cannot go on: the frame that is its last came out otherwise when it was captured again."""


class WriterError(RecorderError):
    """No writer of a name is registered, or it cannot be made."""


def _put_together(error: type[RecorderError], args: tuple[object, ...]) -> RecorderError:
    return error.__new__(error, *args)
