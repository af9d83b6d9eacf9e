"""Who wants to know what is done, undone and redone."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from kitless.commands.undo_entry import UndoEntry

_logger = logging.getLogger("kitless.commands")


class UndoSubscribers:
    """Functions that are called with names, and functions that are called with entries."""

    def __init__(self) -> None:
        self._by_name: list[Callable[[list[str]], object]] = []
        self._by_entry: list[Callable[[list[UndoEntry]], object]] = []

    def add(self, on_change: Callable[[list[str]], object]) -> None:
        """Call a function with the names of what was done, undone or redone."""
        self._by_name.append(on_change)

    def remove(self, on_change: Callable[[list[str]], object]) -> None:
        """End what `add` began. Nothing happens when it has ended."""
        if on_change in self._by_name:
            self._by_name.remove(on_change)

    def add_detailed(self, on_change: Callable[[list[UndoEntry]], object]) -> None:
        """Call a function with the entries of what was done, undone or redone."""
        self._by_entry.append(on_change)

    def remove_detailed(self, on_change: Callable[[list[UndoEntry]], object]) -> None:
        """End what `add_detailed` began. Nothing happens when it has ended."""
        if on_change in self._by_entry:
            self._by_entry.remove(on_change)

    def tell(self, entries: list[UndoEntry]) -> None:
        """Call everybody. One that raises is logged and does not keep the others from it."""
        names = [entry.name for entry in entries]
        for call in (
            *(partial(on_change, names) for on_change in self._by_name),
            *(partial(on_change, entries) for on_change in self._by_entry),
        ):
            try:
                call()
            except Exception:
                _logger.exception("a subscriber to undo failed; the others go on")
