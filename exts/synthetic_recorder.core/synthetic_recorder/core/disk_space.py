"""What a folder takes of its disk, others writing into it meanwhile, and what is left there."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def file_sizes(folder: Path) -> Iterator[int]:
    """Yield the size of each file at any depth, in bytes.

    Links are not followed, they count themselves. What vanishes while it is looked at, and a folder that cannot
    be read, is left out.
    """
    folders = [os.fspath(folder)]
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    elif (size := _size(entry)) is not None:
                        yield size
        except OSError:
            continue


def free_bytes(folder: Path) -> int | None:
    """Return the space that is left on the disk of a folder, in bytes; None when the system does not tell."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def _size(entry: os.DirEntry[str]) -> int | None:
    try:
        return entry.stat(follow_symlinks=False).st_size
    except OSError:
        return None
