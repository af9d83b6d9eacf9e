"""What `omni.ui` has in Kit and ovui has not, or has otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from omni import ui

from kitless.ui import glyphs

if TYPE_CHECKING:
    from collections.abc import Callable

# ImGui never forgets a window; of those that no ui.Window stands for any more, this one is one that Kit knows, too.
_DOCK_SPACE = "DockSpace"

# ovui's workspace goes on listing a destroyed window when there was another one of its title. ImGui does not show
# what follows "##".
_DESTROYED = "##destroyed"


def complete(call_outside_of_frames: Callable[[Callable[[], object]], None]) -> None:
    """Add to ovui's modules and classes what callers of Kit's rely on. Done once, after ovui's start.

    Args:
        call_outside_of_frames: Calls something once, when no frame is being drawn.
    """
    native_destroy = ui.Window.destroy
    native_get_window = ui.Workspace.get_window
    native_get_windows = ui.Workspace.get_windows

    def destroy(self: Any) -> None:
        if is_destroyed(self):
            return
        self.title += _DESTROYED
        # Callbacks keep what they belong to: a window that is gone, and its widgets, would keep themselves.
        self.set_visibility_changed_fn(None)
        call_outside_of_frames(self.frame.destroy)
        native_destroy(self)

    def is_destroyed(window: Any) -> bool:
        # Of a class that was collected, its extension being gone, a window has nothing any more, not even a title.
        title: str = getattr(window, "title", _DESTROYED)
        return title.endswith(_DESTROYED)

    def get_windows() -> list[Any]:
        windows = native_get_windows()
        return [each for each in windows if isinstance(each, ui.Window) and not is_destroyed(each)]

    def get_window(window_title: str) -> Any:
        for window in reversed(get_windows()):
            if window.title == window_title:
                return window
        return native_get_window(window_title) if window_title == _DOCK_SPACE else None

    ui.Window.destroy = destroy  # type: ignore[method-assign]
    ui.Workspace.get_window = staticmethod(get_window)
    ui.Workspace.get_windows = staticmethod(get_windows)
    ui.get_custom_glyph_code = glyphs.character
