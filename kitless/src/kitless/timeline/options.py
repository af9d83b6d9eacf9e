"""What a timeline keeps for others and does not use itself: kitless has no clock and no timeline window."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from typing import Self

from kitless.app.events import EventStream
from kitless.errors import NotImplementedByKitlessError, TimelineError
from kitless.timeline.event_types import TimelineEventType

_DEFAULT_TARGET_FRAMERATE = 60.0


class TimelineOptions(ABC):
    """Options that are kept, and announced when they change.

    Attributes:
        silent: Whether nothing is announced.
    """

    def __init__(self, events: EventStream) -> None:
        self._events = events
        self.silent = False
        self._play_every_frame = False
        self._target_framerate = _DEFAULT_TARGET_FRAMERATE
        self._prerolling = False
        self._tentative_time: float | None = None
        self._zoom: tuple[float, float] | None = None

    @abstractmethod
    def get_current_time(self) -> float:
        """The current time, in seconds."""

    @abstractmethod
    def get_start_time(self) -> float:
        """When the range begins, in seconds."""

    @abstractmethod
    def get_end_time(self) -> float:
        """When the range ends, in seconds."""

    # -- pace --------------------------------------------------------------------------------------

    def set_play_every_frame(self, play_every_frame: bool) -> None:
        """Choose whether frames may be skipped to keep pace with the clock.

        Differs:
            kitless keeps no pace with the clock: no frame is ever skipped.
        """
        if play_every_frame != self._play_every_frame:
            self._play_every_frame = play_every_frame
            self._send(TimelineEventType.PLAY_EVERY_FRAME_CHANGED, {"playEveryFrame": play_every_frame})

    def get_play_every_frame(self) -> bool:
        """What `set_play_every_frame` has set; False unless it was called."""
        return self._play_every_frame

    def set_fast_mode(self, fast_mode: bool) -> None:
        """The old name of `set_play_every_frame`."""
        self.set_play_every_frame(fast_mode)

    def get_fast_mode(self) -> bool:
        """The old name of `get_play_every_frame`."""
        return self._play_every_frame

    def set_target_framerate(self, target_framerate: float) -> None:
        """Choose how many frames a second of the clock is to have.

        Raises:
            TimelineError: It is no finite number above 0.

        Differs:
            Kept, and without effect: kitless updates as fast as it can, by one frame each.
        """
        rate = _positive("set_target_framerate", target_framerate)
        if rate != self._target_framerate:
            self._target_framerate = rate
            self._send(TimelineEventType.TARGET_FRAMERATE_CHANGED, {"targetFrameRate": rate})

    def get_target_framerate(self) -> float:
        """What `set_target_framerate` has set; 60 unless it was called."""
        return self._target_framerate

    # -- what windows show -------------------------------------------------------------------------

    def set_prerolling(self, prerolling: bool) -> None:
        """Say that a simulation is warming up."""
        if prerolling != self._prerolling:
            self._prerolling = prerolling
            self._send(TimelineEventType.PREROLLING_CHANGED, {"prerolling": prerolling})

    def is_prerolling(self) -> bool:
        """What `set_prerolling` has set; False unless it was called."""
        return self._prerolling

    def set_tentative_time(self, tentative_time: float) -> None:
        """Keep a time that is looked at, as while a slider is dragged. The current time stays."""
        if not math.isfinite(tentative_time):
            raise TimelineError(
                f"timeline.set_tentative_time expects a finite number of seconds, got {tentative_time!r}"
            )
        if tentative_time != self._tentative_time:
            self._tentative_time = float(tentative_time)
            self._send(TimelineEventType.TENTATIVE_TIME_CHANGED, {"tentativeTime": self._tentative_time})

    def get_tentative_time(self) -> float:
        """The time that is looked at; the current time when there is none."""
        return self.get_current_time() if self._tentative_time is None else self._tentative_time

    def clear_tentative_time(self) -> None:
        """Forget the time that is looked at."""
        self._tentative_time = None

    def set_zoom_range(self, start_time: float, end_time: float) -> None:
        """Keep the part of the range that is looked at.

        Raises:
            TimelineError: It does not begin before it ends.
        """
        if not (math.isfinite(start_time) and math.isfinite(end_time) and start_time < end_time):
            raise TimelineError(
                f"timeline.set_zoom_range expects seconds in ascending order, got {start_time!r} and {end_time!r}"
            )
        self._zoom = (float(start_time), float(end_time))
        self._send(TimelineEventType.ZOOM_CHANGED, {"startTime": self._zoom[0], "endTime": self._zoom[1]})

    def get_zoom_start_time(self) -> float:
        """Where the part that is looked at begins; where the range does when there is none."""
        return self.get_start_time() if self._zoom is None else self._zoom[0]

    def get_zoom_end_time(self) -> float:
        """Where the part that is looked at ends; where the range does when there is none."""
        return self.get_end_time() if self._zoom is None else self._zoom[1]

    def is_zoomed(self) -> bool:
        """Whether a part is looked at."""
        return self._zoom is not None

    def clear_zoom(self) -> None:
        """Look at the whole range again."""
        if self._zoom is not None:
            self._zoom = None
            self._send(
                TimelineEventType.ZOOM_CHANGED,
                {"startTime": self.get_start_time(), "endTime": self.get_end_time()},
            )

    # -- other timelines ---------------------------------------------------------------------------

    def set_director(self, timeline: Self | None) -> None:
        """Choose the timeline that drives this one: None, there is no other.

        Raises:
            NotImplementedByKitlessError: A timeline was given.
        """
        if timeline is not None:
            raise NotImplementedByKitlessError(
                "omni.timeline.Timeline.set_director with a timeline: there is one timeline"
            )

    def get_director(self) -> None:
        """The timeline that drives this one: None, there is no other."""
        return

    def get_timeline_event_stream(self) -> EventStream:
        """Events of `TimelineEventType`; `CURRENT_TIME_*` carry "currentTime" in seconds."""
        return self._events

    def get_event_key(self) -> dict[str, object]:
        """The `filter` of `observe_event` for this timeline: empty, for there is one timeline."""
        return {}

    def _send(self, event_type: TimelineEventType, payload: dict[str, object] | None = None) -> None:
        if not self.silent:
            self._events.dispatch(event_type, payload=payload)


def _positive(called: str, value: float) -> float:
    if not (math.isfinite(value) and value > 0):
        raise TimelineError(f"timeline.{called} expects a finite number above 0, got {value!r}")
    return float(value)
