"""One recording, from its first frame to its last file."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

import omni.replicator.core as rep
import omni.usd

from .app_quit import AppQuit
from .capture import CaptureLoop
from .errors import RecorderError, RecordingError
from .recording import Progress, Recording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import carb.events

    from .config import ControlConfig
    from .take import Take


class Session:
    """What a recorder holds while it records: ``capture``, then ``finish``, and in any case ``close``.

    None of them raises for a recording that fails: the first failure is kept, what has to be given back is
    given back, and ``error`` tells. Without its stage a recording fails; when the app quits, it stops.
    """

    def __init__(
        self, control: ControlConfig, take: Take, path: Path, on_progress: Callable[[Progress], None]
    ) -> None:
        self.is_closed = False
        self._control = control
        self._path = path
        self._on_progress = on_progress
        self._loop = CaptureLoop(control, self._report)
        self._started = time.monotonic()
        self._is_finished = False
        self._failure: BaseException | None = None
        self._recording: Recording | None = None
        # Given back in the opposite order, each whatever happens to the others.
        self._resources = contextlib.ExitStack()
        self._resources.callback(AppQuit(self.request_stop).release)
        self._resources.callback(take.close)
        self._resources.callback(self._loop.release_timeline)
        for subscription in self._subscriptions():
            self._resources.callback(subscription.unsubscribe)

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
        """Wait until everything is written."""
        try:
            await rep.orchestrator.wait_until_complete_async()
        except Exception as error:
            self._fail(error)
        self._is_finished = True

    def close(self) -> None:
        """Give back what was taken, at once; without effect when that is done.

        Of a recording that is not finished yet, what is still being written is left to itself.
        """
        if self.is_closed:
            return
        self.is_closed = True
        if not self._is_finished:
            self._fail(RecorderError("The recorder was closed before the recording was complete."))
            self._loop.request_stop()
        try:
            self._resources.close()
        except Exception as error:
            self._fail(error)
        self._recording = self.recording

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
        return self._recording or Recording.measure(
            self._path, self._loop.frame, self._control.frames, self._seconds()
        )

    def _subscriptions(self) -> Iterator[carb.events.ISubscription]:
        stage_events = omni.usd.get_context().get_stage_event_stream()
        yield stage_events.create_subscription_to_pop_by_type(
            int(omni.usd.StageEventType.CLOSING),
            lambda _event: self._loop.interrupt(RecorderError("The stage was closed or replaced.")),
            name="synthetic_recorder: the stage of a recording",
        )

    def _fail(self, error: BaseException) -> None:
        # What comes later is mostly a consequence of what came first.
        self._failure = self._failure or error

    def _report(self) -> None:
        self._on_progress(Progress(self._path, self._loop.frame, self._control.frames, self._seconds()))

    def _seconds(self) -> float:
        return time.monotonic() - self._started
