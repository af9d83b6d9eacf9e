"""The recorder: from a config and the open stage to a data set."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

import carb.settings
import omni.replicator.core as rep
import omni.timeline
import omni.usd

from .config import RecorderConfig
from .errors import PreflightError, RecorderStateError
from .output import reserve_folder
from .preflight import PreflightContext, run_preflight
from .recording import Progress, Recording
from .session import Session
from .state import RecorderState, StateMachine
from .subscriptions import Subscribers, Subscription
from .take import Take, open_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from .findings import Finding
    from .output import ReservedFolder


class Recorder:
    """Records the open stage as its config says, one recording after another.

    ``start`` returns when the recording runs, ``wait`` when all of it is on disk. A recording ends when its
    frames are done, when ``stop`` is called, when the app quits, when the stage is closed, or when a step or
    the writer raises. However it ends, the files that were written stay, the writer is detached, the render
    products are destroyed, captureOnPlay is what it was, and a timeline that was controlled is at its beginning.

    Only one recorder of an app can record at a time.

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
        self._last_error: Exception | None = None

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
    def last_error(self) -> Exception | None:
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
            RecorderStateError: A recording runs already, of this recorder or of another one.
        """
        refusal = "stop it, or wait for its end, before the next start"
        self._require_stopped(refusal)
        if self._task is not None and self._task.get_loop() is asyncio.get_running_loop():
            # One that was closed a moment ago has not given up its step yet, which would capture into this one.
            await asyncio.wait([self._task])
            self._require_stopped(refusal)
        if other := open_folder():
            problem = f"another recorder writes to {other}; stop it, or wait for its end, before this start."
            raise RecorderStateError(self.state, problem)
        self._session, self._task, self._last_error = None, None, None
        try:
            self._states.move(RecorderState.STARTING)
            self._session = await self._open_session()
        except Exception as error:
            self._last_error = error
            raise
        finally:
            # Whatever was raised, and whoever has cancelled this.
            if self._session is None:
                self._states.move(RecorderState.STOPPED)
        self._task = asyncio.ensure_future(self._record(self._session))
        # Failures are in the session, and Ctrl-C comes out of the event loop: nobody has to be told once more.
        self._task.add_done_callback(lambda task: task.cancelled() or task.exception())
        self._states.move(RecorderState.RUNNING)

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
            self._end(self._session)

    async def _open_session(self) -> Session:
        self._findings = run_preflight(self._config, _preflight_context())
        if any(finding.is_error for finding in self._findings):
            raise PreflightError(self._findings)
        folder = reserve_folder(self._config.output)
        try:
            with contextlib.ExitStack() as undo:
                take = Take.open(self._config, folder.path)
                undo.callback(take.close)
                session = Session(self._config.control, take, folder.path, self._progress.notify)
                undo.pop_all()
                return session
        except PreflightError as error:
            self._findings += error.findings
            await _remove(folder)
            raise PreflightError(self._findings) from error
        except BaseException:
            await _remove(folder)
            raise

    async def _record(self, session: Session) -> None:
        try:
            await session.capture()
            # Unless a subscriber has closed this recorder meanwhile.
            if not session.is_closed:
                self._states.move(RecorderState.STOPPING)
                await session.finish()
        finally:
            # Also when the app ends, and with it every task in it, or when somebody calls sys.exit.
            self._end(session)

    def _end(self, session: Session) -> None:
        """Close a session and go to STOPPED; without effect on one that is closed: another may run by now."""
        if session.is_closed:
            return
        try:
            session.close()
        finally:
            self._last_error = session.error
            if self.state is RecorderState.RUNNING:
                self._states.move(RecorderState.STOPPING)
            self._states.move(RecorderState.STOPPED)

    def _require_stopped(self, problem: str) -> None:
        if self.state is not RecorderState.STOPPED:
            raise RecorderStateError(self.state, f"{problem}.")


def _preflight_context() -> PreflightContext:
    return PreflightContext(
        stage=omni.usd.get_context().get_stage(),
        writers=rep.WriterRegistry,
        writer_base=rep.Writer,
        settings=carb.settings.get_settings(),
        timeline_is_playing=omni.timeline.get_timeline_interface().is_playing(),
    )


async def _remove(folder: ReservedFolder) -> None:
    """Remove the folder of a recording that was refused, with what its writer has scheduled already."""
    try:
        with contextlib.suppress(Exception):
            await rep.orchestrator.wait_until_complete_async()
    finally:
        folder.release()
