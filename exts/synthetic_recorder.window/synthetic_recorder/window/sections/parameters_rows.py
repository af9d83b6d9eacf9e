"""Rows of the parameters' form: each shows whether its parameter is given, and lets it be given no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui

from synthetic_recorder.widgets import SwitchModel
from synthetic_recorder.widgets.style import INDENT, ROW_HEIGHT
from synthetic_recorder.window import identifiers
from synthetic_recorder.window.models import ConfigValue
from synthetic_recorder.window.widgets import CheckRow, ChoiceRow, Row, TextRow

if TYPE_CHECKING:
    from synthetic_recorder.window.models import FindingsModel
    from synthetic_recorder.window.models.writer_form import FormRow, WriterForm
    from synthetic_recorder.window.models.writer_switches import ChoiceValue, SwitchValue
    from synthetic_recorder.window.models.writer_texts import TypedParameter

_CHECK_WIDTH = 24


class _ResetButton:
    """A small button that takes a parameter out of the config; there only while it is given."""

    def __init__(self, form: WriterForm, row: FormRow) -> None:
        self._form = form
        self._row = row
        verb = "Back to its default" if row.is_known else "Remove it"
        # The place is kept, so that the field does not become narrower with the first letter.
        with ui.ZStack(width=ROW_HEIGHT):
            ui.Spacer()
            self._button = ui.Button(
                name="remove",
                width=ROW_HEIGHT,
                clicked_fn=self._reset,
                identifier=identifiers.reset_of(row.slot.place),
                tooltip=f"{verb}.\nThen {row.slot.name} is not given to the writer.",
            )
        self.sync()

    def sync(self) -> None:
        self._button.visible = self._form.is_given(self._row)

    def _reset(self) -> None:
        self._form.reset(self._row)


class ParameterTextRow(TextRow):
    """A parameter that is typed. What it is while nothing is typed stands in its field, in grey.

    Args:
        form: The form that it is in.
        row: The parameter.
        control: How it is set.
        findings: What is known to be wrong with it.
    """

    _shows_text = True

    def __init__(
        self, form: WriterForm, row: FormRow, control: TypedParameter, findings: FindingsModel
    ) -> None:
        super().__init__(control, row.label, row.tooltip, findings, row.unset)
        self._form = form
        self._parameter = row

    def _build_input(self) -> None:
        super()._build_input()
        self._reset = _ResetButton(self._form, self._parameter)

    def _sync_input(self) -> None:
        super()._sync_input()
        self._reset.sync()


class ParameterCheckRow(CheckRow):
    """A parameter of a writer that is on or off.

    Args:
        form: The form that it is in.
        row: The parameter.
        control: How it is set.
        findings: What is known to be wrong with it.
    """

    def __init__(self, form: WriterForm, row: FormRow, control: SwitchValue, findings: FindingsModel) -> None:
        super().__init__(control, row.label, row.tooltip, findings)
        self._form = form
        self._parameter = row

    def _build_input(self) -> None:
        with ui.HStack(width=_CHECK_WIDTH):
            super()._build_input()
        self._hint = ui.Label("default", name="hint")
        self._reset = _ResetButton(self._form, self._parameter)

    def _sync_input(self) -> None:
        super()._sync_input()
        self._hint.visible = not self._form.is_given(self._parameter)
        self._reset.sync()


class SwitchRow(Row[ConfigValue[bool]]):
    """A switch of BasicWriter: its box first, and beside it, in full, what it is called.

    Args:
        row: The parameter.
        control: How it is set.
        findings: What is known to be wrong with it.
    """

    def __init__(self, row: FormRow, control: SwitchValue, findings: FindingsModel) -> None:
        super().__init__(control, row.label, row.tooltip, findings)
        self._inset = INDENT if row.is_option else 0

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        with ui.VStack(height=0):
            self._row = ui.HStack(height=ROW_HEIGHT)
            with self._row:
                ui.Spacer(width=self._inset)
                self._build_input()
                ui.Label(
                    self._label,
                    name="field",
                    elided_text=True,
                    tooltip=self._tooltip,
                    mouse_pressed_fn=self._on_label,
                )
            self._message.build()
        self.sync()

    def _build_input(self) -> None:
        self._model = SwitchModel(self._value)
        with ui.VStack(width=_CHECK_WIDTH):
            ui.Spacer()
            ui.CheckBox(
                self._model,
                width=0,
                height=0,
                identifier=identifiers.of_place(self._value.place),
                tooltip=self._tooltip,
            )
            ui.Spacer()

    def _sync_input(self) -> None:
        self._model.refresh()

    def _on_label(self, _x: float, _y: float, button: int, _modifiers: int) -> None:
        if button == 0 and self._value.is_enabled:
            self._model.set_value(not self._value.value)


class OptionRow(ChoiceRow):
    """A choice; as an option of the row above it stands a bit to the right.

    Args:
        row: The parameter.
        control: How it is set.
        findings: What is known to be wrong with it.
    """

    def __init__(self, row: FormRow, control: ChoiceValue, findings: FindingsModel) -> None:
        super().__init__(control, row.label, row.tooltip, findings, lambda: control.options)
        self._inset = INDENT if row.is_option else 0

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        with ui.HStack(height=0):
            ui.Spacer(width=self._inset)
            super().build()

    def _build_input(self) -> None:
        super()._build_input()
        # Where other rows have their button.
        ui.Spacer(width=ROW_HEIGHT)
