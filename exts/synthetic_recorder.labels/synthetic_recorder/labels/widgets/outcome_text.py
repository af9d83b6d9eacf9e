"""What was done, or would be, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui

from synthetic_recorder.labels.style import OUTCOME_HEIGHT
from synthetic_recorder.widgets import wrapped

if TYPE_CHECKING:
    from synthetic_recorder.labels.models import Outcome


class OutcomeText:
    """A text in a place of one height: what is below does not move while somebody clicks.

    Args:
        identifier: Of the text.
    """

    def __init__(self, identifier: str) -> None:
        self._identifier = identifier
        self._label: ui.Label | None = None

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        with ui.ScrollingFrame(
            name="outcome",
            height=OUTCOME_HEIGHT,
            horizontal_scrollbar_policy=ui.ScrollBarPolicy.SCROLLBAR_ALWAYS_OFF,
            vertical_scrollbar_policy=ui.ScrollBarPolicy.SCROLLBAR_AS_NEEDED,
        ):
            self._label = ui.Label(
                "", word_wrap=True, alignment=ui.Alignment.LEFT_TOP, height=0, identifier=self._identifier
            )

    def sync(self, outcome: Outcome) -> None:
        """Say it."""
        if self._label is not None and self._label.text != outcome.text:
            self._label.text = outcome.text
            self._label.tooltip = wrapped(outcome.text)
        if self._label is not None:
            self._label.name = outcome.tone.value

    def destroy(self) -> None:
        """Let go of the widgets; may be called again."""
        self._label = None
