"""`carb.events`."""

from kitless.app.events import Event as IEvent
from kitless.app.events import EventStream as IEventStream
from kitless.app.events import Subscription as ISubscription
from kitless.app.events import type_from_string

__all__ = ["IEvent", "IEventStream", "ISubscription", "type_from_string"]
