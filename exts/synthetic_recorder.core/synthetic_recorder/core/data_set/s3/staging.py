"""Where files wait until they are in a bucket: a folder of this machine that is found again by the data set's URL.

::

    <temporary folder>/synthetic_recorder_<first digits of a hash of the endpoint and the URL>/
      lock          held as long as it is recorded, from this machine
      files/        what is not committed yet
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import shutil
import stat
import tempfile
from pathlib import Path

from synthetic_recorder.core.data_set.layout import LOCK
from synthetic_recorder.core.data_set.lock import Lock, LockUnavailableError
from synthetic_recorder.core.errors import DataSetError

_logger = logging.getLogger(__name__)

_PRIVATE = 0o700


class TemporaryStaging:
    """A folder of this machine for the files of one data set in a bucket, which nobody else uses meanwhile.

    Args:
        location: URL of the data set.
        endpoint: URL of the server; empty = Amazon's.

    Attributes:
        path: The folder, empty.

    Raises:
        DataSetError: Another recorder of this machine records there, or no such folder can be made.
    """

    def __init__(self, location: str, endpoint: str) -> None:
        digits = hashlib.sha256(f"{endpoint}\n{location}".encode()).hexdigest()[:16]
        name = f"synthetic_recorder_{digits}"
        try:
            self._folder = Path(tempfile.gettempdir(), name)
            self.path = self._folder / "files"
            self._folder.mkdir(mode=_PRIVATE, exist_ok=True)
            self._require_ours(location)
            self._lock = self._take_lock(location)
            # What a recorder has left that was killed.
            shutil.rmtree(self.path, ignore_errors=True)
            self.path.mkdir(exist_ok=True)
        except OSError as error:
            raise DataSetError(
                location,
                f"no temporary folder {error.filename or name} can be made for it on this machine "
                f"({error.strerror}). Make room there, or set TMPDIR to a folder with room.",
            ) from error

    def close(self) -> None:
        """Remove the folder and give the lock back; without effect when that is done."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._lock is not None:
            self._lock.release()
        with contextlib.suppress(OSError):
            self._folder.rmdir()

    def _require_ours(self, location: str) -> None:
        # Everybody can foresee its name: whoever has made it first would see, and could change, what is staged.
        found = self._folder.lstat()
        is_ours = stat.S_ISDIR(found.st_mode) and (not hasattr(os, "getuid") or found.st_uid == os.getuid())
        if not is_ours:
            raise DataSetError(
                location,
                f"its temporary folder {self._folder} belongs to somebody else. Set TMPDIR to a folder of your own.",
            )

    def _take_lock(self, location: str) -> Lock | None:
        try:
            return Lock.take(self._folder / LOCK, location)
        except LockUnavailableError as error:
            _logger.warning("%s Nothing else on this machine may record there meanwhile.", error)
            return None
