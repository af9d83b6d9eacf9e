"""The calls of ``rep.trigger``, and ``rep.utils.send_og_event``.

Triggers fire in the order in which they were made, at the start of an update, before its frame is captured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kitless.replicator.graph.triggers import OnCondition, OnCustomEvent, OnFrame, OnTime, Trigger
from kitless.replicator.session import get_session
from kitless.replicator.steps import CAPTURE_ON_PLAY_SETTING

if TYPE_CHECKING:
    from collections.abc import Callable


def on_frame(
    interval: int = 1,
    num_frames: int = 0,
    rt_subframes: int = 0,
    max_execs: int = 0,
    name: str | None = None,
) -> Trigger:
    """Fire with captured frames: those of steps, of runs, and those captured while the timeline plays.

    Args:
        interval: With the first frame after the trigger was made, and with each that many frames later.
        num_frames: The older name of `max_execs`.
        rt_subframes: The least samples per pixel of a frame that it fires with.
        max_execs: How often it fires; 0: without end.
        name: What its draws are told by; None: its number among the triggers of its kind.

    Raises:
        GraphError: A number is out of range, or there is no stage.
    """
    return _added(OnFrame(interval, max_execs or num_frames, rt_subframes, name))


def on_time(
    interval: float,
    num: int = 0,
    rt_subframes: int = 0,
    enable_capture_on_play: bool = False,
    max_execs: int = 0,
    name: str | None = None,
) -> Trigger:
    """Fire at intervals of the timeline's time, with a captured frame or without.

    It fires with the first update in which the timeline plays or a frame is captured, and with the first after each
    interval from then on; once, when several intervals have gone by between two updates. When time goes back it counts
    anew.

    Args:
        interval: Seconds.
        num: The older name of `max_execs`.
        rt_subframes: The least samples per pixel of a frame that it fires with.
        enable_capture_on_play: Capture a frame with every update while the timeline plays, from now on.
        max_execs: How often it fires; 0: without end.
        name: What its draws are told by; None: its number among the triggers of its kind.

    Raises:
        GraphError: A number is out of range, or there is no stage.

    Differs:
        Capture on play is left as it is unless enable_capture_on_play is given. There is no reset_physics.
    """
    trigger = _added(OnTime(interval, max_execs or num, rt_subframes, name))
    if enable_capture_on_play:
        get_session().app.settings.set(CAPTURE_ON_PLAY_SETTING, True)
    return trigger


def on_custom_event(event_name: str, max_execs: int = 0, rt_subframes: int = 0) -> Trigger:
    """Fire with the first update after an event was sent by `send_og_event`, a step's or any other.

    Args:
        event_name: The event. Its draws are told by it.
        max_execs: How often it fires; 0: without end.
        rt_subframes: The least samples per pixel of a frame that it fires with.

    Raises:
        GraphError: A number is out of range, or there is no stage.
    """
    return _added(OnCustomEvent(str(event_name), max_execs, rt_subframes))


def on_condition(
    condition: Callable[[], object], max_execs: int = 0, rt_subframes: int = 0, name: str | None = None
) -> Trigger:
    """Fire with each captured frame for which a function says so.

    Args:
        condition: Is called without arguments, once before each frame, and before previews.
        max_execs: How often it fires; 0: without end.
        rt_subframes: The least samples per pixel of a frame that it fires with.
        name: What its draws are told by; None: its number among the triggers of its kind.

    Raises:
        GraphError: It is not a function, a number is out of range, or there is no stage.
    """
    return _added(OnCondition(condition, max_execs, rt_subframes, name))


def send_og_event(event_name: str) -> None:
    """Fire the triggers of a custom event with the App's next update, once, however often it is sent until then.

    An event that no trigger waits for is logged as a warning and fires those that are made until that update.
    """
    get_session().scenario.send(str(event_name))


def _added(trigger: Trigger) -> Trigger:
    get_session().scenario.add_trigger(trigger)
    return trigger
