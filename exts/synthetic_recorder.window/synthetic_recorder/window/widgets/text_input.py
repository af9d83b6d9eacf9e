"""A field of the config that is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from omni import ui

from synthetic_recorder.window import identifiers

from .tooltip import wrapped
from .value_models import FieldTextModel

if TYPE_CHECKING:
    from synthetic_recorder.window.models import Field


class TextInput:
    """The widget alone, without label and message; marked while its text is no value.

    Args:
        field: The field.
        tooltip: What it is for, with its unit.
        hint: What stands in it, in grey, while it is empty.
        shows_text: Whether the tooltip has the whole text, too: for paths, which are longer than the widget.
    """

    def __init__(self, field: Field[Any], tooltip: str, *, hint: str = "", shows_text: bool = False) -> None:
        self._field = field
        self._tooltip = wrapped(tooltip)
        self._hint_text = hint
        self._shows_text = shows_text
        self._hint: ui.Label | None = None

    def build(self, **layout: Any) -> None:
        """Make the widget where the caller stands.

        Args:
            layout: Its ``width``, if it has one of its own.
        """
        self._model = FieldTextModel(self._field)
        with ui.ZStack(**layout):
            self._widget = ui.StringField(
                self._model, identifier=identifiers.of_place(self._field.place), tooltip=self._tooltip
            )
            if self._hint_text:
                self._hint = ui.Label(f" {self._hint_text}", name="hint", elided_text=True)
        self.sync(is_wrong=False)

    def sync(self, *, is_wrong: bool) -> None:
        """Show the field as it is now, marked if something is wrong with it."""
        self._model.refresh()
        self._widget.name = "error" if is_wrong or self._field.problem is not None else "field"
        text = self._field.text
        if self._hint is not None:
            self._hint.visible = not text
        if self._shows_text:
            self._widget.tooltip = f"{wrapped(text)}\n\n{self._tooltip}" if text else self._tooltip
