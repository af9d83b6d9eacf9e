"""The place of a data set: a new one for each recording, or, when asked, one that was there before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from .data_set.reserve import reserve_on_disk, working_directory

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .config import OutputConfig
    from .data_set import DataSet, Provenance, Store

__all__ = ["Reserved", "reserve", "working_directory"]


class Reserved(Protocol):
    """A place that belongs to one recording: `begin` or `release`, then `close`. Its calls block."""

    @property
    def store(self) -> Store:
        """Where the data set lies."""

    @property
    def staging(self) -> Path:
        """Folder of this machine for what is not committed yet; leave alone what is in it already."""

    @property
    def data_set(self) -> DataSet | None:
        """What is there and goes on, as it was loaded, finished or not; None for a new one."""

    def begin(self, provenance: Provenance, findings: Sequence[dict[str, str]] = ()) -> DataSet:
        """Return the data set, ready to be recorded; what it replaces is gone, and there is no way back.

        Args:
            provenance: Where a new one comes from; one that goes on keeps its own.
            findings: What was found, as dicts; likewise.

        Raises:
            DataSetError: The disk or the server refuses something.
        """

    def release(self) -> None:
        """Leave everything as it was before; for a start that is refused before `begin`."""

    def close(self) -> None:
        """Remove staging and give the lock back, at the end of the recording; without effect when that is done."""


def reserve(output: OutputConfig) -> Reserved:
    """Reserve the place of a data set. Blocks; asks the network when it is in a bucket.

    Raises:
        OutputError: It cannot be made, or something is there that is to stay.
        DataSetError: A data set is there that cannot be read, or that another recorder records.
    """
    if output.s3.enabled:
        # boto3 is loaded only where there is a bucket.
        from .data_set.s3.reserve import reserve_on_s3  # noqa: PLC0415

        return reserve_on_s3(output)
    return reserve_on_disk(output)
