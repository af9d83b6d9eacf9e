"""A unittest result that tells of every test as it begins and ends."""

from __future__ import annotations

import time
import unittest
from typing import TYPE_CHECKING

from kitless.testing.own_traceback import own_traceback
from kitless.testing.records import Event, Outcome, Record

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    type ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None]


class RecordedResult(unittest.TestResult):
    """Gives `tell` a record when a test begins and one when it has ended, with everything that went wrong in it."""

    def __init__(self, tell: Callable[[Record], None]) -> None:
        super().__init__()
        self._tell = tell
        self._began = 0.0
        self._running = False
        self._outcome = Outcome.PASSED
        self._details: list[str] = []

    def startTest(self, test: unittest.TestCase) -> None:  # noqa: N802 - unittest's name
        """A test begins."""
        super().startTest(test)
        self._begin(test)

    def stopTest(self, test: unittest.TestCase) -> None:  # noqa: N802 - unittest's name
        """A test has ended, with its cleanups."""
        super().stopTest(test)
        self._end(test)

    def addError(self, test: unittest.TestCase, err: ExceptionInfo) -> None:  # noqa: N802 - unittest's name
        """A test, a fixture of a class or one of a module has raised."""
        super().addError(test, err)
        if self._running:
            self._failed(_described(err))
        else:
            # A fixture of a class or a module is no test; it has one record all the same.
            self._tell(Record(Event.BEGAN, test.id()))
            self._tell(Record(Event.ENDED, test.id(), Outcome.FAILED, _described(err)))

    def addFailure(self, test: unittest.TestCase, err: ExceptionInfo) -> None:  # noqa: N802 - unittest's name
        """An assertion of a test does not hold."""
        super().addFailure(test, err)
        self._failed(_described(err))

    def addSubTest(  # noqa: N802 - unittest's name
        self, test: unittest.TestCase, subtest: unittest.TestCase, err: ExceptionInfo | None
    ) -> None:
        """A `subTest` has ended; `err` is None when it is right."""
        super().addSubTest(test, subtest, err)
        if err is not None:
            self._failed(f"{subtest}\n{_described(err)}")

    def addSkip(self, test: unittest.TestCase, reason: str) -> None:  # noqa: N802 - unittest's name
        """A test, or a part of it, is left out."""
        super().addSkip(test, reason)
        if not self._running:
            # Left out by a decorator: Python 3.12.1 stops such a test without having started it.
            self._begin(test)
        if self._outcome is Outcome.PASSED:
            self._outcome = Outcome.SKIPPED
        self._details.append(reason)
        if not isinstance(test, unittest.TestCase):
            # A fixture of a class or a module that skips is never stopped.
            self._end(test)

    def addUnexpectedSuccess(self, test: unittest.TestCase) -> None:  # noqa: N802 - unittest's name
        """A test that is marked as failing has not failed."""
        super().addUnexpectedSuccess(test)
        self._failed("it is marked with expectedFailure and has passed")

    def _begin(self, test: unittest.TestCase) -> None:
        self._running = True
        self._outcome = Outcome.PASSED
        self._details = []
        self._tell(Record(Event.BEGAN, test.id()))
        self._began = time.perf_counter()

    def _end(self, test: unittest.TestCase) -> None:
        self._running = False
        self._tell(
            Record(
                Event.ENDED,
                test.id(),
                self._outcome,
                "\n".join(self._details),
                time.perf_counter() - self._began,
            )
        )

    def _failed(self, detail: str) -> None:
        self._outcome = Outcome.FAILED
        self._details.append(detail)


def _described(err: ExceptionInfo) -> str:
    return own_traceback(err[1]) if err[1] is not None else ""
