"""The parts of the window, one in each file."""

from __future__ import annotations

from .by_name import ByNameSection
from .entry import EntrySection
from .report import ReportSection
from .selection import SelectionSection
from .stage_list import StageListSection
from .unlabelled import UnlabelledSection

__all__ = [
    "ByNameSection",
    "EntrySection",
    "ReportSection",
    "SelectionSection",
    "StageListSection",
    "UnlabelledSection",
]
