"""Report: what the labels come to, and what in them would spoil a data set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui
from omni.kit.clipboard import copy

from synthetic_recorder.labels import identifiers
from synthetic_recorder.labels.style import REPORT_HEIGHT
from synthetic_recorder.widgets.style import ROW_HEIGHT, ROW_SPACING

if TYPE_CHECKING:
    from synthetic_recorder.labels.models import ReportModel


class ReportSection:
    """The report in a box that scrolls, with a button that copies it.

    Args:
        model: What it shows.
    """

    def __init__(self, model: ReportModel) -> None:
        self._model = model
        self._text: ui.Label | None = None

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        with ui.HStack(height=REPORT_HEIGHT, spacing=ROW_SPACING):
            with ui.ScrollingFrame(
                name="rows", horizontal_scrollbar_policy=ui.ScrollBarPolicy.SCROLLBAR_AS_NEEDED
            ):
                self._text = ui.Label(
                    "",
                    width=0,
                    height=0,
                    name="value",
                    alignment=ui.Alignment.LEFT_TOP,
                    identifier=identifiers.REPORT_TEXT,
                )
            with ui.VStack(width=0):
                self._copy = ui.Button(
                    name="copy",
                    width=ROW_HEIGHT,
                    height=ROW_HEIGHT,
                    clicked_fn=self._copy_text,
                    identifier=identifiers.REPORT_COPY,
                    tooltip="Copy the whole report.",
                )

    def sync(self) -> None:
        """Show the report of the labels as they are now."""
        if self._text is None:
            return
        if self._text.text != self._model.shown:
            self._text.text = self._model.shown
        self._copy.enabled = self._model.can_copy

    def destroy(self) -> None:
        """Let go of the widgets; may be called again."""
        self._text = None

    def _copy_text(self) -> None:
        copy(self._model.text)
