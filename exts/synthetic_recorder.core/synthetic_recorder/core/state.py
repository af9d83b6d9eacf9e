"""States of a recorder, and the moves between them.

::

               start()              take is open             pause()
    STOPPED ───────────▶ STARTING ───────────────▶ RUNNING ◀─────────▶ PAUSED
       ▲ ▲                  │   │                     │      resume()    │
       │ └──────────────────┘   │ stop()              │ all frames done, │
       │   refused, closed      │                     │ stop(), an error │
       │                        ▼                     ▼                  ▼
       └──────────────────────────────────────── STOPPING ◀──────────────┘
                 everything is written
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from .errors import RecorderStateError
from .subscriptions import Subscribers, Subscription

if TYPE_CHECKING:
    from collections.abc import Callable


class RecorderState(enum.Enum):
    """What a recorder is doing."""

    STOPPED = "stopped"
    STARTING = "starting"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPING = "stopping"


_MOVES = {
    RecorderState.STOPPED: {RecorderState.STARTING},
    RecorderState.STARTING: {RecorderState.RUNNING, RecorderState.STOPPING, RecorderState.STOPPED},
    RecorderState.RUNNING: {RecorderState.PAUSED, RecorderState.STOPPING},
    RecorderState.PAUSED: {RecorderState.RUNNING, RecorderState.STOPPING},
    RecorderState.STOPPING: {RecorderState.STOPPED},
}


class StateMachine:
    """The present state; only the moves of the table above are possible."""

    def __init__(self) -> None:
        self._state = RecorderState.STOPPED
        self._subscribers = Subscribers[RecorderState]()

    @property
    def state(self) -> RecorderState:
        """The present state."""
        return self._state

    def move(self, to: RecorderState) -> None:
        """Go to another state and tell the subscribers.

        Raises:
            RecorderStateError: The table has no such move.
        """
        allowed = _MOVES[self._state]
        if to not in allowed:
            names = " or ".join(sorted(state.name for state in allowed))
            raise RecorderStateError(self._state, f"it can become {names} from here, not {to.name}.")
        self._state = to
        self._subscribers.notify(to)

    def subscribe(self, callback: Callable[[RecorderState], None]) -> Subscription:
        """Call ``callback`` with each new state, after the move."""
        return self._subscribers.subscribe(callback)
