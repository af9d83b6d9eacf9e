"""The user interface of the App that runs: its main window, and a frame for each of its updates.

ovui outlives the App that has loaded it. An App that shows nothing draws nothing, whoever came before it.
"""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

from omni import ui

from kitless.app.process import get_app
from kitless.errors import AppNotStartedError
from kitless.ui.toolkit import toolkit
from kitless.ui.window_mode import window_mode

if TYPE_CHECKING:
    from collections.abc import Callable

    from kitless.app.app import App

ORDER_USER_INTERFACE = 500
"""On the App's update stream, the last one: a frame shows what its update has brought about."""


class UserInterface:
    """Draws one frame per update of an App, for as long as that App lives and has something to show."""

    def __init__(self, app: App) -> None:
        toolkit.start(window_mode(app.settings))
        self._app = weakref.ref(app)
        self._subscription = app.update_stream.create_subscription_to_pop(
            lambda _event: self._draw(), order=ORDER_USER_INTERFACE, name="user interface"
        )

    def serves(self, app: App) -> bool:
        """Whether this is the user interface of that App."""
        return self._app() is app

    def call_before_next_frame(self, callback: Callable[[], object]) -> None:
        """Call something once, outside of any frame.

        Widgets must not be taken away inside of a frame, which is where their callbacks are called.
        """
        toolkit.call_before_next_frame(callback)

    def close(self) -> None:
        """Draw no more, and take away the windows that the App's extensions have left."""
        self._subscription.unsubscribe()
        for window in ui.Workspace.get_windows():
            window.destroy()
        toolkit.main_window().main_menu_bar.clear()
        ui.Workspace.clear()

    def _draw(self) -> None:
        toolkit.draw_if_needed()
        app = self._app()
        if app is not None and toolkit.is_closed_by_user():
            app.post_quit()


def user_interface() -> UserInterface:
    """The user interface of the App that runs; the first call starts it.

    Raises:
        AppNotStartedError: No App runs.
        UserInterfaceStartError: There is no window or no Vulkan device to draw on.
    """
    return serve(get_app())


def serve(app: App) -> UserInterface:
    """Make the user interface of an App, in place of that of the App before it.

    Raises:
        UserInterfaceStartError: There is no window or no Vulkan device to draw on.
    """
    return _sessions.serve(app)


def serve_running_app() -> None:
    """Make the user interface of the App that runs, if one does.

    Raises:
        UserInterfaceStartError: There is no window or no Vulkan device to draw on.
    """
    try:
        app = get_app()
    except AppNotStartedError:
        return
    serve(app)


class _Sessions:
    def __init__(self) -> None:
        self._current: UserInterface | None = None

    def serve(self, app: App) -> UserInterface:
        if self._current is None or not self._current.serves(app):
            if self._current is not None:
                self._current.close()
            self._current = UserInterface(app)
        return self._current


_sessions = _Sessions()

# Whichever of this module and `omni.ui` is imported first, the App that runs is served when both are there.
serve_running_app()
