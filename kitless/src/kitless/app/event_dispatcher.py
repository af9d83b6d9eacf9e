"""Events by name, with the names of `carb.eventdispatcher`.

```
observe_event(event_name=…, on_event=…)  ->  ObserverGuard, which ends the calls when it goes
dispatch_event(name, payload)            ->  every observer of that name, now, in ascending order
```

An App has one dispatcher, which all of its parts share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kitless.app.absent import named_in_kit
from kitless.app.callbacks import Callback, call_in_order
from kitless.errors import EventError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


class DispatchedEvent:
    """One event: its name and what it carries. `carb.eventdispatcher.Event`."""

    __slots__ = ("_consumed", "_payload", "event_name")

    def __init__(self, event_name: str, payload: Mapping[str, Any]) -> None:
        self.event_name = event_name
        self._payload = payload
        self._consumed = False

    @property
    def payload(self) -> dict[str, Any]:
        """What the event carries; the dict is the caller's own."""
        return dict(self._payload)

    @property
    def is_consumed(self) -> bool:
        """Whether an observer has kept the event from those after it."""
        return self._consumed

    def consume(self) -> None:
        """Keep the event from the observers after this one."""
        self._consumed = True

    def get(self, key_name: str, default: Any = None) -> Any:
        """A value that the event carries, or the default where it has no such key."""
        return self._payload.get(key_name, default)

    def has_key(self, key_name: str) -> bool:
        """Whether the event carries a value of that name."""
        return key_name in self._payload

    def __getitem__(self, key_name: str) -> Any:
        return self._payload[key_name]

    def __contains__(self, key_name: object) -> bool:
        return key_name in self._payload

    def __iter__(self) -> Iterator[str]:
        return iter(self._payload)

    def __len__(self) -> int:
        return len(self._payload)

    def __repr__(self) -> str:
        return f"Event({self.event_name!r}, {dict(self._payload)!r})"


class ObserverGuard:
    """The right to be called. It ends with `reset`, or with the last reference to it, as in Kit."""

    def __init__(self, dispatcher: EventDispatcher, event_name: str, callback: Callback) -> None:
        self._dispatcher = dispatcher
        self._event_name = event_name
        self._callback = callback

    def reset(self) -> None:
        """Stop being called, at once even inside a running dispatch. Calling it again does nothing."""
        self._dispatcher._remove(self._event_name, self._callback)  # noqa: SLF001 - one mechanism

    @property
    def name(self) -> str:
        """Who this is, for log messages."""
        return self._callback.name

    @property
    def order(self) -> int:
        """Observers with a lower order are called first. It can be changed."""
        return self._callback.order

    @order.setter
    def order(self, order: int) -> None:
        self._callback.order = order

    @property
    def enabled(self) -> bool:
        """Whether the observer is called for now. It can be changed."""
        return self._callback.enabled

    @enabled.setter
    def enabled(self, enabled: bool) -> None:
        self._callback.enabled = enabled

    @property
    def ignore_consume(self) -> bool:
        """Whether the observer is called for consumed events too. It can be changed."""
        return self._callback.ignores_consume

    @ignore_consume.setter
    def ignore_consume(self, ignore_consume: bool) -> None:
        self._callback.ignores_consume = ignore_consume

    def __del__(self) -> None:
        self.reset()


@named_in_kit("carb.eventdispatcher.IEventDispatcher")
class EventDispatcher:
    """Who observes which event. `carb.eventdispatcher.IEventDispatcher`."""

    def __init__(self) -> None:
        self._observers: dict[str, dict[Callback, Mapping[str, Any]]] = {}

    def observe_event(
        self,
        *,
        event_name: str,
        on_event: Callable[[DispatchedEvent], object],
        observer_name: str = "",
        order: int = 0,
        filter: Mapping[str, Any] | None = None,  # noqa: A002 - the name is Kit's
    ) -> ObserverGuard:
        """Call `on_event(event)` whenever an event of that name is dispatched.

        Args:
            event_name: The event's name, such as `omni.kit.app.GLOBAL_EVENT_UPDATE`.
            on_event: Called in the thread that dispatches; its result is ignored.
            observer_name: Who this is, for log messages.
            order: Observers with a lower order are called first, equal ones in the order of their coming.
            filter: Only events whose payload has at least these keys with these values.

        Returns:
            The guard. Keep it: when it is collected, the calls end.

        Raises:
            EventError: The name is empty, or `on_event` cannot be called.

        Differs:
            Arguments are taken by keyword only.
        """
        _require_name(event_name, "observe_event")
        if not callable(on_event):
            raise EventError(
                f"observe_event('{event_name}') expects a function of one event as on_event, got {on_event!r}"
            )
        callback = Callback(on_event, int(order), observer_name)
        self._observers.setdefault(event_name, {})[callback] = dict(filter or {})
        return ObserverGuard(self, event_name, callback)

    def dispatch_event(self, event_name: str, payload: Mapping[str, Any] | None = None) -> int:
        """Call every observer of an event now, in this thread.

        Args:
            event_name: The event's name.
            payload: What it carries, by name.

        Returns:
            How many observers were called.

        Raises:
            EventError: The name is empty, or the payload is no mapping.
        """
        _require_name(event_name, "dispatch_event")
        if payload is not None and not hasattr(payload, "keys"):
            raise EventError(
                f"dispatch_event('{event_name}') expects a dict of names and values as payload, got {payload!r}"
            )
        return call_in_order(self.calls(event_name, payload or {}), event_name)

    def has_observers(
        self,
        event_name: str,
        filter: Mapping[str, Any] | None = None,  # noqa: A002 - the name is Kit's
    ) -> bool:
        """Whether somebody would be called for an event of that name with that payload."""
        return bool(self.calls(event_name, filter or {}))

    def calls(self, event_name: str, payload: Mapping[str, Any]) -> list[tuple[Callback, DispatchedEvent]]:
        """Who would be called for an event, each with the event; in no order. For event streams."""
        event = DispatchedEvent(event_name, payload)
        return [
            (callback, event)
            for callback, wanted in tuple(self._observers.get(event_name, {}).items())
            if all(key in payload and payload[key] == value for key, value in wanted.items())
        ]

    def _remove(self, event_name: str, callback: Callback) -> None:
        callback.active = False
        observers = self._observers.get(event_name, {})
        observers.pop(callback, None)
        if not observers:
            self._observers.pop(event_name, None)


def _require_name(event_name: object, called: str) -> None:
    if not isinstance(event_name, str) or not event_name:
        raise EventError(
            f"{called} expects the name of an event, such as 'my.extension:done', got {event_name!r}"
        )
