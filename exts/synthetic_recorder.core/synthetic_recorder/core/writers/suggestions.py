"""Names that were meant, perhaps, by one that is not there."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """Return a question that names the closest of ``names``, with a space before it; empty if none is close.

    Upper and lower case do not matter.
    """
    spelled = {each.lower(): each for each in names}
    close = difflib.get_close_matches(name.lower(), list(spelled), n=1)
    return f" Did you mean {spelled[close[0]]!r}?" if close else ""
