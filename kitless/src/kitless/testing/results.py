"""How tests and tables have ended, as the process that has started them sees it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kitless.testing.records import Outcome

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class TestEnd:
    """One test.

    Attributes:
        name: "package.module.Class.method", or the module that cannot be imported.
        outcome: How it has ended.
        seconds: How long it took.
        detail: Why it has failed or was left out.
        output: The lines that were written while it ran.
    """

    __test__ = False  # For pytest: the name begins with Test, and it is none.

    name: str
    outcome: Outcome
    seconds: float = 0.0
    detail: str = ""
    output: tuple[str, ...] = ()


@dataclass(slots=True)
class TableEnd:
    """One table.

    Attributes:
        name: The table's name.
        left_out: Why its process was not started, or "".
        tests: The tests that have ended, in their order.
        problems: What failed the table apart from tests.
        seconds: From the start of the process to its end.
        found: How many tests the extension has, selected or not.
        log: The file with all that the process has written.
    """

    name: str
    left_out: str = ""
    tests: list[TestEnd] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    seconds: float = 0.0
    found: int = 0
    log: Path | None = None

    @property
    def has_failed(self) -> bool:
        """Whether a test or the table itself has failed."""
        return bool(self.problems) or self.count(Outcome.FAILED) > 0

    def count(self, outcome: Outcome) -> int:
        """How many tests have ended in that way."""
        return sum(test.outcome is outcome for test in self.tests)
