"""`omni.ext`."""

from kitless.app.accessors import get_extension_manager as get_ext_manager
from kitless.app.ext_interface import IExt
from kitless.app.extension_events import ExtensionHooks as IExtensionManagerHooks
from kitless.app.extension_events import ExtensionStateChangeType
from kitless.app.extension_events import HookHolder as IHookHolder
from kitless.app.extension_id import get_extension_name
from kitless.app.extensions import ExtensionManager

__all__ = [
    "ExtensionManager",
    "ExtensionStateChangeType",
    "IExt",
    "IExtensionManagerHooks",
    "IHookHolder",
    "get_ext_manager",
    "get_extension_name",
]
