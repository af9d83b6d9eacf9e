"""Failures of one capture: each costs its own writer the frame, and no other."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kitless.replicator.write_owners import Party

_logger = logging.getLogger(__name__)


class Failures:
    """Collects exceptions, to raise them when everybody has had their turn.

    Args:
        told: Whom they are raised to. None: somebody who is told everything.
        logged: What others were not told of so far. It is logged once, however many captures it fails in.
    """

    def __init__(self, told: Party | None = None, logged: set[str] | None = None) -> None:
        self._told = told
        self._logged = set() if logged is None else logged
        self._failures: list[Exception] = []

    @contextmanager
    def collect(self, doing: str, *concerned: Party) -> Iterator[None]:
        """Keep what the block raises, with a note on what was being done, and go on after the block.

        Args:
            doing: What was being done.
            concerned: Whom alone it concerns: it is logged where they are not those who are told. None: everybody.
        """
        try:
            yield
        except Exception as error:
            if concerned and self._told is not None and self._told not in concerned:
                self._log_once(f"{doing}: {error}")
                return
            error.add_note(f"Raised while {doing}")
            self._failures.append(error)

    def _log_once(self, what: str) -> None:
        """Log the exception that is handled."""
        if what not in self._logged:
            self._logged.add(what)
            _logger.warning("Others go on without it: %s", what, exc_info=True)

    def raise_collected(self) -> None:
        """Raise the one that was collected, or all of them as a group. Nothing happens without any."""
        if len(self._failures) == 1:
            raise self._failures[0]
        if self._failures:
            raise ExceptionGroup(f"{len(self._failures)} failures in one capture", self._failures)
