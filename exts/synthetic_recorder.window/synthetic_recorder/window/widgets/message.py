"""What is said below a field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui

from synthetic_recorder.core import Severity
from synthetic_recorder.widgets import wrapped
from synthetic_recorder.widgets.style import LABEL_WIDTH
from synthetic_recorder.window import identifiers

if TYPE_CHECKING:
    from synthetic_recorder.window.models import FindingsModel


class Message:
    """A text below a field: why it is no value, or what was found there; no space is taken when all is well.

    The findings at its place count as shown, in the sense of ``FindingsModel.unclaimed``, until it is destroyed.

    Args:
        place: Place in the config.
        findings: What is known of it.
        indent: Space on its left, in pixels.

    Attributes:
        is_error: Whether it tells of something that stops a recording.
    """

    def __init__(self, place: str, findings: FindingsModel, indent: int = LABEL_WIDTH) -> None:
        self._place = place
        self._findings = findings
        self._indent = indent
        self._claim = findings.claim(place)
        self._row: ui.HStack | None = None
        self._label: ui.Label | None = None
        self.is_error = False

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        self._row = ui.HStack(height=0, visible=False)
        with self._row:
            ui.Spacer(width=self._indent)
            self._label = ui.Label(
                "", word_wrap=True, height=0, identifier=identifiers.finding_of(self._place), name="error"
            )
        self.sync()

    def sync(self) -> None:
        """Say what is known now."""
        if self._row is None or self._label is None:
            return
        note = self._findings.note(self._place)
        self.is_error = note is not None and note.severity is Severity.ERROR
        self._row.visible = note is not None
        self._label.text = "" if note is None else note.text
        if note is not None:
            self._label.name = note.severity.value
            self._label.tooltip = wrapped(note.details)

    def destroy(self) -> None:
        """Let go of the findings; may be called again."""
        self._claim.unsubscribe()
        self._row = self._label = None
