"""What a timeline announces, with the names of `omni.timeline`.

Every event is announced on the timeline's stream, by its type, and on the event dispatcher, by its name.
"""

from __future__ import annotations

from enum import IntEnum


class TimelineEventType(IntEnum):
    """What a timeline event says. Only the names are Kit's; do not store the numbers."""

    PLAY = 0
    PAUSE = 1
    STOP = 2
    CURRENT_TIME_CHANGED = 3
    CURRENT_TIME_TICKED = 4
    LOOP_MODE_CHANGED = 5
    START_TIME_CHANGED = 6
    END_TIME_CHANGED = 7
    TIME_CODE_PER_SECOND_CHANGED = 8
    AUTO_UPDATE_CHANGED = 9
    PREROLLING_CHANGED = 10
    TENTATIVE_TIME_CHANGED = 11
    TICKS_PER_FRAME_CHANGED = 12
    PLAY_EVERY_FRAME_CHANGED = 13
    TARGET_FRAMERATE_CHANGED = 14
    DIRECTOR_CHANGED = 15
    ZOOM_CHANGED = 16
    CURRENT_TIME_TICKED_PERMANENT = 17


def event_name(event_type: int) -> str:
    """The name of an event type on the event dispatcher. Kit's documentation has the prefix."""
    return f"omni.timeline:timeline:{TimelineEventType(event_type).name.lower()}"


GLOBAL_EVENT_PLAY = event_name(TimelineEventType.PLAY)
GLOBAL_EVENT_PAUSE = event_name(TimelineEventType.PAUSE)
GLOBAL_EVENT_STOP = event_name(TimelineEventType.STOP)
GLOBAL_EVENT_CURRENT_TIME_TICKED = event_name(TimelineEventType.CURRENT_TIME_TICKED)
GLOBAL_EVENT_CURRENT_TIME_TICKED_PERMANENT = event_name(TimelineEventType.CURRENT_TIME_TICKED_PERMANENT)
GLOBAL_EVENT_LOOP_MODE_CHANGED = event_name(TimelineEventType.LOOP_MODE_CHANGED)
GLOBAL_EVENT_START_TIME_CHANGED = event_name(TimelineEventType.START_TIME_CHANGED)
GLOBAL_EVENT_END_TIME_CHANGED = event_name(TimelineEventType.END_TIME_CHANGED)
GLOBAL_EVENT_TIME_CODES_PER_SECOND_CHANGED = event_name(TimelineEventType.TIME_CODE_PER_SECOND_CHANGED)
GLOBAL_EVENT_AUTO_UPDATE_CHANGED = event_name(TimelineEventType.AUTO_UPDATE_CHANGED)
GLOBAL_EVENT_PREROLLING_CHANGED = event_name(TimelineEventType.PREROLLING_CHANGED)
GLOBAL_EVENT_TENTATIVE_TIME_CHANGED = event_name(TimelineEventType.TENTATIVE_TIME_CHANGED)
GLOBAL_EVENT_TICKS_PER_FRAME_CHANGED = event_name(TimelineEventType.TICKS_PER_FRAME_CHANGED)
GLOBAL_EVENT_PLAY_EVERY_FRAME_CHANGED = event_name(TimelineEventType.PLAY_EVERY_FRAME_CHANGED)
GLOBAL_EVENT_TARGET_FRAMERATE_CHANGED = event_name(TimelineEventType.TARGET_FRAMERATE_CHANGED)
GLOBAL_EVENT_DIRECTOR_CHANGED = event_name(TimelineEventType.DIRECTOR_CHANGED)
GLOBAL_EVENT_ZOOM_CHANGED = event_name(TimelineEventType.ZOOM_CHANGED)
