"""The timeline of a recording with Control Timeline.

::

    rewind ─▶ ( before_step: play ─▶ [ step captures, goes on by one frame, pauses ] ─▶ after_step ) … ─▶ release

Between two steps it stands still: an app may update as often as it likes (a window that redraws, a queue that
drains, a pause), and step k is at k timeline frames all the same. Whoever moves it meanwhile, on purpose or not, would
put wrong times into the data set, and is found out here.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import omni.timeline

from .errors import RecorderError

if TYPE_CHECKING:
    from collections.abc import Iterator

# What counts as moved, in frames: less is rounding, or an app that ticks at another rate than the stage.
_MOVED = 0.5
# What is rounding alone, in frames.
_ROUNDING = 1e-3


class TimelineControl:
    """Moves the timeline by one frame for each step, and notices when somebody else moves it."""

    def __init__(self) -> None:
        self._timeline = omni.timeline.get_timeline_interface()
        self._is_rewound = False
        self._time = 0.0  # Where the last step has left it, in seconds.
        self._rate = 0.0  # Frames per second, at the beginning.

    def rewind(self) -> None:
        """Go to the beginning, from wherever the person has left the timeline."""
        self._timeline.stop()
        self._timeline.set_current_time(self._timeline.get_start_time())
        # Kit keeps changes until its next update; the time is read before that.
        self._timeline.commit()
        self._time = self._timeline.get_current_time()
        self._rate = self._present_rate()
        self._is_rewound = True

    def resume(self) -> None:
        """Let it stand where it is until the next step, whatever somebody has done to it in a pause.

        Raises:
            RecorderError: It is not where the last step has left it.
        """
        if not self._is_rewound:
            # Paused before anything has begun.
            return
        self._timeline.commit()
        self._require_rate()
        if abs(self._moved_from(self._time)) > _ROUNDING:
            raise RecorderError(
                f"The timeline was moved while the recording was paused: it should be at {self._time:.4f} s and is at "
                f"{self._timeline.get_current_time():.4f} s. Put it back and resume, or stop the recording."
            )
        # Somebody may just have pressed Play.
        self._timeline.pause()
        self._timeline.commit()

    def before_step(self) -> None:
        """Let the timeline run for a step.

        Raises:
            RecorderError: It is not where the last step has left it.
        """
        self._require_rate()
        moved = abs(self._moved_from(self._time))
        if moved > _MOVED:
            raise self._error(self._time)
        if moved > _ROUNDING:
            self._timeline.set_current_time(self._time)
        self._timeline.play()

    def after_step(self) -> None:
        """Note where a step has left the timeline.

        Raises:
            RecorderError: That is not one frame further: somebody has stopped or moved it during the step.
        """
        self._require_rate()
        next_time = self._time + 1 / self._rate
        # At the end of its range it begins anew, or stops; both end up where no frame further is.
        is_last = next_time + _MOVED / self._rate > self._timeline.get_end_time()
        if not is_last and not 0 < self._moved_from(self._time) < 1 + _MOVED:
            raise self._error(next_time)
        self._time = self._timeline.get_current_time()

    def release(self) -> None:
        """Stop the timeline, which takes it back to its beginning."""
        self._timeline.stop()
        self._timeline.commit()

    def _present_rate(self) -> float:
        return float(self._timeline.get_time_codes_per_seconds())

    def _require_rate(self) -> None:
        """Refuse another rate than at the beginning: frames would be of another length from here on."""
        rate = self._present_rate()
        if rate != self._rate:
            raise RecorderError(
                f"Something else has changed the rate of the timeline while Control Timeline was on: it should be "
                f"{self._rate:g} frames a second and is {rate:g}. Leave it alone while a recording runs, or switch "
                "Control Timeline off."
            )

    def _moved_from(self, time: float) -> float:
        """Return how far the timeline is from a time, in frames."""
        return float(self._timeline.get_current_time() - time) * self._rate

    def _error(self, expected: float) -> RecorderError:
        return RecorderError(
            "Something else has moved or stopped the timeline while Control Timeline was on: it should be at "
            f"{expected:.4f} s and is at {self._timeline.get_current_time():.4f} s. Leave it alone while a "
            "recording runs, or switch Control Timeline off."
        )


@contextlib.contextmanager
def standing_timeline() -> Iterator[None]:
    """Hold a timeline that plays, whoever lets it play, and let it play on from the same time afterwards.

    Whatever is waited for inside, be it a slow disk, takes no time of the scene. One that somebody stops meanwhile
    stays stopped.
    """
    timeline = omni.timeline.get_timeline_interface()
    # Kit keeps changes until its next update, those of the step that has just ended as well.
    timeline.commit()
    if not timeline.is_playing():
        yield
        return
    timeline.pause()
    timeline.commit()
    try:
        yield
    finally:
        timeline.commit()
        if not timeline.is_stopped():
            timeline.play()
            timeline.commit()
