"""`omni.kit.loop._loop`: the pace of updates. Here every update is one frame of the timeline, by no clock."""

from __future__ import annotations

import logging
import math

from kitless.app.absent import named_in_kit
from kitless.app.process import get_app
from kitless.errors import AppStateError

_logger = logging.getLogger("kitless.app")

_SAME_STEP = 1e-6


@named_in_kit("omni.kit.loop._loop.ILoopRunner")
class LoopRunner:
    """What `acquire_loop_interface` returns."""

    def get_manual_mode(self, name: str = "main") -> bool:
        """Whether updates have a fixed step: always."""
        del name
        return True

    def set_manual_mode(self, enabled: bool, name: str = "main") -> None:
        """Give updates a fixed step, which they have.

        Differs:
            Switched off, it logs a warning and stays on: kitless has no clock that could give an update's length.
        """
        if not enabled:
            _logger.warning("updates of run loop '%s' keep their fixed step; kitless has no other", name)

    def get_manual_step_size(self, name: str = "main") -> float:
        """The seconds by which a playing timeline advances in an update: one frame."""
        del name
        return get_app().frame_seconds

    def set_manual_step_size(self, dt: float, name: str = "main") -> None:
        """Choose the seconds by which a playing timeline advances in an update.

        Raises:
            AppStateError: It is not one frame of the timeline.

        Differs:
            Only one frame of the timeline is accepted; set its time codes per second first.
        """
        frame = self.get_manual_step_size(name)
        if not math.isclose(dt, frame, rel_tol=_SAME_STEP):
            raise AppStateError(
                f"set_manual_step_size({dt!r}) expects one frame of the timeline, which has {frame!r} seconds: an "
                "update of kitless is a frame; call timeline.set_time_codes_per_second first"
            )


_loop_runner = LoopRunner()


def acquire_loop_interface() -> LoopRunner:
    """`omni.kit.loop._loop.acquire_loop_interface`: the pace of updates."""
    return _loop_runner
