"""The recorder: from a config and the open stage to a data set."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from .config import RecorderConfig
from .errors import ConfigError, RecorderStateError
from .left_behind import leave_behind
from .opening import Opening, find_problems, find_problems_quickly
from .progress import Progress
from .recording import Recording
from .state import RecorderState, StateMachine
from .subscriptions import Subscribers, Subscription

if TYPE_CHECKING:
    from collections.abc import Callable

    from .findings import Finding
    from .session import Session


class Recorder:
    """Records the open stage as its config says, one recording after another.

    ``start`` returns when the recording runs, ``wait`` when all of it is in the data set; ``pause`` and ``resume`` come
    between, as often as one likes. A recording ends when its frames are done, when ``stop`` is called, when the app
    quits, when the stage is closed, when a camera of it goes, or when a step or the writer raises. However it ends, the
    frames that are whole stay, the writer is detached, the render products are destroyed, captureOnPlay is what it
    was, a timeline that was controlled is at its beginning, and the recorder can start again. A data set that was not
    recorded to its end goes on with ``on_conflict`` resume.

    The state changes with the call, before anything is awaited: whoever calls twice in a row meets the new state. Only
    one recorder of an app can record at a time. All calls are made on the thread of the app.

    Args:
        config: What to record; can be set later.
    """

    def __init__(self, config: RecorderConfig | None = None) -> None:
        self._config = RecorderConfig() if config is None else _require_config(config)
        self._states = StateMachine()
        self._configs = Subscribers[RecorderConfig]()
        self._progress = Subscribers[Progress]()
        # A start that is under way; then what it has opened, and the one task that records.
        self._opening: Opening | None = None
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
        self._require(RecorderState.STOPPED, "its config can be set only while it is STOPPED.")
        self._config = _require_config(config)
        self._configs.notify(config)

    @property
    def state(self) -> RecorderState:
        """What the recorder is doing."""
        return self._states.state

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the last ``start`` found in the config and on the stage, then what was found in the frames.

        Warnings only, if it did start.
        """
        return self._findings

    @property
    def last_error(self) -> Exception | None:
        """Why the last recording was refused or has failed; None while nothing has gone wrong with it."""
        return self._last_error

    @property
    def progress(self) -> Progress | None:
        """Where the recording that is under way stands now; None while there is none. Asking waits for no disk."""
        session = self._session
        return None if session is None or session.is_closed else session.progress

    @property
    def recording(self) -> Recording | None:
        """What the last recording has come to, one that failed too; None before its end and after a refused start."""
        session = self._session
        return session.recording if session is not None and session.is_closed else None

    def subscribe_config(self, callback: Callable[[RecorderConfig], None]) -> Subscription:
        """Call ``callback`` with each config that is set, until the returned token is used."""
        return self._configs.subscribe(callback)

    def subscribe_state(self, callback: Callable[[RecorderState], None]) -> Subscription:
        """Call ``callback`` with each new state, until the returned token is used."""
        return self._states.subscribe(callback)

    def subscribe_progress(self, callback: Callable[[Progress], None]) -> Subscription:
        """Call ``callback`` at each start and after each frame, until the returned token is used."""
        return self._progress.subscribe(callback)

    def check(self) -> tuple[Finding, ...]:
        """Return what a start would find in the config and on the stage as they are now, without starting.

        Nothing is asked of the network: a bucket is looked at by ``start`` alone.
        """
        return find_problems(self._config)

    def check_quickly(self) -> tuple[Finding, ...]:
        """Return what ``check`` finds without looking through the stage or at a disk, for checks with every key.

        Each is a finding of ``check``, too, with the same ``code`` and ``where``; its ``todo`` may say less.
        """
        return find_problems_quickly(self._config)

    async def start(self) -> None:
        """Check the config, open writer and render products, and let the recording run.

        Raises:
            PreflightError: The config does not fit the stage; all findings are in it, nothing was written.
            OutputError: The folder of the data set could not be made.
            DataSetError: A data set that is there cannot be read, or another recorder records it.
            RecorderStateError: A recording is under way already, of this recorder or of another one; or this one was
                stopped before its first frame.
        """
        self._require(RecorderState.STOPPED, "stop it, or wait for its end, before the next start.")
        opening = self._opening = Opening(self._config)
        self._session, self._task, self._last_error = None, None, None
        try:
            self._states.move(RecorderState.STARTING)
            session = await opening.open(self._progress.notify, self._request_stop)
            self._session, self._task = session, asyncio.ensure_future(self._record(session))
            self._task.add_done_callback(lambda task: self._note_end(task, session))
        except Exception as error:
            if self._opening is opening and not opening.was_called_off:
                self._last_error = error
            raise
        finally:
            # Whatever was raised, and whoever has cancelled this.
            self._end_opening(opening)
        self._states.move(RecorderState.RUNNING)

    async def pause(self) -> None:
        """Begin no further frame; returns when the one in flight is done and nothing is captured any more.

        The writer stays attached. A timeline that is controlled stands where it is.

        Raises:
            RecorderStateError: The recorder is not RUNNING.
        """
        session = self._recording_in(RecorderState.RUNNING, "only a recording that is RUNNING can be paused.")
        session.pause()
        self._states.move(RecorderState.PAUSED)
        await session.wait_until_standing()

    async def resume(self) -> None:
        """Go on with the next frame, as if there had been no pause.

        Raises:
            RecorderStateError: The recorder is not PAUSED.
            RecorderError: The timeline is controlled, and somebody has moved it; the recorder stays PAUSED.
        """
        session = self._recording_in(RecorderState.PAUSED, "only a recording that is PAUSED can be resumed.")
        session.resume()
        self._states.move(RecorderState.RUNNING)

    async def stop(self) -> None:
        """End the recording after the frame in flight and wait until all is written; a start is called off.

        Without effect when the recorder is STOPPED. Raises nothing for a recording that fails; ``wait`` does.
        """
        opening, task = self._opening, self._task
        self._request_stop()
        if opening is not None:
            await opening.wait_until_ended()
        elif task is not None and self.state is not RecorderState.STOPPED:
            await asyncio.wait([task])

    async def wait(self) -> Recording:
        """Return the recording when all of it is in the data set.

        Raises:
            RecordingError: A step or the writer failed, or the recorder was closed.
            RecorderStateError: Nothing was started, or the start has not returned yet.
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
        if self._opening is not None:
            # Whatever it still does, it does for itself: another start may come before it has ended.
            self._opening.call_off()
            self._opening = None
            self._states.move(RecorderState.STOPPED)
        elif self._session is not None and self._task is not None:
            self._task.cancel()
            self._end(self._session)

    def _request_stop(self) -> None:
        """End whatever goes on at its next chance; without effect when nothing does."""
        if self._opening is not None:
            self._opening.call_off()
        elif self._session is not None:
            self._session.request_stop()
        if self.state in (RecorderState.STARTING, RecorderState.RUNNING, RecorderState.PAUSED):
            self._states.move(RecorderState.STOPPING)

    async def _record(self, session: Session) -> None:
        try:
            await session.capture()
            # Unless a subscriber has closed this recorder meanwhile.
            if not session.is_closed:
                self._request_stop()
                await session.finish()
        finally:
            # Also when the app ends, and with it every task in it, or when somebody calls sys.exit.
            self._end(session)

    def _note_end(self, task: asyncio.Task[None], session: Session) -> None:
        # A task that is cancelled before its first turn has come to none of its own lines.
        self._end(session)
        # Failures are in the session, and Ctrl-C comes out of the event loop: nobody has to be told once more.
        if not task.cancelled():
            task.exception()

    def _end_opening(self, opening: Opening) -> None:
        """Note how a start has ended; without effect on one that was closed: another may be under way by now."""
        if self._opening is not opening:
            return
        self._opening = None
        self._findings = opening.findings
        if self._session is None:
            self._states.move(RecorderState.STOPPED)

    def _end(self, session: Session) -> None:
        """Close a session and go to STOPPED; without effect on one that is closed: another may run by now."""
        if session.is_closed:
            return
        try:
            session.close()
        finally:
            if not session.is_finished and self._task is not None:
                leave_behind(self._task, session)
            self._last_error = session.error
            self._findings += session.findings
            try:
                if self.state is not RecorderState.STOPPING:
                    self._states.move(RecorderState.STOPPING)
            finally:
                # Also when a subscriber ends the program.
                self._states.move(RecorderState.STOPPED)

    def _require(self, state: RecorderState, problem: str) -> None:
        if self.state is not state:
            raise RecorderStateError(self.state, problem)

    def _recording_in(self, state: RecorderState, problem: str) -> Session:
        if self.state is not state or self._session is None:
            raise RecorderStateError(self.state, problem)
        return self._session


def _require_config(config: object) -> RecorderConfig:
    """Return ``config``; JSON values, which are easily mistaken for it, would fail only when something records."""
    if not isinstance(config, RecorderConfig):
        problem = f"expected a RecorderConfig, got {type(config).__name__}; RecorderConfig.from_dict reads JSON values"
        raise ConfigError("Recorder.config", problem)
    return config
