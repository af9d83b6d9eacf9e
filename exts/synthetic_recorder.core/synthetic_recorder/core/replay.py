"""How a recording that goes on comes to where it was left.

::

    committed    0   1   …  n-3   n-2   n-1  │
    steps        ·   ·   …   ·     ●     ●   │  ●    ●          · taken, nothing captured     ● captured
                                   │     └─ compared with what is committed, then thrown away
                                   └─ thrown away; what motion in frame n-1 counts from

The scene is not restored, it is made again: physics, randomizers and time go through every step that they went
through before. Whether they have come to the same, frame n-1 tells, before anything of the data set is touched.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from .commit import written_files
from .errors import ReplayError
from .findings import some_of, warning

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .commit import CapturedFrame
    from .data_set import DataSet, FrameRecord
    from .findings import Finding


def first_replayed(committed: int) -> int:
    """Return the first frame that is captured again: with it the one after it, the last of all, has a frame before."""
    return max(0, committed - 2)


def compare_replayed(data_set: DataSet, frame: CapturedFrame, folder: Path) -> tuple[Finding, ...]:
    """Compare the last committed frame with the same frame captured again. Blocks.

    Args:
        data_set: What is committed.
        frame: The frame, as it was captured again.
        folder: Folder with its files, and perhaps such that belong to the recording.

    Returns:
        A warning, if files have other bytes: a renderer need not give the same pixels twice.

    Raises:
        ReplayError: The frame is another one, so those after it would be, too.
    """
    recorded = data_set.frames[frame.number]
    names = set(written_files(folder)).difference(data_set.files)
    if differences := list(_differences(recorded, frame, names)):
        raise ReplayError(
            f"The recording cannot go on: frame {frame.number} has come out otherwise than it was recorded "
            f"({'; '.join(differences)}). Nothing in {data_set.location} was changed. See whether the stage, its "
            "scripts and the timeline are as they were, or record anew under another name."
        )
    changed = [file.path for file in recorded.files if _sha256(folder / file.path) != file.sha256]
    if not changed:
        return ()
    return (
        warning(
            "resume-pixels-differ",
            "output.on_conflict",
            f"Frame {frame.number} was captured again to go on after it, and has other bytes than before: "
            f"{some_of(changed)}.",
            "Look at the frames before and after it; a renderer that is not exact differs in noise only.",
        ),
    )


def _differences(recorded: FrameRecord, frame: CapturedFrame, names: set[str]) -> Iterator[str]:
    if frame.time_code != recorded.time_code:
        yield f"time code {frame.time_code!r} instead of {recorded.time_code!r}"
    if frame.time != recorded.time:
        yield f"time {frame.time!r} s instead of {recorded.time!r} s"
    for path in sorted({*recorded.cameras, *frame.cameras}):
        if frame.cameras.get(path) != recorded.cameras.get(path):
            yield f"camera {path} is elsewhere"
    before = {file.path for file in recorded.files}
    if missing := sorted(before - names):
        yield f"{some_of(missing)} not written"
    if added := sorted(names - before):
        yield f"{some_of(added)} written, which it was not before"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
