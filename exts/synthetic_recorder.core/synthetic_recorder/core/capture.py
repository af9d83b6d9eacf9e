"""The loop that captures frames, and what it does with the timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import omni.replicator.core as rep
import omni.timeline

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
        self._timeline = omni.timeline.get_timeline_interface()

    def request_stop(self) -> None:
        """End the loop after the frame that is being captured."""
        self._stop_requested = True

    async def run(self) -> None:
        """Capture until all frames are done or a stop is requested; what a step raises comes through."""
        if self._control.control_timeline:
            # From wherever the person has left the timeline: frame 0 of a recording is its beginning.
            self._timeline.stop()
            self._timeline.set_current_time(self._timeline.get_start_time())
        while not self._is_done():
            await self._capture_frame()
            self.frame += 1
            self._on_frame()

    def release_timeline(self) -> None:
        """Stop the timeline, which takes it back to its beginning, if it is ours to control."""
        if self._control.control_timeline:
            self._timeline.stop()

    def _is_done(self) -> bool:
        # frames = 0: until stopped.
        return self._stop_requested or 0 < self._control.frames <= self.frame

    async def _capture_frame(self) -> None:
        controlled = self._control.control_timeline
        if controlled:
            # Each step leaves it paused: between two steps an app may update as often as it likes (a window
            # that redraws, a queue that drains), and frame k is at k timeline frames all the same.
            self._timeline.play()
        await rep.orchestrator.step_async(
            rt_subframes=self._control.rt_subframes, delta_time=None, pause_timeline=controlled
        )
