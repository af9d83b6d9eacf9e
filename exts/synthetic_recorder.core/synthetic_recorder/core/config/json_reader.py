"""Typed reading of JSON: a value knows its place, so that an error can name it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from synthetic_recorder.core.errors import ConfigError

from .json_place import place_of_item, place_of_member

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

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
# Nothing that is counted comes near, and what is computed with it still fits into a float.
_LARGEST = 10**100 - 1
# What stands before a host in a URL: a user, a password, which may have any characters.
_USER_INFO = re.compile(r'(?<=")(?:[^"\\]|\\.)*@')


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
            raise self.unexpected(f"one of {', '.join(allowed)}")
        return value

    def array(self) -> list[JsonNode]:
        """Return the items of the value, which must be a list."""
        items = self.of_type(list)
        return [JsonNode(item, place_of_item(self.where, index)) for index, item in enumerate(items)]

    def object(self) -> JsonObject:
        """Return the value, which must be an object."""
        self.of_type(dict)
        return JsonObject(self.value, self.where)

    def of_type[T](self, expected: type[T]) -> T:
        """Return the value, which must be exactly of this type."""
        # Not isinstance: to Python True is an int, to the person who wrote the config it is not.
        if type(self.value) is not expected:
            raise self.unexpected(_TYPE_NAMES.get(expected, expected.__name__))
        if isinstance(self.value, str) and not _is_text(self.value):
            raise self.error(f"expected text, got half of a character: {_shown(self.value)}")
        if isinstance(self.value, int) and abs(self.value) > _LARGEST:
            raise self.error("expected a number of at most 100 digits, got one of more")
        return self.value

    def unexpected(self, wanted: str) -> ConfigError:
        """Return the error that says what was expected in place of this value."""
        return self.error(f"expected {wanted}, got {_shown(self.value)}")


@dataclass(frozen=True)
class JsonObject(JsonNode):
    """A JSON object, read member by member."""

    def __contains__(self, name: str) -> bool:
        return name in self.value

    def __getitem__(self, name: str) -> JsonNode:
        if name not in self.value:
            raise self.error(f"{name!r} is missing")
        return JsonNode(self.value[name], place_of_member(self.where, name))

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


def _is_text(value: str) -> bool:
    """Return whether UTF-8 can hold a string: JSON's escapes can write halves of surrogate pairs, alone."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _shown(value: object) -> str:
    """Return ``value`` as the file has it, with its type, short enough for a message, without a URL's password."""
    kind = _TYPE_NAMES.get(type(value), type(value).__name__)
    try:
        # Not every value is from a file: a caller of from_dict may have put anything into its dict.
        text = _USER_INFO.sub("…@", json.dumps(value, default=repr))
    except (TypeError, ValueError, RecursionError):
        return kind
    if len(text) > _LONGEST_SHOWN:
        text = f"{text[:_LONGEST_SHOWN]}…"
    return f"{text} ({kind})"
