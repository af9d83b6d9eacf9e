"""Long work in small steps, between which something else can be done: a window that answers while a stage is read."""

from __future__ import annotations

from collections.abc import Generator

type Steps[Result] = Generator[None, None, Result]
"""Does a little of the work with each `next`; `yield from` gives the result."""


def finish[Result](steps: Steps[Result]) -> Result:
    """Do all the steps that are left, one after the other."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result
