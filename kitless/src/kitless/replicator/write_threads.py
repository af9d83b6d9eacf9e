"""The one write queue that all backends share."""

from __future__ import annotations

import atexit
import logging

from kitless.io import WriteQueue, WriteQueueError
from kitless.io.write_queue import DEFAULT_CAPACITY, DEFAULT_THREADS

_logger = logging.getLogger(__name__)

_queue: WriteQueue | None = None


def shared_write_queue() -> WriteQueue:
    """The queue; made on first use."""
    return _queue or configure_write_queue(DEFAULT_THREADS, DEFAULT_CAPACITY)


def configure_write_queue(threads: int, capacity: int) -> WriteQueue:
    """Give the queue its size. One of another size is worked off and replaced."""
    global _queue  # noqa: PLW0603 - one queue a process: its bound is a bound on memory
    if _queue is None or (_queue.threads, _queue.capacity) != (threads, capacity):
        close_write_queue()
        _queue = WriteQueue(threads, capacity)
    return _queue


def close_write_queue() -> None:
    """Work the queue off and end its threads. Failures that nobody has waited for are logged. Idempotent."""
    global _queue
    queue, _queue = _queue, None
    if queue is not None:
        try:
            queue.close()
        except WriteQueueError:
            _logger.exception("Nobody waited for these writes")


# The threads are daemons, so that what is still queued at the end of the process is written here or not at
# all.
atexit.register(close_write_queue)
