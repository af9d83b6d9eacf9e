"""Why a data set cannot have its place; on a disk, in a bucket and before a start in the same words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from synthetic_recorder.core.config.output_config import OnConflict
from synthetic_recorder.core.errors import OutputError
from synthetic_recorder.core.findings import some_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .data_set import DataSet

OTHER_NAME = f"Choose another name, or {OnConflict.INCREMENT.value}."


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something is there that is to stay.

    Attributes:
        what: The problem, in one sentence.
        todo: What the person can do about it, in one sentence.
    """

    what: str
    todo: str = OTHER_NAME

    @classmethod
    def taken(cls, location: Path | str, policy: OnConflict) -> Self:
        """Return that something is there at all."""
        return cls(f"{location} exists, and on_conflict is {policy.value}.")

    @classmethod
    def not_a_data_set(cls, location: Path | str, policy: OnConflict) -> Self:
        """Return that what is there can be neither resumed nor overwritten."""
        return cls(f"{location} is no data set of this recorder, and on_conflict is {policy.value}.")

    @classmethod
    def strangers(cls, location: Path | str, strangers: Sequence[str]) -> Self:
        """Return that the data set that is there has files of somebody else."""
        return cls(
            f"{location} is not overwritten: it has files that no recorder has put there: {some_of(strangers)}.",
            "Move them elsewhere, or choose another name.",
        )

    def error(self) -> OutputError:
        """Return the error that says so."""
        return OutputError(f"{self.what} {self.todo}")


def refuse_strangers(location: Path | str, data_set: DataSet) -> None:
    """Refuse to overwrite a data set that has files of somebody else.

    Raises:
        OutputError: It has; some of them are named.
    """
    if strangers := data_set.strangers():
        raise Conflict.strangers(location, strangers).error()
