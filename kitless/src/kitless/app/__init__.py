"""The App: settings, events, tokens, extensions and the update loop."""

from __future__ import annotations

from kitless.app.app import (
    ORDER_CAPTURE,
    ORDER_STEP_END,
    ORDER_TIMELINE,
    ORDER_USER,
    App,
)
from kitless.app.app_events import POST_QUIT_EVENT_TYPE, PRE_SHUTDOWN_EVENT_TYPE
from kitless.app.event_dispatcher import EventDispatcher, ObserverGuard
from kitless.app.events import Event, EventStream, Subscription
from kitless.app.process import get_app, start
from kitless.app.settings import Settings

__all__ = [
    "ORDER_CAPTURE",
    "ORDER_STEP_END",
    "ORDER_TIMELINE",
    "ORDER_USER",
    "POST_QUIT_EVENT_TYPE",
    "PRE_SHUTDOWN_EVENT_TYPE",
    "App",
    "Event",
    "EventDispatcher",
    "EventStream",
    "ObserverGuard",
    "Settings",
    "Subscription",
    "get_app",
    "start",
]
