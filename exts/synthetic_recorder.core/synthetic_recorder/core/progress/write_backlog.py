"""How many frames wait to be written, found out with nothing but ``backend.schedule``."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable


_logger = logging.getLogger(__name__)


class SchedulingBackend(Protocol):
    """What is asked of a Replicator backend here."""

    def schedule(self, fn: Callable[..., object]) -> object:
        """Call ``fn`` on a write thread, after what was scheduled before it was begun."""


class WriteBacklog:
    """Counts the frames that are captured and still wait to be written.

    ::

        write threads' queue   [ files of frame 4 | marker | files of frame 5 | marker | … ]
                                                    └─ runs when the files before it are begun

    Replicator does not say how long its queue is. So a function that does nothing but count follows the files
    of each frame; frames less functions that have run is what waits. With several write threads the last few
    files of a frame may still be at work when its function runs, so that the count may be one too low.

    Args:
        backend: A backend whose write threads are those of the writer; None when there is none.
    """

    def __init__(self, backend: SchedulingBackend | None) -> None:
        self._backend = backend
        self._lock = threading.Lock()
        self._waiting = 0

    @property
    def frames(self) -> int | None:
        """Frames that wait; None when the backend does not tell."""
        return None if self._backend is None else self._waiting

    def frame_captured(self) -> None:
        """Note that the files of one more frame are scheduled.

        A backend that refuses the function, for whatever reason, is asked no more: the number is for people to look
        at, and no reason for a recording to end.
        """
        if self._backend is None:
            return
        with self._lock:
            self._waiting += 1
        try:
            self._backend.schedule(self._frame_written)
        except Exception:
            # Failed writes make it refuse, for one; they are told when the files are waited for.
            self._backend = None
            _logger.info("How many frames wait to be written is not known any more.", exc_info=True)

    def _frame_written(self, *_arguments: Any, **_named: Any) -> None:
        """Run on a write thread; whatever the backend adds to the call is not needed."""
        with self._lock:
            self._waiting -= 1
