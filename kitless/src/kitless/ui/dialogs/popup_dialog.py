"""A dialog with two buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from omni import ui

from kitless.ui.session import user_interface
from kitless.ui.toolkit import toolkit

if TYPE_CHECKING:
    from collections.abc import Callable

_MARGIN = 10
_ROW_HEIGHT = 28


class PopupDialog:
    """`omni.kit.window.popup_dialog.PopupDialog`: the base of dialogs that ask for something.

    Args:
        width: Its width in pixels, as far as the main window has room.
        title: Its title.
        ok_handler: Called with the dialog by a click on the left button; None hides it.
        cancel_handler: Called with the dialog by a click on the right button; None hides it.
        ok_label: The text of the left button.
        cancel_label: The text of the right button.
        modal: Whether nothing else can be clicked while it is shown.
    """

    def __init__(
        self,
        width: float = 400,
        title: str | None = None,
        ok_handler: Callable[[Any], object] | None = None,
        cancel_handler: Callable[[Any], object] | None = None,
        ok_label: str = "Ok",
        cancel_label: str = "Cancel",
        modal: bool = False,
    ) -> None:
        self._width = width
        self._title = title or type(self).__name__
        self._ok_handler = ok_handler
        self._cancel_handler = cancel_handler
        self._labels = (ok_label, cancel_label)
        self._modal = modal
        self._window: Any = None

    @property
    def window(self) -> Any:
        """The `ui.Window`; None before it is shown for the first time."""
        return self._window

    @property
    def visible(self) -> bool:
        """Whether it is shown."""
        return bool(self._window is not None and self._window.visible)

    def show(self, offset_x: float = 0, offset_y: float = 0, parent: Any = None) -> None:
        """Show the dialog.

        Args:
            offset_x: Pixels from the left of `parent`.
            offset_y: Pixels from its top.
            parent: The widget or window that it is placed at; None: the middle of the main window.
        """
        if self._window is None:
            self._window = self._build_window()
        if parent is not None:
            self._window.position_x = _left(parent) + offset_x
            self._window.position_y = _top(parent) + offset_y
        self._window.visible = True
        self._window.focus()

    def hide(self) -> None:
        """Hide the dialog. It can be shown again."""
        if self._window is not None:
            self._window.visible = False

    def destroy(self) -> None:
        """Take the dialog away."""
        window, self._window = self._window, None
        self._ok_handler = self._cancel_handler = None
        if window is not None:
            window.destroy()

    def build(self) -> None:
        """Make what stands above the buttons. Derived classes do."""

    def _build_window(self) -> Any:
        flags = ui.WINDOW_FLAGS_NO_DOCKING | ui.WINDOW_FLAGS_NO_COLLAPSE | ui.WINDOW_FLAGS_NO_SAVED_SETTINGS
        if self._modal:
            flags |= ui.WINDOW_FLAGS_MODAL
        width = min(self._width, toolkit.size()[0] - 4 * _MARGIN)
        window = ui.Window(self._title, width=width, height=0, auto_resize=True, visible=False, flags=flags)
        with window.frame, ui.VStack(spacing=_MARGIN, height=0, width=width):
            self.build()
            with ui.HStack(height=_ROW_HEIGHT, spacing=_MARGIN):
                ui.Spacer()
                for label, clicked in zip(self._labels, (self._on_okay, self._on_cancel), strict=True):
                    ui.Button(label, width=100, clicked_fn=clicked, identifier=f"{label.lower()}_button")
        return window

    def _on_okay(self) -> None:
        self._call(self._ok_handler)

    def _on_cancel(self) -> None:
        self._call(self._cancel_handler)

    def _call(self: Self, handler: Callable[[Any], object] | None) -> None:
        # Handlers destroy dialogs; not inside of the frame that draws the button.
        user_interface().call_before_next_frame(self.hide if handler is None else lambda: handler(self))


def _left(parent: Any) -> float:
    return float(parent.position_x if isinstance(parent, ui.Window) else parent.screen_position_x)


def _top(parent: Any) -> float:
    return float(parent.position_y if isinstance(parent, ui.Window) else parent.screen_position_y)
