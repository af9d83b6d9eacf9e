"""Which values a writer's parameter takes, told of values that a JSON file can hold.

A type says in words what it wants, and whether it takes a value. What Python has for JSON counts: null is None, an
array is a list or a tuple, an object any mapping. What nobody can tell is `ANYTHING`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, ClassVar, Protocol


class ValueType(Protocol):
    """What a parameter takes."""

    @property
    def words(self) -> str:
        """What it wants, as the end of a sentence: "a whole number"."""

    def takes(self, value: object) -> bool:
        """Return whether a value is of this type."""


@dataclass(frozen=True)
class Anything:
    """Whatever comes: nobody has said what is wanted, or in a way that is not understood."""

    words: str = "anything"

    def takes(self, value: object) -> bool:
        """Return True."""
        del value
        return True


@dataclass(frozen=True)
class Scalar:
    """A value that has no parts.

    Attributes:
        words: What it wants.
        plural: Several of these.
        types: The Python types that count, without their subclasses: True is no number.
    """

    words: str
    plural: str
    types: tuple[type, ...]

    def takes(self, value: object) -> bool:
        """Return whether a value is of one of the types."""
        return type(value) in self.types


@dataclass(frozen=True)
class PathText:
    """The path of a file or a folder."""

    words: str = "a path"

    def takes(self, value: object) -> bool:
        """Return whether a value is a string or a path."""
        return isinstance(value, str | PurePath)


@dataclass(frozen=True)
class _PartsOf:
    """A value with any number of parts, all of one type."""

    part: ValueType
    whole: ClassVar[str]

    @property
    def words(self) -> str:
        """What it wants."""
        if isinstance(self.part, Anything):
            return self.whole
        of_what = f" of {self.part.plural}" if isinstance(self.part, Scalar) else f", each {self.part.words}"
        return f"{self.whole}{of_what}"


class ListOf(_PartsOf):
    """A list of any length, its items of one type."""

    whole = "a list"

    def takes(self, value: object) -> bool:
        """Return whether a value is such a list."""
        return isinstance(value, list | tuple) and all(map(self.part.takes, value))


class ObjectOf(_PartsOf):
    """An object, its members of one type; how they are called does not matter."""

    whole = "an object"

    def takes(self, value: object) -> bool:
        """Return whether a value is such an object."""
        return isinstance(value, Mapping) and all(map(self.part.takes, value.values()))


@dataclass(frozen=True)
class RowOf:
    """A list of a certain length, each place with its own type."""

    items: tuple[ValueType, ...]

    @property
    def words(self) -> str:
        """What it wants."""
        kinds = ", ".join(item.words for item in self.items)
        return f"a list of {len(self.items)}: {kinds}" if self.items else "an empty list"

    def takes(self, value: object) -> bool:
        """Return whether a value is such a list."""
        if not isinstance(value, list | tuple) or len(value) != len(self.items):
            return False
        return all(item.takes(each) for item, each in zip(self.items, value, strict=True))


@dataclass(frozen=True)
class Choice:
    """One of some values.

    Attributes:
        values: The values, in the order of their declaration.
    """

    values: tuple[Any, ...]

    @property
    def words(self) -> str:
        """What it wants."""
        return _either([as_json_text(value) for value in self.values])

    def takes(self, value: object) -> bool:
        """Return whether a value is one of them; 1 is not True."""
        return any(type(value) is type(each) and value == each for each in self.values)


@dataclass(frozen=True)
class AnyOf:
    """A value of one of several types."""

    options: tuple[ValueType, ...]

    @property
    def words(self) -> str:
        """What it wants."""
        return _either(list(dict.fromkeys(option.words for option in self.options)))

    def takes(self, value: object) -> bool:
        """Return whether one of the types takes a value."""
        return any(option.takes(value) for option in self.options)


ANYTHING = Anything()
NULL = Scalar("null", "nulls", (type(None),))
BOOLEAN = Scalar("true or false", "true and false", (bool,))
INTEGER = Scalar("a whole number", "whole numbers", (int,))
NUMBER = Scalar("a number", "numbers", (int, float))
TEXT = Scalar("a string", "strings", (str,))
PATH = PathText()


def any_of(*options: ValueType) -> ValueType:
    """Return the type that takes what one of ``options`` takes; without options nobody has said anything."""
    if not options or any(isinstance(option, Anything) for option in options):
        return ANYTHING
    return options[0] if len(options) == 1 else AnyOf(options)


def choices(value_type: ValueType) -> tuple[Any, ...]:
    """Return the values from which one has to be chosen; none when others are taken, too."""
    if isinstance(value_type, Choice):
        return value_type.values
    if isinstance(value_type, AnyOf):
        parts = [(None,) if option == NULL else choices(option) for option in value_type.options]
        # Null alone is no choice.
        if all(parts) and any(part != (None,) for part in parts):
            return tuple(value for part in parts for value in part)
    return ()


def as_json_text(value: object) -> str:
    """Return a value as a JSON file has it, cut short if it is long."""
    text = json.dumps(value, default=_as_json, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:77]}…"


def _as_json(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else str(value)


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
