"""Numbers that never change their meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any


class Numbering[Key: str | tuple[Any, ...]]:
    """Gives keys numbers, in sorted order among those that appear together, and never takes one back.

    Args:
        fresh: The numbers to be given out, ascending.
    """

    def __init__(self, fresh: Iterator[int]) -> None:
        self._fresh = fresh
        self._number_of: dict[Key, int] = {}
        self._keys: dict[int, Key] = {}

    def add(self, keys: Iterable[Key]) -> None:
        """Number those that have no number yet."""
        for key in sorted({key for key in keys if key not in self._number_of}):
            number = next(self._fresh)
            self._number_of[key] = number
            self._keys[number] = key

    def number(self, key: Key) -> int:
        """The number of a key that was added."""
        return self._number_of[key]

    def key(self, number: int) -> Key:
        """What has a number."""
        return self._keys[number]

    @property
    def highest(self) -> int | None:
        """The highest number that was given out; None without any."""
        return next(reversed(self._keys), None)
