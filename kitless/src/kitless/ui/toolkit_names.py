"""What `omni.ui` has in Kit and ovui has not, or has otherwise."""

from __future__ import annotations

from typing import Any

from omni import ui

from kitless.ui import glyphs

# ImGui never forgets a window; of those that no ui.Window stands for any more, this one is one that Kit knows, too.
_DOCK_SPACE = "DockSpace"


def complete() -> None:
    """Add to ovui's modules and classes what callers of Kit's rely on. Done once, after ovui's start."""
    native_get_window = ui.Workspace.get_window
    native_get_windows = ui.Workspace.get_windows

    def get_window(window_title: str) -> Any:
        window = native_get_window(window_title)
        return window if _is_alive(window) else None

    def get_windows() -> list[Any]:
        return [window for window in native_get_windows() if isinstance(window, ui.Window)]

    ui.Workspace.get_window = staticmethod(get_window)
    ui.Workspace.get_windows = staticmethod(get_windows)
    ui.get_custom_glyph_code = glyphs.character


def _is_alive(window: Any) -> bool:
    """Whether a handle is that of a window that has not been destroyed."""
    return isinstance(window, ui.Window) or (window is not None and window.title == _DOCK_SPACE)
