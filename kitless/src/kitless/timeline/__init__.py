"""The timeline: what time it is on the stage, and whether it runs."""

from __future__ import annotations

from kitless.timeline.event_types import TimelineEventType
from kitless.timeline.interface import TimelineInterface
from kitless.timeline.timeline import Timeline

__all__ = ["Timeline", "TimelineEventType", "TimelineInterface"]
