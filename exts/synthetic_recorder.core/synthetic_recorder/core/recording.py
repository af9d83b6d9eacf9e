"""What a recording has come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .file_sizes import file_sizes

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
        frames_per_second: Rate of the last frames, without the time that was spent paused; 0 before it is known.
        seconds_left: What the frames that are left take at that rate; None when that cannot be said.
        bytes: Size of the data set on disk, as it was measured last.
        queue: Frames that are captured and still wait to be written; None when the backend does not tell.
        free_bytes: Space that is left where the data set goes; None when the system does not tell.
    """

    path: Path
    frame: int
    frames: int
    seconds: float
    frames_per_second: float = 0.0
    seconds_left: float | None = None
    bytes: int = 0
    queue: int | None = None
    free_bytes: int | None = None


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
