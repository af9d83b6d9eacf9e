"""The timeline of a recording with Control Timeline.

::

    rewind ─▶ ( before_step: play ─▶ [ step captures, goes on by one frame, pauses ] ─▶ after_step ) … ─▶ release

Between two steps it stands still: an app may update as often as it likes (a window that redraws, a queue that
drains), and frame k is at k timeline frames all the same. Whoever moves it meanwhile, on purpose or not, would
put wrong times into the data set, and is found out here.
"""

from __future__ import annotations

import omni.timeline

from .errors import RecorderError

# What counts as moved, in frames: less is rounding, or an app that ticks at another rate than the stage.
_MOVED = 0.5


class TimelineControl:
    """Moves the timeline by one frame for each step, and notices when somebody else moves it."""

    def __init__(self) -> None:
        self._timeline = omni.timeline.get_timeline_interface()
        self._time = 0.0  # Where the last step has left it, in seconds.

    def rewind(self) -> None:
        """Go to the beginning, from wherever the person has left the timeline."""
        self._timeline.stop()
        self._timeline.set_current_time(self._timeline.get_start_time())
        # Kit keeps changes until its next update; the time is read before that.
        self._timeline.commit()
        self._time = self._timeline.get_current_time()

    def before_step(self) -> None:
        """Let the timeline run for a step.

        Raises:
            RecorderError: It is not where the last step has left it.
        """
        if abs(self._moved()) > _MOVED:
            raise self._error(self._time)
        self._timeline.play()

    def after_step(self) -> None:
        """Note where a step has left the timeline.

        Raises:
            RecorderError: That is not one frame further: somebody has stopped or moved it during the step.
        """
        next_time = self._time + self._frame()
        # At the end of its range it begins anew, or stops; both end up where no frame further is.
        is_last = next_time + _MOVED * self._frame() > self._timeline.get_end_time()
        if not is_last and not 0 < self._moved() < 1 + _MOVED:
            raise self._error(next_time)
        self._time = self._timeline.get_current_time()

    def release(self) -> None:
        """Stop the timeline, which takes it back to its beginning."""
        self._timeline.stop()

    def _frame(self) -> float:
        """Return how long a frame is, in seconds."""
        return 1 / float(self._timeline.get_time_codes_per_seconds())

    def _moved(self) -> float:
        """Return how far the timeline is from where the last step has left it, in frames."""
        return float(self._timeline.get_current_time() - self._time) / self._frame()

    def _error(self, expected: float) -> RecorderError:
        return RecorderError(
            "Something else has moved or stopped the timeline while Control Timeline was on: it should be at "
            f"{expected:.4f} s and is at {self._timeline.get_current_time():.4f} s. Leave it alone while a "
            "recording runs, or switch Control Timeline off."
        )
