"""The place of a data set: a new one for each recording, or, when asked, one that was there before."""

from __future__ import annotations

import contextlib
import itertools
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from .config import OnConflict
from .data_set.reserve import data_set_names, reserve_on_disk, working_directory
from .errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .config import OutputConfig
    from .data_set import DataSet, Provenance, Store

__all__ = ["Reserved", "data_set_names", "reserve", "working_directory"]


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


# Until the recorder uses `reserve`.
class ReservedFolder:
    """A folder that was made for one recording and belongs to it alone.

    Attributes:
        path: The folder, absolute.
    """

    def __init__(self, path: Path, made_parents: tuple[Path, ...]) -> None:
        self.path = path
        self._made_parents = made_parents

    def release(self) -> None:
        """Remove the folder with all that is in it, and the parents that were made for it.

        For a recording that was refused before its first frame. A parent in which something else has appeared
        since stays.
        """
        shutil.rmtree(self.path, ignore_errors=True)
        _remove_empty(self._made_parents)


def reserve_folder(output: OutputConfig) -> ReservedFolder:
    """Make the folder of a data set.

    ``mkdir`` decides who gets a name, so that two recordings that start at the same time get two folders.

    Raises:
        OutputError: The folder exists and ``on_conflict`` is ``fail``, or it cannot be made.
    """
    made_parents: tuple[Path, ...] = ()
    try:
        directory = working_directory(output)
        places = (directory, *directory.parents)
        made_parents = tuple(itertools.takewhile(lambda place: not place.exists(), places))
        directory.mkdir(parents=True, exist_ok=True)
        for name in _names(output):
            try:
                (directory / name).mkdir()
            except FileExistsError:
                continue
            return ReservedFolder(directory / name, made_parents)
    except (OSError, ValueError) as error:
        _remove_empty(made_parents)
        problem = getattr(error, "strerror", None) or error
        path = Path(output.directory, output.folder)
        raise OutputError(f"The folder {path} cannot be made: {problem}.") from error
    raise OutputError(
        f"The folder {directory / output.folder} exists, and on_conflict is {output.on_conflict.value}. "
        f"Choose another name, or {OnConflict.INCREMENT.value}."
    )


def _remove_empty(folders: Iterable[Path]) -> None:
    for folder in folders:
        with contextlib.suppress(OSError, ValueError):
            folder.rmdir()


def _names(output: OutputConfig) -> Iterator[str]:
    yield output.folder
    if output.on_conflict is OnConflict.INCREMENT:
        yield from (f"{output.folder}_{number:02d}" for number in itertools.count(1))
