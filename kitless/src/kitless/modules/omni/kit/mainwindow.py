"""`omni.kit.mainwindow`."""

from kitless.ui.main_window import MainWindow, get_main_window

__all__ = ["MainWindow", "get_main_window"]
