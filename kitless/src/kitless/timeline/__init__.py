"""The timeline: what time it is on the stage, and whether it runs."""

from __future__ import annotations

from kitless.timeline.timeline import Timeline, TimelineEventType

__all__ = ["Timeline", "TimelineEventType"]
