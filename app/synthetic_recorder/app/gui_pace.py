"""How often the window is brought up to date.

==========================  ==========================================================================
something is recorded       as often as it can: the recording must not wait for the window
the timeline plays          the frames per second of the stage, one frame of it per update: real time
else                        30 times a second, or less, so that drawing takes half of one core at most
==========================  ==========================================================================

The last is for machines without a GPU: there a frame of the window costs about 30 ms of a core.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from synthetic_recorder.core import RecorderState

if TYPE_CHECKING:
    from collections.abc import Callable

    import kitless
    from synthetic_recorder.core import Recorder

_IS_LIMITED = "/app/runLoops/main/rateLimitEnabled"
_FREQUENCY = "/app/runLoops/main/rateLimitFrequency"

_MOST = 30.0
_SHARE_OF_DRAWING = 0.5
# How much the last frame counts beside those before it.
_WEIGHT = 0.2

# In an update; the user interface is drawn at 500.
_BEFORE_DRAWING = 499
_AFTER_DRAWING = 501

_STANDING = (RecorderState.STOPPED, RecorderState.PAUSED)


class Pace:
    """Sets Kit's own settings for the rate of the main loop, with each update.

    Args:
        app: The App.
        recorder: What it records with.
        clock: Tells how long the process has been at work, on all cores, in seconds. A GPU, or a screen that lets the
            drawing wait, is no work.
    """

    def __init__(
        self, app: kitless.App, recorder: Recorder, clock: Callable[[], float] = time.process_time
    ) -> None:
        self._app = app
        self._recorder = recorder
        self._clock = clock
        self._began_at = clock()
        self._seconds_of_drawing = 0.0
        self._subscriptions = tuple(
            app.update_stream.create_subscription_to_pop(
                callback, order=order, name="synthetic-recorder gui: pace"
            )
            for callback, order in ((self._begin, _BEFORE_DRAWING), (self._end, _AFTER_DRAWING))
        )

    def close(self) -> None:
        """Leave the settings as they are now."""
        for subscription in self._subscriptions:
            subscription.unsubscribe()

    def _begin(self, _event: object) -> None:
        self._began_at = self._clock()

    def _end(self, _event: object) -> None:
        last = self._clock() - self._began_at
        self._seconds_of_drawing += _WEIGHT * (last - self._seconds_of_drawing)
        self._app.settings.set(_FREQUENCY, self._frequency())
        self._app.settings.set(_IS_LIMITED, self._recorder.state in _STANDING)

    def _frequency(self) -> float:
        timeline = self._app.timeline
        if timeline.is_playing():
            return timeline.get_time_codes_per_second()
        return _SHARE_OF_DRAWING / max(self._seconds_of_drawing, _SHARE_OF_DRAWING / _MOST)
