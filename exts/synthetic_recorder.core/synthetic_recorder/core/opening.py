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
from typing import TYPE_CHECKING

import carb.settings
import omni.replicator.core as rep
import omni.timeline
import omni.usd

from .commit import Staging
from .errors import PreflightError, RecorderStateError
from .left_behind import finish_what_was_left_behind, is_something_left_behind
from .opened import Opened
from .output import reserve
from .preflight import PreflightContext, check_s3, run_preflight
from .session import Session
from .state import RecorderState
from .take import Take, open_location

if TYPE_CHECKING:
    from collections.abc import Callable

    from .config import RecorderConfig
    from .findings import Finding
    from .output import Reserved
    from .progress import Progress


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
            if other := open_location():
                problem = (
                    f"another recorder writes to {other}; stop it, or wait for its end, before this start."
                )
                raise RecorderStateError(RecorderState.STARTING, problem)
            self.findings = (*find_problems(self._config), *found_on_s3)
            if any(finding.is_error for finding in self.findings):
                raise PreflightError(self.findings)
            return await self._open_session(reserve(self._config.output), on_progress, on_quit)
        finally:
            self._ended.set()

    async def _open_session(
        self, reserved: Reserved, on_progress: Callable[[Progress], None], on_quit: Callable[[], None]
    ) -> Session:
        try:
            with contextlib.ExitStack() as undo:
                staging = Staging(reserved.staging)
                take = Take.open(self._config, staging.open, reserved.store.location)
                undo.callback(take.close)
                # A writer may have closed the recorder that initialises it.
                self._require_wanted()
                data_set = reserved.begin(take.provenance, self._findings_to_keep())
                opened = Opened(self._config, reserved, staging, take, data_set)
                session = Session(opened, on_progress, on_quit)
                undo.pop_all()
                return session
        except PreflightError as error:
            self.findings += error.findings
            await _remove(reserved)
            raise PreflightError(self.findings) from error
        except BaseException:
            await _remove(reserved)
            raise

    def _findings_to_keep(self) -> list[dict[str, str]]:
        """Return what a data set says of its start: nothing of the place where it was recorded."""
        return [finding.to_dict() for finding in self.findings if not finding.is_of_the_place]

    async def _unless_called_off(self) -> tuple[Finding, ...]:
        if not is_something_left_behind() and not self._config.output.s3.enabled:
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
        await finish_what_was_left_behind()
        return await check_s3(self._config.output)

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
