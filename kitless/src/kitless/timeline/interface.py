"""The timeline as code written for Kit holds it: `omni.timeline.get_timeline_interface()`.

```
            play(), set_current_time(…), …          commit(), or the next update
  caller ------------------------------> changes -------------------------------> timeline, with its events
            is_playing(), get_current_time(), …
         <-----------------------------------------------------------------------
```

Everybody who is asked during a frame sees the same timeline: a change is checked at once and made at the start of the
next update, or by `commit`.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from kitless.timeline.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Callable

CHANGES = (
    "clear_tentative_time",
    "clear_zoom",
    "forward_one_frame",
    "pause",
    "play",
    "rewind_one_frame",
    "set_auto_update",
    "set_current_time",
    "set_director",
    "set_end_time",
    "set_fast_mode",
    "set_looping",
    "set_play_every_frame",
    "set_prerolling",
    "set_start_time",
    "set_target_framerate",
    "set_tentative_time",
    "set_ticks_per_frame",
    "set_time_codes_per_second",
    "set_zoom_range",
    "stop",
)
QUESTIONS = (
    "get_current_tick",
    "get_current_time",
    "get_director",
    "get_end_time",
    "get_event_key",
    "get_fast_mode",
    "get_play_every_frame",
    "get_start_time",
    "get_target_framerate",
    "get_tentative_time",
    "get_ticks_per_frame",
    "get_ticks_per_second",
    "get_time_codes_per_second",
    "get_time_codes_per_seconds",
    "get_timeline_event_stream",
    "get_zoom_end_time",
    "get_zoom_start_time",
    "is_auto_updating",
    "is_looping",
    "is_playing",
    "is_prerolling",
    "is_stopped",
    "is_zoomed",
    "time_code_to_time",
    "time_to_time_code",
)


if TYPE_CHECKING:
    _Methods = Timeline
else:
    _Methods = object


class TimelineInterface(_Methods):
    """Play, pause, stop and the current time. Times are seconds unless a name says time code.

    A change is made at the start of the next update, or by `commit`; until then everything is as it was.

    Args:
        timeline: The timeline.
    """

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._changes: list[Callable[[Timeline], object]] = []
        self._foreseen: Timeline | None = None

    def commit(self) -> None:
        """Make the changes now, and announce them."""
        changes, self._changes, self._foreseen = self._changes, [], None
        for change in changes:
            change(self._timeline)

    def commit_silently(self) -> None:
        """Make the changes now, without an event of the timeline."""
        with self._timeline.silence():
            self.commit()

    def _keep(self, change: Callable[[Timeline], object]) -> None:
        # On a copy first: what cannot be done is told to whoever asks for it.
        if self._foreseen is None:
            self._foreseen = self._timeline.foreseen()
        change(self._foreseen)
        self._changes.append(change)


def _kept(method: Callable[..., Any]) -> Callable[..., None]:
    @functools.wraps(method)
    def keep(self: TimelineInterface, *args: Any, **kwargs: Any) -> None:
        self._keep(lambda timeline: method(timeline, *args, **kwargs))

    return keep


def _asked(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def ask(self: TimelineInterface, *args: Any, **kwargs: Any) -> Any:
        return method(self._timeline, *args, **kwargs)

    return ask


# Signatures and docstrings are the timeline's.
for _name in CHANGES:
    setattr(TimelineInterface, _name, _kept(getattr(Timeline, _name)))
for _name in QUESTIONS:
    setattr(TimelineInterface, _name, _asked(getattr(Timeline, _name)))
