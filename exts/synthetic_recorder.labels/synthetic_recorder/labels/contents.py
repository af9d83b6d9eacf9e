"""What is in the window: its models and its sections, from top to bottom.

::

    what is selected, its labels
    the entry: a label, Add Entry On All Selected Prims, Replace, Clear
    Label by Name
    Stage
    Unlabelled
    Report
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import identifiers
from .models import (
    ByNameModel,
    EntryModel,
    ReportModel,
    SelectionModel,
    StageLabels,
    StageListModel,
    UnlabelledModel,
)
from .sections import (
    ByNameSection,
    EntrySection,
    ReportSection,
    SelectionSection,
    StageListSection,
    UnlabelledSection,
)
from .widgets import SectionFrame

if TYPE_CHECKING:
    from collections.abc import Callable


class Contents:
    """Makes models and sections, and owns them.

    Args:
        on_change: Called when something may be shown otherwise; often.
    """

    def __init__(self, on_change: Callable[[], None]) -> None:
        labels = StageLabels(on_change)
        selection = SelectionModel(labels)
        entry = EntryModel(labels, selection, on_change)
        # In the order in which they are destroyed: what others read goes last.
        self._models = (entry, selection, labels)
        by_name = ByNameSection(ByNameModel(labels, lambda: entry.label, on_change))
        stage_list = StageListSection(StageListModel(labels, on_change))
        unlabelled = UnlabelledSection(UnlabelledModel(labels, on_change))
        report = ReportSection(ReportModel(labels))
        self._sections = (
            SelectionSection(selection, entry),
            EntrySection(entry),
            SectionFrame("Label by Name", identifiers.BY_NAME, by_name, on_change),
            SectionFrame("Stage", identifiers.STAGE, stage_list, on_change),
            SectionFrame("Unlabelled", identifiers.UNLABELLED, unlabelled, on_change),
            SectionFrame("Report", identifiers.REPORT, report, on_change),
        )

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        for section in self._sections:
            section.build()

    def sync(self) -> None:
        """Derive text, colour and enabled of every widget from the models."""
        for section in self._sections:
            section.sync()

    def destroy(self) -> None:
        """Let go of widgets, models and stage; may be called again."""
        for each in (*self._sections, *self._models):
            each.destroy()
