"""When in the scene a step is."""

from __future__ import annotations

from typing import NamedTuple

import omni.timeline

from .errors import RecorderError


class Moment(NamedTuple):
    """When in the scene a step is.

    Attributes:
        time: Time of the timeline, in seconds.
        time_code: The same as a time code of the stage.
        is_standing: Whether the timeline does not play.
    """

    time: float
    time_code: float
    is_standing: bool

    @classmethod
    def now(cls) -> Moment:
        """Return the present moment; what was asked of the timeline before is done first."""
        timeline = omni.timeline.get_timeline_interface()
        # Kit would do it in its next update, and that is the step's.
        timeline.commit()
        time = float(timeline.get_current_time())
        return cls(time, float(timeline.time_to_time_code(time)), not timeline.is_playing())

    def require_kept(self) -> None:
        """Refuse a step after which a timeline that stands is elsewhere: nobody knows at which time it captured.

        Raises:
            RecorderError: Somebody has moved it during the step.
        """
        after = Moment.now()
        if self.is_standing and after.is_standing and after.time != self.time:
            raise RecorderError(
                "Something else has moved the timeline while a frame was captured, so that nobody knows which time it "
                f"is of: it was at {self.time:.4f} s and is at {after.time:.4f} s. Move it between two frames, when "
                "progress is told or the recording is paused; or switch Control Timeline on."
            )
