"""Python, and the packages that the distributions ask for."""

from __future__ import annotations

import platform
import re
import sys
from importlib import metadata
from typing import TYPE_CHECKING

from .check import Check, State

if TYPE_CHECKING:
    from collections.abc import Iterator

_AREA = "Python and packages"
_OURS = ("synthetic-recorder", "kitless")
_EXTRAS = {"s3": "For S3", "ui": "For windows"}


def check() -> Iterator[Check]:
    """Look at Python and at every package that ours require, each with its version."""
    yield Check(_AREA, "Python", State.OK, f"{platform.python_version()}, {sys.executable}")
    seen = set(_OURS)
    for ours in _OURS:
        yield Check(_AREA, ours, State.OK, metadata.version(ours))
    for requirement in (line for ours in _OURS for line in metadata.requires(ours) or ()):
        name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
        if name not in seen:
            seen.add(name)
            yield _check_requirement(name, requirement)


def _check_requirement(name: str, requirement: str) -> Check:
    try:
        return Check(_AREA, name, State.OK, metadata.version(name))
    except metadata.PackageNotFoundError:
        # Not ours with the extra: they are in no package index.
        todo = f"pip install '{requirement.partition(';')[0].strip()}'"
        extra = re.search(r"extra == '(\w+)'", requirement)
        if extra is None:
            return Check(_AREA, name, State.BROKEN, "not installed", todo)
        todo = f"{_EXTRAS.get(extra[1], 'For the rest')}: {todo}"
        return Check(_AREA, name, State.MISSING, "not installed", todo)
