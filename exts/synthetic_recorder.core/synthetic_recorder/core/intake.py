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
from .commit.identical import CODES
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
        self._on_failure = on_failure
        self._expected = expected_files(opened.config, opened.take.product_names)
        self._worker = Worker("commit")
        self._committer: Committer | None = None
        self._batches = BatchSeries(
            opened.staging, opened.first_frame, size=BATCH_FRAMES, is_cut=opened.take.is_append_free
        )
        self._bytes_before = opened.recording(0.0).bytes
        self._is_written = True
        self._findings: tuple[Finding, ...] = ()

    @property
    def committed(self) -> Committed:
        """What is in the data set."""
        data_set, committer = self._opened.data_set, self._committer
        return Committed(
            0 if data_set is None else len(data_set.frames),
            self._bytes_before + (0 if committer is None else committer.bytes),
        )

    async def begin(self) -> None:
        """Begin to add to the data set.

        Raises:
            DataSetError: The disk or the server refuses something.
        """
        if self._opened.begins_at_once:
            data_set = self._opened.begin()
        else:
            data_set = await self._worker.run(self._opened.begin)
        self._committer = Committer(data_set, self._worker, self._expected, self._on_failure)

    async def compare(self, frame: CapturedFrame) -> None:
        """Compare the last committed frame with the same one captured again, throw it away, and begin.

        Those before it are thrown away as they are: what they are, depends on frames that were not captured again.

        Raises:
            RecorderError: It is another frame.
            Exception: Files could not be written.
        """
        await self._wait_for_writes()
        staging, data_set = self._opened.staging, self._opened.data_set
        if data_set is not None and frame.number == self._opened.first_frame - 1:
            compare = partial(compare_replayed, data_set, frame, staging.open)
            self._findings = await self._worker.run(compare)
            staging.discard()
            await self.begin()
        else:
            staging.discard()

    async def take_in(self, frame: CapturedFrame) -> None:
        """Take one more frame; when a batch is full, wait until its files are written and begin to commit it.

        Raises:
            Exception: Files could not be written.
        """
        self._batches.add(frame)
        if self._committer is not None and self._batches.is_full:
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
            self._opened.take.detach()
            await self._wait_for_writes()
        except Exception as error:
            self._is_written = False
            failure = error
        if self._committer is not None:
            try:
                batch = self._batches.seal()
                if has_failed or failure:
                    # What counts is also what those before it have brought.
                    await self._committer.wait()
                    committed = self._opened.begin().files.keys()
                    batch = await self._worker.run(
                        partial(salvage, batch, self._expected, committed, is_written=self._is_written)
                    )
                await self._committer.submit(batch)
            except Exception as error:
                failure = failure or error
            # In any case: what waits to be committed needs staging until then.
            await self._committer.finish()
        if failure:
            raise failure
        data_set = self._opened.data_set
        if has_failed or (data_set is not None and data_set.manifest is not None):
            return self._findings
        return await self._worker.run(self._finish_data_set)

    def abandon(self) -> None:
        """Commit nothing more; what a thread is at is left to itself."""
        if self._committer is not None:
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
        data_set, asked = self._opened.begin(), self._opened.config.control.frames
        findings = (*self._findings, *compare_frames(data_set.frames))
        # Those that it was stopped with were of fewer frames.
        data_set.findings = tuple(each for each in data_set.findings if each.get("code") not in CODES)
        status = Status.COMPLETE if 0 < asked <= len(data_set.frames) else Status.STOPPED
        data_set.finish(status, asked, [finding.to_dict() for finding in findings])
        return findings
