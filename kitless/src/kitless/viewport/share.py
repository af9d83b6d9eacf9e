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
"""Something is recorded while the last capture was no longer ago than this, or than two of its frames take."""


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
        self._recent_seconds = RECENT_SECONDS
        self._spent_at = clock()
        self._debt = 0.0  # core seconds that have not been waited for

    def saw_captures(self, count: int) -> None:
        """Notice how many captures there have been so far."""
        if count == self._captures:
            return
        now = self._clock()
        if self.is_limited:
            self._recent_seconds = max(RECENT_SECONDS, 2.0 * (now - self._captured_at))
        else:
            # What was spent while nobody minded has not to be waited for.
            self._recent_seconds, self._debt = RECENT_SECONDS, 0.0
        self._captures, self._captured_at = count, now

    @property
    def is_limited(self) -> bool:
        """Whether something is recorded."""
        return self._clock() - self._captured_at < self._recent_seconds

    def spend(self, core_seconds: float) -> None:
        """Account for work that has ended now.

        Args:
            core_seconds: Its time on all cores together.
        """
        self._settle()
        self._debt += core_seconds

    def may_spend(self, share: float) -> bool:
        """Whether what was spent is, by now, no more than a share of what all cores could have done since.

        Args:
            share: 0 to 1; it counts while something is recorded.
        """
        allowed = share * self.cores * (self._clock() - self._spent_at)
        return not self.is_limited or self._debt <= allowed

    def _settle(self) -> None:
        """What was waited for is paid; waiting longer earns nothing."""
        now = self._clock()
        self._debt = max(0.0, self._debt - WATCHING * self.cores * (now - self._spent_at))
        self._spent_at = now
