"""The way from a config to a recording that can begin.

::

    those left behind have ended ─▶ bucket asked ─▶ preflight ─▶ folder ─▶ take ─▶ Session ─▶ data set
    └──────── awaited, can be called off ───────┘   └──── in one go, nothing awaited ────┘

Nothing is awaited between the preflight and the open take, so that what was found is still true, and so that of two
recorders that start at once the second one sees the first. In a bucket the folder is awaited, too; the preflight comes
before it, so that nothing is left there for nothing, and once more behind it.

A data set that is replaced or gone on with stays as it is until the session begins with it.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

import carb.settings
import omni.replicator.core as rep
import omni.timeline
import omni.usd

from .commit import Staging
from .errors import PreflightError, RecorderStateError
from .left_behind import finish_what_was_left_behind, is_something_left_behind
from .opened import Opened
from .place import reserve_place, reserve_place_on_thread
from .preflight import PreflightContext, check_s3, run_preflight, run_quick_preflight
from .replay import first_replayed
from .resume import check_resume, has_all_frames
from .session import Session
from .state import RecorderState
from .take import Take, open_location

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable

    from .config import RecorderConfig
    from .findings import Finding
    from .output import Reserved
    from .place import Place
    from .progress import Progress


def find_problems(config: RecorderConfig) -> tuple[Finding, ...]:
    """Return what would stop or spoil a recording of ``config`` in the app as it is now."""
    return run_preflight(config, _context())


def find_problems_quickly(config: RecorderConfig) -> tuple[Finding, ...]:
    """Return those of ``find_problems`` that need no look through the stage and none at a disk."""
    return run_quick_preflight(config, _context())


def _context() -> PreflightContext:
    return PreflightContext(
        stage=omni.usd.get_context().get_stage(),
        writers=rep.WriterRegistry,
        writer_base=rep.Writer,
        settings=carb.settings.get_settings(),
        timeline_is_playing=omni.timeline.get_timeline_interface().is_playing(),
    )


class Opening:
    """One start of a recorder.

    Args:
        config: What is to be recorded.

    Attributes:
        findings: What was found in the config and on the stage so far.
        was_called_off: Whether `open` has ended because it was called off.
    """

    def __init__(self, config: RecorderConfig) -> None:
        self.findings: tuple[Finding, ...] = ()
        self.was_called_off = False
        self._config = config
        self._is_wanted = True
        self._waiting: asyncio.Task[Any] | None = None
        self._ended = asyncio.Event()

    def call_off(self) -> None:
        """Let `open` raise at its next chance; without effect when it has ended."""
        self._is_wanted = False
        if self._waiting is not None:
            self._waiting.cancel()

    async def wait_until_ended(self) -> None:
        """Wait until `open` has returned or raised, and has given back what it had taken."""
        await self._ended.wait()

    async def open(self, on_progress: Callable[[Progress], None], on_quit: Callable[[], None]) -> Session:
        """Check everything and open a session. Without S3 and recordings that were left behind it awaits nothing.

        Args:
            on_progress: Called with the progress of the session.
            on_quit: Called when the app is about to quit.

        Raises:
            PreflightError: The config does not fit the stage; nothing was written.
            OutputError: The folder of the data set could not be made.
            DataSetError: A data set that is there cannot be read, or another recorder records it.
            RecorderStateError: It was called off, or another recorder records.
        """
        try:
            self._require_wanted()
            found_on_s3 = await self._wait_and_ask()
            self._check(found_on_s3)
            if self._config.output.s3.enabled:
                place = await self._unless_called_off(
                    reserve_place_on_thread(self._config.output), undo=lambda place: place.reserved.release()
                )
            else:
                place = reserve_place(self._config.output)
            return await self._open_session(place, found_on_s3, on_progress, on_quit)
        finally:
            self._ended.set()

    async def _wait_and_ask(self) -> tuple[Finding, ...]:
        if is_something_left_behind():
            await self._unless_called_off(finish_what_was_left_behind())
        if not self._config.output.s3.enabled:
            return ()
        return await self._unless_called_off(check_s3(self._config.output))

    def _check(self, found_on_s3: tuple[Finding, ...]) -> None:
        """Refuse what does not fit the app and the stage as they are now."""
        self._require_wanted()
        if other := open_location():
            problem = f"another recorder writes to {other}; stop it, or wait for its end, before this start."
            raise RecorderStateError(RecorderState.STARTING, problem)
        self.findings = ()
        self._add((*find_problems(self._config), *found_on_s3))

    async def _open_session(
        self,
        place: Place,
        found_on_s3: tuple[Finding, ...],
        on_progress: Callable[[Progress], None],
        on_quit: Callable[[], None],
    ) -> Session:
        try:
            if self._config.output.s3.enabled:
                # Much may have happened while the server was asked.
                self._check(found_on_s3)
            self._add(place.findings)
            with contextlib.ExitStack() as undo:
                take, staging = self._open_take(place.reserved)
                undo.callback(take.close)
                # A writer may have closed the recorder that initialises it.
                self._require_wanted()
                opened = Opened(self._config, place.reserved, staging, take, self.findings)
                session = Session(opened, on_progress, on_quit)
                undo.pop_all()
                return session
        except PreflightError as error:
            self.findings = error.findings
            await _remove(place.reserved)
            raise
        except BaseException:
            await _remove(place.reserved)
            raise

    def _open_take(self, reserved: Reserved) -> tuple[Take, Staging]:
        staging = Staging(reserved.staging)
        data_set = reserved.data_set
        goes_on = (
            data_set is not None and bool(data_set.frames) and not has_all_frames(data_set, self._config)
        )
        try:
            take = Take.open(self._config, staging.open, reserved.store.location, on_request=goes_on)
        except PreflightError as error:
            raise PreflightError((*self.findings, *error.findings)) from error
        try:
            if data_set is not None:
                is_playing = omni.timeline.get_timeline_interface().is_playing()
                self._add(check_resume(data_set, take, self._config, timeline_is_playing=is_playing))
            if data_set is not None and goes_on:
                take.frame_number = first_replayed(len(data_set.frames))
        except BaseException:
            take.close()
            raise
        return take, staging

    def _add(self, findings: Iterable[Finding]) -> None:
        """Add to the findings.

        Raises:
            PreflightError: There is an error among them.
        """
        self.findings = (*self.findings, *findings)
        if any(finding.is_error for finding in self.findings):
            raise PreflightError(self.findings)

    async def _unless_called_off[Result](
        self, work: Coroutine[Any, Any, Result], undo: Callable[[Result], None] | None = None
    ) -> Result:
        self._waiting = waiting = asyncio.ensure_future(work)
        try:
            return await waiting
        except asyncio.CancelledError:
            if undo is not None and waiting.done() and not waiting.cancelled() and not waiting.exception():
                # It has ended in the very moment in which nobody was to wait for it any more.
                undo(waiting.result())
            # Of the task that starts the recorder, or of what it waits for?
            own = asyncio.current_task()
            if own is None or not own.cancelling():
                self._require_wanted()
            raise
        finally:
            self._waiting = None

    def _require_wanted(self) -> None:
        if not self._is_wanted:
            self.was_called_off = True
            problem = "it was stopped before its first frame, and nothing was written."
            raise RecorderStateError(RecorderState.STOPPED, problem)


async def _remove(reserved: Reserved) -> None:
    """Give back the place of a recording that was refused, with what its writer has scheduled already."""
    try:
        # Files that are removed anyway need not have been written.
        with contextlib.suppress(Exception):
            await rep.orchestrator.wait_until_complete_async()
    finally:
        reserved.release()
