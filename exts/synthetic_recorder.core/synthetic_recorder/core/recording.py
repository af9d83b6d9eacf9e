"""What a recording has come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .disk_space import file_sizes

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Recording:
    """A data set on disk.

    Attributes:
        path: Folder of the data set.
        frames: Frames that were recorded.
        files: Files in the folder, at any depth.
        bytes: Their size.
        seconds: Wall-clock time from start to end, in seconds.
        frames_asked: Frames that were asked for; 0 = until stopped.
    """

    path: Path
    frames: int
    files: int
    bytes: int
    seconds: float
    frames_asked: int

    @property
    def is_complete(self) -> bool:
        """Whether it has all frames that were asked for; of one without an end, whether it has any."""
        return self.frames >= max(1, self.frames_asked)

    @classmethod
    def measure(cls, path: Path, frames: int, frames_asked: int, seconds: float) -> Recording:
        """Return the recording of ``frames`` frames that lies in ``path``, its files counted."""
        sizes = list(file_sizes(path))
        return cls(path, frames, len(sizes), sum(sizes), seconds, frames_asked)
