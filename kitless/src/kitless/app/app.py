"""The App: one per process, it owns everything that lives as long as the session.

```
update():  ready asyncio callbacks -> update_stream, ascending order -> whoever awaits next_update()
    0    ORDER_USER      extensions and scripts
    100  ORDER_CAPTURE   renders what is to be captured, at the current time
    200  ORDER_TIMELINE  a playing timeline goes on by one frame
    300  ORDER_STEP_END  steps are finished
```

The App has no thread and no clock of its own: time on the stage moves by whole frames, one per update,
however long the update took.
"""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, Any

from kitless.app.event_dispatcher import EventDispatcher
from kitless.app.events import EventStream, type_from_string
from kitless.app.extensions import ExtensionManager
from kitless.app.loops import AppEventLoop, ForeignLoopPump, UpdateWaiters, running_loop
from kitless.app.settings import Settings
from kitless.app.tokens import Tokens
from kitless.errors import AppStateError
from kitless.stage import UsdContext
from kitless.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Coroutine

_logger = logging.getLogger("kitless.app")

ORDER_USER = 0
ORDER_CAPTURE = 100
ORDER_TIMELINE = 200
ORDER_STEP_END = 300

POST_QUIT_EVENT_TYPE = type_from_string("kitless.app.POST_QUIT")
"""On the shutdown stream: the App is going to end; who has work in flight finishes it now."""
PRE_SHUTDOWN_EVENT_TYPE = type_from_string("kitless.app.PRE_SHUTDOWN")
"""On the shutdown stream: the last moment at which extensions and stage are still there."""

# A task that is still at work when the App quits may take this long to come to an end by itself.
_QUIT_GRACE_SECONDS = 2.0

_IDLE_SECONDS = 0.001

_DEFAULT_SETTINGS = {
    # Isaac Sim's apps start with it on, and recorders count on having to switch it off.
    "/omni/replicator/captureOnPlay": True,
    "/kitless/device": "auto",
}


class App:
    """Settings, extensions, stage, timeline and the loop that drives them. Make it with `kitless.start`."""

    def __init__(self) -> None:
        self.event_dispatcher = EventDispatcher()
        self.settings = Settings()
        self.tokens = Tokens()
        self.timeline = Timeline()
        self.usd_context = UsdContext(self.timeline)
        self.extensions = ExtensionManager(self.settings, self.tokens)
        self.update_stream = EventStream("update")
        self.shutdown_stream = EventStream("shutdown")
        self.loop = AppEventLoop()
        self._waiters = UpdateWaiters()
        self._pump = ForeignLoopPump(self._waiters, self.update)
        self._update_count = 0
        self._updating = False
        self._running = True
        self._tasks: set[asyncio.Task[Any]] = set()
        self._timeline_subscription = self.update_stream.create_subscription_to_pop(
            lambda _event: self.timeline.tick(), order=ORDER_TIMELINE, name="timeline"
        )
        for path, value in _DEFAULT_SETTINGS.items():
            self.settings.set_default(path, value)
        if running_loop() is None:
            asyncio.set_event_loop(self.loop)

    @property
    def is_running(self) -> bool:
        """False from the moment `shutdown` begins."""
        return self._running

    @property
    def update_count(self) -> int:
        """How many updates have ended."""
        return self._update_count

    # -- updates -----------------------------------------------------------------------------------

    def update(self) -> None:
        """Do one tick; see the drawing at the top.

        Inside a running event loop that is not the App's (`asyncio.run`, a notebook) the asyncio part is left
        to it.

        Raises:
            AppStateError: An update is going on already, or the App has been shut down.
        """
        self._update()

    def _update(self, awaited: asyncio.Task[Any] | None = None) -> None:
        """Do one tick, or only its asyncio part if the awaited task ends there: nobody asks for the rest."""
        if self._updating:
            raise AppStateError(
                "App.update() was called inside an update; in a coroutine write 'await app.next_update()'"
            )
        if self.loop.is_closed():
            raise AppStateError(
                "App.update() was called after App.shutdown(); kitless.start() makes a new App"
            )
        self._updating = True
        try:
            if running_loop() is None:
                self._run_ready_callbacks()
            if awaited is not None and awaited.done():
                return
            frame_seconds = 1.0 / self.timeline.get_time_codes_per_seconds()
            self.update_stream.dispatch(payload={"dt": frame_seconds})
            self._update_count += 1
            self._waiters.resolve(self._update_count)
        finally:
            self._updating = False

    async def next_update(self) -> int:
        """Wait until the end of the next update.

        On the App's own loop, `run` or the caller's `update` makes that update. On any other running loop the
        App is updated by a task on that loop for as long as somebody waits.

        Returns:
            The number of that update, counted from 1.
        """
        if self.loop.is_closed():
            raise AppStateError("App.next_update() was awaited after App.shutdown(); no update will come")
        loop = asyncio.get_running_loop()
        if loop is not self.loop:
            self._pump.start(loop)
        return await self._waiters.wait(loop)

    def create_task[T](self, coroutine: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Start a coroutine on the running loop, or on the App's, and hold it until it ends."""
        task = (running_loop() or self.loop).create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def run[T](self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Update until the coroutine has ended.

        When the updates are interrupted (Ctrl-C), the coroutine is cancelled and updated until its clean-up
        is done.

        Returns:
            What the coroutine returns. What it raises is raised.

        Raises:
            AppStateError: An event loop is running already; await the coroutine there.
        """
        if self._updating or running_loop() is not None:
            coroutine.close()
            raise AppStateError(
                "App.run() was called where an event loop is running already; write 'await coroutine' instead"
            )
        task = self.create_task(coroutine)
        try:
            while not task.done():
                self._update(task)
                if not (self.loop.has_work or self.timeline.is_playing()):
                    # Everybody waits for a thread or for a clock; leave them the processor.
                    time.sleep(_IDLE_SECONDS)
        except BaseException:
            self._finish([task])
            raise
        return task.result()

    # -- the end -----------------------------------------------------------------------------------

    def shutdown(self) -> None:
        """End the App. Calling it again does nothing.

        In this order: POST_QUIT on the shutdown stream; tasks may end by themselves, for at most 2 seconds;
        PRE_SHUTDOWN; extensions are disabled, the last one first; what tasks are left are cancelled; the
        stage is closed.
        """
        if not self._running:
            return
        if self._updating:
            raise AppStateError(
                "App.shutdown() was called from inside an update; call it when the update has ended"
            )
        self._running = False
        self.shutdown_stream.dispatch(POST_QUIT_EVENT_TYPE)
        if running_loop() is None:
            self._wait_for_tasks()
        self.shutdown_stream.dispatch(PRE_SHUTDOWN_EVENT_TYPE)
        self.extensions.disable_all()
        self._timeline_subscription.unsubscribe()
        if running_loop() is None:
            self._finish(asyncio.all_tasks(self.loop))
            self.loop.run_until_complete(self.loop.shutdown_asyncgens())
            asyncio.set_event_loop(None)
        self.usd_context.close_stage()
        self.loop.close()

    def _wait_for_tasks(self) -> None:
        deadline = time.monotonic() + _QUIT_GRACE_SECONDS
        while asyncio.all_tasks(self.loop) and time.monotonic() < deadline:
            self.update()

    def _finish(self, tasks: set[asyncio.Task[Any]] | list[asyncio.Task[Any]]) -> None:
        """Cancel tasks and update until each has cleaned up after itself."""
        for task in tasks:
            task.cancel()
        for task in tasks:
            while not task.done():
                self.update()
            error = None if task.cancelled() else task.exception()
            # What is no Exception (Ctrl-C) is on its way up through the loop already.
            if isinstance(error, Exception):
                _logger.error("%r failed while it was cancelled", task.get_name(), exc_info=error)

    def _run_ready_callbacks(self) -> None:
        # asyncio.run() leaves the thread without a current loop.
        asyncio.set_event_loop(self.loop)
        self.loop.run_ready_callbacks()
