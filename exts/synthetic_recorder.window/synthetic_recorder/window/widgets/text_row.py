"""A value that is typed."""

from __future__ import annotations

from typing import Any

from omni import ui

from synthetic_recorder.window import identifiers
from synthetic_recorder.window.models import Field

from .row import Row
from .value_models import FieldTextModel


class TextRow(Row[Field[Any]]):
    """A field of the config: checked with every key."""

    def _build_input(self) -> None:
        self._model = FieldTextModel(self._value)
        self._input = ui.StringField(
            self._model, identifier=identifiers.of_place(self._value.place), tooltip=self._tooltip
        )

    def _sync_input(self) -> None:
        self._model.refresh()
        self._input.name = "field" if self._value.problem is None else "error"
