"""What the window says of what was done, or would be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Tone(Enum):
    """How something is said; the value is the name of the widget that says it."""

    HINT = "hint"
    GOOD = "good"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Outcome:
    """A sentence.

    Attributes:
        tone: How it is said.
        text: What is said.
    """

    tone: Tone
    text: str


def prims_text(count: int) -> str:
    """So many prims, in words."""
    return "1 prim" if count == 1 else f"{count:,} prims"
