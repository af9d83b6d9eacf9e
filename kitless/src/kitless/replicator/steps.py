"""Steps: which updates of the App capture a frame, and where the timeline stands after them.

    update        ORDER_CAPTURE                                    ORDER_TIMELINE         ORDER_STEP_END
    with a step   capture at the current time, advance as asked    (advanced already)     pause if asked, wake awaiter
    capture on    capture while the timeline plays                 one frame               -
    play
    otherwise     nothing                                          one frame if it plays   -

A step is taken by exactly one update and an update takes at most one step.
"""

from __future__ import annotations

import contextlib
import logging
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kitless.app import ORDER_CAPTURE, ORDER_STEP_END
from kitless.replicator.errors import OrchestratorError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kitless.app import App
    from kitless.replicator.capture import CaptureEngine

CAPTURE_ON_PLAY_SETTING = "/omni/replicator/captureOnPlay"
SUBFRAMES_SETTING = "/omni/replicator/RTSubframes"

_logger = logging.getLogger(__name__)


@dataclass(eq=False)
class Step:
    """One step that was asked for.

    Attributes:
        subframes: Samples per pixel, as asked; 0 or less means as the setting says.
        pause_timeline: Whether a playing timeline is paused afterwards.
        delta_time: Seconds by which the timeline advances; None is one frame.
        write: False leaves the writers out.
        done: Whether an update has taken it, or whoever asked for it has given up.
        failure: What went wrong.
    """

    subframes: int
    pause_timeline: bool
    delta_time: float | None
    write: bool = True
    done: bool = False
    failure: BaseException | None = None


class StepRunner:
    """Takes steps with the App's updates."""

    def __init__(self, app: App, captures: CaptureEngine) -> None:
        self._app = app
        self._captures = captures
        self._queue: deque[Step] = deque()
        self._current: Step | None = None
        self._unreported: Exception | None = None
        self._unreported_count = 0
        self._subscriptions = (
            app.update_stream.create_subscription_to_pop(
                lambda _event: self._capture(), order=ORDER_CAPTURE, name="replicator capture"
            ),
            app.update_stream.create_subscription_to_pop(
                lambda _event: self._finish(), order=ORDER_STEP_END, name="replicator step end"
            ),
        )

    @property
    def pending(self) -> tuple[Step, ...]:
        """The step that is being taken and those that wait for their update, in this order."""
        return (*((self._current,) if self._current is not None else ()), *self._queue)

    async def take(self, step: Step) -> None:
        """Take the step with one of the next updates and wait until that has ended.

        Raises:
            Exception: Whatever the capture raises.
        """
        with self._queued(step):
            while not step.done:
                await self._app.next_update()

    def take_now(self, step: Step) -> None:
        """Update the App until the step is taken, and no further: time stands where the step has left it.

        Raises:
            Exception: Whatever the capture raises.
        """
        with self._queued(step):
            while not step.done:
                self._app.update()

    def raise_unreported(self) -> None:
        """Raise what captures on play raised: there, nobody waits for the frame.

        Raises:
            OrchestratorError: Captures failed since the last call.
        """
        first, count = self._unreported, self._unreported_count
        self._unreported, self._unreported_count = None, 0
        if first is not None:
            raise OrchestratorError(
                f"{count} captures failed while the timeline played; the first: {first}"
            ) from first

    @contextlib.contextmanager
    def _queued(self, step: Step) -> Iterator[None]:
        self._queue.append(step)
        try:
            yield
        finally:
            # Whoever gives up waiting (a cancelled task, Ctrl-C) does not want the frame either.
            if step in self._queue:
                self._queue.remove(step)
                step.done = True
        if step.failure is not None:
            raise step.failure

    def _capture(self) -> None:
        if self._queue:
            self._take_one(self._queue.popleft())
        elif self._app.timeline.is_playing() and self._app.settings.get_as_bool(CAPTURE_ON_PLAY_SETTING):
            try:
                self._captures.capture(self._subframes(0))
            except Exception as error:
                # The first is kept and the others are counted: each would keep its frame's arrays alive.
                self._unreported_count += 1
                if self._unreported is None:
                    self._unreported = error
                    _logger.exception("A capture failed while the timeline played")

    def _take_one(self, step: Step) -> None:
        self._current = step
        timeline = self._app.timeline
        try:
            self._captures.capture(self._subframes(step.subframes), write=step.write)
        except BaseException as error:
            # Ctrl-C and sys.exit too: whoever awaits the step has things to give back.
            step.failure = error
        # Time goes on after a failed capture too: frame k of a recording is frame k of the timeline, whatever
        # happened before.
        if not timeline.is_stopped() and (timeline.is_playing() or step.delta_time is not None):
            if step.delta_time != 0:
                timeline.advance(step.delta_time)
            timeline.skip_next_tick()

    def _finish(self) -> None:
        step, self._current = self._current, None
        if step is not None:
            if step.pause_timeline:
                self._app.timeline.pause()
            step.done = True

    def _subframes(self, asked: int) -> int:
        wanted = asked if asked > 0 else self._app.settings.get_as_int(SUBFRAMES_SETTING)
        return max(1, wanted)
