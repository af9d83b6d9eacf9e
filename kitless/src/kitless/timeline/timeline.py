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

import contextlib
import copy
import math
from typing import TYPE_CHECKING

from kitless.app.events import EventStream
from kitless.errors import TimelineError
from kitless.timeline.defaults import DEFAULT_TIME_CODES_PER_SECOND, ENDLESS_TIME_CODE
from kitless.timeline.event_types import TimelineEventType, event_name
from kitless.timeline.options import TimelineOptions
from kitless.timeline.play_range import PlayRange, snapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pxr import Usd

    from kitless.app.event_dispatcher import EventDispatcher


class Timeline(TimelineOptions):
    """Play, pause, stop and the current time. Times are seconds unless a name says time code.

    A change is made at once; code written for Kit holds a `TimelineInterface`, which keeps it until the next update.

    Args:
        dispatcher: Where events are announced by name as well.

    Attributes:
        on_rate_set: Called with a rate that was set, also while nothing is announced: the stage's is to be the same.
    """

    def __init__(self, dispatcher: EventDispatcher | None = None) -> None:
        super().__init__(EventStream("timeline", dispatcher, event_name))
        self.on_rate_set: Callable[[float], object] = lambda rate: rate
        self._playing = False
        self._stopped = True
        self._looping = True
        self._auto_update = True
        self._skip_tick = False
        self._ticks_per_frame = 1
        self._current_tick = 0
        # The range of this time of playing; None: the timeline's own.
        self._played: PlayRange | None = None
        self._rate = DEFAULT_TIME_CODES_PER_SECOND
        self._start = 0.0
        self._end = ENDLESS_TIME_CODE
        self._time_code = 0.0

    # -- state -------------------------------------------------------------------------------------

    def play(self, start_timecode: float = 0.0, end_timecode: float = 0.0, looping: bool = True) -> None:
        """Let time run: one frame per update, from where it stands.

        Args:
            start_timecode: Where a range for this time of playing begins, as a time code.
            end_timecode: Where it ends. With both 0 the timeline's own range counts.
            looping: Whether this range goes on at its start after its end.

        Raises:
            TimelineError: The range does not begin before it ends.
        """
        if start_timecode != 0.0 or end_timecode != 0.0:
            if not (math.isfinite(start_timecode) and start_timecode < end_timecode < math.inf):
                raise TimelineError(
                    "timeline.play expects time codes in ascending order, got start_timecode "
                    f"{start_timecode!r} and end_timecode {end_timecode!r}"
                )
            self._played = PlayRange(start_timecode, end_timecode, looping)
            if not start_timecode <= self._time_code <= end_timecode:
                self._move(start_timecode)
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
        self._played = None
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

    def get_time_codes_per_second(self) -> float:
        """Frames, that is time codes, in a second."""
        return self._rate

    def get_time_codes_per_seconds(self) -> float:
        """The old spelling of `get_time_codes_per_second`."""
        return self._rate

    def set_time_codes_per_second(self, time_codes_per_second: float) -> None:
        """Change the rate, of the open stage as well. Ranges and current time keep their seconds.

        Raises:
            TimelineError: It is no finite number above 0.
        """
        if not (math.isfinite(time_codes_per_second) and time_codes_per_second > 0):
            raise TimelineError(
                "timeline.set_time_codes_per_second expects a finite number above 0, got "
                f"{time_codes_per_second!r}; film is 24, Isaac Sim's new stages are 60"
            )
        if time_codes_per_second == self._rate:
            return
        before, self._rate = self._rate, float(time_codes_per_second)
        self._start, self._end, self._time_code = (
            snapped(code / before * self._rate) for code in (self._start, self._end, self._time_code)
        )
        if self._played is not None:
            start, end, looping = self._played
            self._played = PlayRange(
                snapped(start / before * self._rate), snapped(end / before * self._rate), looping
            )
        self.on_rate_set(self._rate)
        self._send(TimelineEventType.TIME_CODE_PER_SECOND_CHANGED, {"timeCodesPerSecond": self._rate})

    def time_to_time_code(self, time: float) -> float:
        """The USD time code of a time."""
        return self._to_time_code(time, "time_to_time_code")

    def time_code_to_time(self, time_code: float) -> float:
        """The time of a USD time code."""
        return time_code / self._rate

    def forward_one_frame(self) -> None:
        """Go to the next frame; over the end, to the start."""
        self._step(1.0)

    def rewind_one_frame(self) -> None:
        """Go to the frame before; over the start, to the end."""
        self._step(-1.0)

    def set_ticks_per_frame(self, ticks_per_frame: int) -> None:
        """Choose in how many equal steps time goes through a frame while the timeline plays.

        Raises:
            TimelineError: It is no whole number of at least 1.
        """
        if int(ticks_per_frame) != ticks_per_frame or ticks_per_frame < 1:
            raise TimelineError(
                f"timeline.set_ticks_per_frame expects a whole number of at least 1, got {ticks_per_frame!r}"
            )
        if ticks_per_frame != self._ticks_per_frame:
            self._ticks_per_frame = int(ticks_per_frame)
            self._send(TimelineEventType.TICKS_PER_FRAME_CHANGED, {"ticksPerFrame": self._ticks_per_frame})

    def get_ticks_per_frame(self) -> int:
        """In how many steps time goes through a frame. 1 unless it was changed."""
        return self._ticks_per_frame

    def get_ticks_per_second(self) -> float:
        """How many ticks a second has."""
        return self._rate * self._ticks_per_frame

    def get_current_tick(self) -> int:
        """Which tick of its frame is announced, from 0."""
        return self._current_tick

    # -- for the App, the USD context and the orchestrator -----------------------------------------

    def foreseen(self) -> Timeline:
        """A copy that announces nothing, to try changes on."""
        copied = copy.copy(self)
        copied.silent, copied.on_rate_set = True, lambda rate: rate
        return copied

    @contextlib.contextmanager
    def silence(self) -> Iterator[None]:
        """Announce nothing meanwhile."""
        self.silent = True
        try:
            yield
        finally:
            self.silent = False

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
            self._time_code = snapped(self._time_code / self._rate * rate)
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
            if self._playing:
                self._advance_frame()
            return
        played = self._range()
        target = snapped(self._time_code + self._to_time_code(seconds, "advance"))
        if target <= played.end:
            self._tick(target)
        elif played.looping:
            self._tick(played.wrapped(target))
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
        self._send(TimelineEventType.CURRENT_TIME_TICKED_PERMANENT, {"currentTime": self.get_current_time()})

    # -- internals ---------------------------------------------------------------------------------

    def _range(self) -> PlayRange:
        return self._played or PlayRange(self._start, self._end, self._looping)

    def _advance_frame(self) -> None:
        played = self._range()
        before = self._time_code
        if before + 1.0 > played.end:
            if played.looping:
                self._tick(played.start)
            else:
                self.stop()
            return
        for tick in range(1, self._ticks_per_frame + 1):
            self._current_tick = tick - 1
            target = before + tick / self._ticks_per_frame
            self._tick(target)
            # Somebody who is told of a tick may stop or move the timeline.
            if not self._playing or self._time_code != target:
                break
        self._current_tick = 0

    def _step(self, frames: float) -> None:
        target = self._time_code + frames
        if target > self._end:
            target = self._start
        elif target < self._start:
            target = self._end
        self._move(target)

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

    def _to_time_code(self, seconds: float, called: str) -> float:
        if not math.isfinite(seconds):
            raise TimelineError(f"timeline.{called} expects a finite number of seconds, got {seconds!r}")
        return snapped(seconds * self._rate)
