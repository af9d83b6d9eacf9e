"""Event streams, with the names of `carb.events`.

A stream calls its subscribers in ascending `order`; equal orders in the order of subscription. Events are
delivered at once, inside `dispatch`. A subscriber that raises is logged and does not keep the others from
their event, as in Kit.
"""

from __future__ import annotations

import hashlib
import itertools
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_logger = logging.getLogger("kitless.events")


@dataclass(frozen=True, slots=True)
class Event:
    """One event: its type, who sent it (0 when nobody says) and what it carries."""

    type: int
    sender: int = 0
    payload: Mapping[str, Any] = field(default_factory=dict)


@dataclass(eq=False, slots=True)
class _Subscriber:
    callback: Callable[[Event], object]
    order: int
    sequence: int
    name: str
    event_type: int | None
    active: bool = True


class Subscription:
    """The right to be called. It ends with `unsubscribe`, or with the last reference to it, as in Kit."""

    def __init__(self, stream: EventStream, subscriber: _Subscriber) -> None:
        self._stream = stream
        self._subscriber = subscriber

    def unsubscribe(self) -> None:
        """Stop being called, at once even inside a running dispatch. Calling it again does nothing."""
        self._stream._remove(self._subscriber)  # noqa: SLF001 - the two classes are one mechanism

    def __del__(self) -> None:
        self.unsubscribe()


class EventStream:
    """A named list of subscribers."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._subscribers: list[_Subscriber] = []
        self._sequence = itertools.count()

    def create_subscription_to_pop(
        self, fn: Callable[[Event], object], order: int = 0, name: str = ""
    ) -> Subscription:
        """Call `fn(event)` for every event.

        Args:
            fn: Called with the event; its result is ignored.
            order: Subscribers with a lower order are called first.
            name: Who this is, for log messages.

        Returns:
            The subscription. Keep it: when it is collected, the calls end.
        """
        return self._add(fn, order, name, None)

    def create_subscription_to_pop_by_type(
        self, event_type: int, fn: Callable[[Event], object], order: int = 0, name: str = ""
    ) -> Subscription:
        """Call `fn(event)` for every event of one type. See `create_subscription_to_pop`."""
        return self._add(fn, order, name, int(event_type))

    def dispatch(
        self, event_type: int = 0, sender: int = 0, payload: Mapping[str, Any] | None = None
    ) -> None:
        """Call every subscriber now. One that subscribes meanwhile is first called for the next event."""
        event = Event(int(event_type), sender, payload if payload is not None else {})
        for subscriber in tuple(self._subscribers):
            if not subscriber.active or subscriber.event_type not in (None, event.type):
                continue
            try:
                subscriber.callback(event)
            except Exception:
                _logger.exception(
                    "%s: subscriber '%s' failed on event type %d; the others go on",
                    self.name,
                    subscriber.name
                    or getattr(subscriber.callback, "__qualname__", repr(subscriber.callback)),
                    event.type,
                )

    def _add(
        self, callback: Callable[[Event], object], order: int, name: str, event_type: int | None
    ) -> Subscription:
        subscriber = _Subscriber(callback, order, next(self._sequence), name, event_type)
        self._subscribers.append(subscriber)
        self._subscribers.sort(key=lambda each: (each.order, each.sequence))
        return Subscription(self, subscriber)

    def _remove(self, subscriber: _Subscriber) -> None:
        if subscriber.active:
            subscriber.active = False
            self._subscribers.remove(subscriber)


def type_from_string(name: str) -> int:
    """The event type of a name: a 64-bit number that is the same in every process."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "little")
