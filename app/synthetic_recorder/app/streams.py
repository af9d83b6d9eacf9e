"""Standard streams that are not there: the process was started without them, or they take nothing any more."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_MODES = {"stdin": "r", "stdout": "w", "stderr": "w"}


def open_missing() -> None:
    """Open what the process was started without, so that no file of a data set becomes its standard output."""
    for name in _MODES:
        if getattr(sys, name) is None:
            replace(name)


def replace(name: str) -> None:
    """Put a stream that takes everything in the place of one; else the process ends with what the old one refuses.

    Args:
        name: ``stdin``, ``stdout`` or ``stderr``.
    """
    setattr(sys, name, Path(os.devnull).open(_MODES[name], encoding="utf-8"))  # noqa: SIM115 - for good
