"""Waiting for a server that is away for a while.

boto3's own retries, with backoff and jitter, are for the single request that is lost. They end early when many are lost
at once: all requests of a client share a quota, so that a thousand clients do not keep a server down. A recorder that
uploads sixteen files at a time has used it up within a second. What is lost then is a recording, so it waits longer.
"""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS = 120
"""How long a server is waited for before a recording ends."""

_FIRST_WAIT = 0.5
_LONGEST_WAIT = 10.0


def patiently[Answer](work: Callable[[], Answer], may_pass: Callable[[Exception], bool]) -> Answer:
    """Return what ``work`` returns, which is done again for as long as what it raises may pass.

    Args:
        work: What can be done any number of times.
        may_pass: Whether there is hope after an exception.

    Raises:
        Exception: The last one of ``work``: without hope, or when `SECONDS` are over.
    """
    begun = time.monotonic()
    longest = _FIRST_WAIT
    while True:
        try:
            return work()
        except Exception as problem:
            if not may_pass(problem) or time.monotonic() - begun >= SECONDS:
                raise
        # With jitter, so that those who lost the server together do not all come back together.
        time.sleep(longest * (0.5 + random.random() / 2))  # noqa: S311 - nothing secret
        longest = min(2 * longest, _LONGEST_WAIT)
