"""When the App is ready: what waits for its first complete updates may begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kitless.app.app_events import GLOBAL_EVENT_APP_READY

if TYPE_CHECKING:
    from kitless.app.event_dispatcher import EventDispatcher


class Readiness:
    """Ready after the first update, the very first one apart, in which nobody asked for a delay."""

    def __init__(self, dispatcher: EventDispatcher) -> None:
        self._dispatcher = dispatcher
        self._updates = 0
        self._delayed = False
        self.is_ready = False

    def delay(self) -> None:
        """Do not become ready with this update."""
        self._delayed = True

    def after_update(self) -> None:
        """An update has ended."""
        self._updates += 1
        if not self.is_ready and not self._delayed and self._updates > 1:
            self.is_ready = True
            self._dispatcher.dispatch_event(GLOBAL_EVENT_APP_READY)
        self._delayed = False
