"""A notification as a small window in the lower right corner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui

from kitless.app.per_app import PerApp
from kitless.ui.notifications.notification import NotificationStatus
from kitless.ui.session import user_interface
from kitless.ui.toolkit import toolkit

if TYPE_CHECKING:
    from kitless.ui.notifications.notification import Notification, NotificationButtonInfo

UPDATES_PER_SECOND = 60

_WIDTH = 360
_LINE_HEIGHT = 20
_CHARACTERS_PER_LINE = 48
_GAP = 10

_FLAGS = (
    "WINDOW_FLAGS_NO_TITLE_BAR",
    "WINDOW_FLAGS_NO_RESIZE",
    "WINDOW_FLAGS_NO_MOVE",
    "WINDOW_FLAGS_NO_DOCKING",
    "WINDOW_FLAGS_NO_SCROLLBAR",
    "WINDOW_FLAGS_NO_SAVED_SETTINGS",
    "WINDOW_FLAGS_NO_FOCUS_ON_APPEARING",
)

# Colours are ABGR, as in omni.ui.
_STYLE = {
    "Rectangle::background": {"background_color": 0xFF3A3A3A, "border_radius": 4},
    "Rectangle::INFO": {"background_color": 0xFFB07D3A},
    "Rectangle::WARNING": {"background_color": 0xFF2B8FE0},
}


class Toast:
    """The window of one notification."""

    def __init__(self, notification: Notification, number: int) -> None:
        self.notification = notification
        self._updates_left = round(notification.info.duration * UPDATES_PER_SECOND)
        lines = 1 + len(notification.info.text) // _CHARACTERS_PER_LINE + notification.info.text.count("\n")
        self.height = lines * _LINE_HEIGHT + 2 * _GAP + (30 if notification.info.button_infos else 0)
        flags = 0
        for name in _FLAGS:
            flags |= getattr(ui, name)
        self._window = ui.Window(
            f"Notification {number}", width=_WIDTH, height=self.height, flags=flags, padding_x=0, padding_y=0
        )
        self._window.frame.set_style(_STYLE)
        with self._window.frame:
            self._build()

    def place(self, bottom: float) -> None:
        """Let the window end `bottom` pixels from the top of the main window."""
        width, _height = toolkit.size()
        self._window.position_x = width - _WIDTH - _GAP
        self._window.position_y = bottom - self.height

    def tick(self) -> None:
        """Count one update, after the last of which the notification goes."""
        if self.notification.info.hide_after_timeout:
            self._updates_left -= 1
            if self._updates_left <= 0:
                self.notification.dismiss()

    def destroy(self) -> None:
        """Take the window away."""
        self._window.destroy()

    def _build(self) -> None:
        info = self.notification.info
        with ui.ZStack():
            ui.Rectangle(name="background")
            with ui.HStack():
                ui.Rectangle(name=NotificationStatus(info.status).name, width=4)
                ui.Spacer(width=_GAP)
                with ui.VStack():
                    ui.Spacer(height=_GAP)
                    ui.Label(info.text, word_wrap=True, identifier="notification_text")
                    if info.button_infos:
                        with ui.HStack(height=26, spacing=_GAP):
                            for button in info.button_infos:
                                self._build_button(button)
                    ui.Spacer(height=_GAP)
                ui.Spacer(width=_GAP)
                if not info.button_infos:
                    ui.Button("\N{MULTIPLICATION SIGN}", width=24, height=24, clicked_fn=self._dismiss_later)

    def _build_button(self, button: NotificationButtonInfo) -> None:
        def clicked() -> None:
            if button.on_complete is not None:
                button.on_complete()
            self._dismiss_later()

        ui.Button(button.text, clicked_fn=clicked)

    def _dismiss_later(self) -> None:
        # Not inside of the frame that draws this button.
        user_interface().call_before_next_frame(self.notification.dismiss)


class Toasts:
    """The notifications that are shown, the newest at the bottom."""

    def __init__(self) -> None:
        self._shown: list[Toast] = []
        self._count = 0

    def show(self, notification: Notification) -> None:
        """Show a notification until it is dismissed."""
        self._count += 1
        toast = Toast(notification, self._count)
        notification.call_when_dismissed(lambda: self._remove(toast))
        self._shown.append(toast)
        user_interface().call_before_next_frame(self._update)

    def _update(self) -> None:
        for toast in list(self._shown):
            toast.tick()
        bottom = toolkit.size()[1] - _GAP
        for toast in reversed(self._shown):
            toast.place(bottom)
            bottom -= toast.height + _GAP
        if self._shown:
            user_interface().call_before_next_frame(self._update)

    def _remove(self, toast: Toast) -> None:
        if toast in self._shown:
            self._shown.remove(toast)
            toast.destroy()


_toasts = PerApp(Toasts)


def show(notification: Notification) -> None:
    """Show a notification in the main window of the App."""
    _toasts().show(notification)
