"""Where a recording would lie if it started now, seen without making or reserving anything.

::

    on_conflict   nothing there   something there
    increment     NEW             NEXT_NAME
    fail          NEW             REFUSED
    resume        NEW             RESUMED, or REFUSED
    overwrite     NEW             REPLACED, or REFUSED

In a bucket it is ASKED_AT_START: what is there, only the server knows.
"""

from __future__ import annotations

import enum
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .config import OnConflict
from .data_set import DataSet
from .data_set.disk_store import DiskStore
from .data_set.reserve import data_set_names, working_directory
from .errors import DataSetError
from .preflight.existing import check_existing
from .preflight.file_names import is_one_name

if TYPE_CHECKING:
    from pathlib import Path

    from .config import OutputConfig


class PlaceAction(enum.Enum):
    """What a start would do at the place of its data set."""

    NEW = "new"
    """Nothing is there: begin a data set."""
    NEXT_NAME = "next name"
    """The name is taken: begin a data set under the next free one."""
    RESUMED = "resumed"
    """Go on with the data set that is there."""
    REPLACED = "replaced"
    """Remove the data set that is there, and begin a new one."""
    REFUSED = "refused"
    """Do nothing; the findings of the output say why."""
    ASKED_AT_START = "asked at the start"
    """Ask the server what is there, then do as ``on_conflict`` says."""


@dataclass(frozen=True, slots=True)
class ForeseenPlace:
    """The place of a recording that has not started.

    Attributes:
        location: Folder of the data set, absolute, or ``s3://bucket/prefix/folder``; what the config says, as it
            stands there, where that is no path.
        action: What a start would do there.
        frames: How many frames the data set there has, one that would be resumed or replaced; else 0.
    """

    location: str
    action: PlaceAction
    frames: int = 0


def foresee_place(output: OutputConfig) -> ForeseenPlace:
    """Return where a recording would lie if it started now. Looks at the disk, blocks, and changes nothing.

    Until the start somebody else may take the place: it is the start that decides.
    """
    if output.s3.enabled:
        key = "/".join(filter(None, [output.s3.prefix.strip("/"), output.folder]))
        return ForeseenPlace(f"s3://{output.s3.bucket}/{key}", PlaceAction.ASKED_AT_START)
    try:
        return _on_disk(output)
    except (OSError, ValueError):
        return ForeseenPlace(os.path.join(output.directory, output.folder), PlaceAction.REFUSED)  # noqa: PTH118


def _on_disk(output: OutputConfig) -> ForeseenPlace:
    directory = working_directory(output)
    folder = directory / output.folder
    if not is_one_name(output.folder):
        return ForeseenPlace(str(folder), PlaceAction.REFUSED)
    if output.on_conflict is OnConflict.INCREMENT:
        free = next(name for name in data_set_names(output) if not _is_there(directory / name))
        action = PlaceAction.NEW if free == output.folder else PlaceAction.NEXT_NAME
        return ForeseenPlace(str(directory / free), action)
    if not _is_there(folder):
        return ForeseenPlace(str(folder), PlaceAction.NEW)
    return _existing(folder, output.on_conflict)


def _is_there(path: Path) -> bool:
    """Return whether a name is taken; a link that leads nowhere has it, too: no folder can be made in its place.

    Raises:
        OSError: Unlike ``lexists``, when there can be no such path.
    """
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def _existing(folder: Path, policy: OnConflict) -> ForeseenPlace:
    if any(finding.is_error for finding in check_existing(folder, policy)):
        return ForeseenPlace(str(folder), PlaceAction.REFUSED)
    try:
        data_set = DataSet.load(DiskStore(folder))
    except DataSetError:
        # It was readable a moment ago.
        return ForeseenPlace(str(folder), PlaceAction.REFUSED)
    if data_set is None:
        # The folder of a recorder that was killed before it began.
        return ForeseenPlace(str(folder), PlaceAction.NEW)
    action = PlaceAction.RESUMED if policy is OnConflict.RESUME else PlaceAction.REPLACED
    return ForeseenPlace(str(folder), action, len(data_set.frames))
