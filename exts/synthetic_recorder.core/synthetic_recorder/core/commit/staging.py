"""Where files are until they are in the data set.

::

    <staging>/
      open/         the writer writes here
      sealed/0/     what it has written of the batch that begins with frame 0: whole, and not in the data set yet
      sealed/16/    … of the next one
"""

from __future__ import annotations

import os
import shutil
import stat
from typing import TYPE_CHECKING

from synthetic_recorder.core.errors import OutputError, RecorderError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Staging:
    """The staging folder of one recording.

    Args:
        folder: The folder; it exists and belongs to this recording alone.

    Attributes:
        folder: The folder.
        open: The folder that the writer writes to, new.

    Raises:
        OutputError: The disk refuses to, or files are there that could not be removed: nothing would tell them from
            those of the writer.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.open = folder / "open"
        self._sealed = folder / "sealed"
        try:
            self.open.mkdir()
        except OSError as error:
            raise OutputError(
                f"The folder {self.open} for the writer cannot be made: {error.strerror}. Remove what an earlier "
                "recorder has left there, or make room on the disk, and start again."
            ) from error

    def seal(self, first: int) -> Path:
        """Move what the writer has written out of its reach, and return the folder in which it is now.

        Nothing must be waiting to be written. The writer's folders stay: it may have made them once and for all.

        Args:
            first: Frame with which the batch begins.

        Raises:
            OSError: The disk refuses to.
            RecorderError: There is a link among the files, or something else that is no file.
        """
        target = self._sealed / str(first)
        target.mkdir(parents=True)
        made = {""}
        for name in written_files(self.open):
            folder = name.rpartition("/")[0]
            if folder not in made:
                (target / folder).mkdir(parents=True, exist_ok=True)
                made.add(folder)
            (self.open / name).rename(target / name)
        return target

    def discard(self) -> None:
        """Remove what the writer has written and nobody has sealed; its folders stay."""
        for name in written_files(self.open):
            (self.open / name).unlink()

    @staticmethod
    def remove(sealed: Path) -> None:
        """Remove a sealed folder, with whatever is left in it."""
        shutil.rmtree(sealed, ignore_errors=True)


def written_files(folder: Path) -> Iterator[str]:
    """Yield the files below a folder, relative to it, with ``/`` between folders.

    Raises:
        RecorderError: There is a link among the files, or something else that is no file. Whatever a link leads to
            is not ours to move or to read.
    """
    folders = [""]
    while folders:
        inside = folders.pop()
        with os.scandir(folder / inside) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        for entry in found:
            name = f"{inside}/{entry.name}" if inside else entry.name
            mode = entry.stat(follow_symlinks=False).st_mode
            if stat.S_ISDIR(mode):
                folders.append(name)
            elif stat.S_ISREG(mode):
                yield name
            else:
                raise RecorderError(
                    f"The writer has made {name!r}, which is no file but a link or a device. A data set holds files "
                    "only: let the writer write a copy."
                )
