"""What brings sealed batches into the data set, one after the other, while the next one is recorded.

::

    submit ─▶ [ batch | batch ] ─▶ thread: whole? ─▶ hash ─▶ DataSet.commit ─▶ sealed folder removed
              at most two wait: whoever submits the third waits with it, so that a slow network fills no disk
"""

from __future__ import annotations

import asyncio
from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from synthetic_recorder.core.errors import FrameFilesError, RecorderError

from .batch import stage
from .salvage import salvage
from .staging import Staging

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from synthetic_recorder.core.data_set import DataSet, StagedFile, StagedFrame
    from synthetic_recorder.core.threads import Worker

    from .batch import Batch
    from .expected_files import ExpectedFiles

_MOST_WAITING = 2


class Committer:
    """Commits batches of one recording; the first failure is the last thing that it does.

    All calls are made on the thread of the app.

    Args:
        data_set: What they are committed to.
        worker: What commits.
        expected: What the writer has to write; None where nobody says that.
        on_failure: Called with the error that has ended the committing.

    Attributes:
        failure: What has ended the committing; None while nothing has.
        bytes: Size of the files that it has committed.
    """

    def __init__(
        self,
        data_set: DataSet,
        worker: Worker,
        expected: ExpectedFiles | None,
        on_failure: Callable[[BaseException], None],
    ) -> None:
        self.failure: BaseException | None = None
        self.bytes = 0
        self._data_set = data_set
        self._worker = worker
        self._expected = expected
        self._on_failure = on_failure
        self._waiting: deque[Batch] = deque()
        self._task: asyncio.Task[None] | None = None
        # Set whenever a batch has been dealt with.
        self._progress = asyncio.Event()
        # Files of no frame that have changed since they were committed: what counts is how they are in the end.
        self._changed: dict[str, StagedFile] = {}

    async def submit(self, batch: Batch) -> None:
        """Let a batch be committed, and return when no more than two of them wait.

        Without effect when the committing has failed.
        """
        if self.failure is not None:
            return
        self._waiting.append(batch)
        if self._task is None or self._task.done():
            self._task = asyncio.ensure_future(self._commit_waiting())
        while len(self._waiting) > _MOST_WAITING and self.failure is None:
            self._progress.clear()
            await self._progress.wait()

    async def wait(self) -> None:
        """Wait until all batches are committed, or the committing has failed."""
        if self._task is not None:
            await asyncio.wait([self._task])

    async def finish(self) -> None:
        """Wait until all batches are committed, and commit what has changed since it was.

        Raises:
            BaseException: What has ended the committing.
        """
        await self.wait()
        if self.failure is None and self._changed:
            await self._on_thread(partial(self._data_set.commit, [], list(self._changed.values())))
        if self.failure is not None:
            raise self.failure

    def abandon(self) -> None:
        """Commit nothing more; what the worker is at is left to itself."""
        self._fail(_not_committed())
        if self._task is not None:
            self._task.cancel()

    async def _commit_waiting(self) -> None:
        while self._waiting and self.failure is None:
            await self._on_thread(partial(self._commit, self._waiting[0]))
            self._waiting.popleft()
            self._progress.set()

    async def _on_thread(self, work: Callable[[], None]) -> None:
        try:
            await self._worker.run(work)
        except asyncio.CancelledError:
            self._fail(_not_committed())
            raise
        except BaseException as error:
            self._fail(error)

    def _commit(self, batch: Batch) -> None:
        """Check, hash and commit one batch; runs on the thread."""
        try:
            self._commit_staged(*stage(batch, self._expected))
        except FrameFilesError:
            # The frames before the one with the missing or damaged file are as good as any.
            kept = salvage(batch, self._expected, self._data_set.files.keys(), is_written=True)
            self._commit_staged(*stage(kept, self._expected))
            raise
        if not self._changed:
            Staging.remove(batch.folder)

    def _commit_staged(self, frames: Sequence[StagedFrame], others: Sequence[StagedFile]) -> None:
        new = self._new(others)
        if frames or new:
            self._data_set.commit(frames, new)
        self.bytes += sum(file.record.bytes for frame in frames for file in frame.files)
        self.bytes += sum(file.record.bytes for file in new)

    def _new(self, files: Iterable[StagedFile]) -> list[StagedFile]:
        """Return the files that were never committed; those that have changed since are kept for the end."""
        new = []
        for file in files:
            path = file.record.path
            committed = self._data_set.files.get(path)
            if committed is None:
                new.append(file)
            elif committed == file.record:
                self._changed.pop(path, None)
            else:
                self._changed[path] = file
        return new

    def _fail(self, error: BaseException) -> None:
        if self.failure is None:
            self.failure = error
            self._progress.set()
            self._on_failure(error)


def _not_committed() -> RecorderError:
    return RecorderError("The recorder was closed before everything was committed.")
