"""Verifies a data set, with as many files at a time as the machine can read."""

from __future__ import annotations

import itertools
import os
from pathlib import Path
from typing import TYPE_CHECKING

from synthetic_recorder.core.data_set.data_set import DataSet
from synthetic_recorder.core.data_set.layout import JOURNAL, MANIFEST, OWN_NAMES
from synthetic_recorder.core.data_set.location import open_store
from synthetic_recorder.core.errors import DataSetError
from synthetic_recorder.core.threads import in_parallel

from .contents import Contents, read_contents
from .file_check import NamedFile, check_file
from .verification import Problem, ProblemKind, Verification

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from synthetic_recorder.core.data_set.store import Store

# Reading waits for disks more than it computes, and for servers most of the time.
_THREADS_ON_DISK = min(16, 2 * (os.cpu_count() or 1) + 2)
_THREADS_IN_BUCKET = 16
# Small files take less time than handing them to a thread does.
_FILES_OF_A_TASK = 32
# Each has waited for the server for some minutes; so many in a row, and it is gone.
_MOST_REFUSALS = 2 * _THREADS_IN_BUCKET

_KINDS = list(ProblemKind)


def verify(
    location: Path | str,
    *,
    deep: bool = False,
    endpoint: str = "",
    region: str = "",
    on_progress: Callable[[int, int], None] | None = None,
) -> Verification:
    """Prove that a data set is what was recorded; changes nothing, and blocks.

    Every file that the data set names is read and hashed, several at a time; what nobody names is a stranger. Of an
    unfinished data set what is committed is checked, and that it is unfinished is a problem. Memory goes with the
    number of files, never with their size.

    Args:
        location: Folder of the data set, or ``s3://bucket/prefix/folder``.
        deep: Decode pictures and arrays as well: finds what was recorded damaged.
        endpoint: URL of a server that is not Amazon's; for a bucket only.
        region: Region of the bucket; for a bucket only.
        on_progress: Called on this thread now and then, with the number of files that were checked and of those that
            are there.

    Raises:
        DataSetError: There is no data set, or its disk or server refuses to say.
        MissingPackageError: ``deep`` needs a package that is not installed.
    """
    store = open_store(location, endpoint=endpoint, region=region)
    contents = read_contents(store)
    if contents is None:
        raise DataSetError(
            store.location,
            f"there is no data set here, neither {MANIFEST} nor {JOURNAL}; give the folder that a recorder has made.",
        )
    return _Verifier(store, contents, deep=deep, on_progress=on_progress).run()


class _Verifier:
    """One verification."""

    def __init__(
        self,
        store: Store,
        contents: Contents,
        *,
        deep: bool,
        on_progress: Callable[[int, int], None] | None,
    ) -> None:
        self._store = store
        self._contents = contents
        self._deep = deep
        self._on_progress = on_progress
        # Paths that are there, as far as nothing has named them yet. Listed after the journal was read: what that
        # names was there before.
        self._listed = frozenset(file.path for file in store.files()) - OWN_NAMES
        self._unnamed = set(self._listed)
        self._files = self._bytes = 0
        self._is_in_bucket = isinstance(store.location, str)
        # Files in a row that could not be read.
        self._refusals = 0

    def run(self) -> Verification:
        """Check everything."""
        problems = [*self._check_files(), *self._contents.problems]
        if self._contents.is_known:
            problems += self._strangers()
        # Sorting keeps the order within a kind.
        problems.sort(key=lambda problem: _KINDS.index(problem.kind))
        return Verification(
            self._store.location,
            self._contents.status,
            self._contents.frames,
            self._files,
            self._bytes,
            tuple(problems),
        )

    def _check_files(self) -> list[Problem]:
        problems: list[Problem] = []
        number = _THREADS_IN_BUCKET if self._is_in_bucket else _THREADS_ON_DISK
        tasks = itertools.batched(self._named_files(), _FILES_OF_A_TASK)
        for done, found in enumerate(in_parallel(self._check, tasks, number, "verify"), 1):
            problems += found
            self._tell(min(done * _FILES_OF_A_TASK, self._files))
        return problems

    def _named_files(self) -> Iterator[tuple[NamedFile, bool]]:
        """Yield each file that the data set names, and whether something has named it before."""
        for file in self._contents.files():
            path = file.record.path
            # What is there and was not listed lies in a folder that is a link: that is the stranger.
            is_repeated = path in self._listed and path not in self._unnamed
            self._unnamed.discard(path)
            self._files += 1
            self._bytes += file.record.bytes
            yield file, is_repeated

    def _check(self, files: Iterable[tuple[NamedFile, bool]]) -> list[Problem]:
        problems = []
        for file, is_repeated in files:
            problem = check_file(self._store, file, deep=self._deep)
            self._take_note_of(problem)
            if problem is None and is_repeated:
                problem = file.problem(ProblemKind.NUMBERS, "it is named a second time.")
            if problem is not None:
                problems.append(problem)
        return problems

    def _take_note_of(self, problem: Problem | None) -> None:
        """Give up when the server is gone: else each of the other files would be waited for."""
        if problem is None or problem.kind is not ProblemKind.UNREADABLE:
            self._refusals = 0
            return
        self._refusals += 1
        if self._is_in_bucket and self._refusals >= _MOST_REFUSALS:
            raise DataSetError(
                self._store.location,
                f"the last {self._refusals} files could not be read: {problem.what} Verify again when they can be.",
            )

    def _strangers(self) -> Iterator[Problem]:
        strangers = self._unnamed
        if strangers and self._contents.status is None:
            # Files that were committed while we were looking, and those that a killed recording was committing.
            now = DataSet.load(self._store)
            strangers.difference_update(() if now is None else now.paths())
        return (Problem(ProblemKind.STRANGER, path, self._why_strange(path)) for path in sorted(strangers))

    def _why_strange(self, path: str) -> str:
        # Links are listed as files, those to folders too.
        if isinstance(self._store.location, Path) and (self._store.location / path).is_dir():
            return "it is a link to a folder; put the folder itself in its place."
        return "nothing names it."

    def _tell(self, checked: int) -> None:
        if self._on_progress is not None:
            self._on_progress(checked, max(checked, len(self._listed)))
