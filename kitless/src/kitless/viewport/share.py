"""How much a viewport may work while something is recorded."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

WATCHING = 0.03
"""Of all cores, while something is recorded and somebody looks on."""

NAVIGATING = 0.10
"""Of all cores, while something is recorded and somebody moves the camera."""

RECENT_SECONDS = 1.0
"""Something is recorded while the last capture was no longer ago than this."""


class CoreShare:
    """Keeps what is spent to a share of the cores.

    Args:
        cores: How many there are; None for those that this process may use.
        clock: Seconds that only go on.
    """

    def __init__(self, cores: int | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self.cores = cores or len(os.sched_getaffinity(0))
        self._clock = clock
        self._captures = 0
        self._captured_at = float("-inf")
        self._spent_at = float("-inf")
        self._spent_seconds = 0.0

    def saw_captures(self, count: int) -> None:
        """Notice how many captures there have been so far."""
        if count != self._captures:
            self._captures, self._captured_at = count, self._clock()

    @property
    def is_limited(self) -> bool:
        """Whether something is recorded."""
        return self._clock() - self._captured_at < RECENT_SECONDS

    def spend(self, core_seconds: float) -> None:
        """Account for work that has ended now.

        Args:
            core_seconds: Its time on all cores together.
        """
        self._spent_at, self._spent_seconds = self._clock(), core_seconds

    def may_spend(self, share: float) -> bool:
        """Whether what was spent last is, by now, no more than a share of what all cores could have done since.

        Args:
            share: 0 to 1; it counts while something is recorded.
        """
        return not self.is_limited or self._spent_seconds <= share * self.cores * (
            self._clock() - self._spent_at
        )
