"""How fast frames are captured."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_FRAMES = 30


class FrameRate:
    """The rate of the last 30 frames; what is spent paused is left out of it.

    It is known from the second frame on: the first one carries what happens only once, loading and compiling.

    Args:
        clock: Returns a time in seconds that never goes back.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._ends: deque[float] = deque(maxlen=_FRAMES + 1)
        self._paused = 0.0  # Time that is spent in pauses that are over, in seconds.
        self._paused_since: float | None = None

    def frame_captured(self) -> None:
        """Note that a frame is done; in a pause it is one that was in flight, and the pause begins behind it."""
        now = self._clock()
        if self._paused_since is not None:
            self._paused_since = now
        self._ends.append(now - self._paused)

    def pause(self) -> None:
        """Count no time until `resume`; without effect in a pause."""
        if self._paused_since is None:
            self._paused_since = self._clock()

    def resume(self) -> None:
        """Count on; without effect when there is no pause."""
        if self._paused_since is not None:
            self._paused += self._clock() - self._paused_since
            self._paused_since = None

    @property
    def frames_per_second(self) -> float:
        """The rate; 0 while it is not known."""
        if len(self._ends) < 2 or self._ends[-1] <= self._ends[0]:
            return 0.0
        return (len(self._ends) - 1) / (self._ends[-1] - self._ends[0])
