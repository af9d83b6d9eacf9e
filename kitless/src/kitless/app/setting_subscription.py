"""A subscription to a setting that ends by itself: `omni.kit.app.SettingChangeSubscription`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kitless.app.process import get_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from kitless.app.settings import ChangeEventType, SettingsItem


class SettingChangeSubscription:
    """Calls `on_change(item, event_type)` whenever a setting is another one, for as long as it is held."""

    def __init__(self, path: str, on_change: Callable[[SettingsItem, ChangeEventType], object]) -> None:
        self._settings = get_app().settings
        self._id = self._settings.subscribe_to_node_change_events(path, on_change)

    def __del__(self) -> None:
        # An object whose __init__ failed has neither.
        if hasattr(self, "_id"):
            self._settings.unsubscribe_to_change_events(self._id)
