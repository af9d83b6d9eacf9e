"""The App under the names of `omni.kit.app.IApp`."""

from __future__ import annotations

import logging
import platform
import sys
import time
from importlib.metadata import version
from typing import TYPE_CHECKING

from kitless.app.absent import named_in_kit
from kitless.app.build import CONFIG, PLATFORM
from kitless.app.process import get_app

if TYPE_CHECKING:
    from kitless.app.app import App
    from kitless.app.events import EventStream
    from kitless.app.extensions import ExtensionManager

_logger = logging.getLogger("kitless.app")


@named_in_kit("omni.kit.app.IApp")
class KitApp:
    """What `omni.kit.app.get_app()` returns."""

    def __init__(self, app: App) -> None:
        self._app = app

    # -- updates -----------------------------------------------------------------------------------

    def update(self) -> None:
        """Make one update. Not from a coroutine: await `next_update_async` there."""
        self._app.update()

    async def next_update_async(self) -> float:
        """Wait until the end of the next update. Returns the seconds of one frame."""
        await self._app.next_update()
        return self._app.frame_seconds

    def get_update_number(self) -> int:
        """How many updates have ended."""
        return self._app.update_count

    def get_time_since_start_s(self) -> float:
        """Seconds since the App was started, by the clock."""
        return time.monotonic() - self._app.started_at

    def get_time_since_start_ms(self) -> float:
        """Milliseconds since the App was started, by the clock."""
        return self.get_time_since_start_s() * 1000.0

    # -- events ------------------------------------------------------------------------------------

    def get_pre_update_event_stream(self) -> EventStream:
        """One event at the beginning of every update; its payload has "dt", the seconds of one frame."""
        return self._app.update_streams.pre_update

    def get_update_event_stream(self) -> EventStream:
        """One event per update; its payload has "dt", the seconds of one frame."""
        return self._app.update_stream

    def get_post_update_event_stream(self) -> EventStream:
        """One event at the end of every update; its payload has "dt", the seconds of one frame."""
        return self._app.update_streams.post_update

    def get_message_bus_event_stream(self) -> EventStream:
        """A stream that everybody may use. What is pushed is delivered at the beginning of the next update."""
        return self._app.message_bus

    def get_shutdown_event_stream(self) -> EventStream:
        """Events of `POST_QUIT_EVENT_TYPE` and `PRE_SHUTDOWN_EVENT_TYPE` when the App ends."""
        return self._app.shutdown_stream

    # -- the beginning and the end -----------------------------------------------------------------

    def is_running(self) -> bool:
        """Whether the App has not begun to shut down."""
        return self._app.is_running

    def is_app_ready(self) -> bool:
        """Whether a whole update, after the very first one, has ended without anybody delaying it."""
        return self._app.readiness.is_ready

    def delay_app_ready(self, requester_name: str) -> None:
        """Ask in an update that the App does not become ready with it."""
        _logger.debug("%s delays the App's being ready", requester_name)
        self._app.readiness.delay()

    def post_quit(self, return_code: int = 0) -> None:
        """Ask for the App's end. Whoever updates it ends it after the next update.

        Differs:
            Where a script of its own makes the updates, as with `App.update`, it is the script that must stop when
            `is_running()` is False.
        """
        self._app.post_quit(return_code)

    def post_uncancellable_quit(self, return_code: int = 0) -> None:
        """As `post_quit`, and nobody can cancel it."""
        self._app.post_quit(return_code, uncancellable=True)

    def try_cancel_shutdown(self, reason: str = "") -> bool:
        """Call a quit off while POST_QUIT is announced. Returns whether it is off."""
        return self._app.quit_request.cancel(reason)

    def shutdown(self) -> int:
        """End the App now. Returns the return code that `post_quit` was given, otherwise 0."""
        self._app.shutdown()
        return self._app.quit_request.return_code

    # -- what this is ------------------------------------------------------------------------------

    def get_extension_manager(self) -> ExtensionManager:
        """What finds, enables and disables extensions."""
        return self._app.extensions

    def get_app_name(self) -> str:
        """Whose App this is: always "kitless"."""
        return "kitless"

    def get_app_filename(self) -> str:
        """The name of the App's file in Kit: always "kitless"."""
        return "kitless"

    def get_app_version(self) -> str:
        """The version of kitless."""
        return version("kitless")

    def get_app_version_short(self) -> str:
        """The first two numbers of the version of kitless."""
        return _short(version("kitless"))

    def get_build_version(self) -> str:
        """The version of kitless.

        Differs:
            Kit's own version, here and in the other names for it, is that of kitless: there is no Kit.
        """
        return version("kitless")

    def get_kit_version(self) -> str:
        """The version of kitless."""
        return version("kitless")

    def get_kit_version_short(self) -> str:
        """The first two numbers of the version of kitless."""
        return _short(version("kitless"))

    def get_kernel_version(self) -> str:
        """The version of kitless."""
        return version("kitless")

    def get_platform_info(self) -> dict[str, str]:
        """What it runs on: "platform" as in a manifest's filters, "python_version", "config" ("release")."""
        return {
            "config": CONFIG,
            "platform": PLATFORM,
            "python_version": platform.python_version(),
        }

    def is_debug_build(self) -> bool:
        """Whether this is a debug build: never."""
        return False

    def print_and_log(self, message: str) -> None:
        """Write a line to standard output and to the log."""
        sys.stdout.write(f"{message}\n")
        _logger.info("%s", message)


def get_kit_app() -> KitApp:
    """The App of this process.

    Raises:
        AppNotStartedError: There is none.
    """
    return KitApp(get_app())


def _short(full: str) -> str:
    return ".".join(full.split(".")[:2])
