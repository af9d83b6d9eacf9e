"""The menu Edit: Undo and Redo, with their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kitless.commands.undo_functions import (
    can_redo,
    can_undo,
    redo,
    subscribe_on_change,
    undo,
    unsubscribe_on_change,
)
from kitless.ui.key_chords import KeyChords
from kitless.ui.keys import KEYBOARD_MODIFIER_FLAG_CONTROL, KeyboardInput
from kitless.ui.menus import MenuItemDescription, add_menu_items, refresh_menu_items, remove_menu_items
from kitless.ui.session import ORDER_USER_INTERFACE

if TYPE_CHECKING:
    from kitless.app.app import App

_MENU = "Edit"
_UNDO = (KEYBOARD_MODIFIER_FLAG_CONTROL, KeyboardInput.Z)
_REDO = (KEYBOARD_MODIFIER_FLAG_CONTROL, KeyboardInput.Y)


class EditMenu:
    """Takes back commands, and does them again. The keys are a text field's own while its text is edited.

    Args:
        app: The App.
    """

    def __init__(self, app: App) -> None:
        self._items = [
            MenuItemDescription("Undo", onclick_fn=undo, enable_fn=can_undo, hotkey=_UNDO),
            MenuItemDescription("Redo", onclick_fn=redo, enable_fn=can_redo, hotkey=_REDO),
        ]
        add_menu_items(self._items, _MENU)
        subscribe_on_change(_refresh)
        self._keys = KeyChords(_UNDO, _REDO)
        self._subscription = app.update_stream.create_subscription_to_pop(
            lambda _event: self._update(), order=ORDER_USER_INTERFACE + 1, name="editor: keys"
        )

    def destroy(self) -> None:
        """Take the menu away; may be called again."""
        self._subscription.unsubscribe()
        unsubscribe_on_change(_refresh)
        remove_menu_items(self._items, _MENU)

    def _update(self) -> None:
        pressed = self._keys.pressed()
        if pressed == _UNDO and can_undo():
            undo()
        elif pressed == _REDO and can_redo():
            redo()


def _refresh(_commands: object = None) -> None:
    refresh_menu_items(_MENU)
