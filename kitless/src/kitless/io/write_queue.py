"""A bounded queue of writes and the threads that work it off.

    submit() ──▶ [ job 7 | job 6 | job 5 ]  ──▶ thread 1: job 4
       │            at most `capacity`      ──▶ thread 2: job 3
       └─ blocks while the queue is full

A write that fails never disappears: its exception is kept until its owner waits, and the wait raises it. Until then
nothing more is taken from that owner, who is told at once that it is in vain. Others are not told, and go on.
"""

import logging
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from kitless.io.errors import WriteQueueError

DEFAULT_THREADS = 4
DEFAULT_CAPACITY = 1000
KEPT_FAILURES = 5

Job = Callable[[], object]

_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Waiting:
    """A job in the queue; see `WriteQueue.submit`."""

    ticket: int
    job: Job
    key: Hashable
    owner: Hashable


@dataclass
class _Failures:
    """What went wrong for one owner since the last report.

    Attributes:
        count: How many jobs failed.
        first: The first of their exceptions.
    """

    count: int = 0
    first: list[Exception] = field(default_factory=list)


class WriteQueue:
    """Runs jobs on threads; keeps at most ``capacity`` of them waiting.

    Args:
        threads: How many jobs run at once.
        capacity: How many jobs may wait before :meth:`submit` blocks.
    """

    def __init__(self, threads: int = DEFAULT_THREADS, capacity: int = DEFAULT_CAPACITY) -> None:
        if threads < 1 or capacity < 1:
            raise ValueError(
                f"A write queue needs at least one thread and room for one job, not {threads} and {capacity}"
            )
        self.threads = threads
        self.capacity = capacity
        self._condition = threading.Condition()
        self._waiting: deque[_Waiting] = deque()
        self._running: set[int] = set()
        self._running_keys: set[Hashable] = set()
        self._next_ticket = 0
        self._failures: defaultdict[Hashable, _Failures] = defaultdict(_Failures)
        self._throttled = False
        self._closed = False
        # Daemons: a process that dies must not hang on a slow disk. Whoever ends in an orderly way calls
        # `close`, which drains.
        self._workers = [
            threading.Thread(target=self._work, name=f"kitless-write-{index}", daemon=True)
            for index in range(threads)
        ]
        for worker in self._workers:
            worker.start()

    @property
    def pending(self) -> int:
        """How many jobs are waiting or running."""
        with self._condition:
            return len(self._waiting) + len(self._running)

    @property
    def waiting(self) -> int:
        """How many jobs wait for a thread; never more than the capacity."""
        with self._condition:
            return len(self._waiting)

    @property
    def failed(self) -> int:
        """How many jobs failed since the last report."""
        with self._condition:
            return sum(failures.count for failures in self._failures.values())

    def submit(self, job: Job, key: Hashable = None, owner: Hashable = None) -> None:
        """Queue a job; block while the queue is full: a slow disk slows rendering down and does not fill memory.

        A job may submit another one; that never blocks, because then nobody would be left to make room.

        Args:
            job: What to run.
            key: Jobs of one key run one after the other, in the order in which they came: the file that was written
                last stays. None: the job waits for no other.
            owner: Who is told when it fails. None: whoever waits first.

        Raises:
            WriteQueueError: Writes of the owner failed since the last report. The job is not queued, and the
                failures are still there for :meth:`wait`.
            RuntimeError: The queue is closed.
        """
        may_block = threading.current_thread() not in self._workers
        with self._condition:
            if may_block and self._is_full():
                if not self._throttled:
                    self._throttled = True
                    _logger.warning("Throttling generation due to I/O bottleneck.")
                self._condition.wait_for(
                    lambda: self._closed or owner in self._failures or not self._is_full()
                )
            if owner in self._failures and may_block:
                raise _error_of([self._failures[owner]])
            if self._closed and may_block:
                raise RuntimeError("The write queue is closed; writes are taken until the App shuts down")
            self._waiting.append(_Waiting(self._next_ticket, job, key, owner))
            self._next_ticket += 1
            self._condition.notify_all()

    def wait(self, timeout: float | None = None, owner: Hashable = None) -> bool:
        """Wait until every job that was submitted before this call is finished.

        Jobs submitted meanwhile are not waited for, so that the wait ends even while somebody goes on
        writing.

        Args:
            timeout: Seconds to wait at most; None waits as long as it takes.
            owner: Who waits, and is told of failures of its own and of those that are nobody's. None: of all.

        Returns:
            Whether they are all finished.

        Raises:
            WriteQueueError: Writes failed since the last report. Raised once they are all finished.
        """
        with self._condition:
            last = self._next_ticket
        return self.wait_for_ticket(last, timeout, owner)

    def ticket(self) -> int:
        """A mark after the jobs submitted so far, for :meth:`wait_for_ticket`."""
        with self._condition:
            return self._next_ticket

    def wait_for_ticket(self, ticket: int, timeout: float | None = None, owner: Hashable = None) -> bool:
        """Wait until every job before the mark is finished; otherwise as :meth:`wait`."""
        deadline = None if timeout is None else time.monotonic() + timeout
        with self._condition:
            while self._oldest() < ticket:
                remaining = None if deadline is None else deadline - time.monotonic()
                if remaining is not None and remaining <= 0:
                    return False
                self._condition.wait(remaining)
            self._raise_failures(owner)
        return True

    def close(self) -> None:
        """Finish every job, then end the threads. Idempotent.

        Raises:
            WriteQueueError: Writes failed that nobody has waited for.
        """
        with self._condition:
            self._closed = True
            self._condition.notify_all()
        for worker in self._workers:
            worker.join()
        with self._condition:
            self._raise_failures(None)

    def _is_full(self) -> bool:
        return len(self._waiting) >= self.capacity

    def _oldest(self) -> int:
        oldest = min(self._running, default=self._next_ticket)
        return min(oldest, self._waiting[0].ticket) if self._waiting else oldest

    def _next_free(self) -> int | None:
        """Where the oldest job stands that need not wait for another one of its key."""
        for place, waiting in enumerate(self._waiting):
            if waiting.key not in self._running_keys:
                return place
        return None

    def _raise_failures(self, owner: Hashable) -> None:
        told = [each for each in self._failures if owner is None or each in (owner, None)]
        if told:
            raise _error_of([self._failures.pop(each) for each in told])

    def _work(self) -> None:
        while True:
            with self._condition:
                self._condition.wait_for(
                    lambda: self._next_free() is not None or (self._closed and not self._waiting)
                )
                place = self._next_free()
                if place is None:
                    return
                taken = self._waiting[place]
                del self._waiting[place]
                ticket, key, owner = taken.ticket, taken.key, taken.owner
                self._running.add(ticket)
                if key is not None:
                    self._running_keys.add(key)
                self._condition.notify_all()
            failure: Exception | None = None
            try:
                taken.job()
            except Exception as error:
                failure = error
            # Whatever the job holds (an image, mostly) must not live until this thread gets its next one.
            del taken
            with self._condition:
                self._running.discard(ticket)
                self._running_keys.discard(key)
                if failure is not None:
                    failures = self._failures[owner]
                    failures.count += 1
                    if len(failures.first) < KEPT_FAILURES:
                        failures.first.append(failure)
                self._condition.notify_all()


def _error_of(failures: list[_Failures]) -> WriteQueueError:
    first = [error for each in failures for error in each.first][:KEPT_FAILURES]
    error = WriteQueueError(sum(each.count for each in failures), tuple(first))
    error.__cause__ = first[0]
    return error
