"""A parameter by name, for writers that take more than they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui

from synthetic_recorder.widgets.style import LABEL_WIDTH, ROW_HEIGHT, ROW_SPACING
from synthetic_recorder.window import identifiers

if TYPE_CHECKING:
    from synthetic_recorder.window.models import NewParameter

_ADD_WIDTH = 52


class NewParameterRow:
    """Name, value and Add; there only for a writer that takes any parameter.

    Args:
        model: What it shows and does.
    """

    def __init__(self, model: NewParameter) -> None:
        self._model = model
        self._stack: ui.VStack | None = None
        self._subscriptions: tuple[object, ...] = ()

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        self._name = ui.SimpleStringModel(self._model.name)
        self._text = ui.SimpleStringModel(self._model.text)
        self._subscriptions = (
            self._name.subscribe_value_changed_fn(self._on_typed),
            self._text.subscribe_value_changed_fn(self._on_typed),
        )
        self._stack = ui.VStack(height=0)
        with self._stack:
            ui.Label("Another parameter: name, and value as JSON", name="hint", height=0, elided_text=True)
            with ui.HStack(height=ROW_HEIGHT, spacing=ROW_SPACING):
                self._fields = (
                    ui.StringField(
                        self._name,
                        width=LABEL_WIDTH - ROW_SPACING,
                        identifier=identifiers.NEW_PARAMETER_NAME,
                        tooltip="Name of a parameter that the writer does not list.",
                    ),
                    ui.StringField(
                        self._text,
                        identifier=identifiers.NEW_PARAMETER_VALUE,
                        tooltip='Its value as JSON: 4, true, "text", [1, 2], {"car": 1}.',
                    ),
                )
                self._add = ui.Button(
                    "Add",
                    width=_ADD_WIDTH,
                    clicked_fn=self._on_add,
                    identifier=identifiers.NEW_PARAMETER_ADD,
                    tooltip="Give the parameter to the writer.",
                )
            self._problem = ui.Label(
                "", name="error", word_wrap=True, height=0, identifier=identifiers.NEW_PARAMETER_PROBLEM
            )
        self.sync()

    def sync(self) -> None:
        """Show whether it is offered, and why it cannot be added."""
        if self._stack is None:
            return
        self._stack.visible = self._model.is_offered
        for field in self._fields:
            field.enabled = self._model.is_editable
        self._add.enabled = self._model.is_enabled
        is_begun = bool(self._model.name or self._model.text)
        problem = self._model.problem if is_begun else None
        self._problem.visible = problem is not None
        self._problem.text = problem or ""

    def destroy(self) -> None:
        """Let go of the widgets; may be called again."""
        self._stack = None
        self._subscriptions = ()

    def _on_typed(self, _changed: ui.AbstractValueModel) -> None:
        self._model.name, self._model.text = self._name.as_string, self._text.as_string
        self.sync()

    def _on_add(self) -> None:
        self._model.add()
        name, text = self._model.name, self._model.text
        self._name.set_value(name)
        self._text.set_value(text)
