"""How often the window is brought up to date.

==========================  ==========================================================================
something is recorded       as often as it can: the recording must not wait for the window
the timeline plays          the frames per second of the stage, one frame of it per update: real time
else                        30 times a second
==========================  ==========================================================================

A frame of the window costs up to 25 ms of a core where there is no GPU to draw it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from synthetic_recorder.core import RecorderState

if TYPE_CHECKING:
    import kitless
    from synthetic_recorder.core import Recorder

_IS_LIMITED = "/app/runLoops/main/rateLimitEnabled"
_FREQUENCY = "/app/runLoops/main/rateLimitFrequency"

IDLE_UPDATES_PER_SECOND = 30.0

_STANDING = (RecorderState.STOPPED, RecorderState.PAUSED)


class Pace:
    """Sets Kit's own settings for the rate of the main loop, with each update.

    Args:
        app: The App.
        recorder: What it records with.
    """

    def __init__(self, app: kitless.App, recorder: Recorder) -> None:
        self._app = app
        self._recorder = recorder
        self._subscription = app.update_stream.create_subscription_to_pop(
            lambda _event: self._set(), name="synthetic-recorder gui: pace"
        )
        self._set()

    def close(self) -> None:
        """Leave the settings as they are now."""
        self._subscription.unsubscribe()

    def _set(self) -> None:
        timeline = self._app.timeline
        is_playing = timeline.is_playing()
        frequency = timeline.get_time_codes_per_second() if is_playing else IDLE_UPDATES_PER_SECOND
        self._app.settings.set(_FREQUENCY, frequency)
        self._app.settings.set(_IS_LIMITED, self._recorder.state in _STANDING)
