"""What the Control frame shows and does: how many frames, and the two buttons."""

from __future__ import annotations

import logging
import math
import time
from typing import TYPE_CHECKING, Any

from omni.kit.async_engine import run_coroutine

from synthetic_recorder.core import RecorderState, Subscribers

from .fields import ConfigValue, IntegerField
from .wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from synthetic_recorder.core import Recorder, Subscription

    from .document import ConfigDocument

_logger = logging.getLogger(__name__)

DOUBLE_CLICK = 0.4
"""Seconds: a click on Start/Stop that comes sooner after another one belongs to that one."""

_LABELS = {
    RecorderState.STOPPED: "Start",
    RecorderState.STARTING: "Stop",
    RecorderState.RUNNING: "Stop",
    RecorderState.PAUSED: "Stop",
    RecorderState.STOPPING: "Stopping",
}


class ControlModel:
    """The fields of the Control frame, and its buttons as the recorder's state wants them.

    A click begins one call of the recorder as a task of the app and returns at once. What the call raises is kept in
    ``error`` until the next click. The tasks belong to the app and not to the window: a start that is under way when
    the window is closed goes on.

    Args:
        document: Whose config the fields edit.
        recorder: What the buttons start, stop, pause and resume.
        clock: Seconds since any moment.

    Attributes:
        frames: Frames to record; 0 = until stopped.
        interval: Every how many-th frame is recorded.
        rt_subframes: Renders of the same instant for each frame; 0 = the renderer's default.
        control_timeline: Whether the timeline goes with the recorder.
    """

    def __init__(
        self, document: ConfigDocument, recorder: Recorder, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.frames = IntegerField(document, "control.frames")
        self.interval = IntegerField(document, "control.interval")
        self.rt_subframes = IntegerField(document, "control.rt_subframes")
        self.control_timeline: ConfigValue[bool] = ConfigValue(document, "control.control_timeline")
        self._document = document
        self._recorder = recorder
        self._changes = Subscribers[None]()
        self._error: Exception | None = None
        self._clock = clock
        # When a recording was started or ended by a click.
        self._clicked = -math.inf
        self._is_call_waiting = False
        self._is_destroyed = False

    @property
    def plan(self) -> str:
        """Which frames are recorded, as a sentence; empty while the numbers are none that can be recorded with."""
        control = self._document.config.control
        frames, interval = control.frames, control.interval
        if frames < 0 or interval < 1 or self.frames.problem or self.interval.problem:
            return ""
        if interval == 1:
            return f"Records {counted(frames, 'frame')}." if frames else "Records every frame until Stop."
        if frames == 0:
            return f"Records the frames 0, {interval:,}, {2 * interval:,}, … until Stop."
        numbers = [f"{number * interval:,}" for number in range(min(frames, 3))]
        if frames > 3:
            numbers += [*(["…"] if frames > 4 else []), f"{(frames - 1) * interval:,}"]
        return f"Records {counted(frames, 'frame')}: number {', '.join(numbers)}."

    @property
    def start_stop_text(self) -> str:
        """What the first button is called."""
        return _LABELS[self._recorder.state]

    @property
    def is_recording(self) -> bool:
        """Whether something is recorded, or about to be."""
        return self._recorder.state is not RecorderState.STOPPED

    @property
    def can_start_or_stop(self) -> bool:
        """Whether the first button does something."""
        return self._recorder.state is not RecorderState.STOPPING and self.refusal is None

    @property
    def refusal(self) -> str | None:
        """Why nothing can be started now, as a sentence: a text in the window that is no value; None if it can."""
        unreadable = self._document.unreadable
        if not unreadable or self._recorder.state is not RecorderState.STOPPED:
            return None
        place, problem = next(iter(unreadable.items()))
        others = f" ({counted(len(unreadable) - 1, 'other field')} too)" if len(unreadable) > 1 else ""
        return f"Correct {place} first{others}: {problem}"

    @property
    def pause_resume_text(self) -> str:
        """What the second button is called."""
        return "Resume" if self._recorder.state is RecorderState.PAUSED else "Pause"

    @property
    def can_pause_or_resume(self) -> bool:
        """Whether the second button does something."""
        return self._recorder.state in (RecorderState.RUNNING, RecorderState.PAUSED)

    @property
    def error(self) -> Exception | None:
        """What the call of the last click has raised; None while it has raised nothing."""
        return self._error

    def start_or_stop(self) -> None:
        """Start a recording, or end the one that is under way; without effect when the button has none."""
        now = self._clock()
        # The second half of a double-click would undo what the first has begun.
        if self.can_start_or_stop and now - self._clicked >= DOUBLE_CLICK:
            self._clicked = now
            is_stopped = self._recorder.state is RecorderState.STOPPED
            self._begin(self._recorder.start if is_stopped else self._recorder.stop)

    def pause_or_resume(self) -> None:
        """Pause the recording, or go on with it; without effect when there is none."""
        if self.can_pause_or_resume:
            is_paused = self._recorder.state is RecorderState.PAUSED
            self._begin(self._recorder.resume if is_paused else self._recorder.pause)

    def subscribe(self, callback: Callable[[], None]) -> Subscription:
        """Call ``callback`` when ``error`` has changed."""
        return self._changes.subscribe(lambda _nothing: callback())

    def destroy(self) -> None:
        """Show errors no more; calls that are under way go on."""
        self._is_destroyed = True

    def _begin(self, call: Callable[[], Coroutine[Any, Any, None]]) -> None:
        # Until a task has had its first turn the state is still that of the click before this one.
        if not self._is_call_waiting:
            self._is_call_waiting = True
            self._note(None)
            run_coroutine(self._run(call))

    async def _run(self, call: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self._is_call_waiting = False
        try:
            await call()
        except Exception as error:
            self._note(error)
            if self._is_destroyed:
                # The window that would show it is closed.
                _logger.exception("The Synthetic Data Recorder was closed before it could show this.")

    def _note(self, error: Exception | None) -> None:
        if error is not self._error:
            self._error = error
            self._changes.notify(None)
