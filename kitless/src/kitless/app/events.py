"""Event streams, with the names of `carb.events`.

A stream calls its subscribers in ascending `order`; equal orders in the order of subscription. Events are
delivered at once, inside `dispatch`; one that is pushed waits for `pump`.

What a part of the App announces on a stream, it announces by name on the event dispatcher too: the stream does
both, and subscribers of either are called in one order.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kitless.app.absent import named_in_kit
from kitless.app.callbacks import Callback, Consumable, call_in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kitless.app.event_dispatcher import EventDispatcher

_FNV_OFFSET = 0xCBF29CE484222325
_FNV_PRIME = 0x100000001B3


@dataclass(slots=True)
class Event:
    """One event: its type, who sent it (0 when nobody says) and what it carries."""

    type: int
    sender: int = 0
    payload: Mapping[str, Any] = field(default_factory=dict)
    is_consumed: bool = False

    def consume(self) -> None:
        """Keep the event from the subscribers after this one."""
        self.is_consumed = True


class Subscription:
    """The right to be called. It ends with `unsubscribe`, or with the last reference to it, as in Kit."""

    def __init__(self, stream: EventStream, callback: Callback) -> None:
        self._stream = stream
        self._callback = callback

    def unsubscribe(self) -> None:
        """Stop being called, at once even inside a running dispatch. Calling it again does nothing."""
        self._stream._remove(self._callback)  # noqa: SLF001 - the two classes are one mechanism

    @property
    def name(self) -> str:
        """Who this is, for log messages."""
        return self._callback.name

    def __del__(self) -> None:
        self.unsubscribe()


@named_in_kit("carb.events.IEventStream")
class EventStream:
    """A named list of subscribers.

    Args:
        name: What the stream is about, for log messages.
        dispatcher: Where its events are announced by name as well.
        event_name: The name of an event type on the dispatcher; None for a type that has none.
    """

    def __init__(
        self,
        name: str,
        dispatcher: EventDispatcher | None = None,
        event_name: Callable[[int], str | None] = lambda _event_type: None,
    ) -> None:
        self.name = name
        self._dispatcher = dispatcher
        self._event_name = event_name
        # The event type that a callback is for; None for every one.
        self._on_pop: dict[Callback, int | None] = {}
        self._on_push: dict[Callback, int | None] = {}
        self._pushed: deque[Event] = deque()

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
        return self._subscribe(self._on_pop, fn, order, name, None)

    def create_subscription_to_pop_by_type(
        self, event_type: int, fn: Callable[[Event], object], order: int = 0, name: str = ""
    ) -> Subscription:
        """Call `fn(event)` for every event of one type. See `create_subscription_to_pop`."""
        return self._subscribe(self._on_pop, fn, order, name, int(event_type))

    def create_subscription_to_push(
        self, fn: Callable[[Event], object], order: int = 0, name: str = ""
    ) -> Subscription:
        """Call `fn(event)` for every event when it is pushed. See `create_subscription_to_pop`."""
        return self._subscribe(self._on_push, fn, order, name, None)

    def create_subscription_to_push_by_type(
        self, event_type: int, fn: Callable[[Event], object], order: int = 0, name: str = ""
    ) -> Subscription:
        """Call `fn(event)` for every event of one type when it is pushed."""
        return self._subscribe(self._on_push, fn, order, name, int(event_type))

    def dispatch(
        self, event_type: int = 0, sender: int = 0, payload: Mapping[str, Any] | None = None
    ) -> None:
        """Call every subscriber now. One that subscribes meanwhile is first called for the next event."""
        event = Event(int(event_type), sender, payload if payload is not None else {})
        call_in_order(_calls(self._on_push, event), f"{self.name} event {event.type}")
        self._pop(event)

    def push(self, event_type: int = 0, sender: int = 0, payload: Mapping[str, Any] | None = None) -> None:
        """Keep an event for the next `pump`."""
        event = Event(int(event_type), sender, payload if payload is not None else {})
        call_in_order(_calls(self._on_push, event), f"{self.name} event {event.type}")
        self._pushed.append(event)

    def pump(self) -> None:
        """Deliver what was pushed, in that order. What is pushed meanwhile waits for the next `pump`."""
        for _ in range(len(self._pushed)):
            self._pop(self._pushed.popleft())

    def _pop(self, event: Event) -> None:
        calls = _calls(self._on_pop, event)
        name = self._event_name(event.type)
        if self._dispatcher is not None and name is not None:
            calls.extend(self._dispatcher.calls(name, event.payload))
        call_in_order(calls, f"{self.name} event {event.type}")

    def _subscribe(
        self,
        callbacks: dict[Callback, int | None],
        function: Callable[[Event], object],
        order: int,
        name: str,
        event_type: int | None,
    ) -> Subscription:
        callback = Callback(function, int(order), name)
        callbacks[callback] = event_type
        return Subscription(self, callback)

    def _remove(self, callback: Callback) -> None:
        callback.active = False
        self._on_pop.pop(callback, None)
        self._on_push.pop(callback, None)


def type_from_string(name: str) -> int:
    """The event type of a name: its 64-bit FNV-1a hash, the same in every process."""
    value = _FNV_OFFSET
    for byte in name.encode():
        value = ((value ^ byte) * _FNV_PRIME) & 0xFFFFFFFFFFFFFFFF
    return value


def _calls(callbacks: Mapping[Callback, int | None], event: Event) -> list[tuple[Callback, Consumable]]:
    return [
        (callback, event) for callback, wanted in tuple(callbacks.items()) if wanted in (None, event.type)
    ]


@named_in_kit("carb.events.IEvents")
class EventStreams:
    """`carb.events.IEvents`: makes streams for extensions that announce something of their own."""

    @staticmethod
    def create_event_stream(name: str = "") -> EventStream:
        """A new stream, which belongs to whoever holds it."""
        return EventStream(name or "event stream")


_event_streams = EventStreams()


def get_events_interface() -> EventStreams:
    """`carb.events.get_events_interface`: what makes streams."""
    return _event_streams
