"""What is said of the picture: what it is of, what is known of the pixel that is pointed at, or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui

from synthetic_recorder.preview import identifiers
from synthetic_recorder.preview.models import facts_text
from synthetic_recorder.preview.style import LINE_HEIGHT, READING_HEIGHT
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
        with ui.VStack(height=READING_HEIGHT):
            self._caption = _line("hint", identifiers.CAPTION)
            with ui.ZStack():
                self._lines = ui.VStack(height=0)
                with self._lines:
                    self._facts = _line("value", identifiers.FACTS)
                    self._path = _line("value", identifiers.FACTS_PATH)
                self._message = ui.Label(
                    "",
                    name="warning",
                    word_wrap=True,
                    alignment=ui.Alignment.LEFT_TOP,
                    identifier=identifiers.MESSAGE,
                )
        self.sync()

    def sync(self) -> None:
        """Show what the model says now."""
        if self._message is None:
            return
        model, facts = self._model, self._model.facts
        measured, owners = (_POINT if model.shown else "", "") if facts is None else facts_text(facts)
        self._facts.name = "hint" if facts is None else "value"
        for label, text in (
            (self._caption, model.caption),
            (self._facts, measured),
            (self._path, owners),
            (self._message, model.message),
        ):
            if label.text != text:
                label.text, label.tooltip = text, wrapped(text)
        self._caption.visible = model.shown is not None
        # What was asked for comes before what is said unasked.
        self._message.visible = bool(model.message) and facts is None
        self._lines.visible = not self._message.visible

    def destroy(self) -> None:
        """Let go of the widgets; may be called again."""
        self._message = None


def _line(name: str, identifier: str) -> ui.Label:
    return ui.Label("", name=name, height=LINE_HEIGHT, elided_text=True, identifier=identifier)
