"""What a recording has come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a running recording stands.

    Attributes:
        path: Folder of the data set.
        frame: Frames that are done.
        frames: Frames that were asked for; 0 = until stopped.
        seconds: Wall-clock time since the start, in seconds.
    """

    path: Path
    frame: int
    frames: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Recording:
    """A data set on disk.

    Attributes:
        path: Folder of the data set.
        frames: Frames that were recorded.
        files: Files in the folder, at any depth.
        bytes: Their size.
        seconds: Wall-clock time from start to end, in seconds.
    """

    path: Path
    frames: int
    files: int
    bytes: int
    seconds: float

    @classmethod
    def measure(cls, path: Path, frames: int, seconds: float) -> Recording:
        """Return the recording of ``frames`` frames that lies in ``path``, its files counted."""
        sizes = [file.stat().st_size for file in path.rglob("*") if file.is_file()]
        return cls(path=path, frames=frames, files=len(sizes), bytes=sum(sizes), seconds=seconds)
