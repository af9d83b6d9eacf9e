"""A value that is on or off."""

from __future__ import annotations

from omni import ui

from synthetic_recorder.widgets import SwitchModel
from synthetic_recorder.window import identifiers
from synthetic_recorder.window.models import ConfigValue

from .row import Row


class CheckRow(Row[ConfigValue[bool]]):
    """A switch of the config, as a check box."""

    def _build_input(self) -> None:
        self._model = SwitchModel(self._value)
        with ui.VStack(width=0):
            ui.Spacer()
            ui.CheckBox(
                self._model,
                width=0,
                height=0,
                identifier=identifiers.of_place(self._value.place),
                tooltip=self._tooltip,
            )
            ui.Spacer()
        ui.Spacer()

    def _sync_input(self) -> None:
        self._model.refresh()
