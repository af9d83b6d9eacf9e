"""``rep.trigger``: when what is written in a trigger's context is carried out."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from enum import Enum
from numbers import Integral
from typing import TYPE_CHECKING

from kitless.replicator.errors import GraphError
from kitless.replicator.graph.items import Item

if TYPE_CHECKING:
    from collections.abc import Callable

    from kitless.replicator.graph.operations import Operation

# A playing timeline's k / rate may lie a rounding before the moment that is meant.
_TIME_TOLERANCE = 1e-9


class Occasion(Enum):
    """Why triggers are asked whether they are due."""

    UPDATE = "an update of the App that captures nothing"
    FRAME = "a frame that is about to be captured"
    PREVIEW = "a preview: as the next frame, and nothing counts"


@dataclass(frozen=True)
class Moment:
    """One update, as triggers see it.

    Attributes:
        occasion: Why they are asked.
        time: The timeline's time, in seconds.
        playing: Whether the timeline plays.
        events: Custom events that were sent since the last update.
    """

    occasion: Occasion
    time: float
    playing: bool
    events: frozenset[str]


class Trigger(Item):
    """When something is done. Written into a `with`, it is when the calls inside are carried out.

    Attributes:
        kind: What payloads count it by: "on_frame", "on_time" …
        name: What its draws are told by; "" until it has an operation.
        rt_subframes: The least samples per pixel of a frame that it fires with.
        operations: What is carried out.
        executions: How often it has fired.
    """

    kind: str

    def __init__(self, max_execs: int, rt_subframes: int, name: str | None) -> None:
        super().__init__()
        self.name = name or ""
        self.rt_subframes = rt_subframes
        self.operations: list[Operation] = []
        self.executions = 0
        self._max_execs = self._whole("max_execs", max_execs, 0)

    @property
    def own_name(self) -> str:
        """What its draws are told by if it was not given a name; the same for triggers that are told by number."""
        return self.kind

    @property
    def is_limited(self) -> bool:
        """Whether it fires a certain number of times only."""
        return self._max_execs > 0

    @property
    def is_exhausted(self) -> bool:
        """Whether it has fired as often as it may."""
        return self.is_limited and self.executions >= self._max_execs

    @property
    def keeps_running(self) -> bool:
        """Whether a run without a number of frames goes on for it."""
        return not self.is_exhausted

    def fires(self, moment: Moment) -> bool:
        """Whether it fires now. To be asked once for each update; outside of previews it counts what it sees."""
        due = not self.is_exhausted and self.is_due(moment)
        if moment.occasion is not Occasion.PREVIEW:
            self.saw(moment, fired=due)
        return due

    def watch(self) -> Callable[[], bool]:
        """A question for a writer: has the trigger fired since it was asked last?"""
        seen = self.executions

        def has_fired() -> bool:
            nonlocal seen
            fired, seen = self.executions > seen, self.executions
            return fired

        return has_fired

    def _whole(self, name: str, value: object, least: int) -> int:
        if not isinstance(value, Integral) or value < least:
            raise GraphError(f"trigger.{self.kind}: {name} is a whole number from {least} up, not {value!r}")
        return int(value)

    @abstractmethod
    def is_due(self, moment: Moment) -> bool:
        """Whether it would fire. Changes nothing."""

    def saw(self, moment: Moment, *, fired: bool) -> None:
        """Count an update that is no preview."""
        del moment
        self.executions += fired


class OnFrame(Trigger):
    """See `kitless.replicator.graph.trigger.on_frame`."""

    kind = "on_frame"

    def __init__(self, interval: int, max_execs: int, rt_subframes: int, name: str | None) -> None:
        super().__init__(max_execs, rt_subframes, name)
        self._interval = self._whole("interval", interval, 1)
        self._frames = 0

    def is_due(self, moment: Moment) -> bool:
        """With every frame of the interval, the first included."""
        return moment.occasion is not Occasion.UPDATE and self._frames % self._interval == 0

    def saw(self, moment: Moment, *, fired: bool) -> None:
        """Count the frame."""
        super().saw(moment, fired=fired)
        self._frames += moment.occasion is Occasion.FRAME


class OnTime(Trigger):
    """See `kitless.replicator.graph.trigger.on_time`."""

    kind = "on_time"

    def __init__(self, interval: float, max_execs: int, rt_subframes: int, name: str | None) -> None:
        super().__init__(max_execs, rt_subframes, name)
        try:
            self._interval = float(interval)
        except (TypeError, ValueError):
            self._interval = 0.0
        if not self._interval > 0:
            raise GraphError(f"trigger.on_time: interval is a number of seconds above 0, not {interval!r}")
        self._start: float | None = None
        self._intervals = 0
        self._latest = 0.0

    def is_due(self, moment: Moment) -> bool:
        """With the first update in which time runs or a frame is captured, and once for each interval after that."""
        if moment.occasion is Occasion.UPDATE and not moment.playing:
            return False
        return self._begins_anew(moment) or self._intervals_until(moment) > self._intervals

    def saw(self, moment: Moment, *, fired: bool) -> None:
        """Remember which interval has been served."""
        super().saw(moment, fired=fired)
        if self._begins_anew(moment):
            self._start = moment.time if fired else None
        if fired:
            self._intervals = self._intervals_until(moment)
        self._latest = moment.time

    def _begins_anew(self, moment: Moment) -> bool:
        return self._start is None or moment.time < self._latest - _TIME_TOLERANCE

    def _intervals_until(self, moment: Moment) -> int:
        return int((moment.time - (self._start or 0.0)) / self._interval + _TIME_TOLERANCE)


class OnCustomEvent(Trigger):
    """See `kitless.replicator.graph.trigger.on_custom_event`."""

    kind = "on_custom_event"

    def __init__(self, event_name: str, max_execs: int, rt_subframes: int) -> None:
        super().__init__(max_execs, rt_subframes, None)
        self.event_name = event_name

    @property
    def own_name(self) -> str:
        """The event's name: its draws do not move when other events are added."""
        return f"{self.kind} {self.event_name}"

    @property
    def keeps_running(self) -> bool:
        """Never: nobody knows whether the event will come."""
        return False

    def is_due(self, moment: Moment) -> bool:
        """With the first update after the event was sent."""
        return self.event_name in moment.events

    def fires(self, moment: Moment) -> bool:
        """As every trigger, but a preview takes its events for good."""
        due = not self.is_exhausted and self.is_due(moment)
        self.saw(moment, fired=due)
        return due


class OnCondition(Trigger):
    """See `kitless.replicator.graph.trigger.on_condition`."""

    kind = "on_condition"

    def __init__(
        self, condition: Callable[[], object], max_execs: int, rt_subframes: int, name: str | None
    ) -> None:
        super().__init__(max_execs, rt_subframes, name)
        if not callable(condition):
            raise GraphError(f"trigger.on_condition expects a function without arguments, not {condition!r}")
        self._condition = condition

    @property
    def keeps_running(self) -> bool:
        """Only when the number of its executions is known."""
        return self.is_limited and not self.is_exhausted

    def is_due(self, moment: Moment) -> bool:
        """With every frame for which the function says so."""
        return moment.occasion is not Occasion.UPDATE and bool(self._condition())
