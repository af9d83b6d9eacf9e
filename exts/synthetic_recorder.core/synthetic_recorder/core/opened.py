"""What a start has opened, and what its recording needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .replay import first_replayed
from .resume import has_all_frames

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .commit import Staging
    from .config import RecorderConfig
    from .findings import Finding
    from .output import Reserved
    from .take import Take


class Opened:
    """What a start has opened.

    A data set that goes on is left as it is until its last frame has been captured again, and compared. One that has
    no frame yet begins at once.

    Args:
        config: What is recorded.
        reserved: Where the data set lies.
        staging: Where the take's writer writes to.
        take: What captures.
        findings: What was found so far.

    Attributes:
        data_set: The data set.
        first_frame: Number of the first frame that is to be committed.
        is_begun: Whether the data set takes frames.

    Raises:
        DataSetError: The disk or the server refuses something.
    """

    def __init__(
        self,
        config: RecorderConfig,
        reserved: Reserved,
        staging: Staging,
        take: Take,
        findings: Sequence[Finding],
    ) -> None:
        self.config = config
        self.reserved = reserved
        self.staging = staging
        self.take = take
        there = reserved.data_set
        self.is_begun = there is None or not there.frames
        if there is None or self.is_begun:
            # What is said of the place is not true of a copy, nor of the next start.
            told = [finding.to_dict() for finding in findings if not finding.is_of_the_place]
            there = reserved.begin(take.provenance, told)
        self.data_set = there
        self.first_frame = len(self.data_set.frames)

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
