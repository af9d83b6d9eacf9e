"""`omni.appwindow`."""

from kitless.ui.app_window import AppWindow as IAppWindow
from kitless.ui.app_window import get_default_app_window

__all__ = ["IAppWindow", "get_default_app_window"]
