"""One label of the selected prims."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from omni import ui

from synthetic_recorder.labels import identifiers
from synthetic_recorder.labels.models import Source, TypedText
from synthetic_recorder.labels.style import ICON_WIDTH, SOURCE_WIDTH, TYPE_WIDTH
from synthetic_recorder.widgets import TextInput, wrapped
from synthetic_recorder.widgets.style import ROW_HEIGHT, ROW_SPACING

if TYPE_CHECKING:
    from synthetic_recorder.labels.models import EntryModel, LabelRow

_MOST_PATHS = 6


class LabelRowWidgets:
    """Type, text, where it comes from, and a button that removes it.

    ::

        class  [ box        ]  own, 2 of 3        x
        class    shelf         from /World/Shelf

    Args:
        row: The label.
        index: Its place in the list, counted from 0.
        entry: Does what is clicked.
    """

    def __init__(self, row: LabelRow, index: int, entry: EntryModel) -> None:
        self._row = row
        self._index = index
        self._entry = entry
        self._text = TypedText(row.label.text, on_end=self._change)

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        row, index = self._row, self._index
        with ui.HStack(height=ROW_HEIGHT, spacing=ROW_SPACING):
            ui.Label(
                row.label.semantic_type,
                name="value",
                width=TYPE_WIDTH,
                elided_text=True,
                identifier=identifiers.at(identifiers.ROW_TYPE, index),
                tooltip=wrapped(f"Semantic type: {row.label.semantic_type}"),
            )
            self._build_text()
            ui.Label(
                row.told,
                name="hint" if row.source is not Source.OWN_BY_OLD_SCHEMA else "warning",
                width=SOURCE_WIDTH,
                elided_text=True,
                identifier=identifiers.at(identifiers.ROW_SOURCE, index),
                tooltip=wrapped(self._origin()),
            )
            if row.is_own:
                ui.Button(
                    "",
                    name="remove",
                    width=ICON_WIDTH,
                    height=ICON_WIDTH,
                    clicked_fn=partial(self._entry.remove, row),
                    identifier=identifiers.at(identifiers.ROW_REMOVE, index),
                    tooltip=wrapped(f"Removes {row.label} from the selected prims that have it themselves."),
                )
            else:
                ui.Spacer(width=ICON_WIDTH)

    def _build_text(self) -> None:
        identifier = identifiers.at(identifiers.ROW_TEXT, self._index)
        if self._row.source is not Source.OWN or self._row.is_animated:
            ui.Label(
                f" {self._row.label.text}",
                name="value",
                elided_text=True,
                identifier=identifier,
                tooltip=wrapped(self._row.label.text),
            )
            return
        tooltip = (
            f"The label {self._row.label}. Another text takes its place; other labels of the prims stay."
        )
        self._input = TextInput(self._text, identifier, tooltip)
        self._input.build()

    def _change(self) -> None:
        if self._text.value and self._text.value != self._row.label.text:
            self._entry.rename(self._row, self._text.value)
        else:
            self._text.type(self._row.label.text)

    def _origin(self) -> str:
        paths = self._row.authored_at
        more = len(paths) - _MOST_PATHS
        told = ["Authored on:", *map(str, paths[:_MOST_PATHS]), *([f"and {more:,} more"] if more > 0 else [])]
        if self._row.source is Source.OWN_BY_OLD_SCHEMA:
            told.append("By the old SemanticsAPI: Upgrade writes it as UsdSemantics.LabelsAPI.")
        if self._row.is_animated:
            told.append("It comes from time samples: there at some times only.")
        return "\n".join(told)
