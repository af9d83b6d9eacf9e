"""Label by Name: a pattern, what it matches, and the label of the entry for all of it."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from omni import ui

from synthetic_recorder.labels import identifiers
from synthetic_recorder.widgets import TextInput, wrapped
from synthetic_recorder.widgets.style import BUTTON_HEIGHT, BUTTON_WIDTH, LABEL_WIDTH, ROW_HEIGHT, ROW_SPACING

if TYPE_CHECKING:
    from synthetic_recorder.labels.models import ByNameModel

_PATTERN = """Which prims are meant.

*box*  prims by their name
/World/**/can_*  prims by their path, name by name

*  any signs of one name, or none
?  one sign of a name
**  any number of names in a path, or none; alone between two /

Upper and lower case are told apart. Prims inside instances are not meant."""
_ADD = (
    "Adds the label that is entered above, as New Semantic Type and New Semantic Data, to all prims that match. One "
    "step of undo."
)
_REPLACE = "Makes the label that is entered above the only one of its type of all prims that match. One step of undo."
_SELECT = "Selects all prims that match."
_MOST_ON_A_BUTTON = 22
_MOST_LINES = 5
"""Of paths, with the one that says how many more there are."""


class ByNameSection:
    """What is clicked stands above what is said, which has more lines or fewer.

    Args:
        model: What it shows and does.
    """

    def __init__(self, model: ByNameModel) -> None:
        self._model = model
        self._input = TextInput(model.pattern, identifiers.PATTERN, _PATTERN, hint="*box* or /World/**/can_*")
        self._is_built = False

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        with ui.VStack(height=0, spacing=ROW_SPACING):
            with ui.HStack(height=ROW_HEIGHT):
                ui.Label("Pattern", width=LABEL_WIDTH, name="field", tooltip=wrapped(_PATTERN))
                self._input.build()
            with ui.HStack(height=BUTTON_HEIGHT, spacing=ROW_SPACING):
                self._select = ui.Button(
                    "Select",
                    width=BUTTON_WIDTH,
                    clicked_fn=self._model.select,
                    identifier=identifiers.PATTERN_SELECT,
                    tooltip=_SELECT,
                )
                self._add = ui.Button(
                    name="primary",
                    clicked_fn=self._model.add,
                    identifier=identifiers.PATTERN_APPLY,
                    tooltip=wrapped(_ADD),
                )
                self._replace = ui.Button(
                    "Replace",
                    width=BUTTON_WIDTH,
                    clicked_fn=self._model.replace,
                    identifier=identifiers.PATTERN_REPLACE,
                    tooltip=wrapped(_REPLACE),
                )
            self._outcome = ui.Label("", word_wrap=True, height=0, identifier=identifiers.PATTERN_MATCHES)
            # One for each line: a text of several lines is not cut off line by line.
            with ui.VStack(height=0):
                self._paths = [
                    ui.Label(
                        "",
                        name="hint",
                        height=0,
                        elided_text=True,
                        visible=False,
                        identifier=identifiers.at(identifiers.PATTERN_PATHS, index),
                    )
                    for index in range(_MOST_LINES)
                ]
        self._is_built = True

    def sync(self) -> None:
        """Show what the pattern matches now."""
        if not self._is_built:
            return
        model = self._model
        self._input.sync(is_wrong=False)
        self._select.enabled = model.can_select
        self._add.enabled = self._replace.enabled = model.can_apply
        # A button is as wide as its text, and a long one would make the window wider; the entry above shows it in full.
        text = model.add_text
        self._add.text = text if len(text) <= _MOST_ON_A_BUTTON else f"{text[: _MOST_ON_A_BUTTON - 1]}…"
        outcome = model.outcome
        self._outcome.text, self._outcome.name = outcome.text, outcome.tone.value
        for label, line in zip_longest(self._paths, model.first_paths):
            label.text, label.visible = line or "", line is not None

    def destroy(self) -> None:
        """Let go of the widgets; may be called again."""
        self._is_built = False
