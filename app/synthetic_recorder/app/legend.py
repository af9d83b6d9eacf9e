"""The colours of a colorized segmentation and what they stand for, as the JSON files beside the images say."""

from __future__ import annotations

import ast
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

type Color = tuple[int, int, int, int]


def read_legend(files: Iterable[Path]) -> dict[Color, str]:
    """Return the label of each colour that occurs in any of the files, in the order of the first occurrence.

    A file is ``{"(r, g, b, a)": {"class": "box"}, …}``. A label of several types is shown with their names.
    """
    legend: dict[Color, str] = {}
    for file in files:
        for color, labels in json.loads(file.read_text(encoding="utf-8")).items():
            legend.setdefault(ast.literal_eval(color), _text(labels))
    return legend


def _text(labels: dict[str, str]) -> str:
    if len(labels) == 1:
        return next(iter(labels.values()))
    return ", ".join(f"{kind}: {label}" for kind, label in labels.items())
