"""`carb.eventdispatcher`."""

from kitless.app.accessors import get_eventdispatcher
from kitless.app.accessors import get_eventdispatcher as acquire_eventdispatcher_interface
from kitless.app.event_dispatcher import DispatchedEvent as Event
from kitless.app.event_dispatcher import EventDispatcher as IEventDispatcher
from kitless.app.event_dispatcher import ObserverGuard

__all__ = [
    "Event",
    "IEventDispatcher",
    "ObserverGuard",
    "acquire_eventdispatcher_interface",
    "get_eventdispatcher",
]
