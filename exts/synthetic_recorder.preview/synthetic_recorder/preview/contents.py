"""What is in the window, from top to bottom.

::

    what is looked through, annotator, size
    opacity, labels that count
    ┌──────────┐
    │ picture  │
    └──────────┘
    what it is of, the pixel that is pointed at, a message
    legend or scale
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .models import PreviewModel
from .sections import ChoicesSection, LegendSection, PictureSection, ReadingSection

if TYPE_CHECKING:
    from collections.abc import Callable

    from synthetic_recorder.core import Recorder


class Contents:
    """Makes the model and the sections, and owns them.

    Args:
        recorder: Whose render products can be looked through; borrowed.
        is_seen: Whether somebody can see the window now.
        on_change: Called when something may be shown otherwise; often.

    Attributes:
        model: What is shown.
    """

    def __init__(
        self, recorder: Recorder, is_seen: Callable[[], bool], on_change: Callable[[], None]
    ) -> None:
        self.model = PreviewModel(recorder, is_seen)
        self._sections = (
            ChoicesSection(self.model),
            PictureSection(self.model),
            ReadingSection(self.model),
            LegendSection(self.model),
        )
        self._subscription = self.model.subscribe(on_change)

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        for section in self._sections:
            section.build()

    def sync(self) -> None:
        """Derive what every widget shows from the model."""
        for section in self._sections:
            section.sync()

    def destroy(self) -> None:
        """Let go of widgets, render product, stage and recorder; may be called again."""
        self._subscription.unsubscribe()
        for section in self._sections:
            section.destroy()
        self.model.destroy()
