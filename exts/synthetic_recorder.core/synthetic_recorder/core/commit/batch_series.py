"""The cutting of a recording into batches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .batch import Batch

if TYPE_CHECKING:
    from .batch import CapturedFrame
    from .staging import Staging


class BatchSeries:
    """Gathers captured frames until their batch is full.

    ::

        frames   0 … 15 | 16 … 31 | 32 …      however often the recording was interrupted, and wherever

    Args:
        staging: Where the files of the frames are.
        first: Number of the first frame.
        size: Frames in a batch.
        is_cut: Whether there is a batch before the end.
    """

    def __init__(self, staging: Staging, first: int, *, size: int, is_cut: bool) -> None:
        self._staging = staging
        self._first = first
        self._is_cut = is_cut
        self._size = size
        self._frames: list[CapturedFrame] = []

    @property
    def next_frame(self) -> int:
        """Number of the frame that comes next."""
        return self._first + len(self._frames)

    @property
    def is_full(self) -> bool:
        """Whether it is time to seal."""
        return self._is_cut and bool(self._frames) and self.next_frame % self._size == 0

    def add(self, frame: CapturedFrame) -> None:
        """Add the next frame."""
        self._frames.append(frame)

    def seal(self) -> Batch:
        """Return the frames since the last batch, and begin the next one. All their files must be written.

        Raises:
            OSError: The disk refuses to.
            RecorderError: There is a link among the files, or something else that is no file.
        """
        batch = Batch(self._staging.seal(self._first), self._first, tuple(self._frames))
        self._first, self._frames = self.next_frame, []
        return batch
