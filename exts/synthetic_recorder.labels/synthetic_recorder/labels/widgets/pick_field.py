"""A text that is typed, or chosen from those that are there already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from omni import ui

from synthetic_recorder.labels.style import ICON_WIDTH
from synthetic_recorder.widgets import PopUpMenu, TextInput, wrapped
from synthetic_recorder.widgets.style import LABEL_WIDTH, ROW_HEIGHT, ROW_SPACING

if TYPE_CHECKING:
    from synthetic_recorder.labels.models import TypedText

_MOST_CHOICES = 30
"""A longer menu would stand out of the screen."""


class PickField:
    """A row with a label, a field, and a button that opens the list.

    Args:
        field: What is typed.
        label: What it is called.
        tooltip: What it is for.
        identifier: Of the field.
        pick_identifier: Of the button.
        choices: What there is to choose from, when it is asked for.
        hint: What stands in it, in grey, while it is empty.
    """

    def __init__(
        self,
        field: TypedText,
        label: str,
        tooltip: str,
        identifier: str,
        pick_identifier: str,
        choices: Callable[[], Sequence[str]],
        hint: str = "",
    ) -> None:
        self._field = field
        self._label = label
        self._tooltip = tooltip
        self._pick_identifier = pick_identifier
        self._choices = choices
        self._input = TextInput(field, identifier, tooltip, hint=hint)
        self._menu = PopUpMenu("Choose")
        self._is_built = False

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        with ui.HStack(height=ROW_HEIGHT, spacing=ROW_SPACING):
            ui.Label(
                self._label, name="field", width=LABEL_WIDTH + ICON_WIDTH, tooltip=wrapped(self._tooltip)
            )
            self._input.build()
            ui.Button(
                "",
                name="list",
                width=ICON_WIDTH,
                height=ICON_WIDTH,
                clicked_fn=self._show_choices,
                identifier=self._pick_identifier,
                tooltip="Choose one that the stage has already.",
            )
        self._is_built = True

    def sync(self) -> None:
        """Show the text as it is now."""
        if self._is_built:
            self._input.sync(is_wrong=False)

    def destroy(self) -> None:
        """Let go of the widgets; may be called again."""
        self._menu.destroy()
        self._is_built = False

    def _show_choices(self) -> None:
        choices = self._choices()
        if len(choices) > _MOST_CHOICES:
            typed = self._field.value.casefold()
            # Those with what was typed first; the sort keeps the order among the others.
            choices = sorted(choices, key=lambda choice: typed not in choice.casefold())[:_MOST_CHOICES]
        self._menu.show(
            [(choice, partial(self._field.type, choice)) for choice in choices], "The stage has none yet."
        )
