"""A field for texts to search for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from omni import ui

if TYPE_CHECKING:
    from collections.abc import Callable

_HEIGHT = 24
_HINT_STYLE = {"color": 0xFF808080}


class SearchWidget:
    """`omni.kit.window.extensions.ext_components.SearchWidget`: a field that tells what is searched for.

    Args:
        on_search_fn: Called with the text whenever it changes, "" when there is none.
    """

    def __init__(self, on_search_fn: Callable[[str], object] | None) -> None:
        self._on_search = on_search_fn
        with ui.ZStack(height=_HEIGHT):
            self._field = ui.StringField(identifier="search_field")
            with ui.HStack():
                ui.Spacer(width=6)
                self._hint = ui.Label("Search", width=0, style=_HINT_STYLE)
                ui.Spacer()
                self._clear_button = ui.Button(
                    "\N{MULTIPLICATION SIGN}", width=_HEIGHT, visible=False, clicked_fn=self.clear_search
                )
        self._field.model.add_value_changed_fn(self._changed)

    @property
    def search_text(self) -> str:
        """What is searched for."""
        return str(self._field.model.as_string) if self._field else ""

    def set_text(self, text: str) -> None:
        """Search for something, as if it had been typed."""
        if self._field:
            self._field.model.set_value(text)

    def clear_search(self) -> None:
        """Search for nothing."""
        self.set_text("")

    def destroy(self) -> None:
        """Call nobody any more."""
        self._on_search = None
        self._field = self._hint = self._clear_button = None

    def _changed(self, model: Any) -> None:
        text = model.as_string
        if self._hint:
            self._hint.visible = not text
            self._clear_button.visible = bool(text)
        if self._on_search is not None:
            self._on_search(text)
