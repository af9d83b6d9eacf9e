"""What a data set says is in it, finished or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from synthetic_recorder.core.config.json_reader import JsonNode
from synthetic_recorder.core.config.json_text import parse_json
from synthetic_recorder.core.data_set.data_set import DataSet
from synthetic_recorder.core.data_set.layout import JOURNAL, MANIFEST
from synthetic_recorder.core.data_set.manifest import Manifest, Status
from synthetic_recorder.core.errors import ConfigError, DataSetError

from .file_check import NamedFile
from .finished import Finished
from .verification import Problem, ProblemKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from synthetic_recorder.core.data_set.store import Store


class Contents(Protocol):
    """What a data set says is in it.

    Attributes:
        status: How its recording has ended; None when it has not.
        frames: Frames that were named; complete when `files` has come to its end.
        problems: What is wrong with what it says; complete when `files` has come to its end.
    """

    status: Status | None
    frames: int
    problems: list[Problem]

    @property
    def is_known(self) -> bool:
        """Whether it can be told what is in it: if not, nothing is a stranger."""

    def files(self) -> Iterator[NamedFile]:
        """Yield the files that it names, those of no frame first; to be called once."""


class Unfinished:
    """What the journal of a data set without manifest says.

    Args:
        data_set: The data set, as its journal was when it was loaded.
    """

    def __init__(self, data_set: DataSet) -> None:
        self.status: Status | None = None
        self.frames = len(data_set.frames)
        self.problems = [
            Problem(
                ProblemKind.UNFINISHED,
                "",
                f"it has no {MANIFEST}: its recording was interrupted, or still runs. "
                f"{self.frames} frames are committed.",
            )
        ]
        self.is_known = True
        self._data_set = data_set

    def files(self) -> Iterator[NamedFile]:
        """Yield the files that are committed."""
        yield from (NamedFile(record, None) for record in self._data_set.files.values())
        for frame in self._data_set.frames:
            yield from (NamedFile(record, frame.number) for record in frame.files)


class Unreadable:
    """What cannot be read at all.

    Args:
        problem: Why.
    """

    def __init__(self, problem: Problem) -> None:
        self.status: Status | None = None
        self.frames = 0
        self.problems = [problem]
        self.is_known = False

    def files(self) -> Iterator[NamedFile]:
        """Yield nothing."""
        yield from ()


def read_contents(store: Store) -> Contents | None:
    """Return what a data set says is in it; None when there is no data set.

    Raises:
        DataSetError: Its disk or its server refuses.
    """
    # Twice: a recording that ends between two looks has no journal any more, and a manifest by then.
    for _ in range(2):
        if (manifest := store.read(MANIFEST)) is not None:
            return _of_manifest(store, manifest)
        if store.journal() is not None and (contents := _of_journal(store)) is not None:
            return contents
    return None


def _of_manifest(store: Store, text: bytes) -> Contents:
    try:
        manifest = Manifest.from_json(JsonNode(parse_json(text.decode())))
    except (ConfigError, ValueError) as error:
        return Unreadable(Problem(ProblemKind.MANIFEST, MANIFEST, f"it cannot be read ({error})."))
    return Finished(store, manifest)


def _of_journal(store: Store) -> Contents | None:
    try:
        data_set = DataSet.load(store)
    except DataSetError as error:
        return Unreadable(Problem(ProblemKind.JOURNAL, JOURNAL, str(error)))
    if data_set is None:
        return None
    return Unfinished(data_set) if data_set.manifest is None else Finished(store, data_set.manifest)
