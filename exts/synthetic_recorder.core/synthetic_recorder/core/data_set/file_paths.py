"""Paths of files in a data set: relative, with ``/`` between folders, and never leading out of it, on any system."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import PureWindowsPath

from .layout import OWN_NAMES

_ON_WINDOWS = os.name == "nt"
# What nearly all paths are; the others are looked at more closely.
_PLAIN = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*")
_DRIVE = re.compile(r"[A-Za-z]:")
# Control characters, separators of lines and of paragraphs, and halves of characters, which no UTF-8 can hold.
_UNWRITABLE = {"Cc", "Zl", "Zp", "Cs"}


def objection(path: str) -> str | None:
    """Return why a writer's file cannot have this path, as the end of a sentence; None when it can."""
    top = path.partition("/")[0]
    # Windows does not tell the cases apart, and a data set may be copied there.
    if top.lower() in OWN_NAMES:
        return f"takes a name that is the data set's own ({', '.join(sorted(OWN_NAMES))})"
    if not _PLAIN.fullmatch(path) and (problem := _objection(path)):
        return problem
    if _ON_WINDOWS and (":" in path or PureWindowsPath(path).is_reserved()):
        return "is none on Windows"
    return None


def _objection(path: str) -> str | None:
    if "\\" in path:
        return "has a backslash in it, which separates folders on Windows"
    if any(unicodedata.category(character) in _UNWRITABLE for character in path):
        return "has a character in it that cannot be written"
    if path.startswith("/") or _DRIVE.match(path):
        return "is absolute"
    if any(name in ("", ".", "..") for name in path.split("/")):
        return "leads through ., .. or a name without a letter"
    return None
