"""What the App announces, on its streams and by name.

```
update():  PRE_UPDATE -> UPDATE -> POST_UPDATE
the end:   POST_QUIT (may be cancelled) -> PRE_SHUTDOWN
```

Kit's documentation has the constants and what they are for; the texts of the names are our choice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kitless.app.events import EventStream

if TYPE_CHECKING:
    from kitless.app.event_dispatcher import EventDispatcher

GLOBAL_EVENT_PRE_UPDATE = "runloop:main:pre_update"
"""The beginning of an update. "dt": the seconds of one frame."""
GLOBAL_EVENT_UPDATE = "runloop:main:update"
"""The update itself. "dt": the seconds of one frame."""
GLOBAL_EVENT_POST_UPDATE = "runloop:main:post_update"
"""The end of an update. "dt": the seconds of one frame."""
GLOBAL_EVENT_APP_READY = "omni.kit.app:app_ready"
"""The App is ready: the first update after the first one that nobody delayed has ended."""
GLOBAL_EVENT_POST_QUIT = "omni.kit.app:post_quit"
"""The App is going to end; who has work in flight finishes it now. "uncancellable": a bool."""
GLOBAL_EVENT_PRE_SHUTDOWN = "omni.kit.app:pre_shutdown"
"""The last moment at which extensions and stage are still there."""

POST_QUIT_EVENT_TYPE = 0
"""On the shutdown stream: see `GLOBAL_EVENT_POST_QUIT`."""
PRE_SHUTDOWN_EVENT_TYPE = 1
"""On the shutdown stream: see `GLOBAL_EVENT_PRE_SHUTDOWN`."""

_SHUTDOWN_EVENTS = {
    POST_QUIT_EVENT_TYPE: GLOBAL_EVENT_POST_QUIT,
    PRE_SHUTDOWN_EVENT_TYPE: GLOBAL_EVENT_PRE_SHUTDOWN,
}


class UpdateStreams:
    """The three streams of an update. Their events have the type 0 and "dt"."""

    def __init__(self, dispatcher: EventDispatcher) -> None:
        self.pre_update = EventStream("pre update", dispatcher, lambda _type: GLOBAL_EVENT_PRE_UPDATE)
        self.update = EventStream("update", dispatcher, lambda _type: GLOBAL_EVENT_UPDATE)
        self.post_update = EventStream("post update", dispatcher, lambda _type: GLOBAL_EVENT_POST_UPDATE)

    def announce(self, frame_seconds: float) -> None:
        """One update, first to last."""
        for stream in (self.pre_update, self.update, self.post_update):
            stream.dispatch(payload={"dt": frame_seconds})


def make_shutdown_stream(dispatcher: EventDispatcher) -> EventStream:
    """The stream on which the App announces its end."""
    return EventStream("shutdown", dispatcher, _SHUTDOWN_EVENTS.get)
