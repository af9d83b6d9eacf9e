"""An app that quits while a recording runs: it waits until all of it is written.

::

    POST_QUIT ─▶ called off, and stop asked for ─▶ … everything is written … ─▶ release: the app quits
              └▶ cannot be called off: stop asked for; what updates the app still makes are used

Whoever else calls the quit off, for a stage that is not saved, is asked anew when the app quits for good.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import omni.kit.app

if TYPE_CHECKING:
    from collections.abc import Callable

_logger = logging.getLogger(__name__)


class AppQuit:
    """Calls a quit of the app off, for as long as a recording is not finished, and makes it up afterwards.

    The return code that the app was to quit with is lost with it: Kit does not tell it.

    Args:
        request_stop: Asks the recording to end after the frame in flight.
    """

    def __init__(self, request_stop: Callable[[], None]) -> None:
        self._request_stop = request_stop
        self._app = omni.kit.app.get_app()
        self._is_called_off = False
        self._subscription = self._app.get_shutdown_event_stream().create_subscription_to_pop_by_type(
            omni.kit.app.POST_QUIT_EVENT_TYPE,
            lambda _event: self._on_quit(),
            name="synthetic_recorder: the end of the app",
        )

    def release(self) -> None:
        """Let the app quit, and make it quit if it was kept from it; may be called again."""
        self._subscription.unsubscribe()
        if self._is_called_off:
            self._is_called_off = False
            self._app.post_quit()

    def _on_quit(self) -> None:
        # Each time: the second quit is mostly not that of an impatient person, but that of the next extension
        # that has called the first one off.
        if self._app.try_cancel_shutdown("A recording is being written; the app quits when that is done."):
            self._is_called_off = True
            _logger.warning("The recording is stopped and written to its end; then the app quits.")
        self._request_stop()
