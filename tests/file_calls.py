"""Lets something happen at a call to the file system, whoever makes it and however it is made.

Python tells its audit hooks of each call before it is made, with its paths; what a hook raises comes out of the call.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_CHANGING = ("os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

_watchers: list[Callable[[str, tuple], None]] = []


@contextlib.contextmanager
def watched_calls(folder: Path, act: Callable[[int, str], None]) -> Iterator[list[str]]:
    """Tell of every call that changes something in a folder, before it is made; what ``act`` raises comes out of it.

    Args:
        folder: The folder; calls for what lies beside it and begins with its name count, too.
        act: Called with the number of the call, from 0, and with what it does.

    Yields:
        What was done, in order.
    """
    done: list[str] = []
    begin = os.fspath(folder)

    def watch(event: str, arguments: tuple) -> None:
        if event == "open":
            _, mode, flags = arguments
            changes = (isinstance(flags, int) and flags & _WRITING) or any(
                each in (mode or "") for each in "wxa+"
            )
            paths = arguments[:1] if changes else ()
        else:
            paths = arguments[:2] if event in _CHANGING else ()
        names = [os.fspath(path) for path in paths if isinstance(path, str | os.PathLike)]
        if any(isinstance(name, str) and begin in name for name in names):
            # One that is to fail was not done, but stands in the list as well: it tells where the fault came.
            done.append(f"{event} {' '.join(str(name).replace(begin, '.') for name in names)}")
            act(len(done) - 1, done[-1])

    if not _watchers:
        # It cannot be taken away again; without watchers it does next to nothing.
        sys.addaudithook(lambda event, arguments: [each(event, arguments) for each in _watchers[1:]])
        _watchers.append(lambda event, arguments: None)
    _watchers.append(watch)
    try:
        yield done
    finally:
        _watchers.remove(watch)
