"""What the window shows and does, without a widget."""

from __future__ import annotations

from .by_name import ByNameModel
from .entry import EntryModel
from .label_rows import LabelRow, Source
from .outcome import Outcome, Tone
from .prim_place import place_of
from .report import ReportModel
from .selection import SelectionModel
from .stage_labels import StageLabels
from .stage_list import Count, StageListModel
from .typed_text import TypedText
from .unlabelled import UnlabelledModel

__all__ = [
    "ByNameModel",
    "Count",
    "EntryModel",
    "LabelRow",
    "Outcome",
    "ReportModel",
    "SelectionModel",
    "Source",
    "StageLabels",
    "StageListModel",
    "Tone",
    "TypedText",
    "UnlabelledModel",
    "place_of",
]
