"""Where a running recording stands."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .disk_gauge import DiskGauge
from .frame_rate import FrameRate
from .write_backlog import WriteBacklog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .write_backlog import SchedulingBackend


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a running recording stands.

    Attributes:
        path: Folder of the data set.
        frame: Frames that are done.
        frames: Frames that were asked for; 0 = until stopped.
        seconds: Wall-clock time since the start, in seconds.
        frames_per_second: Rate of the last frames, without the time that was spent paused; 0 before it is known.
        seconds_left: What the frames that are left take at that rate; None when that cannot be said.
        bytes: Size of the data set on disk, as it was measured last.
        queue: Frames that are captured and still wait to be written; None when the backend does not tell.
        free_bytes: Space that is left where the data set goes; None when the system does not tell.
    """

    path: Path
    frame: int
    frames: int
    seconds: float
    frames_per_second: float = 0.0
    seconds_left: float | None = None
    bytes: int = 0
    queue: int | None = None
    free_bytes: int | None = None


class ProgressMeter:
    """Makes a `Progress` of what a capture loop tells it; made when the recording starts, closed at its end.

    None of its calls waits for the disk, and none raises: a number for people to look at ends no recording.

    Args:
        folder: Folder of the data set; it exists.
        frames: Frames that were asked for; 0 = until stopped.
        backend: Backend that writes into the folder, asked for the length of its queue; None = that is not known.
        clock: Returns a time in seconds that never goes back.

    Attributes:
        frame: Frames that are captured.
    """

    def __init__(
        self,
        folder: Path,
        frames: int,
        backend: SchedulingBackend | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.frame = 0
        self._folder = folder
        self._frames = frames
        self._clock = clock
        self._started = clock()
        self._rate = FrameRate(clock)
        self._backlog = WriteBacklog(backend)
        self._disk = DiskGauge(folder, clock)

    @property
    def seconds(self) -> float:
        """Wall-clock time since the start, in seconds."""
        return self._clock() - self._started

    def frame_captured(self) -> None:
        """Note that one more frame is captured and that its files are scheduled."""
        self.frame += 1
        self._rate.frame_captured()
        self._backlog.frame_captured()

    def pause(self) -> None:
        """Leave the time until `resume` out of the rate; without effect in a pause."""
        self._rate.pause()

    def resume(self) -> None:
        """Note that frames are captured again; without effect when there is no pause."""
        self._rate.resume()

    def snapshot(self) -> Progress:
        """Return where the recording stands now."""
        self._disk.refresh()
        rate = self._rate.frames_per_second
        return Progress(
            path=self._folder,
            frame=self.frame,
            frames=self._frames,
            seconds=self.seconds,
            frames_per_second=rate,
            seconds_left=self._seconds_left(rate),
            bytes=self._disk.bytes,
            queue=self._backlog.frames,
            free_bytes=self._disk.free_bytes,
        )

    def close(self) -> None:
        """Look at the folder no more; what was measured stays."""
        self._disk.close()

    def _seconds_left(self, rate: float) -> float | None:
        if self._frames == 0:
            return None
        left = max(0, self._frames - self.frame)
        if left == 0:
            return 0.0
        return left / rate if rate else None
