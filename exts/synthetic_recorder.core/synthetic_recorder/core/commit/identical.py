"""What the frames of a data set, looked at together, say of each other."""

from __future__ import annotations

import string
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from synthetic_recorder.core.findings import warning

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from synthetic_recorder.core.data_set import FrameRecord
    from synthetic_recorder.core.findings import Finding

CODES = frozenset({"frames-identical", "frame-files-differ"})
"""Codes of what `compare_frames` finds."""

_WITHOUT_DIGITS = str.maketrans("", "", string.digits)


def compare_frames(frames: Sequence[FrameRecord]) -> tuple[Finding, ...]:
    """Find frames that are the same as the one before, and frames that have other files than the rest."""
    return (*_identical(frames), *_differing(frames))


def _identical(frames: Sequence[FrameRecord]) -> Iterator[Finding]:
    same = [later.number for earlier, later in pairwise(frames) if later.files and _is_same(earlier, later)]
    if same:
        yield warning(
            "frames-identical",
            "control",
            f"{_count(same, frames, 'is', 'are')} the same as the one before, file by file, the first of them frame "
            f"{same[0]}.",
            "Let something move, randomize something, or record fewer frames.",
        )


def _differing(frames: Sequence[FrameRecord]) -> Iterator[Finding]:
    kinds = [tuple(sorted(_kind(file.path) for file in frame.files)) for frame in frames]
    counts = Counter(kinds)
    # The first of those that are equally many: of two recordings of the same both say the same.
    usual = max(counts, key=lambda kind: counts[kind], default=())
    others = [frame for frame, kind in zip(frames, kinds, strict=True) if kind != usual]
    if others:
        yield warning(
            "frame-files-differ",
            "writer",
            f"{_count(others, frames, 'has', 'have')} other files than the rest: frame {others[0].number} has "
            f"{len(others[0].files)}, most have {len(usual)}.",
            "See whether the writer leaves files out on purpose, for example for frames without an object.",
        )


def _is_same(earlier: FrameRecord, later: FrameRecord) -> bool:
    hashes = sorted(file.sha256 for file in earlier.files)
    # Most frames differ, and few names need to be looked at.
    return hashes == sorted(file.sha256 for file in later.files) and _contents(earlier) == _contents(later)


def _contents(frame: FrameRecord) -> list[tuple[str, str]]:
    return sorted((_kind(file.path), file.sha256) for file in frame.files)


def _kind(path: str) -> str:
    """Return a name without its numbers: which of them is the frame's need not be known here."""
    return path.translate(_WITHOUT_DIGITS)


def _count(some: Sequence[object], of_all: Sequence[object], one: str, several: str) -> str:
    return f"{len(some)} of {len(of_all)} frames {one if len(some) == 1 else several}"
