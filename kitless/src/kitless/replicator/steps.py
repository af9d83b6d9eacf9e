"""Steps: which updates of the App capture a frame, and where the timeline stands after them.

    update        ORDER_CAPTURE                                    ORDER_TIMELINE         ORDER_STEP_END
    with a step   triggers, capture, advance as asked              (advanced already)     pause if asked, wake awaiter
    of a run      triggers, capture                                one frame if it plays  end the run with its last
    capture on    triggers, capture while the timeline plays       one frame               -
    play
    otherwise     triggers of events and intervals;                one frame if it plays   -
                  attached annotators may be out of date

A step is taken by exactly one update and an update captures at most one frame: a step's before a run's.
"""

from __future__ import annotations

import contextlib
import logging
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kitless.app import ORDER_CAPTURE, ORDER_STEP_END
from kitless.replicator.capture import SUBFRAMES_SETTING
from kitless.replicator.errors import OrchestratorError
from kitless.replicator.graph.triggers import Occasion
from kitless.replicator.write_owners import Party

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kitless.app import App
    from kitless.replicator.capture import CaptureEngine
    from kitless.replicator.graph.scenario import Scenario
    from kitless.replicator.runs import Run

CAPTURE_ON_PLAY_SETTING = "/omni/replicator/captureOnPlay"

_logger = logging.getLogger(__name__)


@dataclass(eq=False)
class Step:
    """One step that was asked for.

    Attributes:
        subframes: Samples per pixel, as asked; 0 or less means as the setting says.
        pause_timeline: Whether a playing timeline is paused afterwards.
        delta_time: Seconds by which the timeline advances; None is one frame.
        write: False leaves the writers out.
        party: Who has asked for it. None: somebody who has attached nothing.
        done: Whether an update has taken it, or whoever asked for it has given up.
        failure: What went wrong.
    """

    subframes: int
    pause_timeline: bool
    delta_time: float | None
    write: bool = True
    party: Party | None = None
    done: bool = False
    failure: BaseException | None = None


@dataclass
class NextSubframes:
    """Samples per pixel for the next frame alone.

    Attributes:
        exactly: In place of the setting; 0: as the setting says.
        at_least: Whatever is asked for.
    """

    exactly: int = 0
    at_least: int = 0


class StepRunner:
    """Takes steps and runs with the App's updates.

    Args:
        app: The App.
        captures: Captures frames.
        scenario: What happens before a frame is captured.
        status_may_have_changed: Is called whenever there is something new to tell.

    Attributes:
        run: The run that goes on; None without one.
        next_subframes: What was asked for the next frame alone.
    """

    def __init__(
        self,
        app: App,
        captures: CaptureEngine,
        scenario: Scenario,
        status_may_have_changed: Callable[[], None],
    ) -> None:
        self.run: Run | None = None
        self.next_subframes = NextSubframes()
        self._app = app
        self._captures = captures
        self._scenario = scenario
        self._status_may_have_changed = status_may_have_changed
        self._queue: deque[Step] = deque()
        self._current: Step | None = None
        self._unreported: Exception | None = None
        self._unreported_count = 0
        self._scenario_failure: Exception | None = None
        # Nobody asks for what is captured because the timeline plays.
        self._nobody = Party(app)
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

    def begin(self, run: Run) -> None:
        """Capture a frame with each update from the next one on."""
        self.run = run
        self._status_may_have_changed()

    def end_run(self, failure: Exception | None = None) -> None:
        """End the run, if one goes on, and tell the writers."""
        run, self.run = self.run, None
        if run is not None:
            try:
                self._captures.finish_run()
            except Exception as error:
                failure = failure or error
            run.end(failure)
            self._status_may_have_changed()

    def close_stage(self) -> None:
        """End the run, and forget what failed on the stage before a frame of it was captured."""
        self.end_run()
        self._scenario_failure = None

    def raise_unreported(self) -> None:
        """Raise what captures without a step raised: there, nobody waits for the frame.

        Raises:
            OrchestratorError: Captures failed since the last call.
        """
        first, count = self._unreported, self._unreported_count
        self._unreported, self._unreported_count = None, 0
        if first is not None:
            raise OrchestratorError(
                f"{count} captures failed while the timeline played or a run went on; the first: {first}"
            ) from first

    def forget(self, failure: Exception) -> None:
        """Leave out a failure that somebody is told of otherwise."""
        self._unreported_count -= 1
        if self._unreported is failure:
            self._unreported = None

    @contextlib.contextmanager
    def _queued(self, step: Step) -> Iterator[None]:
        self._queue.append(step)
        self._status_may_have_changed()
        try:
            yield
        finally:
            # Whoever gives up waiting (a cancelled task, Ctrl-C) does not want the frame either.
            if step in self._queue:
                self._queue.remove(step)
                step.done = True
            self._status_may_have_changed()
        if step.failure is not None:
            raise step.failure

    def _capture(self) -> None:
        if self._queue:
            self._take_one(self._queue.popleft())
        elif self.run is not None and not self.run.paused:
            self._take_one_of(self.run)
        elif self._app.timeline.is_playing() and self._app.settings.get_as_bool(CAPTURE_ON_PLAY_SETTING):
            try:
                self._capture_frame(0, party=self._nobody)
            except Exception as error:
                self._keep(error, "A capture failed while the timeline played")
        else:
            self._fire_without_frame()
            self._captures.pass_update()

    def _take_one(self, step: Step) -> None:
        self._current = step
        self._status_may_have_changed()
        timeline = self._app.timeline
        try:
            self._capture_frame(step.subframes, write=step.write, party=step.party)
        except BaseException as error:
            # Ctrl-C and sys.exit too: whoever awaits the step has things to give back.
            step.failure = error
        # Time goes on after a failed capture too: frame k of a recording is frame k of the timeline, whatever
        # happened before.
        if not timeline.is_stopped() and (timeline.is_playing() or step.delta_time is not None):
            if step.delta_time != 0:
                timeline.advance(step.delta_time)
            timeline.skip_next_tick()

    def _take_one_of(self, run: Run) -> None:
        run.begun = run.capturing = True
        self._status_may_have_changed()
        try:
            self._capture_frame(0, party=run.party)
            run.taken += 1
        except Exception as error:
            self.end_run(error)
            self._keep(error, "A run ended with a frame that could not be captured")
        finally:
            run.capturing = False

    def _finish(self) -> None:
        step, self._current = self._current, None
        if step is not None:
            if step.pause_timeline:
                self._app.timeline.pause()
            step.done = True
        run = self.run
        if run is not None and run.begun:
            enough = self._scenario.has_ended if run.frames is None else run.taken >= run.frames
            if enough:
                self.end_run()
        self._status_may_have_changed()

    def _capture_frame(self, subframes: int, *, write: bool = True, party: Party | None = None) -> None:
        """What the triggers do, then the frame. Where they fail there is none: it would not show what was meant."""
        failure, self._scenario_failure = self._scenario_failure, None
        if failure is not None:
            raise failure
        asked_by_triggers = self._scenario.fire(Occasion.FRAME if write else Occasion.PREVIEW)
        wanted = subframes if subframes > 0 else self._app.settings.get_as_int(SUBFRAMES_SETTING)
        if write:
            following, self.next_subframes = self.next_subframes, NextSubframes()
            wanted = following.exactly if subframes <= 0 and following.exactly > 0 else wanted
            wanted = max(wanted, following.at_least)
        self._captures.capture(max(1, wanted, asked_by_triggers), write=write, party=party)

    def _fire_without_frame(self) -> None:
        try:
            self._scenario.fire(Occasion.UPDATE)
        except Exception as error:
            # Nobody waits for this update; the next frame would be a wrong one, and raises it.
            _logger.exception("The graph failed; the next frame will not be captured")
            self._scenario_failure = self._scenario_failure or error

    def _keep(self, error: Exception, what: str) -> None:
        # The first is kept and the others are counted: each would keep its frame's arrays alive.
        self._unreported_count += 1
        if self._unreported is None:
            self._unreported = error
            _logger.exception(what)
