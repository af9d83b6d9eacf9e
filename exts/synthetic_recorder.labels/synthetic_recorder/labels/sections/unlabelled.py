"""Unlabelled: what is drawn without a label."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from omni import ui

from synthetic_recorder.labels import identifiers
from synthetic_recorder.labels.models import place_of
from synthetic_recorder.labels.widgets import Row, RowList
from synthetic_recorder.widgets import ChoiceModel, wrapped
from synthetic_recorder.widgets.style import BUTTON_WIDTH, LABEL_WIDTH, ROW_HEIGHT, ROW_SPACING

if TYPE_CHECKING:
    from synthetic_recorder.labels.models import UnlabelledModel
    from synthetic_recorder.labels.semantics import UnlabelledPrim

_ROWS = 8
_TYPE = "Lists what is drawn without a label of this type; any type: what is drawn without any label."
_SELECT_ALL = "Selects all of them, so that they can be labelled together."


class UnlabelledSection:
    """Click a prim to select it.

    Args:
        model: What it shows and does.
    """

    def __init__(self, model: UnlabelledModel) -> None:
        self._model = model
        self._prims = RowList[Any](
            identifiers.UNLABELLED_LIST,
            identifiers.UNLABELLED_ROW,
            _row_of,
            model.select,
            model.notify,
            (),
            _ROWS,
        )
        self._is_built = False

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        with ui.VStack(height=0, spacing=ROW_SPACING):
            with ui.HStack(height=ROW_HEIGHT, spacing=ROW_SPACING):
                ui.Label("Without label of", width=LABEL_WIDTH, name="field", tooltip=wrapped(_TYPE))
                self._type = ChoiceModel(self._model, self._model.choices)
                ui.ComboBox(self._type, identifier=identifiers.UNLABELLED_TYPE, tooltip=wrapped(_TYPE))
                self._select_all = ui.Button(
                    "Select All",
                    width=BUTTON_WIDTH,
                    clicked_fn=self._model.select_all,
                    identifier=identifiers.UNLABELLED_SELECT_ALL,
                    tooltip=wrapped(_SELECT_ALL),
                )
            self._summary = ui.Label(
                "", name="hint", height=ROW_HEIGHT, identifier=identifiers.UNLABELLED_SUMMARY
            )
            self._prims.build()
        self._is_built = True

    def sync(self) -> None:
        """Show what has no label now."""
        if not self._is_built:
            return
        model = self._model
        self._type.set_choices(model.choices)
        self._select_all.enabled = bool(model.prims)
        self._summary.text, self._summary.name = model.outcome.text, model.outcome.tone.value
        self._prims.sync(model.prims, model.selected)

    def destroy(self) -> None:
        """Let go of the widgets; may be called again."""
        self._is_built = False
        self._prims.destroy()


def _row_of(prim: UnlabelledPrim) -> Row:
    name, aside = place_of(prim.path)
    if prim.label_at == prim.path:
        return Row(prim.label_at, (name,), aside, str(prim.path))
    return Row(
        prim.label_at,
        (name,),
        f"in instance {prim.label_at}",
        f"{prim.path}\n\nIt is inside an instance: {prim.label_at} is what can be labelled, and is selected.",
    )
