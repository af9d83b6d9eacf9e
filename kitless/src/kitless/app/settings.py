"""Settings, with the names of `carb.settings.ISettings`.

One tree of dicts. A path such as "/omni/replicator/captureOnPlay" names a node; leaves are None, bool, int,
float, str or lists of these. A number names an item of a list: "/app/folders/0".
"""

from __future__ import annotations

import copy
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kitless.app.absent import named_in_kit
from kitless.app.dictionary import DictionaryItem
from kitless.app.setting_events import (
    ChangeEventType,
    SettingsItem,
    SettingSubscribers,
    SubscriptionId,
)
from kitless.app.setting_paths import join_path, split_path
from kitless.app.setting_values import (
    as_bool,
    as_float,
    as_int,
    as_text,
    can_hold,
    checked,
    child_of,
    is_same,
    leaves,
    put_child,
)
from kitless.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kitless.app.setting_events import NodeFunction, TreeFunction

__all__ = ["ChangeEventType", "Settings", "SettingsItem", "SubscriptionId"]


@named_in_kit("carb.settings.ISettings")
class Settings:
    """The settings of an App."""

    def __init__(self) -> None:
        self._root: dict[str, Any] = {}
        self._subscribers = SettingSubscribers()
        # What nobody has chosen, by path; a leaf that is something else by now has been chosen.
        self._defaults: dict[str, Any] = {}

    # -- reading -----------------------------------------------------------------------------------

    def get(self, path: str) -> Any:
        """A copy of the value at a path: a leaf, a dict for a whole branch, None when there is nothing."""
        node: Any = self._root
        for key in split_path(path):
            node = child_of(node, key)
        return copy.deepcopy(node)

    def get_as_bool(self, path: str) -> bool:
        """The value as bool; False when there is none."""
        return as_bool(path, self.get(path))

    def get_as_int(self, path: str) -> int:
        """The value as int; 0 when there is none."""
        return as_int(path, self.get(path))

    def get_as_float(self, path: str) -> float:
        """The value as float; 0.0 when there is none."""
        return as_float(path, self.get(path))

    def get_as_string(self, path: str) -> str:
        """The value as text; "" when there is none, "true" and "false" for bools."""
        return as_text(self.get(path))

    def get_settings_dictionary(self, path: str = "/") -> DictionaryItem | None:
        """A copy of a branch, or None where there is no branch."""
        branch = self.get(path)
        return DictionaryItem(branch) if isinstance(branch, dict) else None

    def create_dictionary_from_settings(self, path: str = "/") -> DictionaryItem | None:
        """A copy of a branch, or None where there is no branch."""
        return self.get_settings_dictionary(path)

    def get_chosen(self, path: str) -> dict[str, Any]:
        """Every leaf below a path that is not what `set_default` made it, by its path."""
        return {
            leaf: value
            for leaf, value in leaves(join_path(*split_path(path)), self.get(path)).items()
            if leaf not in self._defaults or not is_same(self._defaults[leaf], value)
        }

    # -- writing -----------------------------------------------------------------------------------

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

    def set_bool_array(self, path: str, array: Sequence[bool]) -> None:
        """Set a list of bools."""
        self._store(path, [bool(value) for value in array])

    def set_int_array(self, path: str, array: Sequence[int]) -> None:
        """Set a list of ints."""
        self._store(path, [int(value) for value in array])

    def set_float_array(self, path: str, array: Sequence[float]) -> None:
        """Set a list of floats."""
        self._store(path, [float(value) for value in array])

    def set_string_array(self, path: str, array: Sequence[str]) -> None:
        """Set a list of texts."""
        self._store(path, [str(value) for value in array])

    def set_default(self, path: str, value: Any) -> None:
        """Set a leaf that has no value yet; with a dict, every leaf of it that has none.

        A default below a path that has a value of its own, as `/a/b` below `/a` = 1, is left out.
        """
        if isinstance(value, dict):
            for key, child in value.items():
                self.set_default(join_path(*split_path(path), *split_path(str(key))), child)
        elif self.get(path) is None and not self._is_below_leaf(path):
            self._defaults[join_path(*split_path(path))] = checked(path, value)
            self._store(path, value)

    def set_default_bool(self, path: str, value: bool) -> None:
        """Set a bool where there is no value yet."""
        self.set_default(path, bool(value))

    def set_default_int(self, path: str, value: int) -> None:
        """Set an int where there is no value yet."""
        self.set_default(path, int(value))

    def set_default_float(self, path: str, value: float) -> None:
        """Set a float where there is no value yet."""
        self.set_default(path, float(value))

    def set_default_string(self, path: str, value: str) -> None:
        """Set a text where there is no value yet."""
        self.set_default(path, str(value))

    def initialize_from_dictionary(self, dictionary: Mapping[str, Any]) -> None:
        """Make the whole tree what a dict says."""
        self._store("/", dict(dictionary))

    def destroy_item(self, path: str) -> None:
        """Remove a node and all below it. Nothing happens when there is none."""
        *parents, last = split_path(path) or [""]
        node: Any = self._root
        for key in parents:
            node = node.get(key) if isinstance(node, dict) else None
        if isinstance(node, dict) and last in node:
            before = self._subscribers.watched(path, self.get)
            del node[last]
            self._subscribers.tell(before, self.get)

    # -- subscriptions -----------------------------------------------------------------------------

    def subscribe_to_node_change_events(self, path: str, fn: NodeFunction) -> SubscriptionId:
        """Call `fn(item, event_type)` whenever the node at `path` is another one.

        Returns:
            What `unsubscribe_to_change_events` takes. The calls go on until then.
        """
        return self._subscribers.add_node(join_path(*split_path(path)), fn)

    def subscribe_to_tree_change_events(self, path: str, fn: TreeFunction) -> SubscriptionId:
        """Call `fn(tree, changed, event_type)` for every leaf at or below `path` that is another one.

        Returns:
            What `unsubscribe_to_change_events` takes. The calls go on until then.
        """
        return self._subscribers.add_tree(join_path(*split_path(path)), fn)

    def unsubscribe_to_change_events(self, subscription: SubscriptionId) -> None:
        """End a subscription. Ending it twice does nothing. The name is Kit's."""
        self._subscribers.remove(subscription)

    # -- internals ---------------------------------------------------------------------------------

    def _is_below_leaf(self, path: str) -> bool:
        names = split_path(path)
        above = (self.get(join_path(*names[:count])) for count in range(1, len(names)))
        return any(value is not None and not isinstance(value, dict) for value in above)

    def _store(self, path: str, value: Any) -> None:
        keys = split_path(path)
        stored = checked(path, value)
        before = self._subscribers.watched(path, self.get)
        if not keys:
            if not isinstance(stored, dict):
                raise SettingsError(f"settings path '/' is the whole tree and expects a dict, got {value!r}")
            self._root = stored
        else:
            node: Any = self._root
            for key, below in pairwise(keys):
                child = child_of(node, key)
                if not can_hold(child, below):
                    child = {}
                    put_child(node, key, child)
                node = child
            put_child(node, keys[-1], stored)
        self._subscribers.tell(before, self.get)
