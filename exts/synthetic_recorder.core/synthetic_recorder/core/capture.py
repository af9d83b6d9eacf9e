"""The loop that captures frames.

::

    hold while paused ─▶ look at stage and timeline ─▶ step ─▶ look again ─▶ count and tell ─┐
      ▲                                                                                      │
      └──────────────────────────────────────────────────────────────────────────────────────┘

A step is one frame of the timeline: triggers, physics and time go through every one of them. With an interval of n
the frames 0, n, 2n, … are captured, and in the steps between nothing is. There is one such loop for each recording,
from its first frame to its last, whatever is paused and resumed in between. A recording that goes on where another
process has left it takes every step from the first one, and captures nothing before it comes to its own frames: so
physics, randomizers and time are what they were.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import omni.replicator.core as rep

from .commit import CapturedFrame
from .moment import Moment
from .timeline_control import TimelineControl

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from .config import ControlConfig
    from .take import Take

# What ``step_async`` takes for "as the renderer's settings say".
_DEFAULT_SUBFRAMES = -1


class CaptureLoop:
    """Captures the frames of one recording.

    Args:
        control: How many frames, and which.
        take: What captures them.
        on_frame: Called and awaited when one more frame is captured and counted.
        first: Number of the first frame that is captured; of those before it the steps are taken.
    """

    def __init__(
        self,
        control: ControlConfig,
        take: Take,
        on_frame: Callable[[CapturedFrame], Awaitable[None]],
        first: int = 0,
    ) -> None:
        self._control = control
        self._take = take
        self._on_frame = on_frame
        self._first = first
        self._steps = 0
        self._frames = 0
        self._stop_requested = False
        self._is_paused = False
        self._interruption: BaseException | None = None
        self._timeline = TimelineControl() if control.control_timeline else None
        # Set while no step is in flight.
        self._stands = asyncio.Event()
        self._stands.set()
        # Set by whatever ends a pause.
        self._wake_up = asyncio.Event()

    def request_stop(self) -> None:
        """End the loop after the step that is in flight."""
        self._stop_requested = True
        self._wake_up.set()

    def interrupt(self, reason: BaseException) -> None:
        """End the loop with an error; the frame that is in flight does not count any more.

        Without effect where nothing is to come any more: what is captured is whole.
        """
        if self._is_done and self._stands.is_set():
            return
        self._interruption = self._interruption or reason
        self._wake_up.set()

    def pause(self) -> None:
        """Begin no further step until `resume`."""
        self._is_paused = True

    async def wait_until_standing(self) -> None:
        """Wait for the end of the step that is in flight."""
        await self._stands.wait()

    def resume(self) -> None:
        """Go on.

        Raises:
            RecorderError: The timeline that is controlled was moved meanwhile; the pause goes on.
        """
        # A step in flight moves the timeline itself; it is looked at when it has ended.
        if self._timeline is not None and self._stands.is_set() and not self._is_ending:
            self._timeline.resume()
        self._is_paused = False
        self._wake_up.set()

    async def run(self) -> None:
        """Capture until all frames are done or a stop is requested.

        Raises:
            Exception: What a step raises, or the reason of an interruption.
        """
        if self._timeline is not None:
            self._timeline.rewind()
        while True:
            await self._hold()
            self._raise_interruption()
            if self._is_done:
                return
            is_frame = self._steps % self._control.interval == 0
            is_captured = is_frame and self._frames >= self._first
            moment = await self._step(is_captured=is_captured)
            self._steps += 1
            self._frames += is_frame
            if is_captured:
                await self._on_frame(self._captured_frame(moment))

    def release_timeline(self) -> None:
        """Take the timeline back to its beginning, if it is ours to control."""
        if self._timeline is not None:
            self._timeline.release()

    @property
    def _is_done(self) -> bool:
        # frames = 0: until stopped.
        return self._stop_requested or 0 < self._control.frames <= self._frames

    @property
    def _is_ending(self) -> bool:
        return self._is_done or self._interruption is not None

    async def _hold(self) -> None:
        while self._is_paused and not self._is_ending:
            self._wake_up.clear()
            await self._wake_up.wait()

    async def _step(self, *, is_captured: bool) -> Moment:
        """Take one step, and return when in the scene it was."""
        self._take.require_whole()
        if self._timeline is not None:
            self._timeline.before_step()
        if is_captured:
            self._take.request_frame()
        moment = Moment.now()
        self._stands.clear()
        try:
            await rep.orchestrator.step_async(
                rt_subframes=self._control.rt_subframes if is_captured else _DEFAULT_SUBFRAMES,
                delta_time=None,
                pause_timeline=self._timeline is not None,
            )
        except Exception:
            # A step that fails because its stage or its camera is gone says less than that.
            self._require_undisturbed()
            raise
        finally:
            self._stands.set()
        self._require_undisturbed()
        if self._timeline is None:
            moment.require_kept()
        else:
            self._timeline.after_step()
        return moment

    def _captured_frame(self, moment: Moment) -> CapturedFrame:
        return CapturedFrame(self._frames - 1, moment.time_code, moment.time, self._take.camera_poses.read())

    def _require_undisturbed(self) -> None:
        self._raise_interruption()
        self._take.require_whole()

    def _raise_interruption(self) -> None:
        if self._interruption is not None:
            raise self._interruption
