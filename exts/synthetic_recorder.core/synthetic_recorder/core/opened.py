"""What a start has opened, and what its recording needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .replay import first_replayed
from .resume import has_all_frames

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .commit import Staging
    from .config import RecorderConfig
    from .data_set import DataSet
    from .findings import Finding
    from .output import Reserved
    from .take import Take


class Opened:
    """What a start has opened: `open_data_set` before anything else.

    A data set that goes on is left as it is until its last frame has been captured again, and compared. One that has
    no frame yet begins at once.

    Args:
        config: What is recorded.
        reserved: Where the data set lies.
        staging: Where the take's writer writes to.
        take: What captures.

    Attributes:
        is_begun: Whether the data set takes frames.
    """

    def __init__(self, config: RecorderConfig, reserved: Reserved, staging: Staging, take: Take) -> None:
        self.config = config
        self.reserved = reserved
        self.staging = staging
        self.take = take
        self.is_begun = False
        self._data_set = reserved.data_set
        self._first_frame = 0

    def open_data_set(self, findings: Sequence[Finding]) -> None:
        """Begin a new data set, with what was found so far. Blocks.

        Raises:
            DataSetError: The disk or the server refuses something.
        """
        if self._data_set is None or not self._data_set.frames:
            # What is said of the place is not true of a copy, nor of the next start.
            told = [finding.to_dict() for finding in findings if not finding.is_of_the_place]
            self._data_set = self.reserved.begin(self.take.provenance, told)
            self.is_begun = True
        self._first_frame = len(self._data_set.frames)

    @property
    def data_set(self) -> DataSet:
        """The data set."""
        if self._data_set is None:
            raise RuntimeError("open_data_set has to be called first")
        return self._data_set

    @property
    def first_frame(self) -> int:
        """Number of the first frame that is to be committed."""
        return self._first_frame

    @property
    def first_captured(self) -> int:
        """Number of the first frame that is captured: the last but one that is committed, if there are as many."""
        return first_replayed(self.data_set)

    @property
    def has_all_frames(self) -> bool:
        """Whether all frames that are asked for are committed."""
        return has_all_frames(self.data_set, self.config)

    def begin(self) -> None:
        """Let a data set that goes on take frames; without effect when it does. Blocks.

        Raises:
            DataSetError: The disk or the server refuses something.
        """
        if not self.is_begun:
            self.reserved.begin(self.take.provenance)
            self.is_begun = True
