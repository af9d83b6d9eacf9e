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

from .models import EntryModel, SelectionModel, StageLabels
from .sections import EntrySection, SelectionSection

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
        self._sections = (SelectionSection(selection, entry), EntrySection(entry))

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
