"""Tracebacks that show what somebody else has written."""

from __future__ import annotations

import importlib
import traceback
import unittest
from pathlib import Path

_KITLESS = Path(__file__).parents[1]

_MACHINERY = (
    "<frozen importlib",
    str(Path(importlib.__file__).parent),
    str(Path(unittest.__file__).parent),
    str(_KITLESS / "app"),
    str(_KITLESS / "command_line"),
    str(_KITLESS / "testing"),
)


def own_traceback(error: BaseException) -> str:
    """A traceback without the frames of the import system, of unittest, of the App's loop and of what runs tests.

    When nothing else is left, they stay, unless the error says by itself where it is. What it was raised from is told
    in full.
    """
    described = traceback.TracebackException.from_exception(error)
    own = [frame for frame in described.stack if not frame.filename.startswith(_MACHINERY)]
    if own or isinstance(error, SyntaxError):
        described.stack = traceback.StackSummary.from_list(own)
    return "".join(described.format())
