"""Failures of one capture: each costs its own writer the frame, and no other."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Failures:
    """Collects exceptions, to raise them when everybody has had their turn."""

    def __init__(self) -> None:
        self._failures: list[Exception] = []

    @contextmanager
    def collect(self, doing: str) -> Iterator[None]:
        """Keep what the block raises, with a note on what was being done, and go on after the block."""
        try:
            yield
        except Exception as error:
            error.add_note(f"Raised while {doing}")
            self._failures.append(error)

    def raise_collected(self) -> None:
        """Raise the one that was collected, or all of them as a group. Nothing happens without any."""
        if len(self._failures) == 1:
            raise self._failures[0]
        if self._failures:
            raise ExceptionGroup(f"{len(self._failures)} failures in one capture", self._failures)
