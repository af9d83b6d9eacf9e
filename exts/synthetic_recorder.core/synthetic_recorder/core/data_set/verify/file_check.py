"""Holds one file against what the data set says of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from synthetic_recorder.core.data_set.content import Inspection, inspect
from synthetic_recorder.core.errors import DataSetError

from .verification import Problem, ProblemKind

if TYPE_CHECKING:
    from synthetic_recorder.core.data_set.records import FileRecord
    from synthetic_recorder.core.data_set.store import Store

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file that the data set names.

    Attributes:
        record: What it is said to be.
        frame: Number of its frame; None for a file of no frame.
    """

    record: FileRecord
    frame: int | None

    def problem(self, kind: ProblemKind, what: str) -> Problem:
        """Return what is wrong with this file."""
        return Problem(kind, self.record.path, what, self.frame)


def check_file(store: Store, file: NamedFile, *, deep: bool) -> Problem | None:
    """Read a file once, from its beginning to its end, and return what is wrong with it; None if nothing is.

    Args:
        store: Where it lies.
        file: What it is said to be.
        deep: Decode it as well, as far as its kind can be decoded.

    Raises:
        MissingPackageError: A deep look needs a package that is not installed.
    """
    record = file.record
    try:
        with store.open(record.path) as opened:
            found = inspect(opened, record.path, deep=True) if deep else _hashed(opened, record.bytes)
    except FileNotFoundError:
        return file.problem(ProblemKind.MISSING, "it is not there.")
    except DataSetError as error:
        return file.problem(ProblemKind.UNREADABLE, str(error))
    except OSError as error:
        return file.problem(ProblemKind.UNREADABLE, f"{error.strerror or error}.")
    if found.bytes != record.bytes:
        return file.problem(ProblemKind.SIZE, f"expected {_bytes(record.bytes)}, got {_size(found, record)}.")
    if found.sha256 != record.sha256:
        return file.problem(ProblemKind.CHANGED, f"expected the SHA-256 {record.sha256}, got {found.sha256}.")
    return None if found.damage is None else file.problem(ProblemKind.DAMAGED, f"it {found.damage}.")


def _hashed(opened: BinaryIO, expected_bytes: int) -> Inspection:
    """Hash a file, up to one byte more than is expected of it: a log that somebody writes to never ends."""
    digest, size = hashlib.sha256(), 0
    while block := opened.read(min(_BLOCK, expected_bytes + 1 - size)):
        digest.update(block)
        size += len(block)
    return Inspection(size, digest.hexdigest(), None)


def _size(found: Inspection, record: FileRecord) -> str:
    return _bytes(found.bytes) if found.bytes < record.bytes else "more"


def _bytes(number: int) -> str:
    return "1 byte" if number == 1 else f"{number} bytes"
