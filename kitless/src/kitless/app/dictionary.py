"""Nested values, with the names of `carb.dictionary.Item`."""

from __future__ import annotations

import copy
from typing import Any

from kitless.app.absent import named_in_kit
from kitless.app.setting_paths import split_path


class DictionaryItem(dict[str, Any]):
    """A dict whose values can be named by a path, `item["package/version"]`, as in Kit."""

    def get_dict(self) -> dict[str, Any]:
        """A plain copy."""
        return copy.deepcopy(dict(self))

    def get_keys(self) -> list[str]:
        """The names at the first level."""
        return list(self)

    def get(self, key: str, default: Any = None) -> Any:
        """The value at a path, or the default where there is none."""
        try:
            return self[key]
        except KeyError:
            return default

    def __getitem__(self, key: str) -> Any:
        if super().__contains__(key):
            return super().__getitem__(key)
        node: Any = self
        for part in split_path(key):
            if not isinstance(node, dict) or not dict.__contains__(node, part):
                raise KeyError(key)
            node = dict.__getitem__(node, part)
        return node

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.get(key, _NOTHING) is not _NOTHING


_NOTHING = object()


@named_in_kit("carb.dictionary.IDictionary")
class Dictionaries:
    """`carb.dictionary.IDictionary`, as far as Python needs it: items are dicts here."""

    @staticmethod
    def get_dict_copy(item: DictionaryItem | None) -> dict[str, Any]:
        """A plain copy; an empty one for None."""
        return item.get_dict() if item is not None else {}


_dictionaries = Dictionaries()


def get_dictionary() -> Dictionaries:
    """`carb.dictionary.get_dictionary`: what copies items."""
    return _dictionaries
