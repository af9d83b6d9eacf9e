"""The lock of a data set that is being recorded: one recorder at a time, of whatever process.

It is an exclusive transaction of SQLite on an empty file. The system holds it for the process, not the file: it ends
with the process, however that ends, and a file that is left behind locks nothing.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from typing import TYPE_CHECKING, Self

from synthetic_recorder.core.errors import DataSetError

if TYPE_CHECKING:
    from pathlib import Path

_ON_WINDOWS = os.name == "nt"
# A round is lost only to somebody who gives the lock back in it.
_ROUNDS = 10
# Whoever only asks whether something is locked (`is_locked`) holds it for less.
_PATIENCE_SECONDS = 0.1


class LockUnavailableError(DataSetError):
    """A file system that cannot lock files, or a file that cannot be one."""


class Lock:
    """A lock that is held, until `release` or the end of the process.

    No other code of this process may open its file: on POSIX systems, closing it would end the lock.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = connection

    @classmethod
    def take(cls, path: Path, folder: Path | str) -> Self:
        """Lock a data set, or refuse at once.

        Args:
            path: File of the lock; its folder is there.
            folder: Folder or URL of the data set, for errors.

        Raises:
            LockUnavailableError: Nothing can be locked there.
            DataSetError: Another recorder has the lock.
        """
        for _ in range(_ROUNDS):
            before = _identity(path)
            connection = _lock(path, folder)
            # Who had the lock may have removed the file since we opened it: ours must be the one others will open.
            if before is not None and before == _identity(path):
                return cls(path, connection)
            connection.close()
        raise DataSetError(folder, "other recorders begin there all the time; start again.")

    def release(self) -> None:
        """Unlock the data set and remove the file; without effect when that is done."""
        if self._connection is None:
            return
        # Removed while it is still locked, so that nobody locks a file that goes. Windows removes only closed files.
        if not _ON_WINDOWS:
            self._remove()
        self._connection.close()
        self._connection = None
        if _ON_WINDOWS:
            self._remove()

    def _remove(self) -> None:
        # It locks nothing when it stays.
        with contextlib.suppress(OSError):
            self._path.unlink()


def is_locked(path: Path) -> bool:
    """Return whether somebody holds the lock of this file; changes nothing, and where it cannot be told says no."""
    try:
        # A file that is not there is not made, and nothing is asked of one that is but whether it may be read.
        with contextlib.closing(
            sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=0)
        ) as connection:
            connection.execute("PRAGMA schema_version").fetchall()
    except sqlite3.Error as error:
        return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY
    return False


def _lock(path: Path, folder: Path | str) -> sqlite3.Connection:
    connection = None
    try:
        # Released by whichever thread ends the recording.
        connection = sqlite3.connect(
            path, timeout=_PATIENCE_SECONDS, isolation_level=None, check_same_thread=False
        )
        # Nothing is ever written, so SQLite needs no second file.
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        if connection is not None:
            connection.close()
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            problem = "another recorder records there; stop it, or choose another name."
            raise DataSetError(folder, problem) from error
        raise LockUnavailableError(folder, f"it cannot be locked ({error}).") from error
    return connection


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
