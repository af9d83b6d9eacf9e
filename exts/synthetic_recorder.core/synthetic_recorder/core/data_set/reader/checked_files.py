"""Files of a data set, read whole and held against what was recorded."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from synthetic_recorder.core.data_set.location import open_store
from synthetic_recorder.core.errors import DataSetError

if TYPE_CHECKING:
    from pathlib import Path

    from synthetic_recorder.core.data_set.records import FileRecord
    from synthetic_recorder.core.data_set.store import Store


@dataclass(frozen=True, slots=True)
class Place:
    """Where a data set lies, as `open_store` is told.

    Attributes:
        location: Folder, or ``s3://bucket/prefix/folder``.
        endpoint: URL of a server that is not Amazon's.
        region: Region of the bucket.
    """

    location: Path | str
    endpoint: str = ""
    region: str = ""

    def open(self) -> Store:
        """Return the store there."""
        return open_store(self.location, endpoint=self.endpoint, region=self.region)


class CheckedFiles:
    """Reads files of a data set. May be used by several threads, and goes on in a process that was forked.

    Args:
        place: Where the data set lies.
    """

    def __init__(self, place: Place) -> None:
        # Connections to a bucket belong to the process that has opened them: a child that reads from its parent's
        # would read what the parent has asked for.
        self._store, self._process = place.open(), os.getpid()
        # Absolute: the process may go elsewhere, and another one that unpickles this may be elsewhere.
        self.place = replace(place, location=self._store.location)

    def __reduce__(self) -> tuple[type[CheckedFiles], tuple[Place]]:
        return CheckedFiles, (self.place,)

    @property
    def location(self) -> Path | str:
        """The data set's folder, absolute, or ``s3://bucket/prefix/folder``."""
        return self._store.location

    @property
    def store(self) -> Store:
        """The store, opened by this process."""
        if self._process != os.getpid():
            self._store, self._process = self.place.open(), os.getpid()
        return self._store

    def read(self, record: FileRecord) -> bytes:
        """Return a file's bytes.

        Raises:
            DataSetError: It is not there, or not the file that was recorded.
        """
        data = self.store.read(record.path)
        if data is None:
            raise self._error(record, "is missing")
        if len(data) != record.bytes or hashlib.sha256(data).hexdigest() != record.sha256:
            raise self._error(record, "is not the file that was recorded")
        return data

    def _error(self, record: FileRecord, problem: str) -> DataSetError:
        return DataSetError(
            self.location,
            f"{record.path} {problem}; restore it from a copy, or record again. "
            "synthetic-recorder verify says what else is wrong.",
        )
