"""Calling many in order: what event streams and the event dispatcher have in common.

Callbacks are called in ascending `order`; equal orders in the order in which they were added, whichever of the
two systems they were added to. One that raises is logged and does not keep the others from their event, as in
Kit. Each is called in a context of its own, a copy of that in which it was added, as `asyncio` calls its callbacks:
what it does is done neither for the others nor for whoever happens to update the App.
"""

from __future__ import annotations

import contextvars
import itertools
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_logger = logging.getLogger("kitless.events")

_sequence = itertools.count()


class Consumable(Protocol):
    """An event that a callback may keep from those after it."""

    @property
    def is_consumed(self) -> bool:
        """Whether it goes no further."""


@dataclass(eq=False, slots=True)
class Callback:
    """A function that somebody wants to have called.

    Attributes:
        function: Called with the event; its result is ignored.
        order: Lower orders are called first.
        name: Who this is, for log messages.
        enabled: Whether it is called for now.
        active: False once its subscription has ended, for good.
        ignores_consume: Whether it is called for events that another callback has consumed.
        sequence: How many were made before it.
        context: That in which it was made.
    """

    function: Callable[[Any], object]
    order: int
    name: str
    enabled: bool = True
    active: bool = True
    ignores_consume: bool = False
    sequence: int = field(default_factory=lambda: next(_sequence))
    context: contextvars.Context = field(default_factory=contextvars.copy_context)

    def describe(self) -> str:
        """The name, or what the function is called."""
        return self.name or getattr(self.function, "__qualname__", repr(self.function))


def call_in_order(calls: Iterable[tuple[Callback, Consumable]], announced: str) -> int:
    """Call each with its event.

    What is added meanwhile is not called; what ends meanwhile is not called either.

    Args:
        calls: Who is called, and with which event.
        announced: What the event is, for log messages.

    Returns:
        How many were called.
    """
    count = 0
    for callback, event in sorted(calls, key=lambda call: (call[0].order, call[0].sequence)):
        if not (callback.active and callback.enabled):
            continue
        if event.is_consumed and not callback.ignores_consume:
            continue
        count += 1
        try:
            callback.context.copy().run(callback.function, event)
        except Exception:
            _logger.exception("%s: subscriber '%s' failed; the others go on", announced, callback.describe())
    return count
