"""What a check of a config against a stage can find."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# What is free there, what is there already: a copy of the data set has nothing to do with it.
_OF_THE_PLACE = ("disk-", "output-", "recording-endless", "s3-")
_MOST_NAMED = 5


class Severity(enum.Enum):
    """What a finding does to a recording: an error always stops it, a warning never does."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem, and what to do about it.

    Attributes:
        code: Name of the kind of problem, stable across versions (``camera-missing``).
        severity: Whether it stops the recording.
        what: The problem, in one sentence.
        where: Place in the config (``render_products[0].camera``).
        todo: What the person can do about it, in one sentence.
    """

    code: str
    severity: Severity
    what: str
    where: str
    todo: str

    @property
    def is_error(self) -> bool:
        """Whether it stops the recording."""
        return self.severity is Severity.ERROR

    @property
    def is_of_the_place(self) -> bool:
        """Whether it is about where the data set goes, and nothing that the data set itself should say."""
        return self.code.startswith(_OF_THE_PLACE)

    def to_dict(self) -> dict[str, str]:
        """Return the finding as JSON has it."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "what": self.what,
            "where": self.where,
            "todo": self.todo,
        }

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.todo}"


def error(code: str, where: str, what: str, todo: str) -> Finding:
    """Return a finding that stops the recording."""
    return Finding(code, Severity.ERROR, what, where, todo)


def warning(code: str, where: str, what: str, todo: str) -> Finding:
    """Return a finding that does not stop the recording."""
    return Finding(code, Severity.WARNING, what, where, todo)


def some_of(names: Sequence[str]) -> str:
    """Return the first names of a list, and how many more there are."""
    named = ", ".join(names[:_MOST_NAMED])
    return f"{named} and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else named


def in_words(problem: Exception) -> str:
    """Return an exception's type and message as the last words of a sentence: without a full stop."""
    return f"{type(problem).__name__}: {problem}".rstrip(": .\n")
