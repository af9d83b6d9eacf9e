"""How the rows of a list are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from omni import ui

from synthetic_recorder.labels import identifiers
from synthetic_recorder.labels.style import LIST_ROW_HEIGHT
from synthetic_recorder.widgets import wrapped
from synthetic_recorder.widgets.style import ROW_SPACING

if TYPE_CHECKING:
    from collections.abc import Callable

    from .row_list_model import RowItem


class RowDelegate(ui.AbstractItemDelegate):
    """Draws a row: a text in each column, and something in grey beside the first one.

    Args:
        identifier: Of the text in the first column of a row, without the row's index.
        show_more: Called when the row is clicked that stands for those that are not shown.
    """

    def __init__(self, identifier: str, show_more: Callable[[], None]) -> None:
        super().__init__()
        self._identifier = identifier
        self._show_more = show_more

    def build_branch(self, model: Any, item: RowItem, column_id: int, level: int, expanded: bool) -> None:
        """Make nothing: there is nothing below a row."""

    def build_widget(self, model: Any, item: RowItem, column_id: int, level: int, expanded: bool) -> None:
        """Make what is in a column of a row."""
        del model, level, expanded
        row, tooltip = item.row, wrapped(item.row.tooltip)
        with ui.HStack(height=LIST_ROW_HEIGHT, spacing=ROW_SPACING, tooltip=tooltip) as stack:
            ui.Spacer(width=0)
            if column_id:
                ui.Label(row.texts[column_id], name="value", elided_text=True)
            elif item.is_more:
                ui.Label(row.texts[0], name="hint", identifier=f"{self._identifier}_more")
                stack.set_mouse_pressed_fn(lambda *_mouse: self._show_more())
            else:
                ui.Label(
                    row.texts[0],
                    width=0 if row.aside else ui.Fraction(1),
                    name="value",
                    elided_text=not row.aside,
                    identifier=identifiers.at(self._identifier, item.index),
                )
                if row.aside:
                    ui.Label(row.aside, name="hint", elided_text=True)
