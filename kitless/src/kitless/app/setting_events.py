"""Who wants to know when settings change."""

from __future__ import annotations

import itertools
import logging
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from kitless.app.setting_paths import split_path
from kitless.app.setting_values import is_same, leaves

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

    def get_dict(self) -> Any:
        """The value; a dict for a branch."""
        return self.value

    def __str__(self) -> str:
        return str(self.value)

    def __bool__(self) -> bool:
        return bool(self.value)

    def __int__(self) -> int:
        return int(self.value)

    def __float__(self) -> float:
        return float(self.value)

    def __getitem__(self, key: str | int) -> Any:
        return self.value[key]


type NodeFunction = Callable[[SettingsItem, ChangeEventType], object]
type TreeFunction = Callable[[SettingsItem, SettingsItem, ChangeEventType], object]


@dataclass(frozen=True, slots=True)
class _Subscriber:
    path: str
    on_node: NodeFunction | None = None
    on_tree: TreeFunction | None = None


class SettingSubscribers:
    """The subscribers of nodes and of trees. A change is told once it has been made."""

    def __init__(self) -> None:
        self._subscribers: dict[SubscriptionId, _Subscriber] = {}
        self._ids = itertools.count(1)

    def add_node(self, path: str, function: NodeFunction) -> SubscriptionId:
        """Call `function(item, event_type)` whenever the node is another one."""
        return self._add(_Subscriber(path, on_node=function))

    def add_tree(self, path: str, function: TreeFunction) -> SubscriptionId:
        """Call `function(tree, changed, event_type)` for every leaf of the tree that is another one."""
        return self._add(_Subscriber(path, on_tree=function))

    def remove(self, subscription: SubscriptionId) -> None:
        """End a subscription. Ending it twice does nothing."""
        self._subscribers.pop(subscription, None)

    def watched(self, changing: str, get: Callable[[str], Any]) -> dict[str, Any]:
        """What subscribers see before a node changes, by path; only where they will see the change."""
        return {
            each.path: get(each.path)
            for each in self._subscribers.values()
            if _is_below(each.path, changing) or _is_below(changing, each.path)
        }

    def tell(self, before: Mapping[str, Any], get: Callable[[str], Any]) -> None:
        """Tell the subscribers what is another one than `before`."""
        for subscription, each in tuple(self._subscribers.items()):
            if each.path not in before:
                continue
            old, new = before[each.path], get(each.path)
            if each.on_node is not None and not is_same(old, new):
                self._call(subscription, each.on_node, SettingsItem(each.path, new), _kind(old, new))
            if each.on_tree is not None:
                self._tell_tree(subscription, each, old, new)

    def _tell_tree(self, subscription: SubscriptionId, subscriber: _Subscriber, old: Any, new: Any) -> None:
        tree = SettingsItem(subscriber.path, new)
        old_leaves, new_leaves = leaves(subscriber.path, old), leaves(subscriber.path, new)
        for path in dict.fromkeys((*old_leaves, *new_leaves)):
            was, now = old_leaves.get(path), new_leaves.get(path)
            if not is_same(was, now):
                self._call(subscription, subscriber.on_tree, tree, SettingsItem(path, now), _kind(was, now))

    def _call(self, subscription: SubscriptionId, function: Any, *arguments: Any) -> None:
        if subscription not in self._subscribers:  # A subscriber before it has ended it.
            return
        try:
            function(*arguments)
        except Exception:
            _logger.exception("a subscriber of setting %s failed; the others go on", arguments[0].path)

    def _add(self, subscriber: _Subscriber) -> SubscriptionId:
        subscription = next(self._ids)
        self._subscribers[subscription] = subscriber
        return subscription


def _is_below(path: str, other: str) -> bool:
    """Whether a path is another one or lies below it."""
    names, above = split_path(path), split_path(other)
    return names[: len(above)] == above


def _kind(old: Any, new: Any) -> ChangeEventType:
    if old is None:
        return ChangeEventType.CREATED
    return ChangeEventType.DESTROYED if new is None else ChangeEventType.CHANGED
