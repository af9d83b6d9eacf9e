"""`omni.kit.mainwindow`: the parts of the main window."""

from __future__ import annotations

from typing import Any

from kitless.ui.session import user_interface
from kitless.ui.toolkit import toolkit


class MainWindow:
    """`omni.kit.mainwindow.MainWindow`: the main window with its menu bar and its status bar."""

    def get_main_menu_bar(self) -> Any:
        """The `ui.MenuBar`."""
        return toolkit.main_window().main_menu_bar

    def get_status_bar_frame(self) -> Any:
        """The `ui.Frame` below everything else."""
        return toolkit.main_window().status_bar_frame


def get_main_window() -> MainWindow:
    """`omni.kit.mainwindow.get_main_window`: the main window of the App.

    Raises:
        AppNotStartedError: No App runs.
    """
    user_interface()
    return MainWindow()
