"""The App: one per process, it owns everything that lives as long as the session.

```
update():  ready asyncio callbacks -> extensions that were asked for -> the message bus
           -> PRE_UPDATE -> UPDATE, ascending order -> POST_UPDATE -> whoever awaits next_update()
    0    ORDER_USER      extensions and scripts
    100  ORDER_CAPTURE   renders what is to be captured, at the current time
    200  ORDER_TIMELINE  a playing timeline goes on by one frame
    300  ORDER_STEP_END  steps are finished
    400  ORDER_FRAME     a new frame of the viewport is announced
    500                  the user interface, if it is used, draws a frame
```

The App has no thread and no clock of its own: time on the stage moves by whole frames, one per update,
however long the update took.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from typing import TYPE_CHECKING, Any

# By module: they import the App's events, so that whoever imports one of them first is here before it is ready.
import kitless.stage
import kitless.timeline
from kitless.app.app_events import (
    PRE_SHUTDOWN_EVENT_TYPE,
    UpdateStreams,
    make_shutdown_stream,
)
from kitless.app.event_dispatcher import EventDispatcher
from kitless.app.events import EventStream
from kitless.app.extensions import ExtensionManager
from kitless.app.loops import AppEventLoop, AppLoopPolicy, ForeignLoopPump, UpdateWaiters, running_loop
from kitless.app.pace import RateLimit
from kitless.app.persistent_settings import PersistentSettings
from kitless.app.quitting import QuitRequest
from kitless.app.readiness import Readiness
from kitless.app.settings import Settings
from kitless.app.tokens import Tokens
from kitless.errors import AppStateError

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from pathlib import Path

_logger = logging.getLogger("kitless.app")

ORDER_USER = 0
ORDER_CAPTURE = 100
ORDER_TIMELINE = 200
ORDER_STEP_END = 300
ORDER_FRAME = 400

# A task that is still at work when the App quits may take this long to come to an end by itself.
_QUIT_GRACE_SECONDS = 2.0

_IDLE_SECONDS = 0.001

_DEFAULT_SETTINGS = {
    # Where the prims of render products lie below /Render; scripts read it to tell names from paths.
    "/exts/omni.kit.hydra_texture/renderProduct/path/prefix": "OmniverseKit/HydraTextures/",
    # Isaac Sim's apps start with it on, and recorders count on having to switch it off.
    "/omni/replicator/captureOnPlay": True,
    # Labels of GeomSubsets count unless somebody has set it otherwise: what is labelled is meant.
    "/syntheticdata/sensors/perSubsetSegmentation": True,
    # What the engine calls itself, as in Kit; viewports and recorders ask.
    "/renderer/active": "kitless",
    "/kitless/device": "auto",
}


class App:
    """Settings, extensions, stage, timeline and the loop that drives them. Make it with `kitless.start`."""

    def __init__(self) -> None:
        self.started_at = time.monotonic()
        self.thread_id = threading.get_ident()
        self.event_dispatcher = EventDispatcher()
        self.settings = Settings()
        self.tokens = Tokens()
        self.timeline = kitless.timeline.Timeline(self.event_dispatcher)
        self.timeline_interface = kitless.timeline.TimelineInterface(self.timeline)
        self.usd_context = kitless.stage.UsdContext(self.timeline, self.event_dispatcher)
        self.extensions = ExtensionManager(self.settings, self.tokens, self.event_dispatcher)
        self._persistent_settings: PersistentSettings | None = None
        self.update_streams = UpdateStreams(self.event_dispatcher)
        self.message_bus = EventStream("message bus")
        self.shutdown_stream = make_shutdown_stream(self.event_dispatcher)
        self.quit_request = QuitRequest(self.shutdown_stream)
        self.readiness = Readiness(self.event_dispatcher)
        self.loop = AppEventLoop()
        self._waiters = UpdateWaiters()
        self._pump = ForeignLoopPump(self._waiters, self.update)
        self._update_count = 0
        self._updating = False
        self._ended = False
        self._tasks: set[asyncio.Task[Any]] = set()
        self._timeline_subscription = self.update_stream.create_subscription_to_pop(
            lambda _event: self.timeline.tick(), order=ORDER_TIMELINE, name="timeline"
        )
        self._frame_subscription = self.update_stream.create_subscription_to_pop(
            lambda _event: self.usd_context.announce_frame(), order=ORDER_FRAME, name="viewport"
        )
        for path, value in _DEFAULT_SETTINGS.items():
            self.settings.set_default(path, value)
        self._loop_policy = AppLoopPolicy(self.loop)

    @property
    def is_running(self) -> bool:
        """False from the moment that the end is announced: after `post_quit`, or when `shutdown` begins."""
        return not (self._ended or self.quit_request.is_announced)

    @property
    def update_stream(self) -> EventStream:
        """Where an update's own events are; see the drawing at the top for their orders."""
        return self.update_streams.update

    @property
    def is_updating(self) -> bool:
        """Whether an update is going on: whoever is called now must not wait for the next one."""
        return self._updating

    @property
    def update_count(self) -> int:
        """How many updates have ended."""
        return self._update_count

    @property
    def frame_seconds(self) -> float:
        """The seconds of one frame, by which an update moves a playing timeline."""
        return 1.0 / self.timeline.get_time_codes_per_second()

    def keep_persistent_settings(self, file: Path) -> None:
        """Read the settings below `/persistent` from a file, and write them there from now on.

        It is done once in the life of an App; another call does nothing.
        """
        if self._persistent_settings is None:
            self._persistent_settings = PersistentSettings(self.settings, file)

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
                self.loop.run_ready_callbacks()
            if awaited is not None and awaited.done():
                return
            self.extensions.apply_changes()
            self.message_bus.pump()
            self.timeline_interface.commit()
            self.update_streams.announce(self.frame_seconds)
            self._update_count += 1
            self._waiters.resolve(self._update_count)
            self.readiness.after_update()
            if self._persistent_settings is not None:
                self._persistent_settings.save_if_due()
            self.quit_request.announce_if_asked()
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
                self._rest()
        except BaseException:
            self._finish([task])
            raise
        return task.result()

    def run_until_quit(self, *, stop_when_idle: bool = False) -> int:
        """Update until somebody asks for the end with `post_quit`. `shutdown` comes after it.

        Not more often than `/app/runLoops/main/rateLimitFrequency`, if `…/rateLimitEnabled` is on.

        Args:
            stop_when_idle: Stop too when there is no task left and no callback to call: without a window
                and an input nothing can happen any more.

        Returns:
            The return code that `post_quit` was given, 0 where nobody called it.

        Raises:
            AppStateError: An event loop is running already.
        """
        if self._updating or running_loop() is not None:
            raise AppStateError(
                "App.run_until_quit() was called where an event loop is running already; it updates the App itself"
            )
        rate_limit = RateLimit(self.settings)
        while self.is_running:
            self.update()
            if stop_when_idle and not (self.loop.has_work or asyncio.all_tasks(self.loop)):
                break
            self._rest()
            rate_limit.wait()
        return self.quit_request.return_code

    def post_quit(self, return_code: int = 0, *, uncancellable: bool = False) -> None:
        """Ask for the end: POST_QUIT is announced at the end of the update that is going on, or of the next.

        From then on `is_running` is False; whoever updates the App calls `shutdown`.
        """
        self.quit_request.ask(return_code, uncancellable=uncancellable)

    # -- the end -----------------------------------------------------------------------------------

    def shutdown(self) -> None:
        """End the App. Calling it again does nothing.

        In this order: POST_QUIT on the shutdown stream, unless it was announced after `post_quit`; tasks may
        end by themselves, for at most 2 seconds; PRE_SHUTDOWN; extensions are disabled, the last one first;
        what tasks are left are cancelled; the stage is closed.
        """
        if self._ended:
            return
        if self._updating:
            raise AppStateError(
                "App.shutdown() was called from inside an update; call it when the update has ended"
            )
        self._ended = True
        self.quit_request.announce_for_shutdown()
        if running_loop() is None:
            self._wait_for_tasks()
        self.shutdown_stream.dispatch(PRE_SHUTDOWN_EVENT_TYPE)
        self.extensions.disable_all()
        self._timeline_subscription.unsubscribe()
        self._frame_subscription.unsubscribe()
        if running_loop() is None:
            self._finish(asyncio.all_tasks(self.loop))
            self.loop.run_until_complete(self.loop.shutdown_asyncgens())
        self._loop_policy.remove()
        self.usd_context.close_stage()
        if self._persistent_settings is not None:
            self._persistent_settings.close()
        self.loop.close()

    def _rest(self) -> None:
        """Leave the processor to others if everybody waits for a thread or for a clock."""
        if not (self.loop.has_work or self.timeline.is_playing()):
            time.sleep(_IDLE_SECONDS)

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
