"""What has gone wrong: the last error in full, and findings that belong to no field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui
from omni.kit.clipboard import copy

from synthetic_recorder.widgets.style import ROW_HEIGHT, ROW_SPACING, TROUBLE_HEIGHT
from synthetic_recorder.window import identifiers

if TYPE_CHECKING:
    from synthetic_recorder.core import Finding
    from synthetic_recorder.window.models import StatusModel


class StatusTrouble:
    """The last error in a box that scrolls, with a button that copies it, and a list of findings below it.

    Args:
        model: What knows them.
    """

    def __init__(self, model: StatusModel) -> None:
        self._model = model
        self._shown: tuple[Finding, ...] = ()

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        self._box = ui.HStack(height=TROUBLE_HEIGHT, spacing=ROW_SPACING, visible=False)
        with self._box:
            with ui.ScrollingFrame(
                name="trouble", horizontal_scrollbar_policy=ui.ScrollBarPolicy.SCROLLBAR_ALWAYS_OFF
            ):
                self._text = ui.Label(
                    "", word_wrap=True, alignment=ui.Alignment.LEFT_TOP, identifier=identifiers.STATUS_TROUBLE
                )
            with ui.VStack(width=0):
                ui.Button(
                    name="copy",
                    width=ROW_HEIGHT,
                    height=ROW_HEIGHT,
                    clicked_fn=self._copy,
                    identifier=identifiers.STATUS_COPY_TROUBLE,
                    tooltip="Copy the whole text.",
                )
        self._findings = ui.Frame(
            height=0, build_fn=self._build_findings, visible=False, identifier=identifiers.STATUS_FINDINGS
        )

    def sync(self) -> None:
        """Show what is known now."""
        trouble = self._model.trouble
        self._box.visible = trouble is not None
        if trouble is not None:
            self._text.text = trouble.text
            self._text.name = trouble.severity.value
        findings = self._model.findings
        self._findings.visible = bool(findings)
        if findings != self._shown:
            self._shown = findings
            self._findings.rebuild()

    def destroy(self) -> None:
        """Let go of the findings; may be called again."""
        self._shown = ()

    def _build_findings(self) -> None:
        with ui.VStack(height=0, spacing=ROW_SPACING):
            for finding in self._shown:
                ui.Label(
                    str(finding),
                    name=finding.severity.value,
                    word_wrap=True,
                    height=0,
                    tooltip=f"Finding: {finding.code}",
                )

    def _copy(self) -> None:
        if (trouble := self._model.trouble) is not None:
            copy(trouble.text)
