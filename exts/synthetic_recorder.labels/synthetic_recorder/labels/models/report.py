"""The report of a stage's labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synthetic_recorder.labels.semantics import LabelReport

from .memo import Memo

if TYPE_CHECKING:
    from .stage_labels import StageLabels

_LINES = 200
"""More of them would cost time in every frame, and nobody reads them in a window."""


class ReportModel:
    """What the stage's labels come to, as text.

    Args:
        labels: The open stage's labels.
    """

    def __init__(self, labels: StageLabels) -> None:
        self._labels = labels
        self._lines = Memo[tuple[str, ...]]()

    @property
    def text(self) -> str:
        """The whole report; empty while no stage is open."""
        return "\n".join(self._all_lines)

    @property
    def shown(self) -> str:
        """What of it is shown."""
        lines = self._all_lines
        if len(lines) <= _LINES:
            return self.text or "No stage is open."
        return "\n".join((*lines[:_LINES], f"… and {len(lines) - _LINES:,} more lines: Copy has them all."))

    @property
    def can_copy(self) -> bool:
        """Whether there is a report."""
        return bool(self._all_lines)

    @property
    def _all_lines(self) -> tuple[str, ...]:
        return self._lines.of(self._labels.labels_version, self._find_lines)

    def _find_lines(self) -> tuple[str, ...]:
        survey = self._labels.survey
        return () if survey is None else LabelReport.of(survey).lines()
