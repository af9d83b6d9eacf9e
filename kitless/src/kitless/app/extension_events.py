"""Who wants to know when extensions are enabled and disabled.

Each change is told to hooks, on the change event stream and by name on the event dispatcher.
"""

from __future__ import annotations

import logging
from enum import IntEnum
from typing import TYPE_CHECKING

from kitless.app.absent import named_in_kit
from kitless.app.callbacks import Callback
from kitless.app.events import EventStream
from kitless.errors import NotImplementedByKitlessError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kitless.app.event_dispatcher import EventDispatcher
    from kitless.app.extension_id import ExtensionId

_logger = logging.getLogger("kitless.extensions")

EXTENSION_ENABLED_EVENT_TYPE = 0
"""On the change event stream: an extension has been enabled. "id", "name", "version"."""
EXTENSION_DISABLED_EVENT_TYPE = 1
"""On the change event stream: an extension has been disabled. "id", "name", "version"."""

GLOBAL_EVENT_EXTENSION_ENABLED = "omni.ext:extension_enabled"
"""An extension has been enabled. "id", "name", "version". Kit's documentation has no such name."""
GLOBAL_EVENT_EXTENSION_DISABLED = "omni.ext:extension_disabled"
"""An extension has been disabled. "id", "name", "version". Kit's documentation has no such name."""

_NAMES = {
    EXTENSION_ENABLED_EVENT_TYPE: GLOBAL_EVENT_EXTENSION_ENABLED,
    EXTENSION_DISABLED_EVENT_TYPE: GLOBAL_EVENT_EXTENSION_DISABLED,
}


class ExtensionStateChangeType(IntEnum):
    """A moment in the life of an extension."""

    BEFORE_EXTENSION_ENABLE = 0
    AFTER_EXTENSION_ENABLE = 1
    BEFORE_EXTENSION_DISABLE = 2
    AFTER_EXTENSION_DISABLE = 3


class HookHolder:
    """The right of a hook to be called. It ends with the last reference to it, as in Kit."""

    def __init__(self, hooks: ExtensionHooks, callback: Callback) -> None:
        self._hooks = hooks
        self._callback = callback

    def __del__(self) -> None:
        self._hooks._remove(self._callback)  # noqa: SLF001 - the two classes are one mechanism


@named_in_kit("omni.ext.IExtensionManagerHooks")
class ExtensionHooks:
    """`omni.ext.IExtensionManagerHooks`: functions that are called with an extension's id."""

    def __init__(self, dispatcher: EventDispatcher) -> None:
        self.change_stream = EventStream("extension change", dispatcher, _NAMES.get)
        self._hooks: dict[Callback, tuple[ExtensionStateChangeType, str]] = {}

    def create_extension_state_change_hook(
        self,
        fn: Callable[[str, ExtensionStateChangeType], object],
        type: ExtensionStateChangeType,  # noqa: A002 - the name is Kit's
        ext_name: str = "",
        ext_dict_path: str = "",
        hook_name: str = "",
    ) -> HookHolder:
        """Call `fn(ext_id, type)` at a moment in the life of extensions.

        Args:
            fn: Called with the extension's id and the moment.
            type: Which moment.
            ext_name: Only for the extension of this name; "" for every one.
            ext_dict_path: Not supported.
            hook_name: Who this is, for log messages.

        Returns:
            The holder. Keep it: when it is collected, the calls end.

        Raises:
            NotImplementedByKitlessError: `ext_dict_path` is given.

        Differs:
            `ext_dict_path` is refused.
        """
        if ext_dict_path:
            raise NotImplementedByKitlessError(
                "omni.ext.IExtensionManagerHooks.create_extension_state_change_hook(ext_dict_path=…)"
            )
        callback = Callback(lambda ext_id: fn(ext_id, type), 0, hook_name)
        self._hooks[callback] = (ExtensionStateChangeType(type), ext_name)
        return HookHolder(self, callback)

    def tell(self, extension: ExtensionId, change: ExtensionStateChangeType) -> None:
        """An extension has come to a moment in its life."""
        for callback, (wanted, ext_name) in tuple(self._hooks.items()):
            if callback.active and wanted == change and ext_name in ("", extension.name):
                self._call(callback, extension)
        payload = {"id": str(extension), "name": extension.name, "version": extension.version}
        if change == ExtensionStateChangeType.AFTER_EXTENSION_ENABLE:
            self.change_stream.dispatch(EXTENSION_ENABLED_EVENT_TYPE, payload=payload)
        elif change == ExtensionStateChangeType.AFTER_EXTENSION_DISABLE:
            self.change_stream.dispatch(EXTENSION_DISABLED_EVENT_TYPE, payload=payload)

    @staticmethod
    def _call(callback: Callback, extension: ExtensionId) -> None:
        try:
            callback.function(str(extension))
        except Exception:
            _logger.exception("hook '%s' failed for %s; the others go on", callback.describe(), extension)

    def _remove(self, callback: Callback) -> None:
        callback.active = False
        self._hooks.pop(callback, None)
