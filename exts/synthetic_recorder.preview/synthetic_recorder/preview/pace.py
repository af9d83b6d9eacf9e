"""When the preview renders and reads.

::

    something has changed ──▶ render product on ──▶ read with each of the next updates ──▶ off, until the next change
                              (one update earlier)   (a real renderer is some frames late)

What a picture takes is paid for by waiting: so much longer, that no more than a share of the time is spent. While
something is recorded the share is small, and the render product is off while one waits.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

WATCHING = 0.3
"""Share of the time that pictures may take while nothing is recorded."""
RECORDING = 0.05
"""Share of the time that pictures may take while something is recorded."""
LATE_UPDATES = 4
"""A change is read with so many updates: by the last one a renderer that is late shows it, too."""
MOST_WATCHING = 1.0
"""Seconds. No picture counts for more while nothing is recorded: the first one may take a minute, as kernels are
compiled, and the next ones will not."""
MOST_RECORDING = 30.0
"""The same while something is recorded: with many subframes each picture may take as long."""

_SMOOTHING = 0.2


class Pace:
    """Says with each update of the app whether the render product is on and whether it is read.

    Args:
        clock: Seconds that only go on.

    Attributes:
        is_active: Whether the render product is to be on.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self.is_active = False
        self._clock = clock
        self._has_changed = True
        self._left = 0
        # Seconds that have not been waited for yet, as the share of them has it.
        self._debt = 0.0
        self._last = clock()
        self._update_without: float | None = None

    @property
    def is_resting(self) -> bool:
        """Whether everything that has changed was read."""
        return not self.is_active and not self._has_changed

    @property
    def is_behind(self) -> bool:
        """Whether something has changed since the last time that was read."""
        return self._has_changed or (self.is_active and self._left == LATE_UPDATES)

    def note_change(self) -> None:
        """Something is to be shown that may not be shown yet."""
        self._has_changed = True

    def stop(self) -> None:
        """Nobody looks any more; whoever looks again has everything to see."""
        self.is_active = False
        self._has_changed = True

    def begin(self, *, is_recording: bool) -> bool:
        """Begin an update of the app, and return whether to read. Who does calls `end`."""
        self._settle(is_recording)
        if not self.is_active:
            if self._has_changed and self._debt <= 0.0:
                self.is_active, self._left, self._has_changed = True, LATE_UPDATES, False
            return False
        if is_recording:
            # What was begun is ended; what has changed meanwhile is for the next picture.
            return True
        if self._has_changed:
            self._left, self._has_changed = LATE_UPDATES, False
        return self._debt <= 0.0

    def end(self, seconds: float, *, is_of_new_instant: bool, is_recording: bool) -> None:
        """Note what was read.

        Args:
            seconds: What it took.
            is_of_new_instant: Whether the frame is of another instant than the one before: then it was rendered since
                the render product is on, and while something is recorded there is no need for another one.
            is_recording: As for `begin`.
        """
        self._owe(seconds, is_recording)
        self._left = 0 if is_recording and is_of_new_instant else self._left - 1
        self.is_active = self._left > 0

    def _settle(self, is_recording: bool) -> None:
        now = self._clock()
        elapsed, self._last = now - self._last, now
        self._debt = max(0.0, self._debt - elapsed * (RECORDING if is_recording else WATCHING))
        self._owe(0.0, is_recording)
        if not is_recording:
            self._update_without = None
        elif self.is_active:
            # Captures take longer with a render product more, and nobody says how much: by so much, it seems.
            self._owe(max(0.0, elapsed - (self._update_without or 0.0)), is_recording)
        elif self._update_without is None:
            self._update_without = elapsed
        else:
            self._update_without += _SMOOTHING * (elapsed - self._update_without)

    def _owe(self, seconds: float, is_recording: bool) -> None:
        self._debt = min(self._debt + seconds, MOST_RECORDING if is_recording else MOST_WATCHING)
