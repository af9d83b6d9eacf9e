"""What is said of the picture: what it is of, why there is none, and what is known of the pixel that is pointed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui

from synthetic_recorder.preview import identifiers
from synthetic_recorder.preview.models import facts_text
from synthetic_recorder.preview.style import LINE_HEIGHT, MESSAGE_HEIGHT
from synthetic_recorder.widgets import wrapped

if TYPE_CHECKING:
    from synthetic_recorder.preview.models import PreviewModel

_POINT = "Point at a pixel to see what it is."


class ReadingSection:
    """Lines of a fixed height: what is below them, and the picture above, stay where they are.

    Args:
        model: What is shown.
    """

    def __init__(self, model: PreviewModel) -> None:
        self._model = model
        self._message: ui.Label | None = None

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        self._caption = _line("hint", identifiers.CAPTION)
        self._facts = _line("value", identifiers.FACTS)
        self._path = _line("value", identifiers.FACTS_PATH)
        self._message = ui.Label(
            "",
            name="warning",
            height=MESSAGE_HEIGHT,
            word_wrap=True,
            alignment=ui.Alignment.LEFT_TOP,
            identifier=identifiers.MESSAGE,
        )
        self.sync()

    def sync(self) -> None:
        """Show what the model says now."""
        if self._message is None:
            return
        facts = self._model.facts
        measured, owners = (_POINT if self._model.shown else "", "") if facts is None else facts_text(facts)
        self._facts.name = "hint" if facts is None else "value"
        for label, text in (
            (self._caption, self._model.caption),
            (self._facts, measured),
            (self._path, owners),
            (self._message, self._model.message),
        ):
            if label.text != text:
                label.text, label.tooltip = text, wrapped(text)

    def destroy(self) -> None:
        """Let go of the widgets; may be called again."""
        self._message = None


def _line(name: str, identifier: str) -> ui.Label:
    return ui.Label("", name=name, height=LINE_HEIGHT, elided_text=True, identifier=identifier)
