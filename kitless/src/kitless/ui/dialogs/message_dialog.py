"""A dialog that says something."""

from __future__ import annotations

from typing import Any

from omni import ui

from kitless.ui.dialogs.popup_dialog import PopupDialog


class MessageDialog(PopupDialog):
    """`omni.kit.window.popup_dialog.MessageDialog`: a message and two buttons.

    Args:
        message: What it says.
        keywords: Those of `PopupDialog`.
    """

    def __init__(self, message: str = "", **keywords: Any) -> None:
        super().__init__(**{"title": "Message", **keywords})
        self._message = message
        self._label: Any = None

    def set_message(self, message: str) -> None:
        """Change what it says."""
        self._message = message
        if self._label is not None:
            self._label.text = message

    def build(self) -> None:
        """Make the message."""
        self._label = ui.Label(self._message, word_wrap=True, identifier="message")
