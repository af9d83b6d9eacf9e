"""`omni.kit.viewport.utility`. What needs the texture that Kit draws a viewport into is absent.

Differs:
    What an editor's window shows of the viewport is another picture than that of its render product.
"""

from kitless.app.absent import absent_function
from kitless.viewport.framing import frame_viewport_prims, frame_viewport_selection
from kitless.viewport.windows import (
    create_viewport_window,
    get_active_viewport,
    get_active_viewport_and_window,
    get_active_viewport_camera_path,
    get_active_viewport_camera_string,
    get_active_viewport_window,
    get_num_viewports,
    get_viewport_from_window_name,
    get_viewport_window_camera_path,
    get_viewport_window_camera_string,
    next_viewport_frame_async,
)

__all__ = [
    "capture_viewport_to_buffer",
    "capture_viewport_to_file",
    "create_viewport_window",
    "disable_context_menu",
    "disable_selection",
    "frame_viewport_prims",
    "frame_viewport_selection",
    "get_active_viewport",
    "get_active_viewport_and_window",
    "get_active_viewport_camera_path",
    "get_active_viewport_camera_string",
    "get_active_viewport_window",
    "get_num_viewports",
    "get_viewport_from_window_name",
    "get_viewport_window_camera_path",
    "get_viewport_window_camera_string",
    "next_viewport_frame_async",
    "post_viewport_message",
    "toggle_global_visibility",
]

capture_viewport_to_buffer = absent_function("omni.kit.viewport.utility.capture_viewport_to_buffer")
capture_viewport_to_file = absent_function("omni.kit.viewport.utility.capture_viewport_to_file")
disable_context_menu = absent_function("omni.kit.viewport.utility.disable_context_menu")
disable_selection = absent_function("omni.kit.viewport.utility.disable_selection")
post_viewport_message = absent_function("omni.kit.viewport.utility.post_viewport_message")
toggle_global_visibility = absent_function("omni.kit.viewport.utility.toggle_global_visibility")
