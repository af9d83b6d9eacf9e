"""The form of a writer's parameters, in widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from omni import ui

from synthetic_recorder.widgets import wrapped
from synthetic_recorder.widgets.style import BUTTON_HEIGHT, ROW_SPACING
from synthetic_recorder.window import identifiers
from synthetic_recorder.window.models.writer_switches import ChoiceValue, SwitchValue

from .parameters_rows import OptionRow, ParameterCheckRow, ParameterTextRow, SwitchRow

if TYPE_CHECKING:
    from synthetic_recorder.window.models import FindingsModel
    from synthetic_recorder.window.models.writer_form import FormRow, WriterForm
    from synthetic_recorder.window.widgets import Row

_GROUP_SPACING = 6


class ParametersForm:
    """Rows for all parameters of one writer.

    Args:
        form: The parameters.
        findings: What is known to be wrong with them.
    """

    def __init__(self, form: WriterForm, findings: FindingsModel) -> None:
        self.form = form
        self._findings = findings
        self._groups = tuple(
            (group.title, tuple(self._row(row) for row in group.rows)) for group in form.groups
        )
        self._buttons: tuple[ui.Button, ...] = ()

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        with ui.VStack(height=0, spacing=ROW_SPACING):
            if self.form.annotators:
                self._build_buttons()
            for title, rows in self._groups:
                if title:
                    ui.Spacer(height=_GROUP_SPACING)
                    ui.Label(title, name="hint", height=0)
                for row in rows:
                    row.build()
        self.sync()

    def sync(self) -> None:
        """Show values, messages and enabled as they are now."""
        for button in self._buttons:
            button.enabled = self.form.is_enabled
        for _title, rows in self._groups:
            for row in rows:
                row.sync()

    def destroy(self) -> None:
        """Let go of the findings; may be called again."""
        self._buttons = ()
        for _title, rows in self._groups:
            for row in rows:
                row.destroy()

    def _row(self, row: FormRow) -> Row[Any]:
        control = row.control
        if isinstance(control, ChoiceValue):
            return OptionRow(row, control, self._findings)
        if not isinstance(control, SwitchValue):
            return ParameterTextRow(self.form, row, control, self._findings)
        if self.form.is_basic:
            return SwitchRow(row, control, self._findings)
        return ParameterCheckRow(self.form, row, control, self._findings)

    def _build_buttons(self) -> None:
        with ui.HStack(height=BUTTON_HEIGHT, spacing=ROW_SPACING):
            self._buttons = (
                ui.Button(
                    "Select All",
                    clicked_fn=self.form.select_all,
                    identifier=identifiers.SELECT_ALL,
                    tooltip=wrapped("Switch every annotator on. Their options stay as they are."),
                ),
                ui.Button(
                    "Select None",
                    clicked_fn=self.form.select_none,
                    identifier=identifiers.SELECT_NONE,
                    tooltip=wrapped("Switch every annotator off. Their options stay as they are."),
                ),
            )
