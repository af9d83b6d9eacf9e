"""What a command says at its end: one JSON object for programs, a few lines for people, an exit code for both."""

from __future__ import annotations

import enum
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import typer

from .wording import counted

if TYPE_CHECKING:
    from pathlib import Path


class Status(enum.Enum):
    """How a recording has ended."""

    COMPLETE = "complete"
    STOPPED = "stopped"
    FAILED = "failed"
    REFUSED = "refused"

    @property
    def exit_code(self) -> int:
        """0 complete, 1 begun and not complete, 2 refused: nothing was written."""
        return {Status.COMPLETE: 0, Status.REFUSED: 2}.get(self, 1)


@dataclass(frozen=True)
class Report:
    """The end of a command.

    Attributes:
        status: How the recording has ended.
        path: Folder of the data set; None when there is none.
        frames: Frames that were recorded.
        files: Files in the data set.
        bytes: Their size.
        seconds: Wall-clock time of the recording, in seconds.
        findings: What preflight has found, as dicts.
        error: Why the recording is not complete.
        contact_sheet: Picture made beside the data set, if one was made.
    """

    status: Status
    path: Path | None = None
    frames: int = 0
    files: int = 0
    bytes: int = 0
    seconds: float = 0.0
    findings: tuple[dict[str, str], ...] = field(default=())
    error: str | None = None
    contact_sheet: Path | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the report as JSON has it; ``error`` and ``contact_sheet`` are there only if they are something."""
        values: dict[str, Any] = {
            "status": self.status.value,
            "path": None if self.path is None else str(self.path),
            "frames": self.frames,
            "files": self.files,
            "bytes": self.bytes,
            "seconds": round(self.seconds, 3),
            "findings": list(self.findings),
        }
        if self.error is not None:
            values["error"] = self.error
        if self.contact_sheet is not None:
            values["contact_sheet"] = str(self.contact_sheet)
        return values


def tell_warning(finding: dict[str, str]) -> None:
    """Show a finding that does not stop the recording, on standard error."""
    typer.echo(f"Warning: {finding['where']}: {finding['what']} {finding['todo']}".rstrip(), err=True)


def show(report: Report, *, as_json: bool) -> None:
    """Print a report: what went wrong to standard error, the rest to standard output.

    Warnings are not repeated: `tell_warning` has shown each when it came up.
    """
    if report.error is not None:
        typer.echo(f"Error: {report.error}", err=True)
    if as_json:
        typer.echo(json.dumps(report.to_dict()))
    elif report.path is not None:
        typer.echo(
            f"{counted(report.frames, 'frame')}, {counted(report.files, 'file')}, "
            f"{report.bytes / 1e6:.1f} MB in {report.seconds:.1f} s: {report.path}"
        )
        if report.contact_sheet is not None:
            typer.echo(f"Contact sheet: {report.contact_sheet}")
