"""What `kitless test` writes for people."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import typer

from kitless.testing.records import Outcome
from kitless.testing.tables import STARTUP

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kitless.app.manifest import Manifest
    from kitless.testing.results import TableEnd, TestEnd
    from kitless.testing.tables import Table

_MARKS = {
    Outcome.PASSED: ("passed ", typer.colors.GREEN),
    Outcome.FAILED: ("FAILED ", typer.colors.RED),
    Outcome.SKIPPED: ("skipped", typer.colors.YELLOW),
}
_STARTS = "starts and shuts down"
_LAST_LINES = 30
"""How much of what a failed test has written is repeated below it; the log has all."""


class TestReport:
    """Writes a line for each test as it ends, and below a failed one why, and what it has written."""

    __test__ = False  # For pytest: the name begins with Test, and it is none.

    def __init__(self, *, verbose: bool) -> None:
        self._verbose = verbose
        self._prefix = ""

    def extension(self, manifest: Manifest) -> None:
        """The tests of an extension begin."""
        self._prefix = f"{manifest.name}."
        typer.secho(f"\n{manifest.extension_id}", bold=True)

    def table(self, table: Table) -> None:
        """A table begins."""
        with_these = f"  with {', '.join(table.dependencies)}" if table.dependencies else ""
        typer.echo(f"{table.name}{with_these}")

    def line(self, line: str) -> None:
        """A line of output."""
        if self._verbose:
            typer.echo(f"    {line}")

    def test(self, test: TestEnd) -> None:
        """A test has ended."""
        self._mark(test.outcome, test.seconds, test.name.removeprefix(self._prefix))
        if test.outcome is Outcome.SKIPPED and test.detail:
            self._below(test.detail)
        if test.outcome is Outcome.FAILED:
            self._below(test.detail)
            if test.output and not self._verbose:
                self._below("it has written:")
                self._below("\n".join(test.output[-_LAST_LINES:]), indent=6)

    def table_end(self, end: TableEnd) -> None:
        """A table has ended."""
        for problem in end.problems:
            self._mark(
                Outcome.FAILED, end.seconds, _STARTS if end.name == STARTUP else "outside of its tests"
            )
            self._below(problem)
        if end.left_out:
            typer.echo(f"  not run: {end.left_out}")
        elif not end.problems and end.name == STARTUP:
            self._mark(Outcome.PASSED, end.seconds, _STARTS)
        elif not (end.problems or end.tests):
            typer.echo(
                f"  no test: {end.found} found, none of them selected" if end.found else "  no test found"
            )

    def summary(self, ends: Sequence[TableEnd], seconds: float, output: Path) -> None:
        """All has ended."""
        counts = [
            f"{sum(end.count(outcome) for end in ends)} {word}"
            for outcome, word in (
                (Outcome.PASSED, "passed"),
                (Outcome.FAILED, "failed"),
                (Outcome.SKIPPED, "skipped"),
            )
        ]
        bad_tables = [end.name for end in ends if end.problems]
        if bad_tables:
            counts.append(f"something else is wrong in {', '.join(bad_tables)}")
        has_failed = any(end.has_failed for end in ends)
        typer.secho(
            f"\n{', '.join(counts)}, in {seconds:.1f} s; logs and what was written: {output}",
            fg=typer.colors.RED if has_failed else typer.colors.GREEN,
        )

    @staticmethod
    def _mark(outcome: Outcome, seconds: float, what: str) -> None:
        word, color = _MARKS[outcome]
        typer.echo(f"  {typer.style(word, fg=color)} {seconds:7.2f} s  {what}")

    @staticmethod
    def _below(text: str, indent: int = 4) -> None:
        typer.echo(textwrap.indent(text.strip("\n"), " " * indent))
