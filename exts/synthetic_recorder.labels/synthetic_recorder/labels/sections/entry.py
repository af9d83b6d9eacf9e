"""The entry: a label, and the buttons that give it to the selected prims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui

from synthetic_recorder.labels import identifiers
from synthetic_recorder.labels.widgets import OutcomeText, PickField
from synthetic_recorder.widgets import wrapped
from synthetic_recorder.widgets.style import BUTTON_HEIGHT, BUTTON_WIDTH, ROW_SPACING

if TYPE_CHECKING:
    from synthetic_recorder.labels.models import EntryModel

_TYPE = (
    'Type of the label (taxonomy). Replicator\'s writers look for "class", unless they are told otherwise.\n'
    "Letters, digits and '_', no digit first."
)
_DATA = 'The label, such as "box". Upper and lower case are told apart.'
_ADD = "Adds the label to each selected prim, besides those that it has. What is below a prim has its labels, too."
_REPLACE = "Makes the label the only one of its type that each selected prim has itself; other types stay."
_CLEAR = "Removes all labels, of any type, that the selected prims have themselves. Inherited ones stay."


class EntrySection:
    """Type and text of a label, what is done with it, and what came of it.

    ::

        New Semantic Type   [ class              ] ≡
        New Semantic Data   [ box                ] ≡
        [Add Entry On All Selected Prims][Replace][Clear]
        class: box is added to 2 prims.

    Args:
        model: The entry.
    """

    def __init__(self, model: EntryModel) -> None:
        self._model = model
        self._type = PickField(
            model.semantic_type,
            "New Semantic Type",
            _TYPE,
            identifiers.NEW_TYPE,
            identifiers.NEW_TYPE_PICK,
            lambda: model.types,
            hint="class",
        )
        self._data = PickField(
            model.data,
            "New Semantic Data",
            _DATA,
            identifiers.NEW_DATA,
            identifiers.NEW_DATA_PICK,
            lambda: model.texts,
            hint="box",
        )
        self._outcome = OutcomeText(identifiers.MESSAGE)
        self._buttons: ui.HStack | None = None

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        with ui.VStack(height=0, spacing=ROW_SPACING):
            self._type.build()
            self._data.build()
            self._buttons = ui.HStack(height=BUTTON_HEIGHT, spacing=ROW_SPACING)
            with self._buttons:
                ui.Button(
                    "Add Entry On All Selected Prims",
                    name="primary",
                    clicked_fn=self._model.add,
                    identifier=identifiers.ADD,
                    tooltip=wrapped(_ADD),
                )
                for text, click, identifier, tooltip in (
                    ("Replace", self._model.replace, identifiers.REPLACE, _REPLACE),
                    ("Clear", self._model.clear, identifiers.CLEAR, _CLEAR),
                ):
                    ui.Button(
                        text,
                        width=BUTTON_WIDTH,
                        clicked_fn=click,
                        identifier=identifier,
                        tooltip=wrapped(tooltip),
                    )
            self._outcome.build()
        self.sync()

    def sync(self) -> None:
        """Show what is entered, and what there is to say."""
        if self._buttons is None:
            return
        self._type.sync()
        self._data.sync()
        self._buttons.enabled = self._model.is_enabled
        self._outcome.sync(self._model.outcome)

    def destroy(self) -> None:
        """Let go of the widgets; may be called again."""
        self._type.destroy()
        self._data.destroy()
        self._outcome.destroy()
        self._buttons = None
