"""`omni.kit.notification_manager`: short messages to the user, in a corner of the main window and in the log."""

from __future__ import annotations

from kitless.ui.notifications.manager import (
    get_all_notifications,
    post_notification,
)
from kitless.ui.notifications.notification import (
    Notification,
    NotificationButtonInfo,
    NotificationInfo,
    NotificationStatus,
)

__all__ = [
    "Notification",
    "NotificationButtonInfo",
    "NotificationInfo",
    "NotificationStatus",
    "get_all_notifications",
    "post_notification",
]
