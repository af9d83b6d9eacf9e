"""Where a running recording stands."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from .disk_gauge import DiskGauge
from .frame_rate import FrameRate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a running recording stands.

    Attributes:
        path: Folder of the data set, or ``s3://bucket/prefix/folder``.
        frame: Frames that are captured, those that an earlier process has recorded among them.
        frames: Frames that were asked for; 0 = until stopped.
        seconds: Wall-clock time since the start, in seconds.
        frames_per_second: Rate of the last frames, without the time that was spent paused; 0 before it is known.
        seconds_left: What the frames that are left take at that rate; None when that cannot be said.
        bytes: Size of what is committed, and of what waits to be as it was measured last.
        queue: Frames that are captured and still wait to be committed.
        free_bytes: Space that is left on the disk of what waits; None when the system does not tell.
    """

    path: Path | str
    frame: int
    frames: int
    seconds: float
    frames_per_second: float = 0.0
    seconds_left: float | None = None
    bytes: int = 0
    queue: int = 0
    free_bytes: int | None = None


class Committed(NamedTuple):
    """What is in a data set: frames, and the size of all files in bytes."""

    frames: int
    bytes: int


class ProgressMeter:
    """Makes a `Progress` of what a capture loop tells it; made when the recording starts, closed at its end.

    None of its calls waits for the disk, and none raises: a number for people to look at ends no recording.

    Args:
        path: Folder of the data set, or ``s3://bucket/prefix/folder``.
        staging: Folder of what is not committed yet; it exists.
        frames: Frames that were asked for; 0 = until stopped.
        committed: Tells what is committed by now.
        clock: Returns a time in seconds that never goes back.

    Attributes:
        frame: Frames that are captured.
    """

    def __init__(
        self,
        path: Path | str,
        staging: Path,
        frames: int,
        committed: Callable[[], Committed],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.frame = committed().frames
        self._path = path
        self._frames = frames
        self._clock = clock
        self._started = clock()
        self._rate = FrameRate(clock)
        self._committed = committed
        self._disk = DiskGauge(staging, clock)

    @property
    def seconds(self) -> float:
        """Wall-clock time since the start, in seconds."""
        return self._clock() - self._started

    def frame_captured(self) -> None:
        """Note that one more frame is captured."""
        self.frame += 1
        self._rate.frame_captured()

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
        committed = self._committed()
        return Progress(
            path=self._path,
            frame=self.frame,
            frames=self._frames,
            seconds=self.seconds,
            frames_per_second=rate,
            seconds_left=self._seconds_left(rate),
            bytes=committed.bytes + self._disk.bytes,
            queue=self.frame - committed.frames,
            free_bytes=self._disk.free_bytes,
        )

    def close(self) -> None:
        """Look at the disk no more; what was measured stays."""
        self._disk.close()

    def _seconds_left(self, rate: float) -> float | None:
        if self._frames == 0:
            return None
        left = max(0, self._frames - self.frame)
        if left == 0:
            return 0.0
        return left / rate if rate else None
