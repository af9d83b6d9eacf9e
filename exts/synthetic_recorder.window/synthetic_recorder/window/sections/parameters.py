"""The Parameters frame: which writer, and what it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui

from synthetic_recorder.widgets import wrapped
from synthetic_recorder.widgets.style import LABEL_WIDTH, ROW_SPACING
from synthetic_recorder.window import identifiers
from synthetic_recorder.window.models.writer_setting import PARAMETERS
from synthetic_recorder.window.widgets import ChoiceRow, Message

from .parameters_file import ParametersFileRow
from .parameters_form import ParametersForm
from .parameters_new import NewParameterRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from synthetic_recorder.window.models import FindingsModel, WriterModel

_WRITER = (
    "Who writes the files: Replicator's BasicWriter, or any other writer of its registry. What was set for a writer is "
    "kept while another one is chosen."
)
_REFRESH_WIDTH = 60


class _WriterRow(ChoiceRow):
    """The writers, and a button that reads the registry again."""

    def __init__(self, model: WriterModel, findings: FindingsModel, on_refreshed: Callable[[], None]) -> None:
        super().__init__(model.name, "Writer", _WRITER, findings, lambda: model.choices)
        self._writers = model
        self._on_refreshed = on_refreshed

    def _build_input(self) -> None:
        super()._build_input()
        ui.Spacer(width=ROW_SPACING)
        ui.Button(
            "Refresh",
            width=_REFRESH_WIDTH,
            clicked_fn=self._refresh,
            identifier=identifiers.WRITER_REFRESH,
            tooltip="Read the registry again, for writers that are new.",
        )

    def _refresh(self) -> None:
        self._writers.refresh()
        self._on_refreshed()


class ParametersSection:
    """The writer and its parameters, as a form, or from a JSON file.

    Args:
        model: The writer.
        findings: What is known to be wrong with the config.
    """

    def __init__(self, model: WriterModel, findings: FindingsModel) -> None:
        self._model = model
        self._findings = findings
        self._writer = _WriterRow(model, findings, self.sync)
        self._file = ParametersFileRow(model.file, findings)
        self._message = Message(PARAMETERS, findings, indent=0)
        self._new = NewParameterRow(model.new_parameter)
        self._form: ParametersForm | None = None
        self._frame: ui.Frame | None = None

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        with ui.VStack(height=0, spacing=ROW_SPACING):
            self._writer.build()
            with ui.HStack(height=0):
                ui.Spacer(width=LABEL_WIDTH)
                self._summary = ui.Label(
                    "", name="hint", word_wrap=True, height=0, identifier=identifiers.WRITER_SUMMARY
                )
            self._file.build()
            self._message.build()
            self._frame = ui.Frame(height=0, build_fn=self._build_form)
            self._new.build()
        self.sync()

    def sync(self) -> None:
        """Show writer, values and messages as they are now; rows are made anew only when they are others."""
        if self._frame is None:
            return
        self._writer.sync()
        self._sync_summary()
        self._file.sync()
        self._message.sync()
        if self._form is None or self._form.form is not self._model.form:
            self._let_go_of_form()
            self._form = ParametersForm(self._model.form, self._findings)
            self._frame.rebuild()
        else:
            self._form.sync()
        self._new.sync()

    def destroy(self) -> None:
        """Let go of the findings; may be called again."""
        self._let_go_of_form()
        self._frame = None
        for part in (self._writer, self._file, self._message, self._new):
            part.destroy()

    def _sync_summary(self) -> None:
        description = self._model.description
        self._summary.text = description.summary
        self._summary.tooltip = wrapped(
            "\n\n".join(filter(None, (description.summary, description.description)))
        )
        self._summary.visible = bool(description.summary)

    def _build_form(self) -> None:
        if self._form is not None:
            self._form.build()

    def _let_go_of_form(self) -> None:
        if self._form is not None:
            self._form.destroy()
            self._form = None
