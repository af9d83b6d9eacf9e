"""The recorder: from a config and the open stage to a data set."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import omni.replicator.core as rep
import omni.usd

from .config import RecorderConfig
from .errors import PreflightError, RecorderError, RecorderStateError
from .output import reserve_folder
from .preflight import run_preflight
from .recording import Progress, Recording
from .session import Session
from .state import RecorderState, StateMachine
from .subscriptions import Subscribers, Subscription
from .take import Take

if TYPE_CHECKING:
    from collections.abc import Callable

    from .findings import Finding


class Recorder:
    """Records the open stage as its config says, one recording after another.

    ``start`` returns when the recording runs, ``wait`` when all of it is on disk. A recording ends when its
    frames are done, when ``stop`` is called, or when a step or the writer raises. However it ends, the files
    that were written stay, the writer is detached, the render products are destroyed, captureOnPlay is what it
    was, and a timeline that was controlled is at its beginning.

    Args:
        config: What to record; can be set later.
    """

    def __init__(self, config: RecorderConfig | None = None) -> None:
        self._config = config or RecorderConfig()
        self._states = StateMachine()
        self._progress = Subscribers[Progress]()
        self._session: Session | None = None
        self._task: asyncio.Task[None] | None = None
        self._findings: tuple[Finding, ...] = ()
        self._last_error: RecorderError | None = None

    @property
    def config(self) -> RecorderConfig:
        """What the next ``start`` records."""
        return self._config

    @config.setter
    def config(self, config: RecorderConfig) -> None:
        self._require_stopped("its config can be set only while it is STOPPED")
        self._config = config

    @property
    def state(self) -> RecorderState:
        """What the recorder is doing."""
        return self._states.state

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the last ``start`` found in the config and on the stage; warnings only, if it did start."""
        return self._findings

    @property
    def last_error(self) -> RecorderError | None:
        """Why the last recording was refused or has failed; None while nothing has gone wrong with it."""
        return self._last_error

    def subscribe_state(self, callback: Callable[[RecorderState], None]) -> Subscription:
        """Call ``callback`` with each new state, until the returned token is used."""
        return self._states.subscribe(callback)

    def subscribe_progress(self, callback: Callable[[Progress], None]) -> Subscription:
        """Call ``callback`` at each start and after each frame, until the returned token is used."""
        return self._progress.subscribe(callback)

    async def start(self) -> None:
        """Check the config, open writer and render products, and let the recording run.

        Raises:
            PreflightError: The config does not fit the stage; all findings are in it, nothing was written.
            OutputError: The folder of the data set could not be made.
            RecorderStateError: A recording runs already.
        """
        self._require_stopped("stop it, or wait for its end, before the next start")
        self._states.move(RecorderState.STARTING)
        self._session, self._task, self._last_error = None, None, None
        try:
            self._session = self._open_session()
        except RecorderError as error:
            self._last_error = error
            self._states.move(RecorderState.STOPPED)
            raise
        self._states.move(RecorderState.RUNNING)
        self._task = asyncio.ensure_future(self._record(self._session))

    async def stop(self) -> None:
        """End the recording after the frame in flight and wait until all is written.

        Without effect when none runs.
        """
        if self._session is not None and self._task is not None:
            self._session.request_stop()
            await asyncio.wait([self._task])

    async def wait(self) -> Recording:
        """Return the recording when all of it is on disk.

        Raises:
            RecordingError: A step or the writer failed, or the recorder was closed.
            RecorderStateError: Nothing was started.
        """
        if self._session is None or self._task is None:
            raise RecorderStateError(self.state, "there is nothing to wait for; call start() first.")
        session = self._session
        await asyncio.wait([self._task])
        if error := session.error:
            raise error
        return session.recording

    def close(self) -> None:
        """Give everything back at once, without waiting for what is still being written.

        For the end of the app, where nobody can wait any more; ``stop`` is for everything else.
        """
        if self._session is not None and self._task is not None:
            self._task.cancel()
            self._abandon(self._session)

    def _open_session(self) -> Session:
        stage = omni.usd.get_context().get_stage()
        self._findings = run_preflight(self._config, stage, rep.WriterRegistry, rep.Writer)
        if any(finding.is_error for finding in self._findings):
            raise PreflightError(self._findings)
        folder = reserve_folder(self._config.output)
        try:
            take = Take.open(self._config, folder.path)
        except PreflightError as error:
            folder.release()
            self._findings += error.findings
            raise PreflightError(self._findings) from error
        return Session(self._config.control, take, folder.path, self._progress.notify)

    async def _record(self, session: Session) -> None:
        try:
            await session.capture()
            self._states.move(RecorderState.STOPPING)
            await session.finish()
        except asyncio.CancelledError:
            # The app ends, and with it every task in it.
            self._abandon(session)
            raise
        self._end(session)

    def _abandon(self, session: Session) -> None:
        if self.state is RecorderState.STOPPED:
            return
        session.abandon(RecorderError("The recorder was closed before the recording was complete."))
        if self.state is RecorderState.RUNNING:
            self._states.move(RecorderState.STOPPING)
        self._end(session)

    def _end(self, session: Session) -> None:
        self._last_error = session.error
        self._states.move(RecorderState.STOPPED)

    def _require_stopped(self, problem: str) -> None:
        if self.state is not RecorderState.STOPPED:
            raise RecorderStateError(self.state, f"{problem}.")
