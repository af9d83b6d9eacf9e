"""What the doctor says in the end."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

import typer

from synthetic_recorder.app.outcome import Status

from .check import State

if TYPE_CHECKING:
    from .check import Check

_COLORS = {State.OK: typer.colors.GREEN, State.MISSING: typer.colors.YELLOW, State.BROKEN: typer.colors.RED}


@dataclass(frozen=True)
class Diagnosis:
    """All checks; the outcome of ``synthetic-recorder doctor``.

    Attributes:
        checks: What was looked at, area by area.
        trial: The frame that was recorded, or was not.
    """

    checks: tuple[Check, ...]
    trial: Check

    @property
    def error(self) -> str | None:
        """Why recording does not work here; None if it does."""
        if self.trial.state is State.OK:
            return None
        return f"Recording does not work here: {self.trial.found}"

    @property
    def status(self) -> Status:
        """Complete if recording works here, else failed; whatever else is missing."""
        return Status.COMPLETE if self.error is None else Status.FAILED

    def to_dict(self) -> dict[str, Any]:
        """Return what ``--json`` prints."""
        checks = [check.to_dict() for check in (*self.checks, self.trial)]
        values: dict[str, Any] = {"status": self.status.value, "checks": checks}
        if self.error is not None:
            values["error"] = self.error
        return values

    def lines(self) -> list[str]:
        """Return the table that a person is shown, and what it comes to."""
        checks = (*self.checks, self.trial)
        width = max(len(check.name) for check in checks)
        lines = []
        for area, group in groupby(checks, lambda check: check.area):
            lines += ["", typer.style(area, bold=True)]
            for check in group:
                state = typer.style(f"{check.state.value:7}", fg=_COLORS[check.state])
                found, *more = f"{check.found}\n{check.todo}".splitlines()
                lines.append(f"  {state}  {check.name:{width}}  {found}")
                lines += [f"{'':{width + 13}}{line}" for line in more]
        missing = [check.name for check in checks if check.state is State.MISSING]
        works = "Recording works here." if self.error is None else "Recording does not work here."
        for_the_rest = f" Missing for the rest: {', '.join(missing)}." if missing else " Nothing is missing."
        return [*lines, "", works + (for_the_rest if missing or self.error is None else "")]
