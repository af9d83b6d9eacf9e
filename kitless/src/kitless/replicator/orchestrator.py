"""``rep.orchestrator``: steps, and waiting until what they made is written."""

from __future__ import annotations

import asyncio
import contextlib
import math
from enum import Enum
from typing import TYPE_CHECKING

from kitless.io import WriteQueueError
from kitless.replicator.errors import OrchestratorError
from kitless.replicator.session import get_session
from kitless.replicator.steps import CAPTURE_ON_PLAY_SETTING, Step
from kitless.replicator.write_threads import shared_write_queue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kitless.replicator.steps import StepRunner

# How long one turn of waiting for the write threads holds the App up: long enough to leave them the
# processor, short enough for a window.
WAIT_SECONDS = 0.005


class Status(Enum):
    """What Replicator does now."""

    STOPPED = "stopped"
    """Nothing: every step is taken and every file is written."""
    STEPPING = "stepping"
    """A step is being taken, or waits for its update."""
    STOPPING = "stopping"
    """Every step is taken; files are still being written."""


async def step_async(
    rt_subframes: int = -1,
    pause_timeline: bool = True,
    delta_time: float | None = None,
    wait_for_render: bool = True,
) -> None:
    """Capture one frame: every attached writer is given it once.

    Args:
        rt_subframes: Samples per pixel of the colour, all of the same instant: smoother edges. 0 or less: as
            the setting ``/omni/replicator/RTSubframes`` says, or 1.
        pause_timeline: Leave a playing timeline paused afterwards.
        delta_time: Seconds by which the timeline advances after the capture; 0.0 captures the same instant
            again. None: one frame, if the timeline plays. A stopped timeline does not advance.
        wait_for_render: Without effect: the data of this step is always there on return.

    Raises:
        OrchestratorError: ``delta_time`` is negative or not a number.
        Exception: Whatever rendering or a writer raises.
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
        OrchestratorError: An event loop is running; await `step_async` there.
    """
    _refuse_inside_a_loop("step")
    del wait_for_render
    get_session().steps.take_now(_step(rt_subframes, pause_timeline, delta_time))


async def preview_async() -> None:
    """Render everything that is attached once, without writing and without advancing the timeline."""
    await get_session().steps.take(_preview_step())


def preview() -> None:
    """As `preview_async`, for scripts."""
    _refuse_inside_a_loop("preview")
    get_session().steps.take_now(_preview_step())


async def wait_until_complete_async() -> None:
    """Wait until every step that was asked for is taken and every file that they scheduled is written.

    What is asked for after the call is not waited for, so that the wait ends even while somebody goes on
    stepping. The App goes on updating. Replicator and the timeline are left as they are.

    Raises:
        WriteQueueError: Files could not be written.
        OrchestratorError: Captures failed while the timeline played.
    """
    session = get_session()
    asked_for = session.steps.pending
    while not all(step.done for step in asked_for):
        await session.app.next_update()
    queue = shared_write_queue()
    ticket = queue.ticket()
    with _reporting_captures(session.steps):
        while not queue.wait_for_ticket(ticket, WAIT_SECONDS):
            await session.app.next_update()


def wait_until_complete() -> None:
    """As `wait_until_complete_async`, for scripts. The App is updated only for steps that are still to be taken."""
    _refuse_inside_a_loop("wait_until_complete")
    session = get_session()
    asked_for = session.steps.pending
    while not all(step.done for step in asked_for):
        session.app.update()
    with _reporting_captures(session.steps):
        shared_write_queue().wait()


def set_capture_on_play(value: bool) -> None:
    """Choose whether every update with a playing timeline captures a frame, or only steps do."""
    get_session().app.settings.set(CAPTURE_ON_PLAY_SETTING, bool(value))


def get_status() -> Status:
    """What Replicator does now."""
    if get_session().steps.pending:
        return Status.STEPPING
    return Status.STOPPING if shared_write_queue().pending else Status.STOPPED


def get_is_stopped() -> bool:
    """Whether every step is taken and every file is written."""
    return get_status() is Status.STOPPED


def _step(rt_subframes: int, pause_timeline: bool, delta_time: float | None) -> Step:
    if delta_time is not None and not (math.isfinite(delta_time) and delta_time >= 0):
        raise OrchestratorError(
            f"orchestrator.step: delta_time is seconds from 0 up, or None, not {delta_time!r}"
        )
    return Step(int(rt_subframes), bool(pause_timeline), delta_time)


def _preview_step() -> Step:
    return Step(0, pause_timeline=False, delta_time=0.0, write=False)


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
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return
    raise OrchestratorError(
        f"orchestrator.{name}() blocks and an event loop is running; write 'await rep.orchestrator.{name}_async(…)'"
    )
