"""Work that blocks, away from the thread of the app."""

from __future__ import annotations

import asyncio
import concurrent.futures
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def run_on_thread[Result](work: Callable[[], Result], name: str) -> concurrent.futures.Future[Result]:
    """Begin ``work`` on a thread of its own, and return what it will come to.

    The thread keeps neither the event loop nor the process waiting. ``asyncio.to_thread`` would: its threads are
    joined at the end of the process, however long they hang. Whoever waits may be cancelled, the work may not.

    Args:
        work: What blocks.
        name: What it is, for a person who looks at the threads of the app.
    """
    answer: concurrent.futures.Future[Result] = concurrent.futures.Future()
    answer.set_running_or_notify_cancel()

    def run() -> None:
        try:
            result = work()
        except BaseException as problem:
            answer.set_exception(problem)
        else:
            answer.set_result(result)

    threading.Thread(target=run, name=f"synthetic_recorder: {name}", daemon=True).start()
    return answer


class Worker:
    """Does on threads what blocks, and can be left alone with what it is at.

    Args:
        name: What it does, for a person who looks at the threads of the app.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._at: set[concurrent.futures.Future[Any]] = set()

    async def run[Result](self, work: Callable[[], Result]) -> Result:
        """Return what ``work`` returns. Whoever waits may be cancelled; the work goes on."""
        answer = run_on_thread(work, self._name)
        self._at = {answer, *(each for each in self._at if not each.done())}
        return await asyncio.wrap_future(answer)

    async def wait_until_idle(self) -> None:
        """Wait for the end of what it is at; what that comes to is nobody's business any more."""
        if at := [asyncio.wrap_future(each) for each in self._at if not each.done()]:
            done, _ = await asyncio.wait(at)
            for each in done:
                each.exception()
