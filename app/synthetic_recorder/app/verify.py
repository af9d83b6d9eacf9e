"""``synthetic-recorder verify``: whether a data set is what was recorded."""

from __future__ import annotations

import contextlib
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from synthetic_recorder.core.data_set.verify import Verification
from synthetic_recorder.core.data_set.verify import verify as verify_data_set
from synthetic_recorder.core.errors import RecorderError

from .outcome import Failure, Outcome, Status
from .wording import counted, sized

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from synthetic_recorder.core.data_set.verify import Problem, ProblemKind

# Of each kind; a program is told all of them.
_SHOWN = 10


@dataclass(frozen=True)
class VerifiedDataSet:
    """The outcome: what was looked at, and what is wrong with it.

    Attributes:
        verification: What was found.
        seconds: Wall-clock time that it took.
    """

    verification: Verification
    seconds: float

    @property
    def status(self) -> Status:
        """Complete if nothing is wrong."""
        return Status.COMPLETE if self.verification.is_whole else Status.FAILED

    @property
    def error(self) -> str | None:
        """How much is wrong."""
        problems = len(self.verification.problems)
        return f"{self.verification.location}: {counted(problems, 'problem')}." if problems else None

    def to_dict(self) -> dict[str, Any]:
        """Return what was found as JSON has it; ``error`` is there only if something is wrong."""
        found = self.verification
        values: dict[str, Any] = {
            "status": self.status.value,
            "path": str(found.location),
            "recording": None if found.status is None else found.status.value,
            "frames": found.frames,
            "files": found.files,
            "bytes": found.bytes,
            "seconds": round(self.seconds, 3),
            "counts": {kind.value: number for kind, number in found.counts.items()},
            "problems": [problem.to_dict() for problem in found.problems],
        }
        if self.error is not None:
            values["error"] = self.error
        return values

    def lines(self) -> list[str]:
        """Return the problems by kind, each kind with what to do about it; and what was looked at."""
        found = self.verification
        lines = [line for kind, number in found.counts.items() for line in self._lines_of(kind, number)]
        looked_at = f"{counted(found.frames, 'frame')}, {counted(found.files, 'file')}, {sized(found.bytes)}"
        verdict = "every file is there and unchanged" if found.is_whole else "looked at"
        return [*lines, f"{looked_at} in {self.seconds:.1f} s, {verdict}: {found.location}"]

    def _lines_of(self, kind: ProblemKind, number: int) -> Iterator[str]:
        of_kind: list[Problem] = [problem for problem in self.verification.problems if problem.kind is kind]
        yield f"{kind.value}: {number}. {kind.todo}"
        yield from (f"  {problem}" for problem in of_kind[:_SHOWN])
        if number > _SHOWN:
            yield f"  … and {number - _SHOWN} more; --json names them all."


def verify(location: str, *, deep: bool, endpoint: str, region: str) -> Outcome:
    """Verify a data set.

    Args:
        location: Its folder, or ``s3://bucket/prefix/folder``.
        deep: Decode pictures and arrays as well.
        endpoint: URL of a server that is not Amazon's.
        region: Region of the bucket.
    """
    begin = time.monotonic()
    try:
        with _progress_bar() as on_progress:
            found = verify_data_set(
                location, deep=deep, endpoint=endpoint, region=region, on_progress=on_progress
            )
    except RecorderError as error:
        return Failure(Status.REFUSED, str(error))
    return VerifiedDataSet(found, time.monotonic() - begin)


@contextlib.contextmanager
def _progress_bar() -> Iterator[Callable[[int, int], None] | None]:
    """Show how many files were looked at, on standard error and only if that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    # Here, because most calls in scripts and CI never come this far.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (BarColumn(bar_width=None), MofNCompleteColumn(), TextColumn("files"))
    with Progress(*columns, console=Console(stderr=True), transient=True, expand=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda checked, there: bar.update(task, completed=checked, total=there)
