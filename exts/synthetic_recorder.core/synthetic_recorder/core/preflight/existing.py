"""Check of what lies where a data set is to go, as far as it can be seen before anything is touched.

::

    on_conflict   nothing there   a data set                       anything else
    increment     ·               the next free name               the next free name
    fail          ·               refused                          refused
    resume        ·               gone on with; complete: told     refused
    overwrite     ·               replaced, without strangers      refused

What is being recorded right now can be neither resumed nor overwritten. What a start finds out later, when it has
loaded the data set and opened the writer, is told then: what differs from the recording that is to go on, and which
files of it are gone.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from synthetic_recorder.core.config import OnConflict
from synthetic_recorder.core.data_set import DataSet, Status
from synthetic_recorder.core.data_set.conflict import OTHER_NAME, Conflict
from synthetic_recorder.core.data_set.disk_store import DiskStore
from synthetic_recorder.core.data_set.layout import JOURNAL, LOCK, MANIFEST, STAGING
from synthetic_recorder.core.data_set.lock import is_locked
from synthetic_recorder.core.data_set.reserve import is_data_set, working_directory
from synthetic_recorder.core.errors import DataSetError
from synthetic_recorder.core.findings import error, warning

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from synthetic_recorder.core.config import OutputConfig
    from synthetic_recorder.core.findings import Finding

# Both kinds of first lines have the version of the layout within so many bytes.
_BEGINNING = 64


def check_existing(folder: Path, policy: OnConflict) -> Iterator[Finding]:
    """Find a folder that cannot be dealt with as ``on_conflict`` says, and a data set around the new one.

    Args:
        folder: Folder of the data set, absolute.
        policy: What to do when it exists.

    Raises:
        OSError: The system does not let this person look.
    """
    yield from _check_around(folder)
    if policy is OnConflict.INCREMENT or not os.path.lexists(folder):
        return
    if policy is OnConflict.FAIL:
        taken = Conflict.taken(folder, policy)
        yield error("output-folder-exists", "output.folder", taken.what, taken.todo)
    elif not is_data_set(folder):
        other = Conflict.not_a_data_set(folder, policy)
        yield error("output-not-a-data-set", "output.folder", other.what, other.todo)
    elif is_locked(folder / STAGING / LOCK):
        yield error(
            "output-locked",
            "output.folder",
            f"{folder} is being recorded by another recorder.",
            f"Stop that one, or wait for its end; or {OTHER_NAME[0].lower()}{OTHER_NAME[1:]}",
        )
    else:
        yield from _check_data_set(folder, policy)


def committed_frames(output: OutputConfig) -> int:
    """Return the frames that a recording need not record any more, because it goes on where one has ended."""
    if output.on_conflict is not OnConflict.RESUME or output.s3.enabled:
        return 0
    try:
        data_set = DataSet.load(DiskStore(working_directory(output) / output.folder))
    except (DataSetError, OSError, ValueError):
        # The check of the output says so.
        return 0
    return 0 if data_set is None else len(data_set.frames)


def _check_around(folder: Path) -> Iterator[Finding]:
    around = next((parent for parent in folder.parents if _is_ours(parent)), None)
    if around is not None:
        yield error(
            "output-in-a-data-set",
            "output.directory",
            f"{folder} would lie in {around}, which is a data set itself.",
            "Choose another place: what lies in a data set and is not of it counts as a stranger there.",
        )


def _check_data_set(folder: Path, policy: OnConflict) -> Iterator[Finding]:
    store = DiskStore(folder)
    try:
        data_set = DataSet.load(store)
    except DataSetError as problem:
        yield error("output-unreadable", "output.folder", f"{problem}".rstrip(".") + ".", OTHER_NAME)
        return
    if data_set is None:
        return
    if policy is OnConflict.OVERWRITE:
        if strangers := data_set.strangers():
            conflict = Conflict.strangers(folder, strangers)
            yield error("output-strangers", "output.folder", conflict.what, conflict.todo)
    elif data_set.manifest is not None and data_set.manifest.status is Status.COMPLETE:
        yield warning(
            "output-complete",
            "output.folder",
            f"{folder} is complete: if it is the recording of this config, there is nothing left to do.",
            "To record once more, choose another name, or increment.",
        )


def _is_ours(folder: Path) -> bool:
    """Return whether a folder has a data set of this recorder in it, whatever else may be called so."""
    for name in (MANIFEST, JOURNAL):
        try:
            with (folder / name).open("rb") as file:
                if b'"layout_version"' in file.read(_BEGINNING):
                    return True
        except OSError:
            continue
    return False
