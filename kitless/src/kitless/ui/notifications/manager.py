"""Posting notifications."""

from __future__ import annotations

import logging
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from kitless.app.per_app import PerApp
from kitless.ui.import_hook import TOOLKIT
from kitless.ui.notifications.notification import (
    Notification,
    NotificationButtonInfo,
    NotificationInfo,
    NotificationStatus,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_logger = logging.getLogger("kitless.notifications")


class NotificationManager:
    """The notifications of an App: always in the log, and shown where there is a user interface."""

    def __init__(self) -> None:
        self._notifications: list[Notification] = []

    def post(self, info: NotificationInfo) -> Notification:
        """Post a notification."""
        level = logging.WARNING if info.status is NotificationStatus.WARNING else logging.INFO
        _logger.log(level, "%s", info.text)
        notification = Notification(info)
        self._notifications.append(notification)
        notification.call_when_dismissed(lambda: self._notifications.remove(notification))
        # A notification alone does not start the user interface of work that has none.
        if TOOLKIT in sys.modules:
            import_module("kitless.ui.notifications.toast").show(notification)
        return notification

    def current(self) -> list[Notification]:
        """Those that have not been dismissed, the oldest first."""
        return list(self._notifications)


_manager = PerApp(NotificationManager)


def post_notification(
    text: str,
    hide_after_timeout: bool = True,
    duration: float = 3.0,
    status: NotificationStatus = NotificationStatus.INFO,
    button_infos: Sequence[NotificationButtonInfo] = (),
    on_dismiss: Callable[[], object] | None = None,
) -> Notification:
    """`omni.kit.notification_manager.post_notification`: tell the user something.

    Args:
        text: The message.
        hide_after_timeout: Whether it goes by itself.
        duration: After how many seconds.
        status: How serious it is.
        button_infos: Its buttons.
        on_dismiss: Called when it goes.

    Returns:
        The notification, which can be dismissed.

    Differs:
        Seconds are counted in updates of the App, 60 to the second. A window that is clicked covers the notification.
        Without a user interface the text is in the log "kitless.notifications" only, and the notification stays until
        it is dismissed.
    """
    notification = _manager().post(
        NotificationInfo(text, hide_after_timeout, duration, status, list(button_infos))
    )
    if on_dismiss is not None:
        notification.call_when_dismissed(on_dismiss)
    return notification


def get_all_notifications() -> list[Notification]:
    """`omni.kit.notification_manager.get_all_notifications`: those that have not been dismissed."""
    return _manager().current()
