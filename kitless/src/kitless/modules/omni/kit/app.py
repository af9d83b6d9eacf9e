"""`omni.kit.app`."""

from kitless.app.app import POST_QUIT_EVENT_TYPE, PRE_SHUTDOWN_EVENT_TYPE
from kitless.app.kit_app import KitApp as IApp
from kitless.app.kit_app import get_kit_app as get_app

__all__ = ["POST_QUIT_EVENT_TYPE", "PRE_SHUTDOWN_EVENT_TYPE", "IApp", "get_app"]
