"""The way from a config to a recording that can begin.

::

    those left behind have ended ─▶ bucket asked ─▶ preflight ─▶ folder ─▶ take ─▶ Session
    └──────── awaited, can be called off ───────┘   └──── in one go, nothing awaited ────┘

Nothing is awaited between the preflight and the open take, so that what was found is still true, and so that of two
recorders that start at once the second one sees the first.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING

import carb.settings
import omni.replicator.core as rep
import omni.timeline
import omni.usd

from .errors import PreflightError, RecorderStateError
from .output import reserve_folder
from .preflight import PreflightContext, check_s3, run_preflight
from .session import Session
from .state import RecorderState
from .take import Take, open_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from .config import RecorderConfig
    from .findings import Finding
    from .output import ReservedFolder
    from .progress import Progress

_logger = logging.getLogger(__name__)

# Recordings of this app that were closed or cancelled: a step of theirs may be in flight, files still be written.
_left_behind: list[asyncio.Task[None]] = []


def leave_behind(recording: asyncio.Task[None]) -> None:
    """Let the next start, of whatever recorder, wait for the end of a recording whose files nobody has waited for."""
    _left_behind.append(recording)


def find_problems(config: RecorderConfig) -> tuple[Finding, ...]:
    """Return what would stop or spoil a recording of ``config`` in the app as it is now."""
    return run_preflight(
        config,
        PreflightContext(
            stage=omni.usd.get_context().get_stage(),
            writers=rep.WriterRegistry,
            writer_base=rep.Writer,
            settings=carb.settings.get_settings(),
            timeline_is_playing=omni.timeline.get_timeline_interface().is_playing(),
        ),
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
        self._waiting: asyncio.Task[tuple[Finding, ...]] | None = None
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
            RecorderStateError: It was called off, or another recorder records.
        """
        try:
            self._require_wanted()
            found_on_s3 = await self._unless_called_off()
            self._require_wanted()
            if other := open_folder():
                problem = (
                    f"another recorder writes to {other}; stop it, or wait for its end, before this start."
                )
                raise RecorderStateError(RecorderState.STARTING, problem)
            self.findings = (*find_problems(self._config), *found_on_s3)
            if any(finding.is_error for finding in self.findings):
                raise PreflightError(self.findings)
            return await self._open_session(reserve_folder(self._config.output), on_progress, on_quit)
        finally:
            self._ended.set()

    async def _open_session(
        self, folder: ReservedFolder, on_progress: Callable[[Progress], None], on_quit: Callable[[], None]
    ) -> Session:
        try:
            with contextlib.ExitStack() as undo:
                take = Take.open(self._config, folder.path)
                undo.callback(take.close)
                # A writer may have closed the recorder that initialises it.
                self._require_wanted()
                session = Session(self._config.control, take, folder.path, on_progress, on_quit)
                undo.pop_all()
                return session
        except PreflightError as error:
            self.findings += error.findings
            await _remove(folder)
            raise PreflightError(self.findings) from error
        except BaseException:
            await _remove(folder)
            raise

    async def _unless_called_off(self) -> tuple[Finding, ...]:
        if not _left_behind and not self._config.output.s3.enabled:
            return ()
        self._waiting = asyncio.ensure_future(self._wait_and_ask())
        try:
            return await self._waiting
        except asyncio.CancelledError:
            # Of the task that starts the recorder, or of what it waits for?
            own = asyncio.current_task()
            if own is None or not own.cancelling():
                self._require_wanted()
            raise
        finally:
            self._waiting = None

    async def _wait_and_ask(self) -> tuple[Finding, ...]:
        await _finish_what_was_left_behind()
        return await check_s3(self._config.output)

    def _require_wanted(self) -> None:
        if not self._is_wanted:
            self.was_called_off = True
            problem = "it was stopped before its first frame, and nothing was written."
            raise RecorderStateError(RecorderState.STOPPED, problem)


async def _finish_what_was_left_behind() -> None:
    """Wait for recordings that were left behind, so that nothing of them happens to the next one.

    A step in flight would capture into it, and a file that cannot be written would be told to it.
    """
    while _left_behind:
        task = _left_behind[-1]
        # Those of an app that has ended meanwhile come to nothing by themselves.
        if task.get_loop() is asyncio.get_running_loop():
            await asyncio.wait([task])
            try:
                await rep.orchestrator.wait_until_complete_async()
            except Exception:
                _logger.exception(
                    "A recording that was closed or cancelled could not write all of its files."
                )
        if task in _left_behind:
            _left_behind.remove(task)


async def _remove(folder: ReservedFolder) -> None:
    """Remove the folder of a recording that was refused, with what its writer has scheduled already."""
    try:
        # Files that are removed anyway need not have been written.
        with contextlib.suppress(Exception):
            await rep.orchestrator.wait_until_complete_async()
    finally:
        folder.release()
