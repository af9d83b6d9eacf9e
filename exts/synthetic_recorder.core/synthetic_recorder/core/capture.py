"""The loop that captures frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

import omni.replicator.core as rep

from .timeline_control import TimelineControl

if TYPE_CHECKING:
    from collections.abc import Callable

    from .config import ControlConfig


class CaptureLoop:
    """Captures the frames of one recording.

    Attributes:
        frame: Frames that are captured.
    """

    def __init__(self, control: ControlConfig, on_frame: Callable[[], None]) -> None:
        self.frame = 0
        self._control = control
        self._on_frame = on_frame
        self._stop_requested = False
        self._interruption: Exception | None = None
        self._timeline = TimelineControl() if control.control_timeline else None

    def request_stop(self) -> None:
        """End the loop after the frame that is being captured."""
        self._stop_requested = True

    def interrupt(self, reason: Exception) -> None:
        """End the loop with an error; the frame that is being captured does not count any more."""
        self._interruption = self._interruption or reason

    async def run(self) -> None:
        """Capture until all frames are done or a stop is requested.

        Raises:
            Exception: What a step raises, or the reason of an interruption.
        """
        if self._timeline is not None:
            self._timeline.rewind()
        while not self._is_done():
            self._raise_interruption()
            await self._capture_frame()
            self.frame += 1
            self._on_frame()

    def release_timeline(self) -> None:
        """Take the timeline back to its beginning, if it is ours to control."""
        if self._timeline is not None:
            self._timeline.release()

    def _is_done(self) -> bool:
        # frames = 0: until stopped.
        return self._stop_requested or 0 < self._control.frames <= self.frame

    async def _capture_frame(self) -> None:
        if self._timeline is not None:
            self._timeline.before_step()
        try:
            await rep.orchestrator.step_async(
                rt_subframes=self._control.rt_subframes,
                delta_time=None,
                pause_timeline=self._timeline is not None,
            )
        except Exception:
            # A step that fails because its stage is gone says less than that.
            self._raise_interruption()
            raise
        self._raise_interruption()
        if self._timeline is not None:
            self._timeline.after_step()

    def _raise_interruption(self) -> None:
        if self._interruption is not None:
            raise self._interruption
