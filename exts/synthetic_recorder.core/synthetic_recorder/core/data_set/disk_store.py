"""A data set in a folder."""

from __future__ import annotations

import contextlib
import os
import secrets
from typing import TYPE_CHECKING, BinaryIO

from synthetic_recorder.core.errors import DataSetError

from .layout import JOURNAL, STAGING
from .store import StoredFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from .data_set import StagedFile


class DiskStore:
    """A data set in a folder, which is there already.

    Staged files are moved, so they must lie on the same file system. They, and the folders that name them, are synced
    to the disk.

    Args:
        folder: The folder, absolute.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def location(self) -> Path:
        """The folder."""
        return self._folder

    def put(self, files: Sequence[StagedFile]) -> None:
        """Move staged files to their places."""
        with self._writing():
            for file in files:
                _sync(file.source)
            targets = [(file.source, self._folder / file.record.path) for file in files]
            for folder in {target.parent for _, target in targets}:
                folder.mkdir(parents=True, exist_ok=True)
            for source, target in targets:
                source.replace(target)
            self._sync_folders(target for _, target in targets)

    def append(self, lines: bytes) -> None:
        """Add whole lines to the journal; a torn last line goes away."""
        raise NotImplementedError

    def journal(self) -> bytes | None:
        """Return the journal, whose last line may be torn; None when there is none."""
        return self.read(JOURNAL)

    def begin_journal(self, lines: bytes) -> None:
        """Make these lines the journal, whole or not at all."""
        self.write(JOURNAL, lines)

    def remove_journal(self) -> None:
        """Remove the journal; without effect when there is none."""
        self.remove([JOURNAL])

    def write(self, path: str, data: bytes) -> None:
        """Write a file, whole or not at all."""
        target = self._folder / path
        temporary = self._folder / STAGING / f"{secrets.token_hex(8)}.tmp"
        with self._writing():
            temporary.parent.mkdir(exist_ok=True)
            with temporary.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(target)
            self._sync_folders([target])

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes; None when there is none."""
        with self._writing(), contextlib.suppress(FileNotFoundError):
            return (self._folder / path).read_bytes()
        return None

    def open(self, path: str) -> BinaryIO:
        """Open a file for reading."""
        with self._writing():
            return (self._folder / path).open("rb")

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files; without effect for those that are not there."""
        with self._writing():
            for path in paths:
                (self._folder / path).unlink(missing_ok=True)

    def files(self) -> Iterator[StoredFile]:
        """Yield every file, staging and journal left out."""
        raise NotImplementedError

    def _sync_folders(self, files: Iterable[Path]) -> None:
        raise NotImplementedError

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise DataSetError(self._folder, f"{error.strerror or error}") from error


def _sync(file: Path) -> None:
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())
