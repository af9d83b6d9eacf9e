"""A dialog that asks for one text."""

from __future__ import annotations

from typing import Any

from omni import ui

from kitless.ui.dialogs.popup_dialog import PopupDialog


class InputDialog(PopupDialog):
    """`omni.kit.window.popup_dialog.InputDialog`: a message, a field and two buttons.

    Args:
        message: What it asks.
        pre_label: The text before the field.
        post_label: The text behind it.
        default_value: What stands in the field.
        keywords: Those of `PopupDialog`.
    """

    def __init__(
        self,
        message: str = "",
        pre_label: str = "",
        post_label: str = "",
        default_value: str = "",
        **keywords: Any,
    ) -> None:
        super().__init__(**{"title": "Input", **keywords})
        self._message = message
        self._labels_of_field = (pre_label, post_label)
        self._model = ui.SimpleStringModel(default_value)

    def get_value(self) -> str:
        """What stands in the field."""
        return str(self._model.as_string)

    def build(self) -> None:
        """Make the message and the field."""
        pre_label, post_label = self._labels_of_field
        if self._message:
            ui.Label(self._message, word_wrap=True, identifier="message")
        with ui.HStack(height=24, spacing=4):
            if pre_label:
                ui.Label(pre_label, width=0)
            ui.StringField(self._model, identifier="input_field")
            if post_label:
                ui.Label(post_label, width=0)
