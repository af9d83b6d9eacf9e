"""How a command ends: one JSON object for programs, a few lines for people, an exit code for both."""

from __future__ import annotations

import enum
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import typer

from .messages import tell

if TYPE_CHECKING:
    from collections.abc import Sequence


class Status(enum.Enum):
    """How a command has ended."""

    COMPLETE = "complete"
    STOPPED = "stopped"
    FAILED = "failed"
    REFUSED = "refused"

    @property
    def exit_code(self) -> int:
        """0 complete, 1 begun and not complete, 2 refused: bad input, and nothing was written."""
        return {Status.COMPLETE: 0, Status.REFUSED: 2}.get(self, 1)


class Outcome(Protocol):
    """What a command gives back."""

    @property
    def status(self) -> Status:
        """How the command has ended; it gives the exit code."""

    @property
    def error(self) -> str | None:
        """What went wrong, for standard error; None if nothing did."""

    def to_dict(self) -> dict[str, Any]:
        """Return what ``--json`` prints."""

    def lines(self) -> Sequence[str]:
        """Return what a person is shown on standard output."""


@dataclass(frozen=True)
class Failure:
    """The outcome of a command of which there is nothing to tell but why.

    Attributes:
        status: How it has ended.
        error: What went wrong.
    """

    status: Status
    error: str

    def to_dict(self) -> dict[str, Any]:
        """Return what ``--json`` prints."""
        return {"status": self.status.value, "error": self.error}

    def lines(self) -> list[str]:
        """Return nothing: what went wrong is on standard error."""
        return []


def show(outcome: Outcome, *, as_json: bool) -> None:
    """Print an outcome: what went wrong to standard error, the rest to standard output."""
    if outcome.error is not None:
        tell(f"Error: {outcome.error}")
    for line in [json.dumps(outcome.to_dict())] if as_json else outcome.lines():
        typer.echo(line)
