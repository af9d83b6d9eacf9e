"""`omni.kit.app`."""

from kitless.app.app_events import (
    GLOBAL_EVENT_APP_READY,
    GLOBAL_EVENT_POST_QUIT,
    GLOBAL_EVENT_POST_UPDATE,
    GLOBAL_EVENT_PRE_SHUTDOWN,
    GLOBAL_EVENT_PRE_UPDATE,
    GLOBAL_EVENT_UPDATE,
    POST_QUIT_EVENT_TYPE,
    PRE_SHUTDOWN_EVENT_TYPE,
)
from kitless.app.deprecation import deprecated, log_deprecation
from kitless.app.kit_app import KitApp as IApp
from kitless.app.kit_app import get_kit_app as acquire_app_interface
from kitless.app.kit_app import get_kit_app as get_app
from kitless.app.kit_app import get_kit_app as get_app_interface
from kitless.app.setting_subscription import SettingChangeSubscription

__all__ = [
    "GLOBAL_EVENT_APP_READY",
    "GLOBAL_EVENT_POST_QUIT",
    "GLOBAL_EVENT_POST_UPDATE",
    "GLOBAL_EVENT_PRE_SHUTDOWN",
    "GLOBAL_EVENT_PRE_UPDATE",
    "GLOBAL_EVENT_UPDATE",
    "POST_QUIT_EVENT_TYPE",
    "PRE_SHUTDOWN_EVENT_TYPE",
    "IApp",
    "SettingChangeSubscription",
    "acquire_app_interface",
    "deprecated",
    "get_app",
    "get_app_interface",
    "log_deprecation",
]
