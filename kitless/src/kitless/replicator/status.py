"""What Replicator does now, and who wants to know when that changes.

```
             run()            first update        frame             frame taken
  STOPPED ---------> STARTING -----------> STARTED -----> STEPPING -------------> STARTED
     |                                        |  ^ resume()              |
     |  step()                         pause()v  |                       |  last frame, stop()
     +---------> STEPPING                   PAUSED                       v
     ^              |  step taken                                     STOPPING
     |              +---------------------------------------------------->|
     +--------------------------------------------------------------------+  every file is written
```
"""

from __future__ import annotations

import logging
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_logger = logging.getLogger(__name__)


class Status(Enum):
    """What Replicator does now."""

    STOPPED = "stopped"
    """Nothing: every step is taken and every file is written."""
    STARTING = "starting"
    """A run was asked for and waits for its first update."""
    STARTED = "started"
    """A run goes on; this update's frame is taken."""
    STEPPING = "stepping"
    """A frame is being taken, or a step waits for its update."""
    PAUSED = "paused"
    """A run is held until `resume`."""
    STOPPING = "stopping"
    """Every step is taken; files are still being written."""


class StatusCallback:
    """The registration of one function. It lasts until `unregister`."""

    def __init__(self, board: StatusBoard, function: Callable[[Status], object]) -> None:
        self.function = function
        self._board = board

    def unregister(self) -> None:
        """Call the function no more. Calling it again does nothing."""
        self._board.remove(self)


class StatusBoard:
    """Remembers the status that was announced last and announces the next one."""

    def __init__(self) -> None:
        self._announced = Status.STOPPED
        self._callbacks: list[StatusCallback] = []

    def register(self, function: Callable[[Status], object]) -> StatusCallback:
        """Call a function with every new status."""
        callback = StatusCallback(self, function)
        self._callbacks.append(callback)
        return callback

    def remove(self, callback: StatusCallback) -> None:
        """See `StatusCallback.unregister`."""
        if callback in self._callbacks:
            self._callbacks.remove(callback)

    def announce(self, status: Status) -> None:
        """Tell everybody, if the status is another one than the last."""
        if status is self._announced:
            return
        self._announced = status
        for callback in tuple(self._callbacks):
            try:
                callback.function(status)
            except Exception:
                # Whoever looks on must not keep a frame from being taken.
                _logger.exception("A status callback failed on %s", status)
