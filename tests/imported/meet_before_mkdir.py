"""Lets processes that make the same folder come to that at the same instant.

``MEET_IN`` is a folder in which each of ``MEET_COUNT`` processes leaves a file when it is about to make its first
folder called ``MEET_NAME``, or to open a database or a link there; each waits for the others' files.
"""

import os
import sys
import time
from pathlib import Path

_met: list[bool] = []


def _look(event: str, arguments: tuple) -> None:
    if _met or event not in ("os.mkdir", "sqlite3.connect"):
        return
    if os.environ["MEET_NAME"] not in Path(os.fspath(arguments[0])).parts:
        return
    _met.append(True)
    place = Path(os.environ["MEET_IN"])
    (place / str(os.getpid())).touch()
    deadline = time.monotonic() + 60
    while len(list(place.iterdir())) < int(os.environ["MEET_COUNT"]) and time.monotonic() < deadline:
        pass


sys.addaudithook(_look)
