"""The end of a recording, as the command line tells it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .wording import counted, sized

if TYPE_CHECKING:
    from pathlib import Path

    from .outcome import Status


@dataclass(frozen=True)
class Report:
    """The outcome of a command that records.

    Attributes:
        status: How the recording has ended.
        path: Folder of the data set, or ``s3://bucket/prefix/folder``; None when there is none.
        frames: Frames in the data set.
        files: Files of the writer in the data set.
        bytes: Their size.
        seconds: Wall-clock time of the recording, in seconds; of one that went on, since it did.
        findings: What was found before and while it was recorded, as dicts.
        error: Why the recording is not complete.
        contact_sheet: Picture made beside the data set, if one was made.
    """

    status: Status
    path: Path | str | None = None
    frames: int = 0
    files: int = 0
    bytes: int = 0
    seconds: float = 0.0
    findings: tuple[dict[str, str], ...] = field(default=())
    error: str | None = None
    contact_sheet: Path | None = None

    @classmethod
    def of_failure(cls, status: Status, error: str) -> Report:
        """Return the report of a recording of which there is nothing to tell but why."""
        return cls(status, error=error)

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

    def lines(self) -> list[str]:
        """Return what there is and where; warnings are not repeated, `tell_warning` has shown each as it came up."""
        if self.path is None:
            return []
        lines = [
            f"{counted(self.frames, 'frame')}, {counted(self.files, 'file')}, "
            f"{sized(self.bytes)} in {self.seconds:.1f} s: {self.path}"
        ]
        if self.contact_sheet is not None:
            lines.append(f"Contact sheet: {self.contact_sheet}")
        return lines
