"""`carb.events`."""

from kitless.app.events import Event as IEvent
from kitless.app.events import EventStream as IEventStream
from kitless.app.events import EventStreams as IEvents
from kitless.app.events import Subscription as ISubscription
from kitless.app.events import get_events_interface, type_from_string
from kitless.app.events import get_events_interface as acquire_events_interface

__all__ = [
    "IEvent",
    "IEventStream",
    "IEvents",
    "ISubscription",
    "acquire_events_interface",
    "get_events_interface",
    "type_from_string",
]
