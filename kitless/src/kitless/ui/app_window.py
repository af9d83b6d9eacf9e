"""`omni.appwindow`: the main window."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from kitless.app.process import get_app
from kitless.errors import NotImplementedByKitlessError
from kitless.ui.window_mode import window_mode

_TOOLKIT_MODULE = "kitless.ui.toolkit"


@dataclass(frozen=True, slots=True)
class Size:
    """Width x and height y in pixels."""

    x: int
    y: int


class AppWindow:
    """`omni.appwindow.IAppWindow`: the main window of the App."""

    def get_size(self) -> Size:
        """Width and height in pixels. Before anything is drawn: what the settings say."""
        # Asking for the size does not start the user interface.
        if _TOOLKIT_MODULE in sys.modules:
            return Size(*sys.modules[_TOOLKIT_MODULE].toolkit.size())
        mode = window_mode(get_app().settings)
        return Size(mode.width, mode.height)

    def get_width(self) -> int:
        """The width in pixels."""
        return self.get_size().x

    def get_height(self) -> int:
        """The height in pixels."""
        return self.get_size().y

    def get_title(self) -> str:
        """The window's title."""
        return window_mode(get_app().settings).title

    def get_dpi_scale(self) -> float:
        """How many pixels of the screen a pixel of the user interface takes."""
        return float(import_module("omni.ui").Workspace.get_dpi_scale())

    def resize(self, width: int, height: int) -> None:
        """Change the size, in pixels."""
        import_module("kitless.ui.session").user_interface()
        import_module(_TOOLKIT_MODULE).toolkit.resize(width, height)

    def __getattr__(self, name: str) -> Any:
        """Refuse what Kit's has and this has not.

        Raises:
            NotImplementedByKitlessError: For a public name.
        """
        if name.startswith("_"):
            raise AttributeError(name)
        raise NotImplementedByKitlessError(f"omni.appwindow.IAppWindow.{name}")


def get_default_app_window() -> AppWindow:
    """`omni.appwindow.get_default_app_window`: the main window of the App.

    Raises:
        AppNotStartedError: No App runs.
    """
    get_app()
    return AppWindow()
