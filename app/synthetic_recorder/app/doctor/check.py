"""One thing that was looked at."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class State(enum.Enum):
    """What a check says of the machine."""

    OK = "ok"
    MISSING = "missing"
    """Recording works without it; something else does not, or is slower."""
    BROKEN = "broken"
    """Recording needs it."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    Attributes:
        area: What it belongs to (``Rendering``).
        name: What was looked at (``CUDA``).
        state: Whether it is there.
        found: What was found, for people.
        todo: What to do about it; empty if nothing.
    """

    area: str
    name: str
    state: State
    found: str
    todo: str = ""

    def to_dict(self) -> dict[str, str]:
        """Return the check as JSON has it."""
        return {
            "area": self.area,
            "name": self.name,
            "state": self.state.value,
            "found": self.found,
            "todo": self.todo,
        }
