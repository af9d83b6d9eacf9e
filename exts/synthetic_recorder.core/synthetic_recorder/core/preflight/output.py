"""Checks of the place where the data set goes."""

from __future__ import annotations

import contextlib
import os
from pathlib import PurePath
from typing import TYPE_CHECKING

from synthetic_recorder.core.config import OnConflict
from synthetic_recorder.core.findings import error
from synthetic_recorder.core.output import working_directory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from synthetic_recorder.core.config import OutputConfig
    from synthetic_recorder.core.findings import Finding


def check_output(output: OutputConfig) -> Iterator[Finding]:
    """Find a folder name that is none, a place that cannot be written to, and a conflict that must fail."""
    if output.folder in ("", ".", "..") or PurePath(output.folder).name != output.folder:
        yield error(
            "output-folder-invalid",
            "output.folder",
            f"{output.folder!r} is not the name of one folder.",
            "Give a name such as _out_sdrec; what comes before it belongs in output.directory.",
        )
        return
    if output.s3.enabled:
        # Never to disk instead: who asks for a bucket would look for the data set there.
        yield error(
            "s3-recording-unavailable",
            "output.s3.enabled",
            "This version records to disk only.",
            "Switch output.s3.enabled off, or give the command line an --output.",
        )
        return
    try:
        yield from _check_place(output)
    except (OSError, ValueError) as problem:
        # Too long for the system, a character that no path can have, a home that nobody has.
        yield error(
            "output-directory-invalid",
            "output.directory",
            f"{output.directory!r} with {output.folder!r} is not a path here ({problem}).",
            "Choose another place.",
        )


def _check_place(output: OutputConfig) -> Iterator[Finding]:
    directory = working_directory(output)
    folder = directory / output.folder
    # Unlike exists, this raises for what cannot be a path.
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        folder.lstat()
    existing = next(place for place in (directory, *directory.parents) if place.exists())
    if not existing.is_dir():
        yield error(
            "output-directory-invalid",
            "output.directory",
            f"{existing} is not a folder.",
            "Choose another place.",
        )
    elif not os.access(existing, os.W_OK | os.X_OK):
        yield error(
            "output-directory-not-writable",
            "output.directory",
            f"Nothing can be written to {existing}.",
            "Choose another place, or have its permissions changed.",
        )
    if output.on_conflict is OnConflict.FAIL and folder.exists():
        yield error(
            "output-folder-exists",
            "output.folder",
            f"{folder} exists, and on_conflict is {output.on_conflict.value}.",
            f"Choose another name, or {OnConflict.INCREMENT.value}.",
        )
