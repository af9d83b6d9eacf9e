"""The folder in which a recording lies, reserved for it alone.

::

    <directory>/_out_sdrec        taken
    <directory>/_out_sdrec_01     taken
    <directory>/_out_sdrec_02     this one is made for the next recording (increment)
      .staging/                   what is not committed yet
        lock                      held as long as it is recorded

A data set that goes on, or that is replaced, stays as it is until `ReservedFolder.begin`.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from synthetic_recorder.core.config.output_config import OnConflict
from synthetic_recorder.core.errors import DataSetError, OutputError

from .conflict import Conflict, refuse_strangers
from .data_set import DataSet
from .disk_store import DiskStore
from .layout import JOURNAL, LOCK, MANIFEST, STAGING
from .lock import Lock, LockUnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from synthetic_recorder.core.config.output_config import OutputConfig

    from .manifest import Provenance

_logger = logging.getLogger(__name__)


class ReservedFolder:
    """A folder that belongs to one recording; what the protocol `Reserved` says.

    Attributes:
        store: The folder as a store.
        staging: Folder for what is not committed yet, empty but for the lock.
        data_set: What is there and goes on, as it was loaded; None for a new one.
    """

    def __init__(
        self,
        folder: Path,
        lock: Lock | None,
        data_set: DataSet | None = None,
        replaced: Sequence[str] = (),
        made_folders: Sequence[Path] = (),
    ) -> None:
        self.store = DiskStore(folder)
        self.staging = folder / STAGING
        self.data_set = data_set
        self._lock = lock
        self._replaced = replaced
        # Those that were made for this recording, the deepest first.
        self._made_folders = made_folders
        self._has_begun = False
        self._is_closed = False

    def begin(self, provenance: Provenance, findings: Sequence[dict[str, str]] = ()) -> DataSet:
        """Return the data set, ready to be recorded; what it replaces is gone, and there is no way back.

        Args:
            provenance: Where a new one comes from; one that goes on keeps its own.
            findings: What was found, as dicts; likewise.

        Raises:
            DataSetError: The disk refuses something.
        """
        if self.data_set is not None:
            self._has_begun = True
            self.data_set.reopen()
            return self.data_set
        self.store.sync_parents_of(self._made_folders)
        data_set = DataSet.create(self.store, provenance, findings, replaced=self._replaced)
        # Not before: a new folder in which nothing could be begun goes again.
        self._has_begun = True
        return data_set

    def release(self) -> None:
        """Leave everything as it was before; for a start that is refused before `begin`.

        The folder goes if it was made for this recording, and so do its parents. One in which something else has
        appeared since stays: somebody's file, or a recorder that resumes there. After `begin` this is `close`.
        """
        self.close()
        if not self._has_begun:
            _remove_empty(self._made_folders)

    def close(self) -> None:
        """Remove staging and give the lock back; without effect when that is done."""
        if self._is_closed:
            # By now it may all be another recorder's.
            return
        self._is_closed = True
        try:
            if self.data_set is not None and self.data_set.manifest is not None:
                # Its recorder was killed between the manifest and this.
                with contextlib.suppress(DataSetError):
                    self.store.remove_journal()
            _clear(self.staging)
        finally:
            # Also when Ctrl-C comes in between: this process may live on.
            if self._lock is not None:
                self._lock.release()
        _remove_empty([self.staging])


def reserve_on_disk(output: OutputConfig) -> ReservedFolder:
    """Reserve the folder of a data set: a new one, or, as ``on_conflict`` says, one that is there.

    ``mkdir`` decides who gets a new name, so that two recordings that start at the same time get two folders.

    Raises:
        OutputError: The folder cannot be made, or something is there that is to stay.
        DataSetError: A data set is there that cannot be read, or that another recorder records.
    """
    made_parents: tuple[Path, ...] = ()
    try:
        directory = working_directory(output)
        made_parents = _missing(directory)
        directory.mkdir(parents=True, exist_ok=True)
        for name in data_set_names(output):
            folder = directory / name
            if (reserved := _make(folder, made_parents)) is not None:
                return reserved
            if output.on_conflict in (OnConflict.RESUME, OnConflict.OVERWRITE):
                return _take_over(folder, output.on_conflict)
    except (OSError, ValueError) as error:
        _remove_empty(made_parents)
        problem = getattr(error, "strerror", None) or error
        path = Path(output.directory, output.folder)
        is_there = output.on_conflict is not OnConflict.INCREMENT and os.path.lexists(path)
        what = "written to" if is_there else "made"
        raise OutputError(f"The folder {path} cannot be {what}: {problem}.") from error
    raise Conflict.taken(directory / output.folder, output.on_conflict).error()


def working_directory(output: OutputConfig) -> Path:
    """Return the folder in which the data set's folder is made, absolute.

    Raises:
        ValueError: Its path is none, or a URL, such as a dialog of Isaac Sim gives for a server.
    """
    if "://" in output.directory:
        # As a path it would be a folder of that name wherever the process is.
        raise ValueError("it is a URL, and data sets go to folders of this machine or to S3")
    try:
        directory = Path(output.directory).expanduser()
    except RuntimeError as error:
        # A person of that name has no home here, or there is none at all.
        raise ValueError(str(error).rstrip(".")) from error
    # abspath and not resolve: the path is shown to the person who typed it, links and all.
    return Path(os.path.abspath(directory))  # noqa: PTH100


def data_set_names(output: OutputConfig) -> Iterator[str]:
    """Yield the names that the data set may get, the first free one first; without end for ``increment``."""
    yield output.folder
    if output.on_conflict is OnConflict.INCREMENT:
        yield from (f"{output.folder}_{number:02d}" for number in itertools.count(1))


def is_data_set(folder: Path) -> bool:
    """Return whether a folder has a data set in it, or is one of which nothing was begun yet.

    Raises:
        OSError: The system does not let this person look.
    """
    if not folder.is_dir():
        return False
    if any(os.path.lexists(folder / name) for name in (MANIFEST, JOURNAL)):
        return True
    with os.scandir(folder) as entries:
        return all(entry.name == STAGING for entry in entries)


def _make(folder: Path, made_parents: Sequence[Path]) -> ReservedFolder | None:
    """Return a new folder; None when the name is taken, if only since a moment ago."""
    try:
        folder.mkdir()
    except FileExistsError:
        return None
    try:
        (folder / STAGING).mkdir()
        return ReservedFolder(folder, _lock_new(folder), made_folders=(folder, *made_parents))
    except (DataSetError, FileExistsError):
        # A recorder that resumes or overwrites has found the empty folder and made it its own.
        return None
    except OSError:
        _remove_empty([folder])
        raise


def _lock_new(folder: Path) -> Lock | None:
    try:
        return Lock.take(folder / STAGING / LOCK, folder)
    except LockUnavailableError as error:
        # Nobody else can lock it, either: it can be neither resumed nor overwritten there.
        _logger.warning("%s Nothing else may record there meanwhile.", error)
        return None


def _take_over(folder: Path, policy: OnConflict) -> ReservedFolder:
    staging = folder / STAGING
    if staging.is_symlink() or not is_data_set(folder):
        raise Conflict.not_a_data_set(folder, policy).error()
    staging.mkdir(exist_ok=True)
    try:
        lock = Lock.take(staging / LOCK, folder)
    except DataSetError:
        _remove_empty([staging])
        raise
    reserved = ReservedFolder(folder, lock)
    try:
        # What a recorder has left that was killed.
        _clear(staging)
        data_set = DataSet.load(reserved.store)
        if data_set is None:
            return reserved
        if policy is OnConflict.RESUME:
            return ReservedFolder(folder, lock, data_set)
        refuse_strangers(folder, data_set)
        return ReservedFolder(folder, lock, replaced=data_set.paths())
    except BaseException:
        reserved.close()
        raise


def _missing(directory: Path) -> tuple[Path, ...]:
    places = (directory, *directory.parents)
    return tuple(itertools.takewhile(lambda place: not place.exists(), places))


def _clear(staging: Path) -> None:
    """Remove all that is in staging but its lock."""
    with contextlib.suppress(OSError):
        for entry in list(staging.iterdir()):
            if entry.name == LOCK:
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                with contextlib.suppress(OSError):
                    entry.unlink()


def _remove_empty(folders: Sequence[Path]) -> None:
    for folder in folders:
        with contextlib.suppress(OSError, ValueError):
            folder.rmdir()
