"""The folder of a data set: a new one for each recording, never one that was there before.

::

    <directory>/_out_sdrec        taken
    <directory>/_out_sdrec_01     taken
    <directory>/_out_sdrec_02     this one is made for the next recording (increment)
"""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from .config import OnConflict
from .errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .config import OutputConfig


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


def working_directory(output: OutputConfig) -> Path:
    """Return the folder in which the data set's folder is made, absolute.

    Raises:
        ValueError: Its path is none.
    """
    try:
        directory = Path(output.directory).expanduser()
    except RuntimeError as error:
        # A person of that name has no home here, or there is none at all.
        raise ValueError(str(error).rstrip(".")) from error
    # abspath and not resolve: the path is shown to the person who typed it, links and all.
    return Path(os.path.abspath(directory))  # noqa: PTH100


def _remove_empty(folders: Iterable[Path]) -> None:
    for folder in folders:
        with contextlib.suppress(OSError, ValueError):
            folder.rmdir()


def _names(output: OutputConfig) -> Iterator[str]:
    yield output.folder
    if output.on_conflict is OnConflict.INCREMENT:
        yield from (f"{output.folder}_{number:02d}" for number in itertools.count(1))
