"""`omni.client`.

Differs:
    Files of this machine alone are reached, by path or `file:` address. For any other address the result is
    `ERROR_NOT_SUPPORTED`, and the log says once per server that it is not reached.
"""

from kitless.client.connections import (
    get_version,
    register_authentication_callback,
    register_connection_status_callback,
    set_hang_detection_time_ms,
    set_retries,
)
from kitless.client.files import (
    copy,
    create_folder,
    delete,
    get_local_file,
    list,  # noqa: A004 - the name is Kit's
    move,
    read_file,
    stat,
    write_file,
)
from kitless.client.files_async import (
    copy_async,
    create_folder_async,
    delete_async,
    get_local_file_async,
    list_async,
    move_async,
    read_file_async,
    stat_async,
    write_file_async,
)
from kitless.client.types import (
    AccessFlags,
    CopyBehavior,
    ItemFlags,
    ListEntry,
    Result,
)
from kitless.client.urls import (
    Url,
    break_url,
    combine_urls,
    combine_with_base_url,
    make_file_url_if_possible,
    make_relative_url,
    make_url,
    normalize_url,
    pop_base_url,
    push_base_url,
)

__all__ = [
    "AccessFlags",
    "CopyBehavior",
    "ItemFlags",
    "ListEntry",
    "Result",
    "Url",
    "break_url",
    "combine_urls",
    "combine_with_base_url",
    "copy",
    "copy_async",
    "create_folder",
    "create_folder_async",
    "delete",
    "delete_async",
    "get_local_file",
    "get_local_file_async",
    "get_version",
    "list",
    "list_async",
    "make_file_url_if_possible",
    "make_relative_url",
    "make_url",
    "move",
    "move_async",
    "normalize_url",
    "pop_base_url",
    "push_base_url",
    "read_file",
    "read_file_async",
    "register_authentication_callback",
    "register_connection_status_callback",
    "set_hang_detection_time_ms",
    "set_retries",
    "stat",
    "stat_async",
    "write_file",
    "write_file_async",
]
