"""What a verification has found."""

from __future__ import annotations

import enum
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from synthetic_recorder.core.data_set.manifest import Status


class ProblemKind(enum.Enum):
    """What can be wrong with a data set, the worst first.

    Attributes:
        MANIFEST: ``recording.json`` cannot be read.
        JOURNAL: ``journal.jsonl`` of an unfinished data set cannot be read.
        FRAMES_FILE: ``frames.jsonl`` is not there, cannot be read, or is not the one that the manifest names.
        NUMBERS: What the records count or number does not agree.
        MISSING: A file that is named is not there.
        SIZE: A file has another number of bytes than it had.
        CHANGED: A file has as many bytes as it had, and others.
        DAMAGED: A file is as it was recorded, and cannot be decoded; found by a deep look only.
        UNREADABLE: A disk or a server does not give a file.
        STRANGER: A file that nothing names.
        UNFINISHED: There is no manifest: the recording was interrupted, or still runs.
    """

    MANIFEST = "manifest"
    JOURNAL = "journal"
    FRAMES_FILE = "frames-file"
    NUMBERS = "numbers"
    MISSING = "missing"
    SIZE = "size"
    CHANGED = "changed"
    DAMAGED = "damaged"
    UNREADABLE = "unreadable"
    STRANGER = "stranger"
    UNFINISHED = "unfinished"

    @property
    def todo(self) -> str:
        """What a person can do about problems of this kind, in sentences."""
        return _REMEDIES[self]


_RESTORE = "Restore it from a copy, or record again."
_REMEDIES = {
    ProblemKind.MANIFEST: _RESTORE,
    ProblemKind.JOURNAL: _RESTORE,
    ProblemKind.FRAMES_FILE: _RESTORE,
    ProblemKind.NUMBERS: "Its records do not agree with each other; record again.",
    ProblemKind.MISSING: _RESTORE,
    ProblemKind.SIZE: _RESTORE,
    ProblemKind.CHANGED: _RESTORE,
    ProblemKind.DAMAGED: "It was recorded like that; look at the writer, and record again.",
    ProblemKind.UNREADABLE: "See that it may be read and that its disk or server is well, then verify again.",
    ProblemKind.STRANGER: "The recorder has not put it there; move it elsewhere.",
    ProblemKind.UNFINISHED: "If nobody records there any more, record again with on_conflict resume "
    "(synthetic-recorder record … --resume) to finish it.",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a data set.

    Attributes:
        kind: What it is.
        path: The file, relative to the data set; empty for the data set as a whole.
        what: What was expected and what there is, without the file's name.
        frame: Number of the frame that the file belongs to; None for a file of no frame.
    """

    kind: ProblemKind
    path: str
    what: str
    frame: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the problem as JSON has it."""
        return {"kind": self.kind.value, "path": self.path, "frame": self.frame, "what": self.what}

    def __str__(self) -> str:
        if not self.path:
            return self.what
        # Whoever has put a stranger there has named it, and a terminal does what some names say.
        name = self.path if self.path.isprintable() else repr(self.path)
        return f"{name}: {self.what}" if self.frame is None else f"{name} (frame {self.frame}): {self.what}"


@dataclass(frozen=True, slots=True)
class Verification:
    """What a verification has found.

    Attributes:
        location: The data set's folder, absolute, or ``s3://bucket/prefix/folder``.
        status: How its recording has ended; None when it is unfinished, or when its manifest cannot be read.
        frames: Frames that it names.
        files: Files of the writer that it names; all of them were looked at.
        bytes: Size of these files, as it names it.
        problems: Everything that is wrong, by kind and then in the order of the frames; empty: the data set is whole.
    """

    location: Path | str
    status: Status | None
    frames: int
    files: int
    bytes: int
    problems: tuple[Problem, ...]

    @property
    def is_whole(self) -> bool:
        """Whether it is finished, and every file is what was recorded."""
        return not self.problems

    @property
    def counts(self) -> dict[ProblemKind, int]:
        """Number of problems of each kind that there is, the worst first."""
        counted = Counter(problem.kind for problem in self.problems)
        return {kind: counted[kind] for kind in ProblemKind if counted[kind]}
