"""``rep.orchestrator``: steps, runs, and waiting until what they made is written."""

from __future__ import annotations

import contextlib
import math
from numbers import Integral
from typing import TYPE_CHECKING

from kitless.app.loops import running_loop
from kitless.io import WriteQueueError
from kitless.replicator.errors import OrchestratorError
from kitless.replicator.runs import Run
from kitless.replicator.session import get_session
from kitless.replicator.status import Status, StatusCallback
from kitless.replicator.steps import CAPTURE_ON_PLAY_SETTING, Step
from kitless.replicator.write_owners import waiting_party
from kitless.replicator.write_threads import shared_write_queue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kitless.replicator.steps import StepRunner

# How long one turn of waiting for the write threads holds the App up: long enough to leave them the
# processor, short enough for a window.
WAIT_SECONDS = 0.005


async def step_async(
    rt_subframes: int = -1,
    pause_timeline: bool = True,
    delta_time: float | None = None,
    wait_for_render: bool = True,
) -> None:
    """Fire the triggers that are due and capture one frame: every attached writer is given it once.

    Args:
        rt_subframes: Samples per pixel of the colour, all of the same instant: smoother edges. 0 or less: as
            the setting ``/omni/replicator/RTSubframes`` says, or 1.
        pause_timeline: Leave a playing timeline paused afterwards.
        delta_time: Seconds by which the timeline advances after the capture; 0.0 captures the same instant
            again. None: one frame, if the timeline plays. A stopped timeline does not advance.
        wait_for_render: Whether to wait for the data of this step.

    Raises:
        OrchestratorError: ``delta_time`` is negative or not a number.
        Exception: Whatever a trigger's operations, rendering or a writer raises. When it was the operations, no
            frame is captured.

    Differs:
        Subframes are samples of one instant, averaged; there is nothing that needs them to settle. The data of the
        step is always there on return, whatever wait_for_render says.
    """
    del wait_for_render
    await get_session().steps.take(_step(rt_subframes, pause_timeline, delta_time))


def step(
    rt_subframes: int = -1,
    pause_timeline: bool = True,
    delta_time: float | None = None,
    wait_for_render: bool = True,
) -> None:
    """As `step_async`, for scripts: updates the App until the step is taken.

    Raises:
        OrchestratorError: An event loop or an update is running; await `step_async` there.
    """
    _refuse_inside_a_loop("step")
    del wait_for_render
    get_session().steps.take_now(_step(rt_subframes, pause_timeline, delta_time))


async def preview_async() -> None:
    """Carry the triggers out once and render everything that is attached, without writing and without time going on.

    What is drawn is what the next step draws, and nothing counts as executed, but custom events that were sent are
    used up: a data set is the same with and without previews.
    """
    await get_session().steps.take(_preview_step())


def preview() -> None:
    """As `preview_async`, for scripts.

    Raises:
        OrchestratorError: An event loop or an update is running; await `preview_async` there.
    """
    _refuse_inside_a_loop("preview")
    get_session().steps.take_now(_preview_step())


def run(num_frames: int | None = None, start_timeline: bool = False) -> None:
    """Capture a frame with each of the App's updates from now on, and return at once.

    Args:
        num_frames: How many frames. None or 0: until the triggers that fire a certain number of times have done so,
            if there are such and no others; else until `stop`.
        start_timeline: Let the timeline play meanwhile. It is put back as it was when the run ends.

    Raises:
        OrchestratorError: A run goes on already, or the number is below 0.

    Differs:
        A frame is captured whether or not the timeline plays. When the last one is taken, each writer's
        `on_final_frame` is called and writers stay attached.
    """
    _begin_run(num_frames, start_timeline)


async def run_async(num_frames: int | None = None, start_timeline: bool = False) -> None:
    """As `run`; returns when the first frame is taken.

    Raises:
        OrchestratorError: A run goes on already, or the number is below 0.
    """
    _begin_run(num_frames, start_timeline)
    await get_session().app.next_update()


async def run_until_complete_async(num_frames: int | None = None, start_timeline: bool = False) -> None:
    """As `run`; returns when the run has ended and its files are written. Without an end, when somebody calls `stop`.

    Raises:
        OrchestratorError: A run goes on already, or the number is below 0.
        WriteQueueError: Files could not be written.
        Exception: What ended the run before its time.
    """
    session = get_session()
    with _whole_run(num_frames, start_timeline) as own:
        while not own.done:
            await session.app.next_update()
    await wait_until_complete_async()


def run_until_complete(num_frames: int | None = None, start_timeline: bool = False) -> None:
    """As `run_until_complete_async`, for scripts.

    Raises:
        OrchestratorError: An event loop or an update is running; await `run_until_complete_async` there.
    """
    _refuse_inside_a_loop("run_until_complete")
    session = get_session()
    with _whole_run(num_frames, start_timeline) as own:
        while not own.done:
            session.app.update()
    wait_until_complete()


def stop() -> None:
    """End the run that goes on; without one, nothing happens. Steps that were asked for are still taken.

    Files are still being written on return: the status is STOPPING until they are.
    """
    get_session().steps.end_run()


async def stop_async() -> None:
    """As `stop`; returns when the files are written.

    Raises:
        WriteQueueError: Files could not be written.
    """
    stop()
    await wait_until_complete_async()


def pause() -> None:
    """Hold the run that goes on; without one, nothing happens: a loop of steps is held by not taking the next one."""
    _hold(paused=True)


def resume() -> None:
    """Go on with a run that is held."""
    _hold(paused=False)


async def wait_until_complete_async() -> None:
    """Wait until every step and run that was asked for has ended and every file that they scheduled is written.

    What is asked for after the call is not waited for, so that the wait ends even while somebody goes on
    stepping. The App goes on updating. Replicator and the timeline are left as they are. A run without end is waited
    for until somebody calls `stop`.

    Raises:
        WriteQueueError: Files could not be written; of several in one App who each have attached writers in a task of
            their own, each is told of its own files. See `kitless.replicator.write_owners`.
        OrchestratorError: Captures failed while the timeline played or a run went on.

    Differs:
        Whom Replicator tells, when several write at once, was not established.
    """
    session = get_session()
    asked_for = _asked_for(session.steps)
    while not all(each.done for each in asked_for):
        await session.app.next_update()
    queue = shared_write_queue()
    ticket = queue.ticket()
    with _reporting_captures(session.steps):
        while not queue.wait_for_ticket(ticket, WAIT_SECONDS, waiting_party()):
            await session.app.next_update()
    session.announce_status()


def wait_until_complete() -> None:
    """As `wait_until_complete_async`, for scripts. The App is updated only for frames that are still to be taken.

    Raises:
        OrchestratorError: An event loop or an update is running; await `wait_until_complete_async` there. Or a run is
            held: nobody would resume it. Or captures failed while the timeline played or a run went on.
        WriteQueueError: Files could not be written.
    """
    _refuse_inside_a_loop("wait_until_complete")
    session = get_session()
    if session.steps.run is not None and session.steps.run.paused:
        raise OrchestratorError(
            "orchestrator.wait_until_complete(): the run is paused and would never end; call "
            "rep.orchestrator.resume() or rep.orchestrator.stop() first"
        )
    asked_for = _asked_for(session.steps)
    while not all(each.done for each in asked_for):
        session.app.update()
    with _reporting_captures(session.steps):
        shared_write_queue().wait(owner=waiting_party())
    session.announce_status()


def set_capture_on_play(value: bool) -> None:
    """Choose whether every update with a playing timeline captures a frame, or only steps and runs do."""
    get_session().app.settings.set(CAPTURE_ON_PLAY_SETTING, bool(value))


def set_next_rt_subframes(rt_subframes: int) -> None:
    """Choose the samples per pixel of the next frame alone, unless its step asks for a number of its own.

    Args:
        rt_subframes: From 1 up; 0 takes back what was set.
    """
    get_session().steps.next_subframes.exactly = _subframes("set_next_rt_subframes", rt_subframes)


def set_minimum_next_rt_subframes(rt_subframes: int) -> None:
    """Choose the least samples per pixel of the next frame, whatever its step asks for. Larger ones are kept.

    Args:
        rt_subframes: From 1 up.
    """
    following = get_session().steps.next_subframes
    following.at_least = max(following.at_least, _subframes("set_minimum_next_rt_subframes", rt_subframes))


def get_status() -> Status:
    """What Replicator does now."""
    session = get_session()
    session.announce_status()
    return session.status


def get_is_started() -> bool:
    """Whether a run goes on and is not held, or a step is being taken."""
    return get_status() in {Status.STARTING, Status.STARTED, Status.STEPPING}


def get_is_paused() -> bool:
    """Whether a run is held."""
    return get_status() is Status.PAUSED


def get_is_stopped() -> bool:
    """Whether every step is taken and every file is written."""
    return get_status() is Status.STOPPED


def register_status_callback(callback: Callable[[Status], object]) -> StatusCallback:
    """Call a function with every new status, from inside of what changes it.

    Returns:
        The registration: it lasts until its `unregister`, or the App's end.
    """
    return get_session().status_board.register(callback)


def _step(rt_subframes: int, pause_timeline: bool, delta_time: float | None) -> Step:
    if delta_time is not None and not (math.isfinite(delta_time) and delta_time >= 0):
        raise OrchestratorError(
            f"orchestrator.step: delta_time is seconds from 0 up, or None, not {delta_time!r}"
        )
    return Step(int(rt_subframes), bool(pause_timeline), delta_time, party=waiting_party())


def _preview_step() -> Step:
    return Step(0, pause_timeline=False, delta_time=0.0, write=False, party=waiting_party())


def _begin_run(num_frames: int | None, start_timeline: bool) -> Run:
    session = get_session()
    if session.steps.run is not None:
        raise OrchestratorError(
            f"orchestrator.run: a run goes on already (the status is {session.status.name}); call "
            "rep.orchestrator.stop() first"
        )
    if num_frames is not None and not (isinstance(num_frames, Integral) and num_frames >= 0):
        raise OrchestratorError(
            f"orchestrator.run: num_frames is a whole number from 0 up, or None, not {num_frames!r}"
        )
    own = Run(int(num_frames) if num_frames else None, waiting_party())
    if start_timeline:
        own.play(session.app.timeline)
    session.steps.begin(own)
    return own


@contextlib.contextmanager
def _whole_run(num_frames: int | None, start_timeline: bool) -> Iterator[Run]:
    """A run that somebody waits for, who is told what ended it before its time."""
    steps = get_session().steps
    own = _begin_run(num_frames, start_timeline)
    try:
        yield own
    finally:
        # Whoever gives up waiting (a cancelled task, Ctrl-C) does not want the frames either.
        if not own.done:
            steps.end_run()
    if own.failure is not None:
        steps.forget(own.failure)
        raise own.failure


def _hold(*, paused: bool) -> None:
    session = get_session()
    if session.steps.run is not None:
        session.steps.run.paused = paused
        session.announce_status()


def _asked_for(steps: StepRunner) -> tuple[Step | Run, ...]:
    return (*steps.pending, *((steps.run,) if steps.run is not None else ()))


def _subframes(called: str, number: int) -> int:
    if number < 0:
        raise OrchestratorError(f"orchestrator.{called} expects a number from 0 up, not {number!r}")
    return int(number)


@contextlib.contextmanager
def _reporting_captures(steps: StepRunner) -> Iterator[None]:
    """Raise failed captures too: after the wait, or as a note on what the wait raises."""
    try:
        yield
    except WriteQueueError as error:
        try:
            steps.raise_unreported()
        except OrchestratorError as other:
            error.add_note(str(other))
        raise
    steps.raise_unreported()


def _refuse_inside_a_loop(name: str) -> None:
    """Also inside of an update: a callback of the App cannot wait for the next one."""
    if running_loop() is not None or get_session().app.is_updating:
        raise OrchestratorError(
            f"orchestrator.{name}() blocks and the App's loop is running; write "
            f"'await rep.orchestrator.{name}_async(…)'"
        )
