"""What the client's functions give and take, with the names of `omni.client`. Only the names are Kit's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, IntFlag


class Result(IntEnum):
    """How a call has ended."""

    OK = 0
    OK_LATEST = 1
    OK_NOT_YET_FOUND = 2
    ERROR = 3
    ERROR_CONNECTION = 4
    ERROR_NOT_SUPPORTED = 5
    ERROR_ACCESS_DENIED = 6
    ERROR_NOT_FOUND = 7
    ERROR_BAD_VERSION = 8
    ERROR_ALREADY_EXISTS = 9
    ERROR_SOURCE = 10
    ERROR_ACCESS_LOST = 11
    ERROR_LOCKED = 12

    def __str__(self) -> str:
        return f"Result.{self.name}"


class AccessFlags(IntFlag):
    """What the user of this process may do with a file or a folder."""

    READ = 1
    WRITE = 2
    ADMIN = 4


class ItemFlags(IntFlag):
    """What a file or a folder is, and what can be done with it."""

    READABLE_FILE = 1
    WRITEABLE_FILE = 2
    CAN_HAVE_CHILDREN = 4
    DOES_NOT_HAVE_CHILDREN = 8
    IS_MOUNT = 16
    IS_INSIDE_MOUNT = 32
    CAN_LIVE_UPDATE = 64
    IS_OMNI_OBJECT = 128
    IS_CHANNEL = 256
    IS_CHECKPOINTED = 512
    IS_DELETED = 1024


class CopyBehavior(IntEnum):
    """What happens when there is something where a copy goes."""

    ERROR_IF_EXISTS = 0
    OVERWRITE = 1


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A file or a folder.

    Attributes:
        relative_path: Its name, or its path below what was asked for.
        access: What may be done with it.
        flags: What it is.
        size: In bytes; 0 for a folder.
        modified_time: When it was changed last.
        created_time: When it was made, as far as the file system knows.
        modified_by: Always "".
        created_by: Always "".
        version: Always "".
        hash: Always "".
        comment: Always "".
    """

    relative_path: str
    access: AccessFlags
    flags: ItemFlags
    size: int
    modified_time: datetime
    created_time: datetime
    modified_by: str = ""
    created_by: str = ""
    version: str = ""
    hash: str = ""
    comment: str = ""
