"""Recordings that were closed or cancelled: a step of theirs may be in flight, files still be written and committed."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, NamedTuple

import omni.replicator.core as rep

if TYPE_CHECKING:
    from .session import Session

_logger = logging.getLogger(__name__)


class _LeftBehind(NamedTuple):
    task: asyncio.Task[None]
    session: Session


_left_behind: list[_LeftBehind] = []


def leave_behind(task: asyncio.Task[None], session: Session) -> None:
    """Let the next start, of whatever recorder, wait for the end of a recording that nobody has waited for."""
    _left_behind.append(_LeftBehind(task, session))


def is_something_left_behind() -> bool:
    """Return whether there is anything to wait for."""
    return bool(_left_behind)


async def finish_what_was_left_behind() -> None:
    """Wait for recordings that were left behind, so that nothing of them happens to the next one.

    A step in flight would capture into it, a file that cannot be written would be told to it, and the data set that
    it goes on with would be locked.
    """
    while _left_behind:
        left = _left_behind[-1]
        # The steps and writes of an app that has ended meanwhile come to nothing by themselves.
        if left.task.get_loop() is asyncio.get_running_loop():
            await asyncio.wait([left.task])
            try:
                await rep.orchestrator.wait_until_complete_async()
            except Exception:
                _logger.exception(
                    "A recording that was closed or cancelled could not write all of its files."
                )
        await left.session.give_up_data_set()
        if left in _left_behind:
            _left_behind.remove(left)
