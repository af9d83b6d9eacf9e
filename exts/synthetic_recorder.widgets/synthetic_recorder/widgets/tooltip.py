"""Tooltips: omni.ui draws each paragraph of one as a single line, however long it is."""

from __future__ import annotations

import textwrap

_COLUMNS = 56
"""Characters of a line: with the font of Kit no wider than the window at its narrowest."""
_LINES = 30
"""A longer tooltip would stand out of the screen."""


def wrapped(text: str) -> str:
    """Return a text with line breaks in it, so that it can be read beside a narrow window; what is too long is cut."""
    filled = "\n".join(
        textwrap.fill(paragraph, _COLUMNS, break_on_hyphens=False, replace_whitespace=False)
        for paragraph in text.split("\n")
    )
    lines = filled.split("\n")
    return filled if len(lines) <= _LINES else "\n".join((*lines[: _LINES - 1], "…"))
