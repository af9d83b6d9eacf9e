"""Where in a person's own code something was raised: in a writer, an extension, a module of theirs."""

from __future__ import annotations

import sysconfig
import traceback
from pathlib import Path

import kitless

from . import resources


def place_of(error: BaseException) -> str:
    """Return ``file, line 3`` of what the person can mend; empty where none of their code is involved.

    That is the last call in it: an error inside a library belongs to who has called the library. Installed
    packages count as libraries.
    """
    while error.__cause__ is not None:
        error = error.__cause__
    others = _folders_of_others()
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if not frame.filename.startswith("<") and others.isdisjoint(Path(frame.filename).parents):
            return f"{frame.filename}, line {frame.lineno}"
    return ""


def _folders_of_others() -> set[Path]:
    installed = sysconfig.get_paths()
    return {
        *(Path(installed[name]) for name in ("stdlib", "platstdlib", "purelib", "platlib")),
        *map(Path, kitless.__path__),
        Path(__file__).parent,
        resources.extension_folder(),
    }
