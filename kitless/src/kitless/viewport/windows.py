"""The viewports that there are, by the titles of their windows.

Every App has one, "Viewport". A window here is a title and its viewport; an editor draws it
(`kitless.ui.editor.viewport_panel`), and without one nobody does.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from kitless.app.process import get_app
from kitless.viewport.viewport_api import DEFAULT_RESOLUTION, ViewportAPI

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pxr import Sdf

    from kitless.app import App

DEFAULT_TITLE = "Viewport"

_windows: WeakKeyDictionary[App, list[ViewportWindow]] = WeakKeyDictionary()


class ViewportWindow:
    """The window of a viewport.

    Args:
        name: Its title; None is the first of "Viewport", "Viewport 1" … that is free.
        usd_context_name: Taken for Kit's sake: there is one USD context.
        width: Of the picture, in pixels.
        height: Of the picture, in pixels.
        kwargs: Taken for Kit's sake.

    Attributes:
        viewport_api: The viewport.
        visible: Taken for Kit's sake; whether it is seen is up to who draws it.

    Differs:
        It has neither place nor widgets; the window that an editor draws has the same title in `omni.ui.Workspace`.
    """

    def __init__(
        self,
        name: str | None = None,
        usd_context_name: str = "",
        width: int = DEFAULT_RESOLUTION[0],
        height: int = DEFAULT_RESOLUTION[1],
        **kwargs: Any,
    ) -> None:
        del usd_context_name, kwargs
        windows = _windows_of_app()
        self.title = name or _free_title(windows)
        self.visible = True
        taken = {window.viewport_api.id for window in windows}
        number = next(each for each in itertools.count() if str(each) not in taken)
        self.viewport_api: ViewportAPI = ViewportAPI((int(width), int(height)), number)
        windows.append(self)

    @property
    def name(self) -> str:
        """The title."""
        return self.title

    def destroy(self) -> None:
        """Close the window. Doing so twice does nothing."""
        windows = _windows_of_app()
        if self in windows:
            windows.remove(self)
            self.viewport_api.destroy()

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(
            f"kitless does not implement omni.kit.viewport.window.ViewportWindow.{name}: no viewport is drawn",
            name=name,
            obj=self,
        )


def get_viewport_window_instances(usd_context_name: str | None = "") -> Iterator[ViewportWindow]:
    """Every viewport window, the oldest first."""
    del usd_context_name
    return iter(tuple(_windows_of_app()))


def get_active_viewport_window(
    window_name: str | None = None, wrap_legacy: bool = True, usd_context_name: str = ""
) -> ViewportWindow | None:
    """A viewport window: the one of a title, or the first. None where there is none."""
    del wrap_legacy, usd_context_name
    return next((each for each in _windows_of_app() if window_name in (None, each.title)), None)


def get_active_viewport(usd_context_name: str = "") -> ViewportAPI | None:
    """The viewport of the first window. None where every window was destroyed."""
    window = get_active_viewport_window(usd_context_name=usd_context_name)
    return None if window is None else window.viewport_api


def get_active_viewport_and_window(
    usd_context_name: str = "", wrap_legacy: bool = True, window_name: str | None = None
) -> tuple[ViewportAPI | None, ViewportWindow | None]:
    """The viewport and its window. See `get_active_viewport_window`."""
    window = get_active_viewport_window(window_name, wrap_legacy, usd_context_name)
    return (None, None) if window is None else (window.viewport_api, window)


def get_viewport_from_window_name(window_name: str | None = None) -> ViewportAPI | None:
    """The viewport of a window's title. None where there is none."""
    window = get_active_viewport_window(window_name)
    return None if window is None else window.viewport_api


def get_active_viewport_camera_path(usd_context_name: str = "") -> Sdf.Path | None:
    """The camera that the active viewport looks through."""
    viewport = get_active_viewport(usd_context_name)
    return None if viewport is None else viewport.camera_path


def get_active_viewport_camera_string(usd_context_name: str = "") -> str | None:
    """See `get_active_viewport_camera_path`."""
    path = get_active_viewport_camera_path(usd_context_name)
    return None if path is None else str(path)


def get_viewport_window_camera_path(window_name: str | None = None) -> Sdf.Path | None:
    """The camera that the viewport of a window looks through."""
    viewport = get_viewport_from_window_name(window_name)
    return None if viewport is None else viewport.camera_path


def get_viewport_window_camera_string(window_name: str | None = None) -> str | None:
    """See `get_viewport_window_camera_path`."""
    path = get_viewport_window_camera_path(window_name)
    return None if path is None else str(path)


def get_num_viewports(usd_context_name: str | None = None) -> int:
    """How many viewports there are."""
    del usd_context_name
    return len(_windows_of_app())


def create_viewport_window(
    name: str | None = None,
    usd_context_name: str = "",
    width: int = DEFAULT_RESOLUTION[0],
    height: int = DEFAULT_RESOLUTION[1],
    position_x: int = 0,
    position_y: int = 0,
    camera_path: str | Sdf.Path | None = None,
    **kwargs: Any,
) -> ViewportWindow:
    """Make a viewport with its window.

    Args:
        name: Its title; None is the first that is free.
        usd_context_name: Taken for Kit's sake.
        width: Of the picture, in pixels.
        height: Of the picture, in pixels.
        position_x: Taken for Kit's sake: nothing is drawn.
        position_y: Taken for Kit's sake: nothing is drawn.
        camera_path: The camera that is looked through; None is the viewport's own.
        kwargs: Taken for Kit's sake.
    """
    del position_x, position_y
    window = ViewportWindow(name, usd_context_name, width, height, **kwargs)
    if camera_path is not None:
        window.viewport_api.set_active_camera(camera_path)
    return window


async def next_viewport_frame_async(viewport: ViewportAPI, n_frames: int = 0) -> None:
    """Wait for updates of the App: one, and as many more as asked for."""
    await viewport.wait_for_rendered_frames(n_frames)


def _windows_of_app() -> list[ViewportWindow]:
    app = get_app()
    if app not in _windows:
        _windows[app] = []
        ViewportWindow(DEFAULT_TITLE)
    return _windows[app]


def _free_title(windows: list[ViewportWindow]) -> str:
    titles = {window.title for window in windows}
    number = 0
    while True:
        title = f"{DEFAULT_TITLE} {number}" if number else DEFAULT_TITLE
        if title not in titles:
            return title
        number += 1
