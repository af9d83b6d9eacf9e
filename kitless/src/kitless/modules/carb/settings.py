"""`carb.settings`."""

from kitless.app.accessors import get_settings
from kitless.app.accessors import get_settings as acquire_settings_interface
from kitless.app.settings import ChangeEventType, SubscriptionId
from kitless.app.settings import Settings as ISettings

__all__ = ["ChangeEventType", "ISettings", "SubscriptionId", "acquire_settings_interface", "get_settings"]
