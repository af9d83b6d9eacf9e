"""Where a data set lies: what a folder and a bucket have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from .staged import StagedFile


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that is in a store, whoever has put it there.

    Attributes:
        path: Relative to the data set, with ``/`` between folders.
        bytes: Size.
    """

    path: str
    bytes: int


class Store(Protocol):
    """One data set's place. Every call blocks, and raises `DataSetError` for what a disk or a server refuses.

    What a call has written is durable when it returns: it survives a killed process and a machine that loses power.
    Paths are relative to the data set, with ``/`` between folders, and never lead out of it.
    """

    @property
    def location(self) -> Path | str:
        """The data set's folder, or ``s3://bucket/prefix/folder``."""

    def put(self, files: Sequence[StagedFile]) -> None:
        """Bring staged files to their places, over whatever is there; each whole or not at all."""

    def append(self, lines: bytes) -> None:
        """Add whole lines to the journal."""

    def journal(self) -> bytes | None:
        """Return the journal, whose last line may be torn; None when there is none."""

    def begin_journal(self, lines: bytes) -> None:
        """Make these lines the journal, whole or not at all, instead of one that is there."""

    def remove_journal(self) -> None:
        """Remove the journal; without effect when there is none."""

    def write(self, path: str, data: bytes) -> None:
        """Write a file, whole or not at all, over whatever is there."""

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes; None when there is none."""

    def open(self, path: str) -> BinaryIO:
        """Open a file for reading.

        Raises:
            FileNotFoundError: There is none.
        """

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files; without effect for those that are not there."""

    def files(self) -> Iterator[StoredFile]:
        """Yield every file of the data set and every stranger in it, staging and journal left out."""
