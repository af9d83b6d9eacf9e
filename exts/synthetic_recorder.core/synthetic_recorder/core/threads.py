"""Work that blocks, away from the thread of the app."""

from __future__ import annotations

import asyncio
import concurrent.futures
import queue
import threading
from collections import deque
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# Of each thread's tasks so many are handed over before the first of them is done.
_TASKS_AHEAD = 4


def run_on_thread[Result](work: Callable[[], Result], name: str) -> concurrent.futures.Future[Result]:
    """Begin ``work`` on a thread of its own, and return what it will come to.

    The thread keeps neither the event loop nor the process waiting. ``asyncio.to_thread`` would: its threads are
    joined at the end of the process, however long they hang. Whoever waits may be cancelled, the work may not.

    Args:
        work: What blocks.
        name: What it is, for a person who looks at the threads of the app.
    """
    answer: concurrent.futures.Future[Result] = concurrent.futures.Future()
    _start(lambda: _do(answer, work), name)
    return answer


def in_parallel[Item, Result](
    work: Callable[[Item], Result], items: Iterable[Item], number: int, name: str
) -> Iterator[Result]:
    """Yield what ``work`` returns for each item, in the order of the items.

    The threads keep the process from ending no more than that of `run_on_thread` does. After the first failure nothing
    new is begun; it is raised when what was begun has ended. A Ctrl-C waits for nothing.

    Args:
        work: What blocks.
        items: Taken as threads become free, on the thread of whoever asks.
        number: How many threads there are at most.
        name: What it is, for a person who looks at the threads of the app.
    """
    tasks: queue.SimpleQueue[tuple[concurrent.futures.Future[Result], Item] | None] = queue.SimpleQueue()
    waiting: deque[concurrent.futures.Future[Result]] = deque()
    is_over = threading.Event()
    started = 0

    def run() -> None:
        # In this order: what is taken is done, and whoever waits for it does not wait in vain.
        while not is_over.is_set() and (task := tasks.get()) is not None:
            answer, item = task
            if not _do(answer, partial(work, item)):
                is_over.set()

    try:
        for item in items:
            if started < number:
                _start(run, name)
                started += 1
            waiting.append(concurrent.futures.Future())
            tasks.put((waiting[-1], item))
            if len(waiting) > _TASKS_AHEAD * number:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except Exception:
        concurrent.futures.wait([answer for answer in waiting if not answer.cancel()])
        raise
    finally:
        is_over.set()
        for _ in range(started):
            tasks.put(None)


def _start(work: Callable[[], object], name: str) -> None:
    threading.Thread(target=work, name=f"synthetic_recorder: {name}", daemon=True).start()


def _do[Result](answer: concurrent.futures.Future[Result], work: Callable[[], Result]) -> bool:
    """Do something, unless it was called off; return whether it has not failed."""
    if not answer.set_running_or_notify_cancel():
        return True
    try:
        result = work()
    except BaseException as problem:
        answer.set_exception(problem)
        return False
    answer.set_result(result)
    return True


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
