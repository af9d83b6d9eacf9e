"""`omni.kit.viewport.window`."""

from kitless.viewport.windows import ViewportWindow, get_viewport_window_instances

__all__ = ["ViewportWindow", "get_viewport_window_instances"]
