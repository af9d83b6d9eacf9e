"""The Status frame: the numbers of a recording, and what has come of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui

from synthetic_recorder.widgets import wrapped
from synthetic_recorder.widgets.style import ROW_HEIGHT, ROW_SPACING
from synthetic_recorder.window import identifiers

from .status_place import StatusPlace
from .status_trouble import StatusTrouble

if TYPE_CHECKING:
    from synthetic_recorder.window.models import StatusModel

# Label, name in Figures, identifier, tooltip; two in each row.
_FIGURES = (
    (
        "Rate",
        "rate",
        identifiers.STATUS_RATE,
        "Frames captured per second, of the last 30; pauses do not count.",
    ),
    ("Elapsed", "elapsed", identifiers.STATUS_ELAPSED, "Wall-clock time since the start."),
    (
        "Size",
        "size",
        identifiers.STATUS_SIZE,
        "Size of the data set: what is committed, and what waits to be.",
    ),
    ("Left", "left", identifiers.STATUS_LEFT, "Time that the frames that are left take at this rate."),
    (
        "Queue",
        "queue",
        identifiers.STATUS_QUEUE,
        "Frames that are captured and wait to be in the data set for good.",
    ),
    ("Free", "free", identifiers.STATUS_FREE, "Space that is left on the disk of the data set."),
)


class StatusSection:
    """Numbers, where the data set is, the last error, and findings that belong to no field.

    Args:
        model: What it shows.
    """

    def __init__(self, model: StatusModel) -> None:
        self._model = model
        self._place = StatusPlace(model)
        self._trouble = StatusTrouble(model)
        self._figures: dict[str, ui.Label] = {}

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        with ui.VStack(height=0, spacing=ROW_SPACING):
            for left, right in zip(_FIGURES[::2], _FIGURES[1::2], strict=True):
                with ui.HStack(height=ROW_HEIGHT, spacing=ROW_SPACING):
                    for label, name, identifier, text in (left, right):
                        tooltip = wrapped(text)
                        ui.Label(label, name="hint", width=ui.Percent(14), tooltip=tooltip)
                        self._figures[name] = ui.Label(
                            "", name="value", elided_text=True, identifier=identifier, tooltip=tooltip
                        )
            self._result = ui.Label(
                "", name="value", word_wrap=True, height=0, identifier=identifiers.STATUS_RESULT
            )
            self._place.build()
            self._trouble.build()
        self.sync()

    def sync(self) -> None:
        """Show what is known now."""
        model = self._model
        figures = model.figures
        for name, label in self._figures.items():
            label.text = getattr(figures, name)
        self._result.text = model.result
        self._result.visible = bool(model.result)
        self._place.sync()
        self._trouble.sync()

    def destroy(self) -> None:
        """Let go of the widgets; may be called again."""
        self._figures.clear()
        self._trouble.destroy()
