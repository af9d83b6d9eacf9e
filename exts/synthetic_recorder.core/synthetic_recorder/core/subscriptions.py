"""Callbacks that can be taken back."""

from __future__ import annotations

import logging
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_logger = logging.getLogger(__name__)


class Subscription:
    """A callback's place among the subscribers; ``unsubscribe`` ends it and may be called again."""

    def __init__(self, unsubscribe: Callable[[], None]) -> None:
        self._unsubscribe = unsubscribe

    def unsubscribe(self) -> None:
        """Stop the calls; without effect when they are stopped already."""
        self._unsubscribe()


class Subscribers[T]:
    """Callbacks that are called in turn with a value.

    All of them hear all values in the same order: one that causes the next value is told of it when the others
    have been told of this one.

    A callback that raises is logged and has no effect on the others, nor on the caller: what a window does
    with a number must not end a recording.
    """

    def __init__(self) -> None:
        self._callbacks: dict[object, Callable[[T], None]] = {}
        self._values = deque[T]()

    def subscribe(self, callback: Callable[[T], None]) -> Subscription:
        """Call ``callback`` from now on, until the returned token is used."""
        key = object()
        self._callbacks[key] = callback

        def unsubscribe() -> None:
            self._callbacks.pop(key, None)

        return Subscription(unsubscribe)

    def notify(self, value: T) -> None:
        """Call all callbacks with ``value``."""
        self._values.append(value)
        if len(self._values) > 1:
            return
        try:
            while self._values:
                self._call(self._values[0])
                self._values.popleft()
        finally:
            self._values.clear()

    def _call(self, value: T) -> None:
        for key, callback in list(self._callbacks.items()):
            if key not in self._callbacks:
                # One that was called before it has taken it back.
                continue
            try:
                callback(value)
            except Exception:
                _logger.exception("A subscriber of the recorder failed; the recording goes on.")
