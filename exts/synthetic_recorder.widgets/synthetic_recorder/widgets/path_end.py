"""The end of a path that is longer than its field: paths differ at their ends."""

from __future__ import annotations

from omni import ui

from .style import CHARACTER_WIDTH, FIELD_MARGIN

PATH_END = "path_end"
"""Identifier of what covers the field."""
PATH_END_TEXT = "path_end_text"
"""Identifier of the text on it."""


class PathEnd:
    """Lies over a text field and shows the end of its text, as long as nobody edits it and it does not fit.

    It takes no clicks: the field below gets them.
    """

    def __init__(self) -> None:
        self._cover: ui.ZStack | None = None
        self._label: ui.Label | None = None
        self._is_edited = False

    def build(self) -> None:
        """Make it over what was made before in the stack where the caller stands."""
        self._cover = ui.ZStack(visible=False, identifier=PATH_END)
        with self._cover:
            self._background = ui.Rectangle(name="cover")
            with ui.HStack():
                # Where the text of the field begins.
                ui.Spacer(width=FIELD_MARGIN)
                self._label = ui.Label("", name="value", identifier=PATH_END_TEXT)

    def sync(self, text: str, field_width: float, *, is_wrong: bool) -> None:
        """Show the end of a text in a field of a width in pixels; nothing in one that was never drawn.

        Args:
            text: The whole text.
            field_width: Width of the field.
            is_wrong: Whether the field is marked.
        """
        if self._cover is None or self._label is None:
            return
        characters = int((field_width - 2 * FIELD_MARGIN) / CHARACTER_WIDTH)
        does_not_fit = 1 < characters < len(text)
        self._cover.visible = does_not_fit and not self._is_edited
        self._background.name = "cover_error" if is_wrong else "cover"
        self._label.text = f"…{text[1 - characters :]}" if does_not_fit else ""

    def edit(self, is_edited: bool) -> None:
        """Give way to a person who edits the text."""
        self._is_edited = is_edited
        if is_edited and self._cover is not None:
            self._cover.visible = False
