"""What is selected, and its labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui

from synthetic_recorder.labels import identifiers
from synthetic_recorder.labels.style import LABELS_HEIGHT, STEP_WIDTH
from synthetic_recorder.widgets import wrapped
from synthetic_recorder.widgets.style import BUTTON_WIDTH, ROW_HEIGHT, ROW_SPACING

from .label_row import LabelRowWidgets

if TYPE_CHECKING:
    from synthetic_recorder.labels.models import EntryModel, LabelRow, SelectionModel

_MOST_ROWS = 50
_UNDO = "Undoes the last step, whoever has done it, as Ctrl+Z does."
_REDO = "Does again what was undone last, as Ctrl+Y does."
_UPGRADE = (
    "Writes what the old SemanticsAPI says of the selected prims as UsdSemantics.LabelsAPI, type by type."
)


class SelectionSection:
    """The selected prims, a row for each of their labels, and undo.

    ::

        2 prims: /World/Box_1, …          [Undo] [Redo]
        class  [ box        ]  own                    x
        class    shelf         from /World/Shelf
        2 prims have labels by the old schema [Upgrade]

    Args:
        model: The selected prims.
        entry: Does what is clicked.
    """

    def __init__(self, model: SelectionModel, entry: EntryModel) -> None:
        self._model = model
        self._entry = entry
        self._rows: tuple[LabelRow, ...] | None = None
        # A field does not keep its model alive: it would show nothing, and take nothing, once that is collected.
        self._row_widgets: list[LabelRowWidgets] = []
        self._list: ui.VStack | None = None

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        with ui.VStack(height=0, spacing=ROW_SPACING):
            with ui.HStack(height=ROW_HEIGHT, spacing=ROW_SPACING):
                self._told = ui.Label("", name="value", elided_text=True, identifier=identifiers.SELECTED)
                self._undo = ui.Button(
                    "Undo",
                    width=STEP_WIDTH,
                    clicked_fn=self._entry.undo,
                    identifier=identifiers.UNDO,
                    tooltip=wrapped(_UNDO),
                )
                self._redo = ui.Button(
                    "Redo",
                    width=STEP_WIDTH,
                    clicked_fn=self._entry.redo,
                    identifier=identifiers.REDO,
                    tooltip=wrapped(_REDO),
                )
            with ui.ScrollingFrame(
                name="list",
                height=LABELS_HEIGHT,
                horizontal_scrollbar_policy=ui.ScrollBarPolicy.SCROLLBAR_ALWAYS_OFF,
                vertical_scrollbar_policy=ui.ScrollBarPolicy.SCROLLBAR_AS_NEEDED,
            ):
                self._list = ui.VStack(height=0, spacing=2)
            with ui.HStack(height=ROW_HEIGHT, spacing=ROW_SPACING):
                self._old = ui.Label("", name="warning", elided_text=True, identifier=identifiers.OLD_LABELS)
                self._upgrade = ui.Button(
                    "Upgrade",
                    width=BUTTON_WIDTH,
                    clicked_fn=self._entry.upgrade,
                    identifier=identifiers.UPGRADE,
                    tooltip=wrapped(_UPGRADE),
                )
        self._rows = None
        self.sync()

    def sync(self) -> None:
        """Show what is selected now."""
        if self._list is None:
            return
        told = self._model.told
        if self._told.text != told:
            self._told.text, self._told.tooltip = told, wrapped(told)
        self._undo.enabled, self._redo.enabled = self._entry.can_undo, self._entry.can_redo
        old = len(self._model.with_old_labels)
        self._old.text = f"By the old SemanticsAPI: {old:,} of the selected." if old else ""
        self._upgrade.visible = bool(old)
        if self._rows != self._model.rows:
            self._rows = self._model.rows
            self._build_rows(self._list, self._rows)

    def destroy(self) -> None:
        """Let go of the widgets; may be called again."""
        self._list = None
        self._row_widgets = []

    def _build_rows(self, stack: ui.VStack, rows: tuple[LabelRow, ...]) -> None:
        stack.clear()
        self._row_widgets = [
            LabelRowWidgets(row, index, self._entry) for index, row in enumerate(rows[:_MOST_ROWS])
        ]
        with stack:
            for each in self._row_widgets:
                each.build()
            if not rows:
                ui.Label(self._nothing(), name="hint", height=ROW_HEIGHT)
            if len(rows) > _MOST_ROWS:
                ui.Label(
                    f"and {len(rows) - _MOST_ROWS:,} more labels; select fewer prims to see them",
                    name="hint",
                    height=ROW_HEIGHT,
                    identifier=identifiers.MORE_ROWS,
                )

    def _nothing(self) -> str:
        return "No labels." if self._model.prims else ""
