"""What can be kept of a batch when a recording has failed."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from synthetic_recorder.core.data_set.content import find_damage

from .accounting import account
from .staging import written_files

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from .batch import Batch
    from .expected_files import ExpectedFiles


def salvage(
    batch: Batch, expected: ExpectedFiles | None, committed: Collection[str], *, is_written: bool
) -> Batch:
    """Return a batch up to its first frame that is not known to be whole; the files of the others are removed.

    Without a file of the recording that frames come with, none is kept: a resume would never have it written.

    Args:
        batch: What was captured and counted. Of one more frame, that was in flight, files may be among the others.
        expected: What the writer has to write; None where nobody says that.
        committed: Paths of the files of no frame that are committed.
        is_written: Whether all that the writer wanted to write is written. If not, nothing is known of the frames of
            a writer of which nobody knows what it writes.
    """
    names = set(written_files(batch.folder))
    whole: list[Iterable[str]] = []
    if expected is not None:
        others = names & expected.of_recording if is_written else set(expected.of_recording)
        of_frames: Mapping[int, Iterable[str]] = {
            number: expected.of_frame(number) for number in batch.numbers
        }
    elif is_written:
        # The frame in flight has the next number.
        accounts = account(sorted(names), range(batch.first, batch.numbers.stop + 1), None)
        others, of_frames = set(accounts.others), accounts.frames
    else:
        others, of_frames = set(), {}
    whole_others = {name for name in others if _is_whole(batch.folder, name, expected)}
    if not others - whole_others <= set(committed):
        of_frames = {}
    for number in batch.numbers:
        files = of_frames.get(number)
        if files is None or not all(_is_whole(batch.folder, name, expected) for name in files):
            break
        whole.append(files)
    kept = whole_others.union(*whole)
    for name in names - kept:
        (batch.folder / name).unlink()
    return dataclasses.replace(batch, frames=batch.frames[: len(whole)])


def _is_whole(folder: Path, name: str, expected: ExpectedFiles | None) -> bool:
    path = folder / name
    if not path.is_file() or (expected is not None and path.stat().st_size == 0):
        return False
    with path.open("rb") as file:
        return find_damage(file, name) is None
