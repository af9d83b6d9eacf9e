"""`omni.kit.window.content_browser`."""

from kitless.ui.content_browser import get_content_window

__all__ = ["get_content_window"]
