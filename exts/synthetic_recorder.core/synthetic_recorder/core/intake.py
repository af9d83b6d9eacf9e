"""What becomes of captured frames: their files are written, sealed and committed.

::

    compare ─▶ writes done ─▶ as it is committed? ─▶ thrown away, data set opened       when a recording goes on
    take_in ─▶ batch full? ─▶ timeline held ─▶ writes done ─▶ sealed ─▶ Committer ┐
                                                                                ├─▶ timeline goes on
                                                  two batches wait? wait too ◀──┘
    finish  ─▶ writes done ─▶ writer detached ─▶ writes done ─▶ the rest sealed and committed ─▶ manifest
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import omni.replicator.core as rep

from .commit import BATCH_FRAMES, BatchSeries, Committer, compare_frames, expected_files
from .commit.salvage import salvage
from .data_set import Status
from .progress import Committed
from .replay import compare_replayed
from .threads import Worker
from .timeline_control import standing_timeline

if TYPE_CHECKING:
    from collections.abc import Callable

    from .commit import CapturedFrame
    from .findings import Finding
    from .opened import Opened


class Intake:
    """Brings the frames of one recording into its data set.

    Args:
        opened: What is open.
        on_failure: Called with the error when frames cannot be committed any more.
    """

    def __init__(self, opened: Opened, on_failure: Callable[[BaseException], None]) -> None:
        self._opened = opened
        self._data_set = opened.data_set
        self._take = opened.take
        self._frames_asked = opened.config.control.frames
        self._expected = expected_files(opened.config, opened.take.product_names)
        self._worker = Worker("commit")
        self._committer = Committer(opened.data_set, self._worker, self._expected, on_failure)
        self._batches = BatchSeries(
            opened.staging, len(opened.data_set.frames), size=BATCH_FRAMES, is_cut=opened.take.is_append_free
        )
        self._is_written = True
        self._findings: tuple[Finding, ...] = ()

    @property
    def committed(self) -> Committed:
        """What is in the data set."""
        return Committed(len(self._data_set.frames), self._committer.bytes)

    async def compare(self, frame: CapturedFrame) -> None:
        """Compare the last committed frame with the same one captured again, throw it away, and begin to add to it.

        Those before it are thrown away as they are: what they are, depends on frames that were not captured again.

        Raises:
            RecorderError: It is another frame.
            Exception: Files could not be written.
        """
        await self._wait_for_writes()
        staging = self._opened.staging
        if frame.number < len(self._data_set.frames) - 1:
            staging.discard()
            return
        self._findings = await self._worker.run(
            partial(compare_replayed, self._data_set, frame, staging.open)
        )
        staging.discard()
        await self._worker.run(self._opened.begin)

    async def take_in(self, frame: CapturedFrame) -> None:
        """Take one more frame; when a batch is full, wait until its files are written and begin to commit it.

        Raises:
            Exception: Files could not be written.
        """
        self._batches.add(frame)
        if self._batches.is_full:
            with standing_timeline():
                await self._wait_for_writes()
                await self._committer.submit(self._batches.seal())

    async def finish(self, *, has_failed: bool) -> tuple[Finding, ...]:
        """Commit all that is whole, and finish the data set, unless something has failed; return what was found.

        Args:
            has_failed: Whether the recording has failed already.

        Raises:
            Exception: Something could not be written or committed; what could be, is committed.
        """
        failure: Exception | None = None
        try:
            await self._wait_for_writes()
            # Some writers write their last file when they are detached.
            self._take.detach()
            await self._wait_for_writes()
        except Exception as error:
            self._is_written = False
            failure = error
        if self._opened.is_begun:
            batch = self._batches.seal()
            if has_failed or failure:
                batch = await self._worker.run(
                    partial(salvage, batch, self._expected, is_written=self._is_written)
                )
            await self._committer.submit(batch)
            await self._committer.finish()
        if failure:
            raise failure
        if has_failed or self._data_set.manifest is not None:
            return self._findings
        return await self._worker.run(self._finish_data_set)

    def abandon(self) -> None:
        """Commit nothing more; what a thread is at is left to itself."""
        self._committer.abandon()

    async def wait_until_abandoned(self) -> None:
        """Wait for what a thread was at when it was left to itself."""
        await self._worker.wait_until_idle()

    async def _wait_for_writes(self) -> None:
        try:
            await rep.orchestrator.wait_until_complete_async()
        except Exception:
            self._is_written = False
            raise

    def _finish_data_set(self) -> tuple[Finding, ...]:
        self._opened.begin()
        frames = self._data_set.frames
        findings = (*self._findings, *compare_frames(frames))
        is_complete = 0 < self._frames_asked <= len(frames)
        status = Status.COMPLETE if is_complete else Status.STOPPED
        self._data_set.finish(status, self._frames_asked, [finding.to_dict() for finding in findings])
        return findings
