"""How large a data set has become, and how much space is left for it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from synthetic_recorder.core.disk_space import file_sizes, free_bytes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Seconds between two measurements, at least.
_MINIMUM_INTERVAL = 1.0
# Part of the time that measurements take, at most: of a million files they come once in minutes.
_SHARE_OF_TIME = 0.02


class DiskGauge:
    """Measures a folder now and then, on a thread of its own.

    Args:
        folder: The folder; it exists.
        clock: Returns a time in seconds that never goes back.
        run: Calls a function without making the caller wait; by default on a new thread.

    Attributes:
        bytes: Size of the files in the folder, as it was measured last.
        free_bytes: Space that is left on its disk; None when the system does not tell.
    """

    def __init__(
        self,
        folder: Path,
        clock: Callable[[], float],
        run: Callable[[Callable[[], None]], None] | None = None,
    ) -> None:
        self.bytes = 0
        self.free_bytes = free_bytes(folder)
        self._folder = folder
        self._clock = clock
        self._run = run or _run_on_thread
        self._is_measuring = False
        self._is_closed = False
        self._next = clock()

    def refresh(self) -> None:
        """Begin a measurement if the last one is long enough ago; returns at once."""
        if self._is_closed or self._is_measuring or self._clock() < self._next:
            return
        self._is_measuring = True
        try:
            self._run(self._measure)
        except RuntimeError:
            # No thread is to be had: what was measured last has to do.
            self._is_measuring = False

    def close(self) -> None:
        """Measure no more; a measurement that is going on ends with the file that it is at."""
        self._is_closed = True

    def _measure(self) -> None:
        begun = self._clock()
        try:
            size = 0
            for file_size in file_sizes(self._folder):
                if self._is_closed:
                    return
                size += file_size
            self.bytes = size
            self.free_bytes = free_bytes(self._folder)
        finally:
            now = self._clock()
            self._next = now + max(_MINIMUM_INTERVAL, (now - begun) * (1 / _SHARE_OF_TIME - 1))
            self._is_measuring = False


def _run_on_thread(function: Callable[[], None]) -> None:
    # A daemon: the end of the process does not wait for a slow disk to be counted.
    threading.Thread(target=function, name="synthetic_recorder: size of the data set", daemon=True).start()
