"""A value that is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from synthetic_recorder.widgets import TextInput
from synthetic_recorder.window import identifiers
from synthetic_recorder.window.models import Field

from .row import Row

if TYPE_CHECKING:
    from synthetic_recorder.window.models import FindingsModel


class TextRow(Row[Field[Any]]):
    """A field of the config: checked with every key.

    Args:
        value: The field.
        label: What it is called.
        tooltip: What it is for, with its unit.
        findings: What is known to be wrong with it.
        hint: What stands in it, in grey, while it is empty.
    """

    _shows_text = False

    def __init__(
        self, value: Field[Any], label: str, tooltip: str, findings: FindingsModel, hint: str = ""
    ) -> None:
        super().__init__(value, label, tooltip, findings)
        self._input = TextInput(
            value, identifiers.of_place(value.place), tooltip, hint=hint, shows_text=self._shows_text
        )

    def _build_input(self) -> None:
        self._input.build()

    def _sync_input(self) -> None:
        self._input.sync(is_wrong=self._is_wrong)
