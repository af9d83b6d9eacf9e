"""Whether a file can be a stage, told without reading it: a large one takes its time, and that is for later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pxr import Sdf

from kitless.errors import StageOpenError

if TYPE_CHECKING:
    from pathlib import Path


def require_stage_file(file: Path) -> None:
    """Refuse what can be no stage, by its name and its first bytes.

    Raises:
        StageOpenError: The file is not there, or nothing reads files of its kind, or it begins as none of them.
    """
    if not file.exists():
        raise StageOpenError(str(file), f"there is no such file (looked for {file.absolute()})")
    if file.is_dir():
        raise StageOpenError(str(file), "it is a folder; name the stage in it")
    if not file.is_file():
        raise StageOpenError(str(file), "it is no file, but a device or a pipe")
    file_format = Sdf.FileFormat.FindByExtension(str(file))
    if file_format is None:
        kinds = ", ".join(f".{name}" for name in sorted(Sdf.FileFormat.FindAllFileFormatExtensions()))
        raise StageOpenError(str(file), f"USD reads no files of its kind; it reads {kinds}")
    if not file_format.CanRead(str(file)):
        kind = file_format.primaryFileExtension
        raise StageOpenError(str(file), f"its content does not begin as that of a .{kind} file does")
