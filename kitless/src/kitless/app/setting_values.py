"""What a setting can be, and as what it can be read."""

from __future__ import annotations

import math
from typing import Any

from kitless.errors import SettingsError

_TRUE_TEXTS = frozenset({"true", "yes", "on"})


def checked(path: str, value: Any) -> Any:
    """A copy of a value with tuples as lists.

    Raises:
        SettingsError: It, or something in it, cannot be a setting.
    """
    if isinstance(value, dict):
        return {str(key): checked(f"{path}/{key}", child) for key, child in value.items()}
    if isinstance(value, list | tuple):
        return [checked(path, each) for each in value]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise SettingsError(
        f"setting {path} expects None, bool, int, float, str, a list or a dict of these, "
        f"got {type(value).__name__}: {value!r}"
    )


def child_of(node: Any, key: str) -> Any:
    """What is directly below a node: by name in a branch, by number in a list. None where nothing is."""
    if isinstance(node, dict):
        return node.get(key)
    if isinstance(node, list) and key.isdecimal() and int(key) < len(node):
        return node[int(key)]
    return None


def can_hold(node: Any, key: str) -> bool:
    """Whether something of that name can be put below a node: in a list, in place of an item or as the next one."""
    return isinstance(node, dict) or (isinstance(node, list) and key.isdecimal() and int(key) <= len(node))


def put_child(node: dict[str, Any] | list[Any], key: str, value: Any) -> None:
    """Set what is directly below a node that can hold it."""
    if isinstance(node, list):
        node[int(key) : int(key) + 1] = [value]
    else:
        node[key] = value


def as_bool(path: str, value: Any) -> bool:
    """A leaf as bool: numbers that are not 0 and the texts "true", "yes" and "on" are True."""
    if isinstance(value, str) and value.strip().lower() in _TRUE_TEXTS:
        return True
    return as_float(path, value) != 0.0


def as_int(path: str, value: Any) -> int:
    """A leaf as int, towards 0; a text that is no number is 0.

    Raises:
        SettingsError: The value is a list or a branch, infinite or not a number.
    """
    if isinstance(value, int):
        return int(value)
    number = as_float(path, value)
    if not math.isfinite(number):
        raise SettingsError(f"setting {path} expects to be read as a whole number and holds {value!r}")
    return int(number)


def as_float(path: str, value: Any) -> float:
    """A leaf as float; None and a text that is no number are 0.0.

    Raises:
        SettingsError: The value is a list or a branch.
    """
    if isinstance(value, dict | list):
        raise SettingsError(
            f"setting {path} expects to be read as one value and holds {value!r}; use get('{path}')"
        )
    try:
        return float(value or 0.0)
    except ValueError:
        return 1.0 if str(value).strip().lower() in _TRUE_TEXTS else 0.0


def as_text(value: Any) -> str:
    """A leaf as text: "true" and "false" for bools, "" for None."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def leaves(path: str, value: Any) -> dict[str, Any]:
    """Every leaf of a branch by its path; a value that is no branch is the one leaf. Nothing for None."""
    if isinstance(value, dict):
        found: dict[str, Any] = {}
        for key, child in value.items():
            found.update(leaves(f"{path.rstrip('/')}/{key}", child))
        return found
    return {} if value is None else {path: value}


def is_same(one: Any, other: Any) -> bool:
    """Whether two values are the same setting: 1, 1.0 and True are three."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(is_same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    return bool(one == other)
