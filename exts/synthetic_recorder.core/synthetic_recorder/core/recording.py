"""What a recording has come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from .data_set import DataSet


@dataclass(frozen=True, slots=True)
class Recording:
    """A data set, as far as it is committed.

    Attributes:
        path: Folder of the data set, or ``s3://bucket/prefix/folder``.
        frames: Frames that are in it, whole.
        files: Files of the writer that are in it.
        bytes: Their size.
        seconds: Wall-clock time from start to end, in seconds.
        frames_asked: Frames that were asked for; 0 = until stopped.
    """

    path: Path | str
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
    def of(cls, path: Path | str, data_set: DataSet | None, frames_asked: int, seconds: float) -> Recording:
        """Return what is committed to a data set so far; None is one that has not begun."""
        if data_set is None:
            return cls(path, 0, 0, 0, seconds, frames_asked)
        frames = list(data_set.frames)
        sizes = [file.bytes for frame in frames for file in frame.files]
        sizes += [file.bytes for file in list(data_set.files.values())]
        return cls(path, len(frames), len(sizes), sum(sizes), seconds, frames_asked)
