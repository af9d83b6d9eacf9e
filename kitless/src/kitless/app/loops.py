"""Waiting for the App's updates from asyncio, on its own loop and on others."""

from __future__ import annotations

import asyncio
import logging
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextvars import Context

_logger = logging.getLogger("kitless.app")

# A coroutine that awaits two updates in a row needs one turn of the loop in between to ask for the second.
_IDLE_TURNS = 8


def running_loop() -> asyncio.AbstractEventLoop | None:
    """The event loop that runs in this thread now, or None."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


class AppEventLoop(asyncio.SelectorEventLoop):
    """The App's own event loop: it runs what is ready, once per update, and knows whether there is more."""

    def __init__(self) -> None:
        super().__init__()
        self.has_work = False

    def call_soon[*Ts](
        self, callback: Callable[[*Ts], object], *args: *Ts, context: Context | None = None
    ) -> asyncio.Handle:
        """Let the next update call something."""
        self.has_work = True
        return super().call_soon(callback, *args, context=context)

    def run_ready_callbacks(self) -> None:
        """Call what is ready now. What becomes ready meanwhile waits for the next update."""
        self.call_soon(self.stop)
        self.has_work = False
        self.run_forever()


class AppLoopPolicy(asyncio.DefaultEventLoopPolicy):
    """asyncio's policy while an App lives: its thread's current event loop is the App's unless there is another one.

    `asyncio.run` leaves its thread without one, and the `asyncio.ensure_future` of the next line would fail.
    """

    def __init__(self, app_loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._app_loop = app_loop
        self._thread_id = threading.get_ident()
        self._before = asyncio.get_event_loop_policy()
        self.set_event_loop(app_loop)
        asyncio.set_event_loop_policy(self)

    def remove(self) -> None:
        """Put the policy back that was there before, unless somebody has put another one in this one's place."""
        if asyncio.get_event_loop_policy() is self:
            asyncio.set_event_loop_policy(self._before)

    def set_event_loop(self, loop: asyncio.AbstractEventLoop | None) -> None:
        """Set the current loop of this thread; None, in the App's thread: the App's."""
        if loop is None and threading.get_ident() == self._thread_id:
            loop = self._app_loop
        super().set_event_loop(loop)


class UpdateWaiters:
    """Whoever awaits the end of an update."""

    def __init__(self) -> None:
        self._futures: list[asyncio.Future[int]] = []

    def __bool__(self) -> bool:
        return bool(self._futures)

    async def wait(self, loop: asyncio.AbstractEventLoop) -> int:
        """The number of the update that ends next."""
        future: asyncio.Future[int] = loop.create_future()
        self._futures.append(future)
        return await future

    def resolve(self, update_number: int) -> None:
        """Let everybody go on who waits now."""
        futures, self._futures = self._futures, []
        for future in futures:
            if not future.done():
                future.set_result(update_number)

    def fail(self, error: BaseException) -> None:
        """Raise the error in everybody who waits now."""
        futures, self._futures = self._futures, []
        for future in futures:
            if not future.done():
                future.set_exception(error)


class ForeignLoopPump:
    """Updates the App from a running loop that is not its own, for as long as somebody waits.

    One task per loop: a second one would make two updates where one was asked for.
    """

    def __init__(self, waiters: UpdateWaiters, update: Callable[[], None]) -> None:
        self._waiters = waiters
        self._update = update
        self._task: asyncio.Task[None] | None = None

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Make sure that the pump runs on this loop."""
        task = self._task
        if task is None or task.done() or task.get_loop() is not loop:
            self._task = loop.create_task(self._run(), name="kitless updates")

    async def _run(self) -> None:
        idle_turns = 0
        while idle_turns < _IDLE_TURNS:
            if self._waiters:
                idle_turns = 0
                try:
                    self._update()
                except Exception as error:
                    _logger.debug("an update failed; its waiters get the error", exc_info=True)
                    self._waiters.fail(error)
            else:
                idle_turns += 1
            await asyncio.sleep(0)
