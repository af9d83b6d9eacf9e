"""Does what was asked for once per update of the app, however often it was asked for."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import carb.eventdispatcher
import omni.kit.app

if TYPE_CHECKING:
    from collections.abc import Callable

INTERVAL = 0.25
"""Seconds between two calls while nobody asks: numbers that change faster than that cannot be read."""


class Refresh:
    """Calls a function at most once per update of the app: when it was asked for, and now and then while it is live.

    Between two frames of a recording nobody tells that a file was committed, or that a second has passed.

    Args:
        refresh: What is called.
        is_live: Whether it is called now and then without being asked for.
        clock: Seconds since any moment.
    """

    def __init__(
        self,
        refresh: Callable[[], None],
        is_live: Callable[[], bool],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._refresh = refresh
        self._is_live = is_live
        self._clock = clock
        self._is_asked_for = False
        self._last = clock()
        self._observer = carb.eventdispatcher.get_eventdispatcher().observe_event(
            event_name=omni.kit.app.GLOBAL_EVENT_UPDATE,
            on_event=lambda _event: self._on_update(),
            observer_name="synthetic_recorder: a window",
        )

    def ask(self) -> None:
        """Call the function with the next update."""
        self._is_asked_for = True

    def destroy(self) -> None:
        """Call it no more; may be called again."""
        self._observer.reset()

    def _on_update(self) -> None:
        now = self._clock()
        if self._is_asked_for or (now - self._last >= INTERVAL and self._is_live()):
            # Before the call: what is asked for in it is done with the next update.
            self._is_asked_for = False
            self._last = now
            self._refresh()
