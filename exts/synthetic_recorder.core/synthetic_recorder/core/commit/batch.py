"""Frames that are committed together.

::

    sealed folder ─▶ which file belongs to which frame ─▶ whole? ─▶ size, SHA-256 ─▶ StagedFrame, StagedFile
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synthetic_recorder.core.data_set import FileRecord, FrameRecord, StagedFile, StagedFrame
from synthetic_recorder.core.data_set.content import inspect

from .accounting import account, require_whole
from .staging import written_files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from synthetic_recorder.core.data_set.content import Inspection
    from synthetic_recorder.core.data_set.records import Pose

    from .expected_files import ExpectedFiles

BATCH_FRAMES = 16
"""Frames in a batch: those with the numbers 16 k to 16 k + 15. A finished data set does not tell."""


@dataclass(frozen=True, slots=True)
class CapturedFrame:
    """A frame that was captured; its files are for the writer to write.

    Attributes:
        number: Number of the frame in the recording, from 0.
        time_code: Time code of the stage at which it was captured.
        time: Simulation time, in seconds.
        cameras: Pose of each camera, as in `FrameRecord`.
    """

    number: int
    time_code: float
    time: float
    cameras: dict[str, Pose]

    def with_files(self, files: tuple[FileRecord, ...]) -> FrameRecord:
        """Return what the data set says of it."""
        return FrameRecord(self.number, self.time_code, self.time, self.cameras, files)


@dataclass(frozen=True, slots=True)
class Batch:
    """Frames whose files are written and sealed.

    Attributes:
        folder: The sealed folder.
        first: Number of the first frame.
        frames: The frames, in order and without gaps; none where only files of no frame are left.
    """

    folder: Path
    first: int
    frames: tuple[CapturedFrame, ...]

    @property
    def numbers(self) -> range:
        """The frames' numbers."""
        return range(self.first, self.first + len(self.frames))


def stage(batch: Batch, expected: ExpectedFiles | None) -> tuple[list[StagedFrame], list[StagedFile]]:
    """Return the frames of a batch and its files of no frame, each file read once: whole, with size and hash.

    Args:
        batch: The batch.
        expected: What the writer has to write; None where nobody says that.

    Raises:
        FrameFilesError: A file is missing, unexpected or damaged.
        RecorderError: There is a link among the files.
        OSError: One of them cannot be read.
    """
    accounts = account(list(written_files(batch.folder)), batch.numbers, expected)
    names = itertools.chain(accounts.others, *accounts.frames.values())
    inspections = {name: _inspect(batch.folder, name) for name in names}
    require_whole(inspections, accounts, expected)
    files = {
        name: StagedFile(batch.folder / name, FileRecord(name, inspection.bytes, inspection.sha256))
        for name, inspection in inspections.items()
    }
    frames = [
        _staged_frame(frame, [files[name] for name in accounts.frames[frame.number]])
        for frame in batch.frames
    ]
    return frames, [files[name] for name in accounts.others]


def _inspect(folder: Path, name: str) -> Inspection:
    with (folder / name).open("rb") as file:
        return inspect(file, name)


def _staged_frame(frame: CapturedFrame, files: Sequence[StagedFile]) -> StagedFrame:
    return StagedFrame(frame.with_files(tuple(file.record for file in files)), tuple(files))
