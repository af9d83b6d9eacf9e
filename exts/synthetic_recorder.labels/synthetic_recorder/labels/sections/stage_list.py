"""Stage: how often there is each label, and the prims that have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from omni import ui

from synthetic_recorder.labels import identifiers
from synthetic_recorder.labels.models import place_of
from synthetic_recorder.labels.widgets import Row, RowList
from synthetic_recorder.widgets import TextInput, wrapped
from synthetic_recorder.widgets.style import LABEL_WIDTH, ROW_HEIGHT, ROW_SPACING

if TYPE_CHECKING:
    from synthetic_recorder.labels.models import Count, StageListModel
    from synthetic_recorder.labels.semantics import LabelledPrim

_COUNTS_ROWS = 6
_PRIMS_ROWS = 8
_COUNT_WIDTH = 80
_LABELS_WIDTH = 150
_FILTER = (
    "Shows the prims with each of these words in their path, in their type, such as Mesh, or in a label, such as "
    "class: box. Upper and lower case are the same."
)
_COUNTED = (
    "Click to show its prims only.\nPrims: on how many it is authored. Drawn: how many things that are drawn have it, "
    "inherited included."
)
_UNDEFINED = "\nNo layer defines this prim: nothing is labelled by it."


class StageListSection:
    """Two lists: click a label for its prims; click a prim to select it.

    Args:
        model: What it shows and does.
    """

    def __init__(self, model: StageListModel) -> None:
        self._model = model
        self._counts = RowList[Any](
            identifiers.STAGE_COUNTS,
            identifiers.STAGE_COUNT,
            _row_of_count,
            self._choose,
            model.notify,
            (_COUNT_WIDTH, _COUNT_WIDTH),
            _COUNTS_ROWS,
        )
        self._filter = TextInput(
            model.filter, identifiers.STAGE_FILTER, _FILTER, hint="words of path, type or label"
        )
        self._prims = RowList[Any](
            identifiers.STAGE_LIST,
            identifiers.STAGE_ROW,
            _row_of_prim,
            model.select,
            model.notify,
            (_LABELS_WIDTH,),
            _PRIMS_ROWS,
        )
        self._is_built = False

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        with ui.VStack(height=0, spacing=ROW_SPACING):
            self._counts.build()
            with ui.HStack(height=ROW_HEIGHT):
                ui.Label("Filter", width=LABEL_WIDTH, name="field", tooltip=wrapped(_FILTER))
                self._filter.build()
            self._summary = ui.Label("", name="hint", height=ROW_HEIGHT, identifier=identifiers.STAGE_SUMMARY)
            self._prims.build()
        self._is_built = True

    def sync(self) -> None:
        """Show the stage's labels as they are now."""
        if not self._is_built:
            return
        model = self._model
        self._counts.sync(model.counts, (model.label,))
        self._filter.sync(is_wrong=False)
        self._summary.text = model.summary
        self._prims.sync(model.prims, model.selected)

    def destroy(self) -> None:
        """Let go of the widgets; may be called again."""
        self._is_built = False
        self._counts.destroy()
        self._prims.destroy()

    def _choose(self, labels: list[Any]) -> None:
        # The last one of several: they are shown for one label, or for all.
        self._model.choose(labels[-1] if labels else None)


def _row_of_count(count: Count) -> Row:
    label, often = count
    if label is None or often is None:
        return Row(None, ("All labels", "", ""), tooltip="Click to show the prims of all labels.")
    texts = str(label), f"{often.prims:,} prim{'' if often.prims == 1 else 's'}", f"{often.drawn:,} drawn"
    return Row(label, texts, tooltip=f"{label}\n\n{_COUNTED}")


def _row_of_prim(prim: LabelledPrim) -> Row:
    labels = ", ".join(dict.fromkeys(str(each.label) for each in prim.labels))
    name, aside = place_of(prim.path)
    tooltip = f"{prim.path}\n{prim.type_name or 'no type'}\n{labels}{'' if prim.is_defined else _UNDEFINED}"
    return Row(prim.path, (name, labels), aside, tooltip)
