"""Check that the disk will hold the recording."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from synthetic_recorder.core.commit.batch import BATCH_FRAMES
from synthetic_recorder.core.disk_space import free_bytes
from synthetic_recorder.core.findings import error, warning

from .existing import committed_frames
from .frame_size import FrameSize, frame_size
from .output import nearest_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from synthetic_recorder.core.config import RecorderConfig
    from synthetic_recorder.core.findings import Finding

# Only to give hours for a number of frames.
_FRAMES_PER_SECOND = 10
# Files wait on this machine until they are in a bucket: of two batches while a third is recorded, and no more.
_MOST_STAGED = 3 * BATCH_FRAMES
# A recording that goes on is as it was begun: neither its frames nor its annotators are to be changed.
_MAKE_ROOM = "Make room there."


def check_disk(config: RecorderConfig) -> Iterator[Finding]:
    """Find a disk that is too small for the frames, and a recording that ends when the disk is full."""
    if config.output.s3.enabled:
        yield from _check_staging(config)
        return
    try:
        place = nearest_place(config.output)
    except (OSError, ValueError):
        # No place at all: the check of the output says so.
        return
    free = free_bytes(place)
    size = frame_size(config.writer, config.render_products)
    frames = config.control.frames
    if frames == 0:
        yield warning(
            "recording-endless",
            "control.frames",
            f"It is 0: until it is stopped, or {_until_full(place, free, size)}.",
            "Keep an eye on it, or give a number of frames.",
        )
    elif frames > 0 and free is not None and size is not None:
        committed = committed_frames(config.output)
        yield from _check_size(max(0, frames - committed), place, free, size, goes_on=committed > 0)


def _check_staging(config: RecorderConfig) -> Iterator[Finding]:
    try:
        place = Path(tempfile.gettempdir())
    except OSError:
        # None that can be written to: whoever makes one there says so.
        return
    free = free_bytes(place)
    size = frame_size(config.writer, config.render_products)
    if free is None or size is None or config.control.frames < 0:
        return
    frames = min(config.control.frames or _MOST_STAGED, _MOST_STAGED)
    waiting = (
        f"for the {_counted(frames)} that may wait to be uploaded, and {in_bytes(free)} are free for {place}."
    )
    todo = "Make room there, or have TMPDIR name a folder on another disk."
    if frames * size.low > free:
        needed = f"At least {in_bytes(frames * size.low)} are needed"
        yield error("disk-too-small", "output.s3", f"{needed} {waiting}", todo)
    elif frames * size.high > free:
        needed = f"Up to {in_bytes(frames * size.high)} may be needed"
        yield warning("disk-tight", "output.s3", f"{needed} {waiting}", todo)


def _check_size(frames: int, place: Path, free: int, size: FrameSize, *, goes_on: bool) -> Iterator[Finding]:
    if frames * size.low > free:
        yield error(
            "disk-too-small",
            "control.frames",
            f"At least {in_bytes(frames * size.low)} are needed for {_counted(frames)}, "
            f"and {in_bytes(free)} are free for {place}.",
            _MAKE_ROOM if goes_on else _todo(free // size.low, "switch annotators off"),
        )
    elif frames * size.high > free:
        yield warning(
            "disk-tight",
            "control.frames",
            f"Up to {in_bytes(frames * size.high)} may be needed for {_counted(frames)}, "
            f"and {in_bytes(free)} are free for {place}.",
            _MAKE_ROOM if goes_on else _todo(free // size.high, "make room"),
        )


def _todo(frames: int, remedy: str) -> str:
    """Return what to do, when so many frames fit."""
    # Never "0 frames": 0 is until stopped.
    fewer = f"record at most {_counted(frames)}, " if frames > 0 else ""
    todo = f"{fewer}{remedy}, or choose another disk."
    return todo[0].upper() + todo[1:]


def _until_full(place: Path, free: int | None, size: FrameSize | None) -> str:
    if free is None:
        return "until the disk is full; how much is free there, the system does not tell"
    until = f"until the {in_bytes(free)} that are free for {place} are full"
    if size is None or size.high == 0:
        return until
    frames = free // size.high
    hours = frames / _FRAMES_PER_SECOND / 3600
    rate = f"{hours:,.1f} hours at {_FRAMES_PER_SECOND} frames a second"
    return f"{until}, which takes at least {_counted(frames)}: {rate}"


def _counted(frames: int) -> str:
    return "1 frame" if frames == 1 else f"{frames:,} frames"


def in_bytes(number: int) -> str:
    """Return a number of bytes in the largest unit of which there is one, with three digits (``37.3 GB``)."""
    size, unit = float(number), "bytes"
    for larger in ("kB", "MB", "GB", "TB", "PB"):
        if size < 999.5:
            break
        size, unit = size / 1000, larger
    return f"{number} bytes" if unit == "bytes" else f"{size:.3g} {unit}"
