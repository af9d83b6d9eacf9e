"""The colours of a colorized segmentation and what they stand for, as the recording says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

type Color = tuple[int, ...]


def read_legend(frames: Iterable[Mapping[int | Color, Mapping[str, str]]]) -> dict[Color, str]:
    """Return the label of each colour that occurs in any of the frames, in the order of the first occurrence.

    Args:
        frames: ``{(r, g, b, a): {"class": "box"}, …}`` of each. A label of several types is shown with their names.
    """
    legend: dict[Color, str] = {}
    for frame in frames:
        for color, labels in frame.items():
            # A segmentation of ids has none.
            if isinstance(color, tuple):
                legend.setdefault(color, _text(labels))
    return legend


def _text(labels: Mapping[str, str]) -> str:
    if len(labels) == 1:
        return next(iter(labels.values()))
    return ", ".join(f"{kind}: {label}" for kind, label in labels.items())
