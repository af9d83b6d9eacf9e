"""The functions of `kitless.client.files`, to be awaited. The work is done at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kitless.client import files
from kitless.client.types import CopyBehavior

if TYPE_CHECKING:
    from kitless.client.types import ListEntry, Result


async def stat_async(url: str) -> tuple[Result, ListEntry | None]:
    """See `stat`."""
    return files.stat(url)


async def list_async(url: str) -> tuple[Result, tuple[ListEntry, ...]]:
    """See `list`."""
    return files.list(url)


async def read_file_async(url: str) -> tuple[Result, str, bytes]:
    """See `read_file`."""
    return files.read_file(url)


async def write_file_async(
    url: str, content: bytes | bytearray | memoryview | str, message: str = ""
) -> Result:
    """See `write_file`."""
    return files.write_file(url, content, message)


async def create_folder_async(url: str) -> Result:
    """See `create_folder`."""
    return files.create_folder(url)


async def delete_async(url: str) -> Result:
    """See `delete`."""
    return files.delete(url)


async def copy_async(
    src_url: str,
    dst_url: str,
    behavior: CopyBehavior = CopyBehavior.ERROR_IF_EXISTS,
    message: str = "",
) -> Result:
    """See `copy`."""
    return files.copy(src_url, dst_url, behavior, message)


async def move_async(
    src_url: str,
    dst_url: str,
    behavior: CopyBehavior = CopyBehavior.ERROR_IF_EXISTS,
    message: str = "",
) -> tuple[Result, bool]:
    """See `move`."""
    return files.move(src_url, dst_url, behavior, message)


async def get_local_file_async(url: str, download: bool = False) -> tuple[Result, str]:
    """See `get_local_file`."""
    return files.get_local_file(url, download)
