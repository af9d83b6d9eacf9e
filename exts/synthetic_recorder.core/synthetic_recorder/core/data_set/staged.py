"""What is whole, and not in the data set yet."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from .records import FileRecord, FrameRecord


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A file that is whole, and not in the data set yet.

    Attributes:
        source: Where it is now.
        record: What it will be in the data set.
    """

    source: Path
    record: FileRecord

    def objection(self) -> str | None:
        """Return why it is not what its record says, as the end of a sentence; None when it is. Reads no bytes."""
        try:
            status = self.source.lstat()
        except OSError as error:
            return f"cannot be read ({error.strerror or error})"
        if not stat.S_ISREG(status.st_mode):
            return "is a link, or something else that is not a file"
        if status.st_size != self.record.bytes:
            return f"has {status.st_size} bytes, and {self.record.bytes} were counted"
        return None


@dataclass(frozen=True, slots=True)
class StagedFrame:
    """A frame whose files are whole, and not in the data set yet.

    Attributes:
        record: What it will be in the data set.
        files: Its files, in the order of the record's.
    """

    record: FrameRecord
    files: tuple[StagedFile, ...]
