"""The timeline, with the names of `omni.timeline`.

```
            play                 pause
  stopped --------->  playing  ---------> paused
     ^                 |   ^                 |  |
     |       stop      |   |      play       |  |
     +-----------------+   +-----------------+  |
     +------------------------------------------+  stop
```

Time is kept as a time code and not as seconds: one frame is exactly one time code, so that frame k of a stage
with 24 time codes a second is at k / 24 seconds, rounded once, however long the timeline has run.
"""

from __future__ import annotations

import math
from enum import IntEnum
from typing import TYPE_CHECKING

from kitless.app.events import EventStream
from kitless.errors import TimelineError

if TYPE_CHECKING:
    from pxr import Usd

DEFAULT_TIME_CODES_PER_SECOND = 60.0
"""The rate of a new stage, as in Isaac Sim."""

ENDLESS_TIME_CODE = 1_000_000.0
"""Where the range ends when a stage has none, as in Isaac Sim's new stages: never wraps unasked."""

# Seconds times rate lands beside the whole time code that was meant (0.1 * 30 = 3.0000000000000004).
_SNAP_TIME_CODES = 1e-6


class TimelineEventType(IntEnum):
    """What a timeline event says."""

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


class Timeline:
    """Play, pause, stop and the current time. Times are seconds unless a name says time code.

    Changes take effect at once; `commit`, which Kit needs for that, does nothing.
    """

    def __init__(self) -> None:
        self._events = EventStream("timeline")
        self._playing = False
        self._stopped = True
        self._looping = True
        self._auto_update = True
        self._skip_tick = False
        self._rate = DEFAULT_TIME_CODES_PER_SECOND
        self._start = 0.0
        self._end = ENDLESS_TIME_CODE
        self._time_code = 0.0

    # -- state -------------------------------------------------------------------------------------

    def play(self) -> None:
        """Let time run: one frame per update, from where it stands."""
        if not self._playing:
            self._playing, self._stopped = True, False
            self._send(TimelineEventType.PLAY)

    def pause(self) -> None:
        """Hold time where it is."""
        if self._playing:
            self._playing = False
            self._send(TimelineEventType.PAUSE)

    def stop(self) -> None:
        """Hold time and go back to the start."""
        was_stopped = self._stopped
        self._playing, self._stopped = False, True
        self._move(self._start)
        if not was_stopped:
            self._send(TimelineEventType.STOP)

    def is_playing(self) -> bool:
        """Whether time runs."""
        return self._playing

    def is_stopped(self) -> bool:
        """Whether the timeline was stopped, or never played. Paused is neither playing nor stopped."""
        return self._stopped

    def is_looping(self) -> bool:
        """Whether time goes on at the start after the end. True unless it was changed, as in Kit."""
        return self._looping

    def set_looping(self, looping: bool) -> None:
        """Choose what happens after the end: go on at the start, or stop."""
        if looping != self._looping:
            self._looping = looping
            self._send(TimelineEventType.LOOP_MODE_CHANGED, {"looping": looping})

    def is_auto_updating(self) -> bool:
        """Whether a playing timeline advances with every update of the App."""
        return self._auto_update

    def set_auto_update(self, auto_update: bool) -> None:
        """Choose whether a playing timeline advances with every update of the App."""
        if auto_update != self._auto_update:
            self._auto_update = auto_update
            self._send(TimelineEventType.AUTO_UPDATE_CHANGED, {"autoUpdate": auto_update})

    def commit(self) -> None:
        """Do nothing: every change has taken effect already. Kit keeps changes until its next update."""

    # -- time --------------------------------------------------------------------------------------

    @property
    def time_code(self) -> float:
        """The current time as a USD time code."""
        return self._time_code

    def get_current_time(self) -> float:
        """The current time."""
        return self._time_code / self._rate

    def set_current_time(self, time: float) -> None:
        """Go to a time. Where it is a whole frame but for rounding, it becomes exactly that frame."""
        self._move(self._to_time_code(time, "set_current_time"))

    def get_start_time(self) -> float:
        """When the range begins."""
        return self._start / self._rate

    def set_start_time(self, start_time: float) -> None:
        """Set when the range begins; a stopped timeline goes there."""
        self._set_range(self._to_time_code(start_time, "set_start_time"), self._end)

    def get_end_time(self) -> float:
        """When the range ends; a frame at exactly this time still belongs to it."""
        return self._end / self._rate

    def set_end_time(self, end_time: float) -> None:
        """Set when the range ends."""
        self._set_range(self._start, self._to_time_code(end_time, "set_end_time"))

    def get_time_codes_per_seconds(self) -> float:
        """Frames, that is time codes, in a second. The spelling is Kit's."""
        return self._rate

    def set_time_codes_per_second(self, time_codes_per_second: float) -> None:
        """Change the rate. Start, end and current time keep their seconds."""
        if not (math.isfinite(time_codes_per_second) and time_codes_per_second > 0):
            raise TimelineError(
                "timeline.set_time_codes_per_second expects a finite number above 0, got "
                f"{time_codes_per_second!r}; film is 24, Isaac Sim's new stages are 60"
            )
        start, end, now = self.get_start_time(), self.get_end_time(), self.get_current_time()
        if time_codes_per_second == self._rate:
            return
        self._rate = float(time_codes_per_second)
        self._start, self._end, self._time_code = (
            self._to_time_code(seconds, "set_time_codes_per_second") for seconds in (start, end, now)
        )
        self._send(TimelineEventType.TIME_CODE_PER_SECOND_CHANGED, {"timeCodesPerSecond": self._rate})

    def time_to_time_code(self, time: float) -> float:
        """The USD time code of a time."""
        return self._to_time_code(time, "time_to_time_code")

    def time_code_to_time(self, time_code: float) -> float:
        """The time of a USD time code."""
        return time_code / self._rate

    def get_timeline_event_stream(self) -> EventStream:
        """Events of `TimelineEventType`; `CURRENT_TIME_*` carry "currentTime" in seconds."""
        return self._events

    # -- for the App, the USD context and the orchestrator -----------------------------------------

    def follow_stage(self, stage: Usd.Stage) -> None:
        """Take rate and range from a stage.

        A range that the stage does not author, or that is empty, becomes `ENDLESS_TIME_CODE` long: a timeline
        that wraps on every frame would record the same instant for ever.
        """
        rate = float(stage.GetTimeCodesPerSecond())
        start, end = float(stage.GetStartTimeCode()), float(stage.GetEndTimeCode())
        if end <= start:
            end = start + ENDLESS_TIME_CODE
        if rate != self._rate:
            self._time_code = self._snapped(self._time_code / self._rate * rate)
            self._rate = rate
            self._send(TimelineEventType.TIME_CODE_PER_SECOND_CHANGED, {"timeCodesPerSecond": rate})
        self._set_range(start, end)

    def advance(self, seconds: float | None = None) -> None:
        """Move time forward.

        Args:
            seconds: How far; a given number moves a paused or stopped timeline too. None: one frame, and only
                while the timeline plays.

        Over the end, a timeline that does not loop stops. One that loops goes on at the start, which is one frame
        after the end, as often as the seconds ask for.
        """
        if seconds is None:
            if not self._playing:
                return
            target = self._time_code + 1.0
        else:
            target = self._snapped(self._time_code + self._to_time_code(seconds, "advance"))
        if target <= self._end:
            self._tick(target)
        elif self._looping:
            self._tick(self._start if seconds is None else self._wrapped(target))
        else:
            self.stop()

    def skip_next_tick(self) -> None:
        """Leave out the next `tick`: a step has moved time in this update already."""
        self._skip_tick = True

    def tick(self) -> None:
        """Once per update: advance by one frame if the timeline plays by itself."""
        if self._skip_tick:
            self._skip_tick = False
        elif self._auto_update:
            self.advance()

    # -- internals ---------------------------------------------------------------------------------

    def _set_range(self, start: float, end: float) -> None:
        start_changed, end_changed = start != self._start, end != self._end
        self._start, self._end = start, end
        if start_changed:
            self._send(TimelineEventType.START_TIME_CHANGED, {"startTime": self.get_start_time()})
        if end_changed:
            self._send(TimelineEventType.END_TIME_CHANGED, {"endTime": self.get_end_time()})
        if self._stopped:
            self._move(start)

    def _move(self, time_code: float) -> None:
        if time_code != self._time_code:
            self._time_code = time_code
            self._send(TimelineEventType.CURRENT_TIME_CHANGED, {"currentTime": self.get_current_time()})

    def _tick(self, time_code: float) -> None:
        self._time_code = time_code
        self._send(TimelineEventType.CURRENT_TIME_TICKED, {"currentTime": self.get_current_time()})

    def _wrapped(self, time_code: float) -> float:
        """The same place in the loop, for a time code after the end. Between end and start is only the start."""
        frames = max(1.0, self._end - self._start + 1.0)
        wrapped = self._snapped(self._start + (time_code - self._start) % frames)
        return wrapped if wrapped <= self._end else self._start

    def _to_time_code(self, seconds: float, called: str) -> float:
        if not math.isfinite(seconds):
            raise TimelineError(f"timeline.{called} expects a finite number of seconds, got {seconds!r}")
        return self._snapped(seconds * self._rate)

    @staticmethod
    def _snapped(time_code: float) -> float:
        nearest = float(round(time_code))
        return nearest if abs(time_code - nearest) <= _SNAP_TIME_CODES else time_code

    def _send(self, event_type: TimelineEventType, payload: dict[str, object] | None = None) -> None:
        self._events.dispatch(event_type, payload=payload)
