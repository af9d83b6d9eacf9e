"""Settings, with the names of `carb.settings.ISettings`.

One tree of dicts. A path such as "/omni/replicator/captureOnPlay" names a node; leaves are None, bool, int,
float, str or lists of these.
"""

from __future__ import annotations

import copy
import itertools
import logging
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from kitless.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_logger = logging.getLogger("kitless.settings")

type SubscriptionId = int


class ChangeEventType(IntEnum):
    """What happened to a settings node."""

    CREATED = 0
    CHANGED = 1
    DESTROYED = 2


@dataclass(frozen=True, slots=True)
class SettingsItem:
    """A node, as its subscribers see it. `value` is None when the node is gone."""

    path: str
    value: Any


class Settings:
    """The settings of an App."""

    def __init__(self) -> None:
        self._root: dict[str, Any] = {}
        self._subscribers: dict[
            SubscriptionId, tuple[str, Callable[[SettingsItem, ChangeEventType], object]]
        ] = {}
        self._ids = itertools.count(1)

    def get(self, path: str) -> Any:
        """A copy of the value at a path: a leaf, a dict for a whole branch, None when there is nothing."""
        node: Any = self._root
        for key in _keys(path):
            if not isinstance(node, dict) or key not in node:
                return None
            node = node[key]
        return copy.deepcopy(node)

    def get_as_bool(self, path: str) -> bool:
        """The value as bool; False when there is none."""
        return bool(self.get(path))

    def get_as_int(self, path: str) -> int:
        """The value as int; 0 when there is none."""
        return int(self.get(path) or 0)

    def get_as_float(self, path: str) -> float:
        """The value as float; 0.0 when there is none."""
        return float(self.get(path) or 0.0)

    def get_as_string(self, path: str) -> str:
        """The value as text; "" when there is none."""
        value = self.get(path)
        return "" if value is None else str(value)

    def get_settings_dictionary(self, path: str = "/") -> dict[str, Any] | None:
        """A branch as a dict, or None where there is no branch."""
        branch = self.get(path)
        return branch if isinstance(branch, dict) else None

    def set(self, path: str, value: Any) -> None:
        """Set a leaf, or with a dict a whole branch, and tell the subscribers of what has changed.

        Raises:
            SettingsError: The path is the root and the value no dict, or the value is of a type that settings
                have not.
        """
        self._store(path, value)

    def set_bool(self, path: str, value: bool) -> None:
        """Set a bool."""
        self._store(path, bool(value))

    def set_int(self, path: str, value: int) -> None:
        """Set an int."""
        self._store(path, int(value))

    def set_float(self, path: str, value: float) -> None:
        """Set a float."""
        self._store(path, float(value))

    def set_string(self, path: str, value: str) -> None:
        """Set a text."""
        self._store(path, str(value))

    def set_default(self, path: str, value: Any) -> None:
        """Set a leaf that has no value yet; with a dict, every leaf of it that has none."""
        if isinstance(value, dict):
            for key, child in value.items():
                self.set_default("/".join((*_keys(path), key)), child)
        elif self.get(path) is None:
            self._store(path, value)

    def destroy_item(self, path: str) -> None:
        """Remove a node and all below it. Nothing happens when there is none."""
        *parents, last = _keys(path) or [""]
        node: Any = self._root
        for key in parents:
            node = node.get(key) if isinstance(node, dict) else None
        if isinstance(node, dict) and last in node:
            before = self._watched()
            del node[last]
            self._tell(before)

    def subscribe_to_node_change_events(
        self, path: str, fn: Callable[[SettingsItem, ChangeEventType], object]
    ) -> SubscriptionId:
        """Call `fn(item, event_type)` whenever the node at `path` is another one.

        Returns:
            What `unsubscribe_to_change_events` takes. The calls go on until then.
        """
        subscription = next(self._ids)
        self._subscribers[subscription] = ("/" + "/".join(_keys(path)), fn)
        return subscription

    def unsubscribe_to_change_events(self, subscription: SubscriptionId) -> None:
        """End a subscription. Ending it twice does nothing. The name is Kit's."""
        self._subscribers.pop(subscription, None)

    def _store(self, path: str, value: Any) -> None:
        keys = _keys(path)
        stored = _checked(path, value)
        before = self._watched()
        if not keys:
            if not isinstance(stored, dict):
                raise SettingsError(f"settings path '/' is the whole tree and expects a dict, got {value!r}")
            self._root = stored
        else:
            node = self._root
            for key in keys[:-1]:
                child = node.get(key)
                if not isinstance(child, dict):
                    child = node[key] = {}
                node = child
            node[keys[-1]] = stored
        self._tell(before)

    def _watched(self) -> dict[str, Any]:
        return {path: self.get(path) for path, _ in self._subscribers.values()}

    def _tell(self, before: Mapping[str, Any]) -> None:
        for path, callback in tuple(self._subscribers.values()):
            old, new = before.get(path), self.get(path)
            if type(old) is type(new) and old == new:
                continue
            kind = (
                ChangeEventType.CREATED
                if old is None
                else ChangeEventType.DESTROYED
                if new is None
                else ChangeEventType.CHANGED
            )
            try:
                callback(SettingsItem(path, new), kind)
            except Exception:
                _logger.exception("a subscriber of setting %s failed; the others go on", path)


def _keys(path: str) -> list[str]:
    return [key for key in path.split("/") if key]


def _checked(path: str, value: Any) -> Any:
    """A copy of the value with tuples as lists; refuses what cannot be a setting."""
    if isinstance(value, dict):
        return {str(key): _checked(f"{path}/{key}", child) for key, child in value.items()}
    if isinstance(value, list | tuple):
        return [_checked(path, each) for each in value]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise SettingsError(
        f"setting {path} expects None, bool, int, float, str, a list or a dict of these, "
        f"got {type(value).__name__}: {value!r}"
    )
