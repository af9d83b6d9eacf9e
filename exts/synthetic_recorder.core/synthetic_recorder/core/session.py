"""One recording, from its first frame to the manifest of its data set."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import omni.usd

from .app_quit import AppQuit
from .capture import CaptureLoop
from .errors import RecorderError, RecordingError
from .intake import Intake
from .progress import ProgressMeter

if TYPE_CHECKING:
    from collections.abc import Callable

    import carb.events

    from .commit import CapturedFrame
    from .findings import Finding
    from .opened import Opened
    from .progress import Progress
    from .recording import Recording


class Session:
    """What a recorder holds while it records: ``capture``, then ``finish``, and in any case ``close``.

    None of them raises for a recording that fails: the first failure is kept, what has to be given back is
    given back, and ``error`` tells. Without its stage a recording fails.

    Args:
        opened: What is open; closed with this session.
        on_progress: Called at the start and after each frame.
        on_quit: Called when the app is about to quit.

    Attributes:
        findings: What was found in the frames.
        is_closed: Whether everything is given back.
        is_finished: Whether nothing waits to be written or committed any more.
    """

    def __init__(
        self, opened: Opened, on_progress: Callable[[Progress], None], on_quit: Callable[[], None]
    ) -> None:
        self.findings: tuple[Finding, ...] = ()
        self.is_closed = False
        self.is_finished = False
        self._opened = opened
        self._on_progress = on_progress
        self._loop = CaptureLoop(
            opened.config.control, opened.take, self._take_in, first=opened.first_captured
        )
        self._intake = Intake(opened, self._loop.interrupt)
        self._meter = ProgressMeter(
            opened.reserved.store.location,
            opened.staging.folder,
            opened.config.control.frames,
            lambda: self._intake.committed,
        )
        self._failure: BaseException | None = None
        self._recording: Recording | None = None
        # Given back in the opposite order, each whatever happens to the others.
        self._resources = contextlib.ExitStack()
        self._resources.callback(self._meter.close)
        self._resources.callback(AppQuit(on_quit).release)
        self._resources.callback(self._close_reserved)
        self._resources.callback(opened.take.close)
        self._resources.callback(self._loop.release_timeline)
        self._resources.callback(self._stage_subscription().unsubscribe)

    def request_stop(self) -> None:
        """End the capture after the frame in flight."""
        self._loop.request_stop()

    def pause(self) -> None:
        """Begin no further frame until `resume`."""
        self._loop.pause()
        self._meter.pause()

    async def wait_until_standing(self) -> None:
        """Wait for the end of the frame in flight."""
        await self._loop.wait_until_standing()

    def resume(self) -> None:
        """Go on with the next frame.

        Raises:
            RecorderError: The timeline that is controlled was moved in the pause, which goes on.
        """
        self._loop.resume()
        self._meter.resume()

    async def capture(self) -> None:
        """Capture the frames."""
        try:
            if self._opened.first_frame == 0:
                await self._intake.begin()
            self._report()
            if not self._opened.has_all_frames:
                await self._loop.run()
        except Exception as error:
            self._fail(error)
        except (KeyboardInterrupt, SystemExit) as error:
            self._fail(error)
            raise

    async def finish(self) -> None:
        """Wait until everything is written, commit it, and finish the data set, unless something has failed."""
        try:
            self.findings = await self._intake.finish(has_failed=self._failure is not None)
        except Exception as error:
            self._fail(error)
        self.is_finished = True

    def close(self) -> None:
        """Give back what was taken, at once; without effect when that is done.

        Of a recording that is not finished yet, what is still being written or committed is left to itself, and its
        data set stays locked until `give_up_data_set`.
        """
        if self.is_closed:
            return
        self.is_closed = True
        if not self.is_finished:
            self._fail(RecorderError("The recorder was closed before the recording was complete."))
            self._loop.request_stop()
            self._intake.abandon()
        try:
            self._resources.close()
        except Exception as error:
            self._fail(error)
        self._recording = self.recording

    async def give_up_data_set(self) -> None:
        """Give the data set of a closed recording back, when nothing writes to it any more."""
        await self._intake.wait_until_abandoned()
        self._opened.reserved.release()

    @property
    def error(self) -> RecordingError | None:
        """Why the recording is not complete; None when it is."""
        if self._failure is None:
            return None
        error = RecordingError(self.recording, self._failure, self._meter.frame)
        error.__cause__ = self._failure
        return error

    @property
    def recording(self) -> Recording:
        """What is committed: by now, or when the recording has ended."""
        return self._recording or self._opened.recording(self._meter.seconds)

    @property
    def progress(self) -> Progress:
        """Where it stands now."""
        return self._meter.snapshot()

    async def _take_in(self, frame: CapturedFrame) -> None:
        if frame.number < self._opened.first_frame:
            await self._intake.compare(frame)
            return
        self._meter.frame_captured()
        self._report()
        await self._intake.take_in(frame)

    def _close_reserved(self) -> None:
        if self.is_finished:
            # Of a recording that has not begun, no empty folder is left.
            self._opened.reserved.release()

    def _stage_subscription(self) -> carb.events.ISubscription:
        stage_events = omni.usd.get_context().get_stage_event_stream()
        return stage_events.create_subscription_to_pop_by_type(
            int(omni.usd.StageEventType.CLOSING),
            lambda _event: self._loop.interrupt(RecorderError("The stage was closed or replaced.")),
            name="synthetic_recorder: the stage of a recording",
        )

    def _fail(self, error: BaseException) -> None:
        # What comes later is mostly a consequence of what came first.
        self._failure = self._failure or error

    def _report(self) -> None:
        self._on_progress(self.progress)
