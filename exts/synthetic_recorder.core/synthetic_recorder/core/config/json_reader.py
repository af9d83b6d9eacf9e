"""Typed reading of JSON: a value knows its place, so that an error can name it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from synthetic_recorder.core.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

_TYPE_NAMES = {
    dict: "an object",
    list: "a list",
    str: "a string",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    type(None): "null",
}
_LONGEST_SHOWN = 60
# No config needs a tenth of it, and whatever walks through its values has room left.
_DEEPEST = 100


@dataclass(frozen=True)
class JsonNode:
    """A JSON value and its place.

    Attributes:
        value: The value as ``json.loads`` gives it.
        where: Its place, ``render_products[0].width``; empty for the whole document.
    """

    value: Any
    where: str = ""

    def error(self, problem: str) -> ConfigError:
        """Return the error that says what is wrong with this value."""
        return ConfigError(self.where or "config", problem)

    def string(self) -> str:
        """Return the value, which must be a string."""
        return self.of_type(str)

    def integer(self) -> int:
        """Return the value, which must be a whole number (``true`` is none, neither is ``1.0``)."""
        return self.of_type(int)

    def boolean(self) -> bool:
        """Return the value, which must be ``true`` or ``false``."""
        return self.of_type(bool)

    def choice(self, allowed: Collection[str]) -> str:
        """Return the value, which must be one of the strings ``allowed``."""
        value = self.string()
        if value not in allowed:
            raise self.error(f"expected one of {', '.join(allowed)}, got {_shown(value)}")
        return value

    def array(self) -> list[JsonNode]:
        """Return the items of the value, which must be a list."""
        items = self.of_type(list)
        return [JsonNode(item, f"{self.where}[{index}]") for index, item in enumerate(items)]

    def object(self) -> JsonObject:
        """Return the value, which must be an object."""
        self.of_type(dict)
        return JsonObject(self.value, self.where)

    def of_type[T](self, expected: type[T]) -> T:
        """Return the value, which must be exactly of this type."""
        # Not isinstance: to Python True is an int, to the person who wrote the config it is not.
        if type(self.value) is not expected:
            wanted = _TYPE_NAMES.get(expected, expected.__name__)
            raise self.error(f"expected {wanted}, got {_shown(self.value)}")
        return self.value


@dataclass(frozen=True)
class JsonObject(JsonNode):
    """A JSON object, read member by member."""

    def __contains__(self, name: str) -> bool:
        return name in self.value

    def __getitem__(self, name: str) -> JsonNode:
        if name not in self.value:
            raise self.error(f"{name!r} is missing")
        return JsonNode(self.value[name], f"{self.where}.{name}" if self.where else name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.value)

    def members(self) -> dict[str, Any]:
        """Return the members as ``json.loads`` gives them."""
        return dict(self.value)

    def string_of(self, name: str, default: str) -> str:
        """Return the string called ``name``, or ``default`` when there is none."""
        return self[name].string() if name in self else default

    def integer_of(self, name: str, default: int) -> int:
        """Return the whole number called ``name``, or ``default`` when there is none."""
        return self[name].integer() if name in self else default

    def boolean_of(self, name: str, *, default: bool) -> bool:
        """Return the truth value called ``name``, or ``default`` when there is none."""
        return self[name].boolean() if name in self else default

    def refuse_unknown(self, known: Collection[str]) -> None:
        """Raise for a member that nobody reads: it is a typing error or of another version."""
        for name in self:
            if name not in known:
                raise self[name].error(f"unknown key; known here are {', '.join(known)}")


def read_json_file(path: Path) -> JsonNode:
    """Return the content of a JSON file.

    Raises:
        ConfigError: The file is missing, unreadable, not JSON, or JSON that two readers could understand
            differently.
    """
    try:
        # Editors on Windows put a byte order mark in front.
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(str(path), f"the file cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise ConfigError(str(path), f"the file is not text in UTF-8 ({error.reason})") from error
    except ValueError as error:
        raise ConfigError(repr(str(path)), f"the file cannot be read ({error})") from error
    try:
        value = json.loads(text, object_pairs_hook=_object_without_doubles)
        _refuse_depth(value)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise ConfigError(str(path), f"the file is not JSON ({error.msg} at {place})") from error
    except RecursionError as error:
        raise ConfigError(str(path), f"its values are nested more than {_DEEPEST} deep") from error
    except ValueError as error:
        raise ConfigError(str(path), f"the file is no JSON that can be used ({error})") from error
    return JsonNode(value)


def _object_without_doubles(members: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in members]
    if doubles := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"the same key twice in an object: {', '.join(doubles)}")
    return dict(members)


def _refuse_depth(value: Any) -> None:
    level = [value]
    for _ in range(_DEEPEST):
        level = [item for each in level if isinstance(each, list | dict) for item in _items(each)]
    if level:
        raise RecursionError


def _items(value: list[Any] | dict[str, Any]) -> Collection[Any]:
    return value.values() if isinstance(value, dict) else value


def _shown(value: object) -> str:
    """Return ``value`` as the file has it, with its type, short enough for a message."""
    # Not every value is from a file: a caller of from_dict may have put anything into its dict.
    text = json.dumps(value, default=repr)
    if len(text) > _LONGEST_SHOWN:
        text = f"{text[:_LONGEST_SHOWN]}…"
    return f"{text} ({_TYPE_NAMES.get(type(value), type(value).__name__)})"
