"""One notification."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class NotificationStatus(Enum):
    """How serious a notification is."""

    INFO = 1
    WARNING = 2


@dataclass(slots=True)
class NotificationButtonInfo:
    """A button of a notification: its text, and what a click calls."""

    text: str
    on_complete: Callable[[], object] | None = None


@dataclass(slots=True)
class NotificationInfo:
    """What a notification says.

    Args:
        text: The message.
        hide_after_timeout: Whether it goes by itself.
        duration: After how many seconds; it is counted in updates of the App, 60 to the second.
        status: How serious it is.
        button_infos: Its buttons. With none, a click dismisses it.
    """

    text: str
    hide_after_timeout: bool = True
    duration: float = 3.0
    status: NotificationStatus = NotificationStatus.INFO
    button_infos: Sequence[NotificationButtonInfo] = field(default_factory=list)


class Notification:
    """`omni.kit.notification_manager.Notification`: one that has been posted."""

    def __init__(self, info: NotificationInfo) -> None:
        self.info = info
        self._dismissed = False
        self._on_dismiss: list[Callable[[], object]] = []

    @property
    def dismissed(self) -> bool:
        """Whether it is gone."""
        return self._dismissed

    def dismiss(self) -> None:
        """Take it away. Doing it again does nothing."""
        if not self._dismissed:
            self._dismissed = True
            for callback in self._on_dismiss:
                callback()

    def call_when_dismissed(self, callback: Callable[[], object]) -> None:
        """Call something when the notification goes."""
        self._on_dismiss.append(callback)
