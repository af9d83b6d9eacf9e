"""A value that is chosen from a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from omni import ui

from synthetic_recorder.widgets import ChoiceModel
from synthetic_recorder.window import identifiers
from synthetic_recorder.window.models import ConfigValue

from .row import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from synthetic_recorder.window.models import FindingsModel


class ChoiceRow(Row[ConfigValue[Any]]):
    """A value of the config, as a combo box.

    Args:
        value: The value.
        label: What it is called.
        tooltip: What it is for.
        findings: What is known to be wrong with it.
        choices: Returns what it can be now, and what each is called; asked with every ``sync``.
    """

    def __init__(
        self,
        value: ConfigValue[Any],
        label: str,
        tooltip: str,
        findings: FindingsModel,
        choices: Callable[[], Sequence[tuple[Any, str]]],
    ) -> None:
        super().__init__(value, label, tooltip, findings)
        self._choices = choices

    def _build_input(self) -> None:
        self._model = ChoiceModel(self._value, self._choices())
        ui.ComboBox(self._model, identifier=identifiers.of_place(self._value.place), tooltip=self._tooltip)

    def _sync_input(self) -> None:
        self._model.set_choices(self._choices())
