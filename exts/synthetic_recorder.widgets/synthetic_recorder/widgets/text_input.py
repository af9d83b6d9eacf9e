"""A value that is typed."""

from __future__ import annotations

from typing import Any

from omni import ui

from .path_end import PathEnd
from .tooltip import wrapped
from .value_models import FieldTextModel, TypedValue


class TextInput:
    """The widget alone, without label and message; marked while its text is no value.

    Args:
        field: What is typed.
        identifier: By which the widget is found.
        tooltip: What it is for, with its unit.
        hint: What stands in it, in grey, while it is empty.
        shows_text: For paths, which are longer than the widget: the tooltip has the whole text, too, and the widget
            shows its end as long as it is not edited.
    """

    def __init__(
        self, field: TypedValue, identifier: str, tooltip: str, *, hint: str = "", shows_text: bool = False
    ) -> None:
        self._field = field
        self._identifier = identifier
        self._tooltip = wrapped(tooltip)
        self._hint_text = hint
        self._hint: ui.Label | None = None
        self._end = PathEnd() if shows_text else None

    def build(self, **layout: Any) -> None:
        """Make the widget where the caller stands.

        Args:
            layout: Its ``width``, if it has one of its own.
        """
        self._model = FieldTextModel(self._field, on_edited=self._give_way)
        with ui.ZStack(**layout):
            self._widget = ui.StringField(self._model, identifier=self._identifier, tooltip=self._tooltip)
            if self._hint_text:
                self._hint = ui.Label(f" {self._hint_text}", name="hint", elided_text=True)
            if self._end is not None:
                self._end.build()
        self.sync(is_wrong=False)

    def sync(self, *, is_wrong: bool) -> None:
        """Show the field as it is now, marked if something is wrong with it."""
        self._model.refresh()
        is_marked = is_wrong or self._field.problem is not None
        self._widget.name = "error" if is_marked else "field"
        text = self._field.text
        if self._hint is not None:
            self._hint.visible = not text
        if self._end is not None:
            self._end.sync(text, self._widget.computed_width, is_wrong=is_marked)
            self._widget.tooltip = f"{wrapped(text)}\n\n{self._tooltip}" if text else self._tooltip

    def _give_way(self, is_edited: bool) -> None:
        if self._end is not None:
            self._end.edit(is_edited)
            self.sync(is_wrong=self._widget.name == "error")
