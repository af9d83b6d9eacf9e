"""The App under the names of `omni.kit.app.IApp`."""

from __future__ import annotations

import logging
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING

from kitless.app.process import get_app

if TYPE_CHECKING:
    from kitless.app.app import App
    from kitless.app.events import EventStream
    from kitless.app.extensions import ExtensionManager

_logger = logging.getLogger("kitless.app")


class KitApp:
    """What `omni.kit.app.get_app()` returns."""

    def __init__(self, app: App) -> None:
        self._app = app

    def update(self) -> None:
        """Make one update. Not from a coroutine: await `next_update_async` there."""
        self._app.update()

    async def next_update_async(self) -> float:
        """Wait until the end of the next update. Returns the seconds of one frame."""
        await self._app.next_update()
        return 1.0 / self._app.timeline.get_time_codes_per_seconds()

    def get_update_event_stream(self) -> EventStream:
        """One event per update; its payload has "dt", the seconds of one frame."""
        return self._app.update_stream

    def get_shutdown_event_stream(self) -> EventStream:
        """Events of `POST_QUIT_EVENT_TYPE` and `PRE_SHUTDOWN_EVENT_TYPE` when the App ends."""
        return self._app.shutdown_stream

    def get_extension_manager(self) -> ExtensionManager:
        """What finds, enables and disables extensions."""
        return self._app.extensions

    def is_running(self) -> bool:
        """Whether the App has not begun to shut down."""
        return self._app.is_running

    def get_app_name(self) -> str:
        """Whose App this is: always "kitless"."""
        return "kitless"

    def get_app_version(self) -> str:
        """The version of kitless."""
        return version("kitless")

    def print_and_log(self, message: str) -> None:
        """Write a line to standard output and to the log."""
        sys.stdout.write(message + "\n")
        _logger.info("%s", message)


def get_kit_app() -> KitApp:
    """The App of this process.

    Raises:
        AppNotStartedError: There is none.
    """
    return KitApp(get_app())
