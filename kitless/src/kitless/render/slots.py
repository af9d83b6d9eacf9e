"""Rows of an array on the device that many drawables share."""

from __future__ import annotations

from collections.abc import Hashable, Iterable


class Slots[T: Hashable]:
    """Gives each different item a number, and gives the number to another one when nobody uses the item any more.

    Args:
        items: The first users' items. They are numbered in order of first appearance.

    Attributes:
        numbers: The number of each item in use.
        first: Numbers of the first users' items.
    """

    def __init__(self, items: Iterable[T] = ()) -> None:
        self.numbers: dict[T, int] = {}
        self._users: list[int] = []
        self._free: list[int] = []
        self.first = [self.take(item) for item in items]

    def take(self, item: T) -> int:
        """The number of an item for one more user."""
        if item not in self.numbers:
            if not self._free:
                self._free.append(len(self._users))
                self._users.append(0)
            self.numbers[item] = self._free.pop()
        number = self.numbers[item]
        self._users[number] += 1
        return number

    def give_back(self, item: T) -> None:
        """One user less of an item."""
        number = self.numbers[item]
        self._users[number] -= 1
        if self._users[number] == 0:
            del self.numbers[item]
            self._free.append(number)
