"""A window that a menu item opens and closes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from omni import ui

if TYPE_CHECKING:
    from collections.abc import Callable


class MenuHelperWindow(ui.Window):
    """`omni.kit.menu.utils.MenuHelperWindow`: a `ui.Window` whose menu item knows whether it is open.

    Args:
        title: The title, which is its name in `ui.Workspace`, too.
        verbose: Not used.
        keywords: Those of `ui.Window`.
    """

    def __init__(self, title: str, verbose: bool = False, **keywords: Any) -> None:
        del verbose
        super().__init__(title, **{"width": 600, "height": 800, **keywords})
        self._visibility_listener: Callable[[bool], object] | None = None
        self.set_visibility_changed_fn(self._tell_visibility)

    def set_visibility_changed_listener(self, listener: Callable[[bool], object] | None) -> None:
        """Call `listener(visible)` whenever the window is shown or hidden; None ends the calls."""
        self._visibility_listener = listener

    def destroy(self) -> None:
        """Take the window away, and tell nobody of it."""
        self._visibility_listener = None
        super().destroy()

    def _tell_visibility(self, visible: bool) -> None:
        if self._visibility_listener is not None:
            self._visibility_listener(visible)
