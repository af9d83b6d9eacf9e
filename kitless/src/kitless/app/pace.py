"""How many updates a second an App makes at most, where it makes them by itself."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kitless.app.settings import Settings

_ENABLED = "/app/runLoops/main/rateLimitEnabled"
_FREQUENCY = "/app/runLoops/main/rateLimitFrequency"


class RateLimit:
    """Waits until the next update is due, as Kit's settings say: `/app/runLoops/main/rateLimit…`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._due = time.monotonic()

    def wait(self) -> None:
        """Sleep until the next update is due. One that came late moves those after it."""
        frequency = self._settings.get_as_float(_FREQUENCY)
        if not self._settings.get_as_bool(_ENABLED) or frequency <= 0.0:
            return
        self._due += 1.0 / frequency
        left = self._due - time.monotonic()
        if left > 0.0:
            time.sleep(left)
        else:
            self._due = time.monotonic()
