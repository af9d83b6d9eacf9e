"""One recording, from its first frame to its last file."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import omni.replicator.core as rep

from .capture import CaptureLoop
from .errors import RecordingError
from .recording import Progress, Recording

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .config import ControlConfig
    from .take import Take


class Session:
    """What a recorder holds while it records: ``capture``, then ``finish``; or ``abandon`` at any time.

    None of them raises for a recording that fails: the first failure is kept, what has to be given back is
    given back, and ``result`` tells.
    """

    def __init__(
        self, control: ControlConfig, take: Take, path: Path, on_progress: Callable[[Progress], None]
    ) -> None:
        self._control = control
        self._take = take
        self._path = path
        self._on_progress = on_progress
        self._loop = CaptureLoop(control, self._report)
        self._started = time.monotonic()
        self._failure: BaseException | None = None
        self._recording: Recording | None = None

    def request_stop(self) -> None:
        """End the capture after the frame in flight."""
        self._loop.request_stop()

    async def capture(self) -> None:
        """Capture the frames."""
        self._report()
        try:
            await self._loop.run()
        except Exception as error:
            self._fail(error)

    async def finish(self) -> None:
        """Wait until everything is written, and give back what was taken."""
        try:
            self._loop.release_timeline()
            await rep.orchestrator.wait_until_complete_async()
        except Exception as error:
            self._fail(error)
        self._close()

    def abandon(self, reason: BaseException) -> None:
        """Give back what was taken, at once; what is still being written is left to itself."""
        self._fail(reason)
        self._loop.release_timeline()
        self._close()

    @property
    def error(self) -> RecordingError | None:
        """Why the recording is not complete; None when it is."""
        if self._failure is None:
            return None
        error = RecordingError(self.recording, self._failure)
        error.__cause__ = self._failure
        return error

    @property
    def recording(self) -> Recording:
        """What there is on disk: as it is now, or as it was when the recording ended."""
        return self._recording or Recording.measure(self._path, self._loop.frame, self._seconds())

    def _close(self) -> None:
        try:
            self._take.close()
        except Exception as error:
            self._fail(error)
        self._recording = self.recording

    def _fail(self, error: BaseException) -> None:
        # What comes later is mostly a consequence of what came first.
        self._failure = self._failure or error

    def _report(self) -> None:
        self._on_progress(Progress(self._path, self._loop.frame, self._control.frames, self._seconds()))

    def _seconds(self) -> float:
        return time.monotonic() - self._started
