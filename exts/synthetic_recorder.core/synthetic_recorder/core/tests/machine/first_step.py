"""Looking at a coroutine between its first step and the rest of it."""

from __future__ import annotations

import types


@types.coroutine
def first_step_seen(coroutine, seen):
    """Await a coroutine, and call ``seen`` when it has come to its first await, or to its end."""
    try:
        awaited = coroutine.send(None)
    except StopIteration as end:
        return end.value
    finally:
        seen()
    while True:
        try:
            try:
                got = yield awaited
            except BaseException as error:
                # A cancellation, which belongs to the coroutine.
                awaited = coroutine.throw(error)
            else:
                awaited = coroutine.send(got)
        except StopIteration as end:
            return end.value
