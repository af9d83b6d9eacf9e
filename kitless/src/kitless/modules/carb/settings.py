"""`carb.settings`."""

from kitless.app.kit_facade import get_settings
from kitless.app.settings import ChangeEventType
from kitless.app.settings import Settings as ISettings
from kitless.app.settings import SubscriptionId

__all__ = ["ChangeEventType", "ISettings", "SubscriptionId", "get_settings"]
