"""`omni.timeline`."""

from kitless.app.accessors import get_timeline_interface
from kitless.timeline import Timeline as ITimeline
from kitless.timeline import TimelineEventType

__all__ = ["ITimeline", "TimelineEventType", "get_timeline_interface"]
