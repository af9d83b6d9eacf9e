"""A data set in a folder."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from synthetic_recorder.core.errors import DataSetError

from .layout import JOURNAL, STAGING
from .store import StoredFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .staged import StagedFile

_ON_WINDOWS = os.name == "nt"


class DiskStore:
    """A data set in a folder, which is there already.

    Staged files are moved, so they must lie on the same file system. They, and the folders that name them, are synced
    to the disk. Nothing is ever written or removed through a link: it would lead out of the folder.

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
            targets = [self._folder / file.record.path for file in files]
            for folder in sorted({target.parent for target in targets}):
                self._refuse_links(folder)
                folder.mkdir(parents=True, exist_ok=True)
            for file, target in zip(files, targets, strict=True):
                file.source.replace(target)
            self._sync_folders(targets)

    def append(self, lines: bytes) -> None:
        """Add whole lines to the journal; what a failed call has left of a last line goes away."""
        with self._writing(), _opened(self._folder / JOURNAL, os.O_RDWR) as journal:
            end = _end_of_lines(journal)
            os.ftruncate(journal, end)
            os.lseek(journal, end, os.SEEK_SET)
            _write(journal, lines)

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
            self._refuse_links(temporary.parent)
            temporary.parent.mkdir(exist_ok=True)
            with _opened(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL) as file:
                _write(file, data)
            temporary.replace(target)
            self._sync_folders([target])

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes; None when there is none."""
        with (
            contextlib.suppress(FileNotFoundError),
            self._writing(FileNotFoundError),
            self.open(path) as file,
        ):
            return file.read()
        return None

    def open(self, path: str) -> BinaryIO:
        """Open a file for reading.

        Raises:
            FileNotFoundError: There is none.
        """
        with self._writing(FileNotFoundError):
            file = self._folder / path
            if not stat.S_ISREG(file.stat().st_mode):
                raise DataSetError(
                    self._folder, f"{path} is not a file; remove it, and restore it from a copy."
                )
            return file.open("rb")

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files, and folders that are empty without them; without effect for those that are not there."""
        with self._writing():
            places = [self._folder / path for path in paths]
            for folder in {place.parent for place in places}:
                self._refuse_links(folder)
            for place in places:
                with contextlib.suppress(NotADirectoryError):
                    place.unlink(missing_ok=True)
            self._sync_folders(places)
            for folder in _deepest_first(self._inner_folders(places)):
                # Something else is in it, or it was never made.
                with contextlib.suppress(OSError):
                    folder.rmdir()

    def sync_parents_of(self, folders: Iterable[Path]) -> None:
        """Make the names of folders durable, the data set's own and those around it that were made for it."""
        with self._writing():
            for folder in folders:
                _sync_folder(folder.parent)

    def files(self) -> Iterator[StoredFile]:
        """Yield every file, staging and journal left out; a link to a folder is one, what is behind it is not."""
        with self._writing():
            yield from _files(self._folder, "", hidden=(STAGING, JOURNAL))

    def _refuse_links(self, folder: Path) -> None:
        for place in self._inner_folders([folder / "any"]):
            if place.is_symlink():
                inner = place.relative_to(self._folder).as_posix()
                raise DataSetError(self._folder, f"its folder {inner} is a link; remove it, and start again.")

    def _sync_folders(self, files: Iterable[Path]) -> None:
        """Make the names of files durable, and those of the folders that were made for them."""
        files = list(files)
        for folder in _deepest_first(self._inner_folders(files)):
            _sync_folder(folder)
        if files:
            _sync_folder(self._folder)

    def _inner_folders(self, files: Iterable[Path]) -> set[Path]:
        """Return the folders below the data set's own that are on the way to files."""
        return {
            folder
            for file in files
            for folder in file.parents
            if folder != self._folder and folder.is_relative_to(self._folder)
        }

    @contextlib.contextmanager
    def _writing(self, expected: type[OSError] | tuple[()] = ()) -> Iterator[None]:
        try:
            yield
        except expected:
            raise
        except OSError as error:
            name = f" ({Path(error.filename).name})" if isinstance(error.filename, str) else ""
            raise DataSetError(self._folder, f"{error.strerror or error}{name}.") from error


def _files(folder: Path, prefix: str, hidden: Sequence[str] = ()) -> Iterator[StoredFile]:
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        if entry.name in hidden:
            continue
        path = prefix + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _files(folder / entry.name, f"{path}/")
        else:
            yield StoredFile(path, _size(entry))


def _size(entry: os.DirEntry[str]) -> int:
    # A link to a file has the file's size, so that it can stand for it; one that leads nowhere, or to itself, its own.
    with contextlib.suppress(OSError):
        if entry.is_file():
            return entry.stat().st_size
    return entry.stat(follow_symlinks=False).st_size


def _deepest_first(folders: Iterable[Path]) -> list[Path]:
    return sorted(folders, key=lambda folder: len(folder.parts), reverse=True)


@contextlib.contextmanager
def _opened(path: Path, flags: int) -> Iterator[int]:
    file = os.open(path, flags | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0), 0o666)
    try:
        yield file
    finally:
        os.close(file)


def _write(file: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest) :]
    os.fsync(file)


def _end_of_lines(file: int) -> int:
    """Return where the last whole line ends."""
    end = os.lseek(file, 0, os.SEEK_END)
    while end:
        begin = max(0, end - 65536)
        os.lseek(file, begin, os.SEEK_SET)
        newline = os.read(file, end - begin).rfind(b"\n")
        if newline >= 0:
            return begin + newline + 1
        end = begin
    return 0


def _sync(file: Path) -> None:
    # Windows syncs only what is open for writing; elsewhere a file may be read only.
    with _opened(file, os.O_RDWR if _ON_WINDOWS else os.O_RDONLY) as opened:
        os.fsync(opened)


def _sync_folder(folder: Path) -> None:
    if _ON_WINDOWS:
        # Folders cannot be opened there; its file systems keep their own journal of names.
        return
    # It may be gone: what was to be removed in it has not been there, either.
    with contextlib.suppress(FileNotFoundError), _opened(folder, os.O_RDONLY) as opened:
        os.fsync(opened)
