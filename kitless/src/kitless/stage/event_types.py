"""What the USD context announces, with the names of `omni.usd`.

Every event is announced on the context's stream, by its type, and on the event dispatcher, by its name:
`omni.usd:<context>:stage:<event>`, where the context is "".
"""

from __future__ import annotations

from enum import IntEnum

CONTEXT_NAME = ""
"""The name of the one USD context."""


class StageEventType(IntEnum):
    """What a stage event says. Only the names are Kit's; do not store the numbers.

    Differs:
        kitless sends those of saving, opening and closing, SELECTION_CHANGED, ASSETS_LOADING, ASSETS_LOADED,
        ANIMATION_START_PLAY and ANIMATION_STOP_PLAY; nothing comes for the others.
    """

    SAVED = 0
    SAVE_FAILED = 1
    OPENING = 2
    OPENED = 3
    OPEN_FAILED = 4
    CLOSING = 5
    CLOSED = 6
    SELECTION_CHANGED = 7
    ASSETS_LOADED = 8
    ASSETS_LOAD_ABORTED = 9
    GIZMO_TRACKING_CHANGED = 10
    MDL_PARAM_LOADED = 11
    SETTINGS_LOADED = 12
    SETTINGS_SAVING = 13
    OMNIGRAPH_START_PLAY = 14
    OMNIGRAPH_STOP_PLAY = 15
    SIMULATION_START_PLAY = 16
    SIMULATION_STOP_PLAY = 17
    ANIMATION_START_PLAY = 18
    ANIMATION_STOP_PLAY = 19
    DIRTY_STATE_CHANGED = 20
    ASSETS_LOADING = 21
    ACTIVE_LIGHT_COUNTS_CHANGED = 22
    HIERARCHY_CHANGED = 23
    SAVING = 24


class StageRenderingEventType(IntEnum):
    """What a rendering event says.

    Differs:
        NEW_FRAME comes once with every update while a stage is open, whether or not anything is rendered; nothing
        comes for the others.
    """

    NEW_FRAME = 0
    HYDRA_ENGINE_FRAMES_COMPLETE = 1
    HYDRA_ENGINE_FRAMES_ADDED = 2


class StageState(IntEnum):
    """Whether a stage is open."""

    CLOSED = 0
    OPENING = 1
    OPENED = 2
    CLOSING = 3


class UsdContextInitialLoadSet(IntEnum):
    """Which payloads are loaded when a stage opens."""

    LOAD_ALL = 0
    LOAD_NONE = 1


def stage_event_name(event_type: int) -> str:
    """The name of a stage event on the event dispatcher."""
    return f"omni.usd:{CONTEXT_NAME}:stage:{StageEventType(event_type).name.lower()}"


def stage_rendering_event_name(event_type: int, immediate: bool = False) -> str:
    """The name of a rendering event on the event dispatcher.

    Args:
        event_type: A `StageRenderingEventType`.
        immediate: Whether the event is meant that is sent at once, or the one of the next update. Here they come
            one after the other, in the same update.
    """
    name = f"omni.usd:{CONTEXT_NAME}:rendering:{StageRenderingEventType(event_type).name.lower()}"
    return f"{name}:immediate" if immediate else name


def stage_event_type(event_name: str) -> StageEventType | None:
    """The type of a stage event by its name; None when it is no name of one."""
    return next((each for each in StageEventType if stage_event_name(each) == event_name), None)
