"""`omni.kit.notification_manager`."""

from kitless.ui.notifications import (
    Notification,
    NotificationButtonInfo,
    NotificationInfo,
    NotificationStatus,
    get_all_notifications,
    post_notification,
)

__all__ = [
    "Notification",
    "NotificationButtonInfo",
    "NotificationInfo",
    "NotificationStatus",
    "get_all_notifications",
    "post_notification",
]
