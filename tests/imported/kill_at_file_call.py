"""Kills the process that imports it at its n-th call to the file system in a folder, before the call is made.

The environment says which: ``KILL_IN`` is the folder, ``KILL_AT`` is n. Calls of processes that come to their end
are counted in the file ``KILL_COUNT``.
"""

import atexit
import itertools
import os
import signal
import sys
from pathlib import Path

_CALLS = {
    "open",
    "os.link",
    "os.listdir",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.scandir",
    "os.truncate",
    "sqlite3.connect",
}
_FOLDER, _AT = os.environ["KILL_IN"], int(os.environ["KILL_AT"])
_numbers = itertools.count(1)


def _look(event: str, arguments: tuple) -> None:
    if event not in _CALLS or not isinstance(arguments[0], str | os.PathLike):
        return
    if _FOLDER in os.fspath(arguments[0]) and next(_numbers) == _AT:
        os.kill(os.getpid(), signal.SIGKILL)


sys.addaudithook(_look)
if "KILL_COUNT" in os.environ:
    atexit.register(lambda: Path(os.environ["KILL_COUNT"]).write_text(str(next(_numbers))))
