"""Lines of output that fail a test although it has passed."""

from __future__ import annotations

import fnmatch
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class LineJudge:
    """Judges lines by the patterns of a table.

    `*` and `?` are wildcards, brackets stand for themselves, upper and lower case are the same.
    """

    def __init__(self, fail_patterns: Iterable[str], allowed_patterns: Iterable[str]) -> None:
        self._fail = [_as_fnmatch(pattern) for pattern in fail_patterns]
        self._allowed = [_as_fnmatch(pattern) for pattern in allowed_patterns]

    def fails(self, line: str) -> bool:
        """Whether a line of output fails what has written it."""
        lowered = line.lower()
        return _one_matches(lowered, self._fail) and not _one_matches(lowered, self._allowed)


def _as_fnmatch(pattern: str) -> str:
    return pattern.lower().replace("[", "[[]")


def _one_matches(line: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch.fnmatchcase(line, pattern) for pattern in patterns)
