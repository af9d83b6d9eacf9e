"""Which tests of an extension a run wants."""

from __future__ import annotations

import fnmatch
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Selection:
    """Patterns with `*`, `?` and `[…]` over whole test names, `package.module.Class.method`.

    Attributes:
        include: One of these must match; with none at all, everything does.
        exclude: None of these may match.
        filter: This must match somewhere in the name; "" always does.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    filter: str = ""

    def wants(self, test_id: str) -> bool:
        """Whether a test is wanted."""
        return (
            (not self.include or _matches_one(test_id, self.include))
            and not _matches_one(test_id, self.exclude)
            and (not self.filter or fnmatch.fnmatchcase(test_id, f"*{self.filter}*"))
        )


EVERY_TEST = Selection()


def _matches_one(test_id: str, patterns: Sequence[str]) -> bool:
    return any(fnmatch.fnmatchcase(test_id, pattern) for pattern in patterns)
