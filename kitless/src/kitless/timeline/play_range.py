"""Time codes between a start and an end, and where time goes after the end."""

from __future__ import annotations

from typing import NamedTuple

# Seconds times rate lands beside the whole time code that was meant (0.1 * 30 = 3.0000000000000004).
_SNAP_TIME_CODES = 1e-6


class PlayRange(NamedTuple):
    """What is played, as time codes; a frame at exactly the end still belongs to it."""

    start: float
    end: float
    looping: bool

    def wrapped(self, time_code: float) -> float:
        """The same place in the loop, for a time code after the end. Between end and start is only the start."""
        frames = max(1.0, self.end - self.start + 1.0)
        wrapped = snapped(self.start + (time_code - self.start) % frames)
        return wrapped if wrapped <= self.end else self.start


def snapped(time_code: float) -> float:
    """The whole time code that was meant, where only rounding lies between."""
    nearest = float(round(time_code))
    return nearest if abs(time_code - nearest) <= _SNAP_TIME_CODES else time_code
