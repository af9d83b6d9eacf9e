"""A menu that opens where the mouse is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class PopUpMenu:
    """Offers things to choose from; at most one menu of it is open.

    Args:
        title: Its title, which tests find it by.
    """

    def __init__(self, title: str) -> None:
        self._title = title
        self._menu: ui.Menu | None = None

    def show(self, entries: Sequence[tuple[str, Callable[[], object]]], nothing: str = "") -> None:
        """Open it at the mouse.

        Args:
            entries: What there is to choose: its text, and what is called when it is chosen.
            nothing: What is said, in grey, when there is nothing to choose.
        """
        self.destroy()
        self._menu = ui.Menu(self._title, tearable=False)
        with self._menu:
            for text, choose in entries:
                ui.MenuItem(text, triggered_fn=choose)
            if not entries:
                ui.MenuItem(nothing, enabled=False)
        self._menu.show()

    def destroy(self) -> None:
        """Take the menu away; may be called again."""
        if self._menu is not None:
            self._menu.hide()
            self._menu.destroy()
            self._menu = None
