"""Files and folders of this machine by their addresses, with the names of `omni.client`.

Nothing raises: what went wrong is told by the `Result`, as in Kit.
"""

from __future__ import annotations

import logging
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kitless.client.types import AccessFlags, CopyBehavior, ItemFlags, ListEntry, Result
from kitless.client.urls import break_url, local_path

if TYPE_CHECKING:
    from collections.abc import Callable

_logger = logging.getLogger("kitless.client")
_told: set[str] = set()

# ValueError: no file can have the name, such as one with a NUL in it.
_FAILURES = (OSError, ValueError)


def stat(url: str) -> tuple[Result, ListEntry | None]:
    """What a file or a folder is. Returns (OK, entry), or (error, None)."""
    path, result = _path(url)
    if path is None:
        return result, None
    try:
        return Result.OK, _entry(path, path.name)
    except _FAILURES as error:
        return _result(error), None


def list(url: str) -> tuple[Result, tuple[ListEntry, ...]]:  # noqa: A001 - the name is Kit's
    """What is in a folder, by name; links that lead nowhere are left out.

    Returns:
        (OK, entries), or (error, ()). A file has no entries.
    """
    path, result = _path(url)
    if path is None:
        return result, ()
    try:
        if path.is_file():
            return Result.OK, ()
        children = [child for child in sorted(path.iterdir()) if child.exists()]
        return Result.OK, tuple(_entry(child, child.name) for child in children)
    except _FAILURES as error:
        return _result(error), ()


def read_file(url: str) -> tuple[Result, str, bytes]:
    """Read a file. Returns (OK, its version, which is "", its bytes), or (error, "", b"")."""
    path, result = _path(url)
    if path is None:
        return result, "", b""
    try:
        return Result.OK, "", path.read_bytes()
    except _FAILURES as error:
        return _result(error), "", b""


def write_file(url: str, content: bytes | bytearray | memoryview | str, message: str = "") -> Result:
    """Write a file, and the folders that it lies in.

    Args:
        url: The file.
        content: Its bytes, or text that becomes UTF-8.
        message: Taken for Kit's sake.
    """
    del message
    data = content.encode() if isinstance(content, str) else bytes(content)

    def write(path: Path) -> Result:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return Result.OK

    return _do(url, write)


def create_folder(url: str) -> Result:
    """Make a folder, and those that it lies in. ERROR_ALREADY_EXISTS where there is something."""

    def create(path: Path) -> Result:
        path.mkdir(parents=True)
        return Result.OK

    return _do(url, create)


def delete(url: str) -> Result:
    """Delete a file, or a folder with all that is in it."""

    def remove(path: Path) -> Result:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
        return Result.OK

    return _do(url, remove)


def copy(
    src_url: str,
    dst_url: str,
    behavior: CopyBehavior = CopyBehavior.ERROR_IF_EXISTS,
    message: str = "",
) -> Result:
    """Copy a file, or a folder with all that is in it; the folders above are made.

    Args:
        src_url: What is copied.
        dst_url: Where the copy is.
        behavior: What happens when there is something there. Overwriting a folder puts the copy's files into it. A
            file does not overwrite a folder, nor a folder a file.
        message: Taken for Kit's sake.
    """
    del message
    source, result = _path(src_url)
    if source is None:
        return result

    def copy_to(target: Path) -> Result:
        if not source.exists():
            return Result.ERROR_NOT_FOUND
        if target.resolve().is_relative_to(source.resolve()):
            _logger.warning("omni.client: %s cannot be copied into itself, to %s", source, target)
            return Result.ERROR
        if target.exists() and (
            behavior == CopyBehavior.ERROR_IF_EXISTS or target.is_dir() != source.is_dir()
        ):
            return Result.ERROR_ALREADY_EXISTS
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        else:
            shutil.copy2(source, target)
        return Result.OK

    return _do(dst_url, copy_to)


def move(
    src_url: str,
    dst_url: str,
    behavior: CopyBehavior = CopyBehavior.ERROR_IF_EXISTS,
    message: str = "",
) -> tuple[Result, bool]:
    """Move a file or a folder. See `copy`.

    Returns:
        The result, and whether everything was copied.
    """
    copied = copy(src_url, dst_url, behavior, message)
    if copied != Result.OK:
        return copied, False
    return delete(src_url), True


def get_local_file(url: str, download: bool = False) -> tuple[Result, str]:
    """The path of an address of this machine. Returns (OK, path), or (error, "")."""
    del download
    path, result = _path(url)
    if path is None:
        return result, ""
    return (Result.OK, str(path)) if path.exists() else (Result.ERROR_NOT_FOUND, "")


def _path(url: str) -> tuple[Path | None, Result]:
    """The path of an address; None and the error where it is none of this machine."""
    path = local_path(url)
    if path == Path() and "." not in url:
        # Not the current folder: whoever has an empty address does not mean it, least of all for delete.
        return None, Result.ERROR
    if path is not None:
        return path, Result.OK
    parts = break_url(url)
    server = f"{parts.scheme}://{parts.host or ''}"
    if server not in _told:
        _told.add(server)
        _logger.warning("omni.client: kitless reaches files of this machine only, and not %s", server)
    return None, Result.ERROR_NOT_SUPPORTED


def _do(url: str, work: Callable[[Path], Result]) -> Result:
    path, result = _path(url)
    if path is None:
        return result
    try:
        return work(path)
    except _FAILURES as error:
        return _result(error)


def _result(error: OSError | ValueError) -> Result:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return Result.ERROR_NOT_FOUND
        case FileExistsError():
            return Result.ERROR_ALREADY_EXISTS
        case PermissionError():
            return Result.ERROR_ACCESS_DENIED
    _logger.warning("omni.client: %s", error)
    return Result.ERROR


def _entry(path: Path, name: str) -> ListEntry:
    status = path.stat()
    is_folder = path.is_dir()
    access = AccessFlags(0)
    if os.access(path, os.R_OK):
        access |= AccessFlags.READ
    if os.access(path, os.W_OK):
        access |= AccessFlags.WRITE
    if is_folder:
        flags = ItemFlags.CAN_HAVE_CHILDREN
    else:
        flags = ItemFlags.DOES_NOT_HAVE_CHILDREN
        flags |= ItemFlags.READABLE_FILE if AccessFlags.READ in access else ItemFlags(0)
        flags |= ItemFlags.WRITEABLE_FILE if AccessFlags.WRITE in access else ItemFlags(0)
    return ListEntry(
        relative_path=name,
        access=access,
        flags=flags,
        size=0 if is_folder else status.st_size,
        modified_time=datetime.fromtimestamp(status.st_mtime, UTC),
        created_time=datetime.fromtimestamp(status.st_ctime, UTC),
    )
