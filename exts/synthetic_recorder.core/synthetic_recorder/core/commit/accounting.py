"""Which frame each file belongs to, and whether all that must be there is.

Names decide. BasicWriter's are known exactly. Of other writers a file belongs to the frame whose number it bears: the
files whose names differ in their numbers only are looked at together, and the number that counts the frames is the one
that counts. ``rgb_3_cam_1.png`` is of frame 3 when there are ``rgb_0_cam_1.png`` to ``rgb_9_cam_1.png`` and ten frames.
Where two numbers could be the frame's, no frame is given the file: it belongs to the recording.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synthetic_recorder.core import basic_writer
from synthetic_recorder.core.errors import FrameFilesError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from synthetic_recorder.core.data_set.content import Inspection

    from .expected_files import ExpectedFiles

_NUMBER = re.compile(r"[0-9]+")
# A message names these; the error has all.
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Accounts:
    """Whose files the staged files are.

    Attributes:
        frames: Files of each frame of the batch, by its number, sorted.
        others: Files of no frame, sorted: they belong to the recording.
    """

    frames: dict[int, list[str]]
    others: list[str]


def account(names: Sequence[str], batch: range, expected: ExpectedFiles | None) -> Accounts:
    """Return which of the staged files belongs to which frame.

    Args:
        names: Paths of the staged files, relative to the staging folder, with ``/`` between folders.
        batch: Numbers of the frames whose files they are.
        expected: What the writer has to write; None where nobody says that.

    Raises:
        FrameFilesError: A file that is expected is missing, or there is one that is not expected.
    """
    if expected is None:
        return _by_number(names, batch)
    frames = {number: expected.of_frame(number) for number in batch}
    staged = set(names)
    missing = [
        (path, f"frame {number}, {annotator}")
        for number, paths in frames.items()
        for path, annotator in paths.items()
        if path not in staged
    ]
    if missing:
        raise FrameFilesError(
            f"{basic_writer.NAME} has not written {_listed(missing)}. Nothing of "
            f"{_frames_of(frames, [path for path, _ in missing])} is in the data set. The log says what went wrong "
            "with a file that the writer could not write; without such a line the renderer has given it nothing.",
            [path for path, _ in missing],
        )
    others = staged.difference(*frames.values())
    if unexpected := sorted(others - expected.of_recording):
        raise FrameFilesError(
            f"In the folder of {basic_writer.NAME} there is {_listed([(path, '') for path in unexpected])}, which it "
            "does not write for these frames. Let nothing else write there; if this Replicator's writer does, register "
            "a subclass of it under a name of its own and record with that.",
            unexpected,
        )
    return Accounts({number: sorted(paths) for number, paths in frames.items()}, sorted(others))


def require_whole(
    inspections: Mapping[str, Inspection], accounts: Accounts, expected: ExpectedFiles | None
) -> None:
    """Refuse files that are damaged, and empty ones where the writer writes none.

    Args:
        inspections: What a look at each file has shown, by path.
        accounts: Whose files they are.
        expected: What the writer has to write; None where nobody says that.

    Raises:
        FrameFilesError: At least one is damaged.
    """
    damaged = {
        path: inspection.damage or "is empty"
        for path, inspection in inspections.items()
        if inspection.damage or (expected is not None and inspection.bytes == 0)
    }
    if not damaged:
        return
    frame_of = {path: number for number, paths in accounts.frames.items() for path in paths}
    problems = []
    for path in sorted(damaged, key=lambda path: (frame_of.get(path, -1), path)):
        number = frame_of.get(path)
        annotator = expected.of_frame(number)[path] if expected and number is not None else ""
        frame = "" if number is None else f"frame {number}"
        problems.append((path, ", ".join(word for word in (frame, annotator, damaged[path]) if word)))
    frames = _frames_of(accounts.frames, damaged)
    raise FrameFilesError(
        f"The writer has written what cannot be read: {_listed(problems)}. "
        f"{f'Nothing of {frames} is in the data set. ' if frames else ''}"
        "Look into the log for what the writer said of it, and at the disk's free space and health.",
        [path for path, _ in problems],
    )


def _by_number(names: Iterable[str], batch: range) -> Accounts:
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        alike[_NUMBER.sub("#", _without_extension(name))].append(name)
    accounts = Accounts({number: [] for number in batch}, [])
    for group in alike.values():
        numbers = _frame_numbers(group, batch)
        for index, name in enumerate(group):
            (accounts.others if numbers is None else accounts.frames[numbers[index]]).append(name)
    for paths in (accounts.others, *accounts.frames.values()):
        paths.sort()
    return accounts


def _frame_numbers(group: Sequence[str], batch: range) -> list[int] | None:
    """Return the frame of each of the files whose names differ in their numbers only; None if none can be told."""
    paths = [_without_extension(name) for name in group]
    in_folders = len(_NUMBER.findall(paths[0].rpartition("/")[0]))
    columns = list(zip(*([int(number) for number in _NUMBER.findall(path)] for path in paths), strict=True))
    # The number of a file's name before that of a folder.
    for candidates in (columns[in_folders:], columns[:in_folders]):
        possible = [column for column in candidates if set(column) <= set(batch)]
        # The more frames it names, the less likely is it the number of something else.
        most = max((len(set(column)) for column in possible), default=0)
        best = {column for column in possible if len(set(column)) == most}
        if best:
            return list(best.pop()) if len(best) == 1 else None
    return None


def _without_extension(name: str) -> str:
    folder, slash, file = name.rpartition("/")
    stem, dot, extension = file.rpartition(".")
    return f"{folder}{slash}{stem if stem and dot and extension else file}"


def _frames_of(frames: Mapping[int, Collection[str]], paths: Collection[str]) -> str:
    """Return the frames that have one of the paths, in words; empty for none."""
    numbers = [number for number, own in frames.items() if any(path in own for path in paths)]
    if len(numbers) < 2:
        return "".join(f"frame {number}" for number in numbers)
    return f"{len(numbers)} frames from {numbers[0]} on"


def _listed(problems: Sequence[tuple[str, str]]) -> str:
    named = [f"{path} ({about})" if about else path for path, about in problems[:_MOST_NAMED]]
    more = len(problems) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")
