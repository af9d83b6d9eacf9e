"""Checks of the place where the data set goes."""

from __future__ import annotations

import contextlib
import errno
import os
import uuid
from typing import TYPE_CHECKING

from synthetic_recorder.core.config import OnConflict
from synthetic_recorder.core.findings import error, warning
from synthetic_recorder.core.output import working_directory

from . import file_names
from .existing import check_existing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from synthetic_recorder.core.config import OutputConfig
    from synthetic_recorder.core.findings import Finding

# The disk is full, or a person's part of it: what is free on the disk says nothing of that.
_FULL = (errno.ENOSPC, errno.EDQUOT)


def check_output(output: OutputConfig) -> Iterator[Finding]:
    """Find a folder name that is none, a place that cannot be written to, and what cannot stay or go on there.

    Whether it can be written to is found out by writing: a file without content, which is gone at once. What
    permissions say is not the whole truth on network drives, read-only mounts and Windows.
    """
    names = list(check_folder_name(output))
    yield from names
    if any(finding.is_error for finding in names):
        return
    if output.s3.enabled:
        # What is there, and whether it may be written to, only the server knows: `check_s3` asks it.
        return
    try:
        yield from _check_place(output)
    except PermissionError as problem:
        yield _not_writable(problem.filename or output.directory, problem)
    except (OSError, ValueError) as problem:
        # Too long for the system, a character that no path can have, a home that nobody has.
        yield error(
            "output-directory-invalid",
            "output.directory",
            f"{output.directory!r} with {output.folder!r} is not a path here ({problem}).",
            "Choose another place.",
        )


def check_folder_name(output: OutputConfig) -> Iterator[Finding]:
    """Find a folder name that is none, here or elsewhere, without looking at the disk."""
    folder = output.folder
    if not file_names.is_one_name(folder):
        yield error(
            "output-folder-invalid",
            "output.folder",
            f"{folder!r} is not the name of one folder.",
            "Give a name such as _out_sdrec; what comes before it belongs in output.directory.",
        )
        return
    objection = file_names.windows_objection(folder)
    if objection and file_names.ON_WINDOWS:
        yield error(
            "output-folder-invalid",
            "output.folder",
            f"On Windows a folder that is called {folder!r} {objection}.",
            "Choose another name.",
        )
    elif objection:
        yield warning(
            "output-folder-not-portable",
            "output.folder",
            f"On Windows a folder that is called {folder!r} {objection}: the data set cannot be copied there.",
            "Choose another name, unless it stays where it is.",
        )


def nearest_place(output: OutputConfig) -> Path:
    """Return the working directory, or, as long as that is not there, what is there of the way to it.

    Raises:
        OSError: The system has no such paths, or does not let this person look.
        ValueError: It is no path.
    """
    directory = working_directory(output)
    # Unlike exists, this raises for what cannot be a path.
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        (directory / output.folder).lstat()
    # A link that leads nowhere is there, too: no folder can be made in its place.
    return next(place for place in (directory, *directory.parents) if os.path.lexists(place))


def _check_place(output: OutputConfig) -> Iterator[Finding]:
    place = nearest_place(output)
    if not place.is_dir():
        yield error(
            "output-directory-invalid",
            "output.directory",
            f"{place} is {'not a folder' if place.exists() else 'a link that leads nowhere'}.",
            "Choose another place.",
        )
        return
    folder = working_directory(output) / output.folder
    # What goes on in a folder needs no room beside it, and nothing is tried out within a data set.
    if output.on_conflict in (OnConflict.INCREMENT, OnConflict.FAIL) or not folder.is_dir():
        try:
            _write_to(place)
        except OSError as problem:
            yield _not_writable(place, problem)
    yield from check_existing(folder, output.on_conflict)


def _write_to(folder: Path) -> None:
    # Not tempfile: on Windows it tries ten thousand names in a folder that may not be written to.
    file = folder / f".synthetic_recorder_check_{uuid.uuid4().hex}"
    file.touch(exist_ok=False)
    file.unlink()


def _not_writable(place: Path | str, problem: OSError) -> Finding:
    remedy = "make room there" if problem.errno in _FULL else "have its permissions changed"
    return error(
        "output-directory-not-writable",
        "output.directory",
        f"Nothing can be written to {place}: {problem.strerror or problem}.",
        f"Choose another place, or {remedy}.",
    )
