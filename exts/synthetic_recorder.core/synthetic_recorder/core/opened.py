"""What a start has opened, and what its recording needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .config import OnConflict
from .recording import Recording
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
    """What a start has opened, and the data set when it has begun.

    Nothing of a data set that goes on, or that is replaced, is touched before `begin`.

    Args:
        config: What is recorded.
        reserved: Where the data set lies.
        staging: Where the take's writer writes to.
        take: What captures.
        findings: What was found so far.

    Attributes:
        data_set: The data set: begun, or one that goes on and is not yet; None for a new one that is not yet.
        first_frame: Number of the first frame that is to be committed.
        is_begun: Whether the data set takes frames.
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
        self.data_set = reserved.data_set
        self.first_frame = 0 if self.data_set is None else len(self.data_set.frames)
        self.is_begun = False
        # What is said of the place is not true of a copy, nor of the next start.
        self._findings = [finding.to_dict() for finding in findings if not finding.is_of_the_place]

    @property
    def first_captured(self) -> int:
        """Number of the first frame that is captured: the last but one that is committed, if there are as many."""
        return first_replayed(self.first_frame)

    @property
    def has_all_frames(self) -> bool:
        """Whether all frames that are asked for were committed before."""
        return self.reserved.data_set is not None and has_all_frames(self.reserved.data_set, self.config)

    @property
    def begins_at_once(self) -> bool:
        """Whether to begin takes no longer than to write a small file: a new data set on a disk."""
        output = self.config.output
        return not output.s3.enabled and output.on_conflict in (OnConflict.INCREMENT, OnConflict.FAIL)

    def begin(self) -> DataSet:
        """Return the data set, ready to take frames. Blocks.

        Raises:
            DataSetError: The disk or the server refuses something.
        """
        if self.data_set is None or not self.is_begun:
            self.data_set = self.reserved.begin(self.take.provenance, self._findings)
            self.is_begun = True
        return self.data_set

    def recording(self, seconds: float) -> Recording:
        """Return what is committed so far, ``seconds`` after the start."""
        return Recording.of(self.reserved.store.location, self.data_set, self.config.control.frames, seconds)
